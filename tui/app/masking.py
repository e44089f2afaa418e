"""Hiding who people are: while names are hidden, every text of a person that is drawn goes through a mask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from tui.domain.consent import is_past_retention, unwilling
from tui.domain.records import Note
from tui.domain.workspace import Workspace

if TYPE_CHECKING:
    from tui.domain.privacy import Scrubber
    from tui.domain.privacy.scrubber import Hit


class Mask:
    """Shows texts as they may be seen. `names` says whether names are shown; then nothing is changed."""

    def __init__(self, scrubber: Scrubber | None = None, *, names: bool = False) -> None:
        self._scrubber = scrubber
        self.names = names

    def text(self, text: str) -> str:
        """Return a text without what would tell who a person is."""
        return text if self._scrubber is None else self._scrubber.scrub(text)

    def sentence(self, text: str) -> str:
        """Return a sentence of ours without the people in it; what only looks like a number or an address stays."""
        if self._scrubber is None:
            return text
        for hit in reversed([hit for hit in self._scrubber.hits(text) if _is_somebody(hit)]):
            text = text[: hit.start] + hit.replacement + text[hit.end :]
        return text

    def words(self, note: Note, workspace: Workspace, today: date) -> tuple[str, bool]:
        """Return the words of a note as they may be seen, and whether they are said; else it is why they are not."""
        private = "" if self.names else kept_private(note, workspace, today)
        return (private, False) if private else (self.text(note.text), True)


def _is_somebody(hit: Hit) -> bool:
    """Return whether a hit is of somebody we know, by name or by where they work, and not only of such a form."""
    return hit.kind in ("name", "org") or not hit.replacement.startswith("[")


SHOWN = Mask(names=True)


def mask_of(workspace: Workspace, teammates: Iterable[str]) -> Mask:
    """Return a mask that hides everybody of a workspace; the words of teammates stay readable."""
    if not workspace.contacts:
        return Mask()
    from tui.domain.hiding import scrubber_of  # where nobody is known there is nobody to hide

    return Mask(scrubber_of(workspace, teammates))


def kept_private(note: Note, workspace: Workspace, today: date) -> str:
    """Return why the words of a note are not shown to others, or an empty text where they are.

    A person's own words take their permission to be quoted; whatever is past its retention is not shown at all.
    """
    people = [workspace.participants[uid] for uid in note.people if uid in workspace.participants]
    over = [person.pid for person in people if is_past_retention(person, today)]
    if over:
        return f"kept private: what is known of {', '.join(over)} was to be kept no longer"
    if note.kind != "quote" and not note.verbatim:
        return ""
    against = [person.pid for person in unwilling(workspace, note.people, "quote_pseudonymous", today)]
    if not against:
        return ""
    return f"kept private: {', '.join(against)} {'have' if len(against) > 1 else 'has'} not agreed to quotes"
