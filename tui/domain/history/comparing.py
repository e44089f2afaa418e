"""What changed on a board between two moments: the state before beside the state after, as data without names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, get_args

import msgspec
from msgspec import Struct

from tui.domain.evidence.stances import is_evidence
from tui.domain.records import Card, Experiment, Note
from tui.domain.records.workspace import Workspace

Happening = Literal[
    "finished",
    "moved",
    "blocked",
    "unblocked",
    "added",
    "carried",
    "edited",
    "restored",
    "left",
    "archived",
    "orphaned",
    "removed",
]
HAPPENINGS: tuple[Happening, ...] = get_args(Happening)

Sides = tuple[Any, Any]
"""What a field was before and is after."""

_EDITED = (
    *("number", "title", "group", "description", "kind", "every", "assignee", "due", "expedite"),
    *("tags", "checklist", "people", "needs", "wish"),
)
_OF_EXPERIMENT = ("key", "status", "timezone", "decision", "learning")


class CardDifference(Struct, frozen=True):
    """One thing that became of a card, which is as it is after, or as it was where it is gone.

    Several things may have become of one card. `fields` holds what changed: the column of one that moved or was
    finished, each field of an edited one, `blocked` of one that is blocked or not any more, `experiment` of one that
    was carried into the iteration, or left it for a later one. Where a card is new, its column before is None. `people`
    are uids of participants.
    """

    happening: Happening
    card: Card
    fields: Mapping[str, Sides] = {}


class NotesDifference(Struct, frozen=True):
    """What became of the notes of a card: how many were written, edited and put away.

    `supports` and `refutes` count those that speak for or against the hypothesis and did not before.
    """

    card: Card
    written: int
    edited: int
    gone: int
    supports: int
    refutes: int


class BoardDifference(Struct, frozen=True):
    """What changed on a board. `fields` are those of the experiment, what its definition says among them.

    `started` is whether it began in between; then every card is a new one.
    """

    experiment: Experiment
    started: bool
    fields: Mapping[str, Sides]
    cards: tuple[CardDifference, ...]
    notes: tuple[NotesDifference, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.started or self.fields or self.cards or self.notes)

    def of(self, *happenings: Happening) -> list[CardDifference]:
        """Return the cards to which something happened, by number."""
        return [card for card in self.cards if card.happening in happenings]


def board_differences(
    before: Workspace, after: Workspace, experiment: str, counts: Callable[[Note], bool] = is_evidence
) -> BoardDifference:
    """Return what changed on the board of an experiment (uid) that is there after, before or not.

    Of what came and went in between nothing is told, and neither is what was set back. `counts` says of a note whether
    it is evidence.
    """
    now = after.experiments[experiment]
    then = before.experiments.get(experiment)
    cards = {card.uid: card for card in after.cards_of(experiment)}
    pairs = [(before.cards.get(uid), card) for uid, card in cards.items()]
    differing = [difference for old, new in pairs if old != new for difference in _of_card(old, new)]
    away = (card for card in before.cards_of(experiment) if card.uid not in cards)
    differing += [_of_absent(card, after.cards.get(card.uid)) for card in away]
    order = {happening: place for place, happening in enumerate(HAPPENINGS)}
    return BoardDifference(
        experiment=now,
        started=then is None,
        fields={} if then is None else _of_experiment(then, now),
        cards=tuple(sorted(differing, key=lambda difference: (order[difference.happening], difference.card.number))),
        notes=tuple(_of_notes(before, after, cards, counts)),
    )


def _of_card(before: Card | None, after: Card) -> Iterator[CardDifference]:
    finished_at = before.finished_at if before else None
    moved = {"column": (before.column if before else None, after.column)}
    if after.finished_at is not None and after.finished_at != finished_at:
        yield CardDifference("finished", after, moved)
    elif before is not None and before.column != after.column:
        yield CardDifference("moved", after, moved)
    if before is None:
        yield CardDifference("added", after, moved)
    elif before.experiment != after.experiment:
        yield CardDifference("carried", after, {"experiment": (before.experiment, after.experiment)})
    blocked = (before.blocked if before else None, after.blocked)
    if blocked[0] != blocked[1]:
        yield CardDifference("blocked" if after.blocked else "unblocked", after, {"blocked": blocked})
    if before is not None and (fields := _edited(before, after)):
        yield CardDifference("edited", after, fields)
    if bool(before and before.archived_at) != bool(after.archived_at):
        yield CardDifference("archived" if after.archived_at else "restored", after)
    if bool(before and before.orphaned) != after.orphaned:
        yield CardDifference("orphaned" if after.orphaned else "restored", after)


def _of_absent(before: Card, after: Card | None) -> CardDifference:
    if after is None:
        return CardDifference("removed", before)
    return CardDifference("left", after, {"experiment": (before.experiment, after.experiment)})


def _edited(before: Card, after: Card) -> dict[str, Sides]:
    """Return the fields people write; of a card that stayed in its column its place, and that it is not begun."""
    names = list(_EDITED)
    if (before.experiment, before.column) == (after.experiment, after.column):
        names += ["rank"] if after.started_at else ["rank", "started_at"]
    return _fields(before, after, names)


def _of_experiment(before: Experiment, after: Experiment) -> dict[str, Sides]:
    defined = (field.name for field in msgspec.structs.fields(after.definition) if field.name not in ("id", "key"))
    return _fields(before, after, _OF_EXPERIMENT) | _fields(before.definition, after.definition, defined)


def _fields(before: object, after: object, names: Iterable[str]) -> dict[str, Sides]:
    sides = {name: (getattr(before, name), getattr(after, name)) for name in names}
    return {name: (old, new) for name, (old, new) in sides.items() if old != new}


def _of_notes(
    before: Workspace, after: Workspace, cards: Mapping[str, Card], counts: Callable[[Note], bool]
) -> Iterator[NotesDifference]:
    for card in cards.values():
        old = {uid: before.notes[uid] for uid in before.note_uids(card.uid)}
        new = {uid: after.notes[uid] for uid in after.note_uids(card.uid)}
        evidence = {uid: note for uid, note in new.items() if counts(note)}
        if old != new:
            yield NotesDifference(
                card=card,
                written=sum(uid not in old for uid in new),
                edited=sum(uid in old and old[uid] != note for uid, note in new.items()),
                gone=sum(uid not in new for uid in old),
                supports=_newly(old, evidence, "supports"),
                refutes=_newly(old, evidence, "refutes"),
            )


def _newly(old: Mapping[str, Note], new: Mapping[str, Note], stance: str) -> int:
    return sum(note.stance == stance and (uid not in old or old[uid].stance != stance) for uid, note in new.items())
