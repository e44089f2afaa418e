"""Hiding who people are: while names are hidden, every text that is drawn goes through a mask.

What draws a record asks the mask for its texts, whole, before they are cut or broken into lines: the layout takes
nothing but what came from there (`Shown`). Below that there is a net: every line a widget draws is looked through once
more for full names and addresses. It cannot look for more, for our own words would be hidden where a customer is called
like one of them, and would say so. Records themselves are never masked: what is edited and saved is what is stored.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from tui.app.look.glyphs import UNICODE
from tui.app.look.paint import Lines, Shown
from tui.domain.privacy.profiles import kept_from_team
from tui.domain.records import Note, Touchpoint
from tui.domain.records.workspace import Workspace

if TYPE_CHECKING:
    from tui.domain.privacy.names import Hit, Scrubber

AS_STORED = "as stored, with names"
"""What is said beside a field that shows what is hidden elsewhere."""

FEWEST_DIGITS = 7
"""A telephone number has no fewer."""
PORTION, AHEAD = 4_000, 400
MOST_REMEMBERED, MOST_LINES_REMEMBERED = 4_096, 64


class Mask:
    """Shows texts as they may be seen. `names` says whether names are shown; then nothing is changed."""

    def __init__(self, scrubber: Scrubber | None = None, *, names: bool = False) -> None:
        self._scrubber = scrubber
        self.names = names
        self._drawn: dict[tuple[str, bool], str] = {}
        self._lines: dict[tuple[str, int, str, str], Lines] = {}

    @property
    def changes_nothing(self) -> bool:
        """Whether every text is shown as it is: names are shown, or nobody is known."""
        return self._scrubber is None

    def text(self, text: str) -> Shown:
        """Return a text without what would tell who a person is."""
        return Shown(text if self._scrubber is None else self._scrubber.scrub(text))

    def unhidden(self, text: str) -> Shown:
        """Return a text as it is, or nothing where a part of it is hidden."""
        return Shown(text if self.text(text) == text else "")

    def line(self, text: str) -> Shown:
        """Return a text as one line, to be drawn where there is room for one: of a long one the beginning."""
        return Shown(" ".join(self.beginning(text).split()))

    def beginning(self, text: str) -> Shown:
        """Return a text as `text` does; of a long one the first portion, and a sign that it goes on."""
        end = self._border(text, 0)
        return self.text(text) if end == len(text) else Shown(f"{self.text(text[:end]).rstrip()} …")

    def lines(self, text: str, width: int, *, lead: str = "", tail: str = "") -> Lines:
        """Return a text broken into lines, masked and broken no further than somebody looks.

        `lead` and `tail` are ours and stand around it, as quotation marks do.
        """
        key = (text, width, lead, tail)
        lines = self._lines.get(key)
        if lines is None:
            if len(self._lines) >= MOST_LINES_REMEMBERED:
                del self._lines[next(iter(self._lines))]
            lines = self._lines[key] = Lines(_around(self._portions(text), lead, tail), width)
        return lines

    def sentence(self, text: str) -> Shown:
        """Return a sentence of ours without the people in it; what only looks like a number or an address stays."""
        if self._scrubber is None:
            return Shown(text)
        from tui.domain.privacy.hiding import without_people  # whoever has somebody to hide has loaded it already

        return Shown(without_people(self._scrubber, text))

    def drawn(self, text: str, *, typed: bool = False) -> str:
        """Return what a widget draws without full names and addresses, the very same text where there are none.

        For what somebody types, told back to them, no P-id stands there: it would say whose name was typed.
        """
        drawn = self._drawn.get((text, typed))
        if drawn is None:
            if len(self._drawn) >= MOST_REMEMBERED:
                self._drawn.clear()
            label = _kind if typed else None
            drawn = text
            if self._scrubber is not None and _may_tell(text):
                drawn = self._scrubber.without(text, _is_unmistakable, label)
            self._drawn[text, typed] = drawn
        return drawn

    def hides(self, text: str) -> bool:
        """Return whether a text would be shown otherwise than it is stored."""
        return self.text(text) != text

    def words(self, note: Note, workspace: Workspace, today: date) -> tuple[Shown, bool]:
        """Return how a note begins as it may be seen, and whether that is said; else it is why it is not."""
        private = self.why_not(note, workspace, today)
        return private or self.beginning(note.text), not private

    def why_not(self, record: Note | Touchpoint, workspace: Workspace, today: date) -> Shown:
        """Return why what a note or a touchpoint says is not shown; an empty text where it is."""
        why = "" if self.names else kept_from_team(workspace, record, today)
        return Shown(f"kept private: {why}" if why else "")

    def _portions(self, text: str) -> Iterator[Shown]:
        """Yield a text in portions, each as it may be seen; none begins or ends inside what is hidden."""
        at = 0
        while at < len(text):
            end = self._border(text, at)
            yield self.text(text[at:end])
            at = end

    def _border(self, text: str, at: int) -> int:
        """Return where a portion ends that begins at a place: at the end of a line or a word, and of a name."""
        if len(text) - at <= PORTION + AHEAD:
            return len(text)
        window = text[at : at + PORTION + AHEAD]
        ends = (window.rfind(sign, PORTION // 2, PORTION) + 1 for sign in "\n ")
        border = next(filter(None, ends), PORTION)
        for hit in self._scrubber.hits(window) if self._scrubber is not None else ():
            if hit.start < border < hit.end:
                border = hit.start or hit.end
        return at + border


_SIGNS = {
    ord(sign): " "
    for sign in str(msgspec.structs.astuple(UNICODE))
    if not sign.isascii() and not sign.isalnum() and unicodedata.is_normalized("NFKD", sign)
}
"""Signs of the interface, which are nothing but themselves however texts are compared."""


def _may_tell(text: str) -> bool:
    """Return whether a text may hold something unmistakable; most of what is drawn cannot, as its letters alone say.

    That is two capitals, an `@` behind something, what a link has, the digits of a telephone number, or an escape,
    which may be any of these; so may a letter that is not plain.
    """
    if not text.isascii():
        text = text.translate(_SIGNS)
        if not text.isascii():
            return True
    if "." in text or "://" in text or "%" in text or "&" in text or text.find("@", 1) > 0:
        return True
    return sum(map(str.isupper, text)) > 1 or sum(map(str.isdigit, text)) >= FEWEST_DIGITS


def _is_unmistakable(hit: Hit, words: str) -> bool:
    """Return whether a hit cannot be a word of ours: an address, or several words written as names are."""
    parts = words.split()
    if hit.kind == "name":
        return len(parts) > 1 and all(part[:1].isupper() for part in parts)
    return hit.kind in ("e-mail", "link") or (hit.kind == "phone" and bool(hit.pid))


def _kind(hit: Hit) -> str:
    return f"[{hit.kind}]" if hit.pid else hit.replacement


def _around(portions: Iterator[Shown], lead: str, tail: str) -> Iterator[Shown]:
    """Yield portions, what leads to them with the first one and what follows with the last one."""
    held = Shown(lead + next(portions, ""))
    for portion in portions:
        yield held
        held = portion
    yield Shown(held + tail)


SHOWN = Mask(names=True)


def mask_of(workspace: Workspace, teammates: Iterable[str]) -> Mask:
    """Return a mask that hides everybody of a workspace; the words of teammates stay readable."""
    if not workspace.contacts:
        return Mask()
    from tui.domain.privacy.hiding import scrubber_of  # where nobody is known there is nobody to hide

    return Mask(scrubber_of(workspace, teammates))
