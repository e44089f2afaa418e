"""The two lines at the foot of a place: what happened, and below it what can be done and how things stand."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal

from msgspec import Struct
from textual.timer import Timer

from tui.app.keys.footers import footer
from tui.app.keys.keymap import Hint, key
from tui.app.look.paint import BLANK, Row, Span, hint, key_spans, margin_of, width_of
from tui.app.look.rows import Rows

Tone = Literal["plain", "warn", "error"]
NOTICED_SECONDS = 0.3
LONG_SECONDS = 1.0
NARROW, LOW = 60, 18


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
    """Shows one message; the newest wins. It never takes the focus."""

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
        spans = [Span(self.host.glyphs.idle, "danger" if message.tone == "error" else "line"), Span(" ")]
        if message.tone == "error":
            spans.append(Span(f"! {message.lead}  " if message.lead else "! ", "danger bold"))
        style = {"plain": "bright", "warn": "warn", "error": "text"}[message.tone]
        spans.append(Span(message.words, style))
        for ids, does, *_ in message.keys:
            spans += [Span("   "), *hint(ids, does)]
        self.show(Row(tuple(spans), background="card"))
        self.display = True


class FootLine(Rows):
    """The footer, one row; its place shows it anew while a change waits to be saved."""

    def __init__(self, show_foot: Callable[[], None]) -> None:
        super().__init__(id="footer")
        self._show_foot = show_foot
        self._look_again: Timer | None = None

    def show_mode(self, mode: str, most: int = 0, state: tuple[Span, ...] | None = None, *, lead: str = "") -> None:
        """Show the keys of a mode, and on the right how things stand, or `state` where that is nothing urgent.

        There are `most` keys, else as many as is good for the size of the screen; words may `lead` them.
        """
        width, height = self.app.size
        margin, most = margin_of(width), most or (4 if height < LOW or width < NARROW else 6)
        right = self._standing() if state is None or self.is_urgent else state
        if width < NARROW and not self.is_unsaved:
            right = ()
        gap = "  " if width < NARROW else "   "
        words = (Span(f"{lead}{gap}", "accent bold"),) if lead else ()
        room = width - width_of(right) - width_of(words) - 2 * margin - 1
        keys = key_spans(footer(mode, most), room, gap=gap)
        self.show(Row((Span(" " * margin), *words, *keys), right, "panel", margin))

    @property
    def is_unsaved(self) -> bool:
        """Whether something could not be saved."""
        return self.host.session.failure is not None and self.host.session.pending > 0

    @property
    def is_urgent(self) -> bool:
        """Whether there is more to say than that names are hidden and when it was saved."""
        session = self.host.session
        return self.is_unsaved or session.only_readable or session.pending > 0

    def _standing(self) -> tuple[Span, ...]:
        session, shown = self.host.session, self.host.names_shown
        saved = f"{session.saved_at.astimezone():%H:%M}" if session.saved_at else ""
        if self.is_unsaved:
            return (Span(f"! not saved{f' since {saved}' if saved else ''}", "danger bold"),)
        names = "names shown" if shown else "names hidden"
        if session.only_readable:
            return (Span(f"{names} · ", "muted"), Span("read-only", "warn bold"))
        if doing := self._waiting():
            return (Span(f"{names} · {doing}", "muted"),)
        return (Span(f"{names}{f' · saved {saved}' if saved else ''}", "warn" if shown else "muted"),)

    def _waiting(self) -> str:
        """Return what a change waits for, once that is long enough to be noticed, and look again in a while."""
        since = self.host.session.waiting_since
        if since is None:
            return ""
        waited = time.monotonic() - since
        if self._look_again is None:
            self._look_again = self.set_timer(NOTICED_SECONDS, self._show_waiting)
        if waited < NOTICED_SECONDS:
            return ""
        return "saving" if waited < LONG_SECONDS else "waiting for another program"

    def _show_waiting(self) -> None:
        self._look_again = None
        self._show_foot()
