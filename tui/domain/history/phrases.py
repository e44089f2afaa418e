"""Events in words: what was done, as a message says it, and as undo and history name it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.history.particulars import Particulars, Shared, Unsaid, events_in
from tui.domain.operations.declaration import Kind
from tui.domain.operations.kinds import kind_named
from tui.domain.records import Event
from tui.domain.records.workspace import Workspace

_REVERSALS = {"undone": "Undid", "redone": "Did again"}


class Phrase(Struct, frozen=True):
    """`Moved` / `move` and `3 to DONE`; `others` are what was done with it, as one."""

    past: str
    base: str
    rest: str
    others: tuple[Phrase, ...] = ()

    @property
    def done(self) -> str:
        """Return it as a thing that happened: Moved 3 to DONE, tagged 4 #x."""
        return f"{self.past} {self.following}".strip()

    @property
    def following(self) -> str:
        """Return what follows the verb of a thing that happened: 3 to DONE, tagged 4 #x."""
        others = (f"{other.past[:1].lower()}{other.past[1:]} {other.rest}".strip() for other in self.others)
        return ", ".join((self.rest, *others))

    @property
    def named(self) -> str:
        """Return it as a thing to do: move 3 to DONE, tag 4 #x."""
        return ", ".join(f"{phrase.base} {phrase.rest}".strip() for phrase in (self, *self.others))


def phrase_of(event: Event, workspace: Workspace, *, keys: bool = False) -> Phrase:
    """Return an event in words; cards are named by number, or with `keys` as `CD-3`, people by P-id.

    Of several things that were done as one, those of a kind are counted: Moved 3 cards to DONE.
    """
    parts: dict[str, list[Particulars]] = {}
    for done in events_in(event):
        parts.setdefault(done.kind, []).append(Particulars(done, workspace, keys))
    first, *others = (_phrase(kind, alike) for kind, alike in parts.items())
    return replace(first, others=tuple(others)) if others else first


def _phrase(name: str, alike: Sequence[Particulars]) -> Phrase:
    kind, first = kind_named(name), alike[0]
    words = _filled(kind, Shared(alike) if len(alike) > 1 else first)
    if words is None and len(alike) > 1:
        words = f"{_filled(kind, first) or ''} and {len(alike) - 1} more"
    return Phrase(kind.past, kind.base, words or "")


def _filled(kind: Kind, particulars: Particulars | Shared) -> str | None:
    for template in (*kind.rest, "{card}"):
        with suppress(Unsaid):
            return template.format_map(particulars)
    return None


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
