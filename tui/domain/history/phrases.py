"""Events in words: what was done, as a message says it, and as undo and history name it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from tui.domain.history.particulars import Particulars, Unsaid
from tui.domain.operations.kinds import kind_named
from tui.domain.records import Event
from tui.domain.records.workspace import Workspace

_REVERSALS = {"undone": "Undid", "redone": "Did again"}


class Phrase(Struct, frozen=True):
    """`Moved` / `move` and `3 to DONE`."""

    past: str
    base: str
    rest: str

    @property
    def done(self) -> str:
        """Return it as a thing that happened: Moved 3 to DONE."""
        return f"{self.past} {self.rest}".strip()

    @property
    def named(self) -> str:
        """Return it as a thing to do: move 3 to DONE."""
        return f"{self.base} {self.rest}".strip()


def phrase_of(event: Event, workspace: Workspace, *, keys: bool = False) -> Phrase:
    """Return an event in words; cards are named by number, or with `keys` as `CD-3`, people by P-id."""
    kind = kind_named(event.kind)
    particulars = Particulars(event, workspace, keys)
    for template in (*kind.rest, "{card}"):
        try:
            return Phrase(kind.past, kind.base, template.format_map(particulars))
        except Unsaid:
            continue
    return Phrase(kind.past, kind.base, "")


def told_of(event: Event, workspace: Workspace, originals: Mapping[str, Event]) -> str:
    """Return what happened: `Moved CD-3 to DONE`, `Undid: move CD-3 to DONE`.

    `originals` are the events that others undo or redo, by uid.
    """
    original = originals.get(event.undoes or "")
    if original is not None and event.kind in _REVERSALS:
        return f"{_REVERSALS[event.kind]}: {phrase_of(original, workspace, keys=True).named}"
    return phrase_of(event, workspace, keys=True).done


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: 1 person, 3 people."""
    return f"{count} {one if count == 1 else many or one + 's'}"
