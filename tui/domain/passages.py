"""The way of each card over its board, read from events: when it entered which column, left the board, and came back.

What was undone did not happen: it leaves no trace here, and what was done again after that happened when it was first
done. The last state of a history is always that of the stored record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from tui.domain.definition import DEFAULT_COLUMNS, CardKind, ColumnDefinition, Role
from tui.domain.history import UNDOING
from tui.domain.records import Event

Text = tuple[str | None, str | None] | UnsetType
Time = tuple[datetime | None, datetime | None] | UnsetType


class Columns(Struct, frozen=True):
    """What of a definition says what a column means."""

    columns: tuple[ColumnDefinition, ...] = DEFAULT_COLUMNS


class ExperimentFields(Struct, frozen=True):
    """The changed fields of an experiment that matter for flow, each as before and after."""

    definition: tuple[Columns | None, Columns | None] | UnsetType = UNSET


class CardFields(Struct, frozen=True):
    """The changed fields of a card that matter for flow, each as before and after."""

    uid: Text = UNSET
    number: tuple[int | None, int | None] | UnsetType = UNSET
    experiment: Text = UNSET
    column: Text = UNSET
    kind: tuple[CardKind | None, CardKind | None] | UnsetType = UNSET
    started_at: Time = UNSET
    finished_at: Time = UNSET
    archived_at: Time = UNSET
    orphaned: tuple[bool | None, bool | None] | UnsetType = UNSET


class Moves(Struct, frozen=True):
    """The changed fields by the uids of their records."""

    cards: dict[str, CardFields] = {}
    experiments: dict[str, ExperimentFields] = {}


class Movement(Struct, frozen=True):
    """What of an event matters for flow; decoding one is far cheaper than decoding the whole event."""

    uid: str
    at: datetime
    kind: str
    changes: Moves = Moves()
    undoes: str | None = None


class Passage(Struct, frozen=True):
    """How things are with a card from a time (UTC) on; `column` is a column id of `experiment` (uid).

    `role` is that of the column when it was entered, also where the column was removed since. A card that was removed
    altogether is `gone`.
    """

    at: datetime
    experiment: str
    column: str
    role: Role
    kind: CardKind = "task"
    started_at: datetime | None = None
    finished_at: datetime | None = None
    archived_at: datetime | None = None
    orphaned: bool = False
    gone: bool = False

    @property
    def on_board(self) -> bool:
        """Whether it is there to be seen: neither archived, nor out of the definition, nor gone."""
        return self.archived_at is None and not self.orphaned and not self.gone


class Occurrence(Struct, frozen=True):
    """Work that was started and finished (UTC); a recurring card has one for each time it was done."""

    started_at: datetime
    finished_at: datetime


class CardHistory(Struct, frozen=True):
    """The passages of a card, oldest first; there is at least one."""

    card: str
    number: int
    passages: tuple[Passage, ...]

    @property
    def last(self) -> Passage:
        """How things are with it now."""
        return self.passages[-1]

    def until(self, moment: datetime) -> CardHistory | None:
        """Return the history as it stood at a moment, that moment excluded; None where the card was not there yet."""
        passed = tuple(passage for passage in self.passages if passage.at < moment)
        return replace(self, passages=passed) if passed else None

    def occurrences(self, experiment: str) -> list[Occurrence]:
        """Return what of it is finished in an experiment (uid), oldest first.

        Reopening takes the finish of a card back, but not that of a recurring one, which begins its next occurrence.
        """
        if self.last.gone:
            return []
        past: list[Occurrence] = []
        current: Occurrence | None = None
        kind: CardKind = "task"
        for passage in self.passages:
            if passage.experiment != experiment:
                current = None
            elif passage.finished_at is not None:
                current = Occurrence(passage.started_at or passage.finished_at, passage.finished_at)
            else:
                past += [current] if current is not None and kind == "recurring" else []
                current = None
            kind = passage.kind
        return [*past, current] if current is not None else past

    def entered(self, experiment: str) -> dict[str, Passage]:
        """Return the first passage into each column (by id) of an experiment."""
        first: dict[str, Passage] = {}
        for passage in self.passages:
            if passage.experiment == experiment:
                first.setdefault(passage.column, passage)
        return first


class _Step(Struct):
    """What an event changed of a card; `undoing` where it undid or redid another one."""

    event: str
    at: datetime
    undoing: bool
    fields: dict[str, Any]


def movement_of(event: Event) -> Movement:
    """Return what of an event matters for flow."""
    return msgspec.convert(msgspec.to_builtins(event), Movement)


def card_histories(movements: Iterable[Movement]) -> list[CardHistory]:
    """Return the history of each card by number; movements are to come in the order in which they were saved."""
    roles: dict[tuple[str, str], Role] = {}
    steps: dict[str, list[_Step]] = {}
    now: dict[str, dict[str, Any]] = {}
    last_word: dict[str, str] = {}
    for movement in movements:
        undoing = movement.kind in UNDOING and movement.undoes is not None
        if undoing and movement.undoes is not None:
            last_word[movement.undoes] = movement.kind
        at = _aware(movement.at)
        for uid, role in _turned(movement, roles, now):
            steps[uid].append(_Step(movement.uid, at, undoing, {"role": role}))
        for uid, changed in movement.changes.cards.items():
            fields = _after(changed)
            state = now.setdefault(uid, {})
            state.update(fields)
            if "column" in fields and "experiment" in state:
                fields["role"] = roles.get((state["experiment"], fields["column"]), "waiting")
            if fields:
                steps.setdefault(uid, []).append(_Step(movement.uid, at, undoing, fields))
    undone = {uid for uid, kind in last_word.items() if kind == "undone"}
    found = (_history(uid, card_steps, undone) for uid, card_steps in steps.items())
    return sorted((each for each in found if each is not None), key=lambda each: (each.number, each.card))


def _turned(
    movement: Movement, roles: dict[tuple[str, str], Role], now: Mapping[str, Mapping[str, Any]]
) -> list[tuple[str, Role]]:
    """Take over what columns mean now; return the cards in columns that meant something else before."""
    changed: dict[tuple[str, str], Role] = {}
    for uid, fields in movement.changes.experiments.items():
        after = fields.definition[1] if fields.definition is not UNSET else None
        for column in after.columns if after is not None else ():
            if roles.get((uid, column.id), column.role) != column.role:
                changed[uid, column.id] = column.role
            roles[uid, column.id] = column.role
    if not changed:
        return []
    places = ((uid, (state.get("experiment", ""), state.get("column", ""))) for uid, state in now.items())
    return [(uid, changed[place]) for uid, place in places if place in changed]


def _after(changed: CardFields) -> dict[str, Any]:
    """Return the fields as they are after an event; `gone` where it took the card away."""
    created, gone = changed.uid if changed.uid is not UNSET else ("", "")
    if gone is None:
        return {"gone": True}
    fields: dict[str, Any] = {"gone": False} if created is None else {}
    for name in ("number", "experiment", "column", "kind", "started_at", "finished_at", "archived_at", "orphaned"):
        sides = getattr(changed, name)
        if sides is not UNSET:
            fields[name] = _aware(sides[1]) if isinstance(sides[1], datetime) else sides[1]
    return fields


def _history(uid: str, steps: list[_Step], undone: set[str]) -> CardHistory | None:
    """Return the history of a card without what was undone.

    Where undoing left something else than if it had not happened, as when a later event had done the same, the card
    came to be so by the undoing.
    """
    happened = [step for step in steps if not step.undoing and step.event not in undone]
    passages = _fold(happened)
    actual = _fold(steps) if len(happened) < len(steps) else list(passages)
    if not passages or not actual:
        return None
    if passages[-1] != replace(actual[-1], at=passages[-1].at):
        at = max((step.at for step in steps if step.undoing), default=passages[-1].at)
        passages.append(replace(actual[-1], at=max(at, passages[-1].at)))
    number = next(step.fields["number"] for step in reversed(steps) if "number" in step.fields)
    return CardHistory(uid, number, tuple(passages))


def _fold(steps: Iterable[_Step]) -> list[Passage]:
    passages: list[Passage] = []
    last: Passage | None = None
    for step in steps:
        fields = {name: value for name, value in step.fields.items() if name != "number"}
        if last is None or (last.gone and "column" in fields):
            if "column" not in fields or "experiment" not in fields:
                continue
            made = Passage(at=step.at, **fields)
        else:
            made = replace(last, **fields)
        if made != last:
            # Clocks of two computers differ; a card still goes one way.
            last = replace(made, at=max(step.at, last.at) if last else step.at)
            passages.append(last)
    return passages


def _aware(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=UTC)
