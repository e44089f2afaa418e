"""The message line: what happened and which key follows. It never takes the focus."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from tui.app.look.paint import BLANK, Row, Span
from tui.app.look.rows import Rows

Tone = Literal["plain", "warn", "error"]


class Said(Struct, frozen=True):
    """A message: a bold lead for errors, words, and keys that follow as (key, what it does)."""

    words: str
    keys: tuple[tuple[str, str], ...] = ()
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
        for key, does in message.keys:
            spans += [Span(f"   {key}", "accent bold"), Span(f" {does}", "muted")]
        self.show(Row(tuple(spans), background="card"))
        self.display = True
