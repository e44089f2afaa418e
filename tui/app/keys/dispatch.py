"""From a command to its function: what it acts on is found, what may not be is refused, what goes wrong is told."""

from __future__ import annotations

from inspect import isawaitable
from typing import TYPE_CHECKING, Protocol

from tui.app.keys.commands import Command
from tui.crash import mistake_sentence
from tui.domain.errors import CustdevError, DomainError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.app.here import Here


async def dispatch(screen: Here, command: Command) -> None:
    """Do a command on a screen.

    Done again and again by the same key, the screen's `times` says how often before.
    """
    screen.times = screen.times + 1 if screen.last_command == command.id else 0
    screen.last_command = command.id
    subject = next((subject for kind in command.on if (subject := screen.subject(kind)) is not None), None)
    if command.changes and screen.refuses(subject):
        return
    if command.on and subject is None:
        screen.say_lacking(command)
        return
    if command.changes and screen.custdev.asks_who:
        from tui.app.asking.introduction import has_more_keys, introduce  # once for every person

        if not has_more_keys(screen.custdev):
            screen.last_command = ""
            await introduce(screen, lambda: dispatch(screen, command))
            return
    subjects = [subject] if command.on else []
    await attempt(screen, lambda: command.do(screen, *subjects, *command.arguments))


class Teller(Protocol):
    """A screen that says what went wrong on it."""

    def say_error(self, error: Exception) -> None:
        """Say why something was not done."""


async def attempt(screen: Teller, act: Callable[[], object]) -> object:
    """Do something for a screen, and return what comes of it.

    Where it goes wrong, by a rule or by a mistake of ours, say so in a sentence, and return None.
    """
    try:
        result = act()
        return await result if isawaitable(result) else result
    except (CustdevError, OSError) as error:
        screen.say_error(error)
    except Exception as mistake:
        screen.say_error(DomainError(mistake_sentence(mistake)))
    return None
