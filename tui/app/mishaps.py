"""What goes wrong where nobody pressed a key is told in a sentence, and the screen can be left.

That is in what a message, a timer or the session brings, and in what was put off. Where it brings something to what has
left the screen by then, nothing is to be done, and nothing to be told.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.css.query import NoMatches
from textual.dom import NoScreen
from textual.errors import NoWidget
from textual.message import Message
from textual.message_pump import MessagePump

from tui.crash import mistake_sentence
from tui.domain.errors import CustdevError, DomainError

if TYPE_CHECKING:
    from textual.timer import Timer

_GONE = (NoMatches, NoScreen, NoWidget)

Act = Callable[..., Any]


class Steady(MessagePump):
    """A screen, a widget or the application that goes on where one of its messages, or what it put off, goes wrong."""

    ending: ClassVar[tuple[type[Message], ...]] = (events.Compose, events.Mount)
    """The messages that end the application where they go wrong: without these nothing is there that could go on."""

    def call_later(self, callback: Act, *args: Any, **kwargs: Any) -> bool:
        """Call something once the messages that wait are done with."""
        return super().call_later(_steadied(self, callback), *args, **kwargs)

    def call_after_refresh(self, callback: Act, *args: Any, **kwargs: Any) -> bool:
        """Call something once everything is drawn."""
        return super().call_after_refresh(_steadied(self, callback), *args, **kwargs)

    def set_timer(self, delay: float, callback: Act | None = None, **options: Any) -> Timer:
        """Call something after so many seconds."""
        return super().set_timer(delay, callback and _steadied(self, callback), **options)

    def set_interval(self, interval: float, callback: Act | None = None, **options: Any) -> Timer:
        """Call something again and again."""
        return super().set_interval(interval, callback and _steadied(self, callback), **options)

    async def _dispatch_message(self, message: Message) -> None:
        if (isinstance(message, events.InputEvent) or _is_ours(type(message))) and _is_gone(self):
            return
        try:
            await super()._dispatch_message(message)
        except Exception as mistake:
            if isinstance(message, self.ending):
                raise
            _tell(self, mistake)


def _steadied(pump: MessagePump, act: Act) -> Act:
    """Return what does the same, and tells what goes wrong; what Textual does itself is left to it."""
    return partial(_tried, pump, act) if _is_ours(act) else act


async def _tried(pump: MessagePump, act: Act, *arguments: Any, **named: Any) -> None:
    try:
        result = act(*arguments, **named)
        if isawaitable(result):
            await result
    except Exception as mistake:
        _tell(pump, mistake)


def _tell(pump: MessagePump, mistake: Exception) -> None:
    """Tell what went wrong on the screen in front; raise it where there is none that could."""
    if isinstance(mistake, _GONE) and _is_gone(pump):
        return
    for screen in reversed(pump.app.screen_stack):
        if (say_error := getattr(screen, "say_error", None)) is not None:
            is_plain = isinstance(mistake, CustdevError | OSError)
            say_error(mistake if is_plain else DomainError(mistake_sentence(mistake)))
            return
    raise mistake


def _is_gone(pump: MessagePump) -> bool:
    """Return whether something has left the screen, or is leaving it."""
    return pump is not pump.app and (not pump.is_attached or getattr(pump, "_pruning", False))


def _is_ours(act: Act) -> bool:
    while isinstance(act, partial):
        act = act.func
    return str(getattr(act, "__module__", "")).startswith("tui.")
