"""The message line: what happened and which key follows. It never takes the focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from tui.app.keys.keymap import Hint, key
from tui.app.look.paint import BLANK, Row, Span, hint
from tui.app.look.rows import Rows

Tone = Literal["plain", "warn", "error"]


class Said(Struct, frozen=True):
    """A message: a bold lead for errors, words, and what can follow: commands, or what a key does while it stands."""

    words: str
    keys: tuple[Hint, ...] = ()
    tone: Tone = "plain"
    lead: str = ""

    @property
    def text(self) -> str:
        """The message in plain words, keys left out."""
        return f"{self.lead}  {self.words}" if self.lead else self.words


class MessageLine(Rows):
    """Shows one message; the newest wins."""

    def __init__(self) -> None:
        super().__init__(BLANK, id="message")
        self.display = False
        self.message: Said | None = None

    def offered(self, pressed: str) -> Callable[[], object] | None:
        """Return what a key does while the message stands, where that offers it."""
        hints = self.message.keys if self.message is not None else ()
        return next((hint[2] for hint in hints if len(hint) == 3 and key(hint[0]) == pressed), None)

    def say(self, message: Said | None) -> None:
        """Show a message, or nothing."""
        self.message = message
        if message is None:
            self.display = False
            return
        bar = Span(self.host.glyphs.idle, "danger" if message.tone == "error" else "line")
        spans = [bar, Span(" ")]
        if message.tone == "error":
            spans.append(Span(f"! {message.lead}  " if message.lead else "! ", "danger bold"))
        style = {"plain": "bright", "warn": "warn", "error": "text"}[message.tone]
        spans.append(Span(message.words, style))
        for ids, does, *_ in message.keys:
            spans += [Span("   "), *hint(ids, does)]
        self.show(Row(tuple(spans), background="card"))
        self.display = True
