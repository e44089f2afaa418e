"""The way of each card over its board, read from events: when it entered which column, left the board, and came back.

What was undone did not happen: it leaves no trace here, and what was done again after that happened when it was first
done. The last state of a history is always that of the stored record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from operator import attrgetter

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from tui.domain.operations.kinds import UNDOING, undone_among
from tui.domain.records import Series
from tui.domain.records.definition import DEFAULT_COLUMNS, CardKind, Role

Text = tuple[str | None, str | None] | UnsetType
Time = tuple[datetime | None, datetime | None] | UnsetType


class Column(Struct, frozen=True):
    """What a column means."""

    id: str
    role: Role


class Columns(Struct, frozen=True):
    """What of a definition says what its columns mean."""

    columns: tuple[Column, ...] = tuple(Column(column.id, column.role) for column in DEFAULT_COLUMNS)


class ExperimentFields(Struct, frozen=True):
    """The changed fields of an experiment that matter for flow, each as before and after."""

    definition: tuple[Columns | None, Columns | None] | UnsetType = UNSET


class CardFields(Struct, frozen=True, gc=False):
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
    due: tuple[date | None, date | None] | UnsetType = UNSET
    every: Text = UNSET
    series: tuple[Series | None, Series | None] | UnsetType = UNSET


class Moves(Struct, frozen=True, gc=False):
    """The changed fields by the uids of their records."""

    cards: dict[str, CardFields] = {}
    experiments: dict[str, ExperimentFields] | UnsetType = UNSET


class Movement(Struct, frozen=True, gc=False, omit_defaults=True):
    """What of an event matters for flow; decoding one is far cheaper than decoding the whole event."""

    uid: str
    at: datetime
    kind: str
    changes: Moves = Moves()
    undoes: str | None = None

    @property
    def is_undoing(self) -> bool:
        """Whether it undoes another event, or does it again."""
        return self.undoes is not None and self.kind in UNDOING


class Passage(Struct, frozen=True, gc=False):
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
    due: date | None = None
    every: str | None = None
    series: Series | None = None

    @property
    def on_board(self) -> bool:
        """Whether it is there to be seen: neither archived, nor out of the definition, nor gone."""
        return self.archived_at is None and not self.orphaned and not self.gone

    @property
    def in_progress(self) -> bool:
        """Whether it is on the board, started and not finished."""
        return self.on_board and self.started_at is not None and self.finished_at is None


_NOWHERE = Passage(datetime.min.replace(tzinfo=UTC), "", "", "waiting")
"""How things are with a card that is not there yet."""


class Occurrence(Struct, frozen=True):
    """Work that was started and finished (UTC); a recurring card has one for each time it was done."""

    started_at: datetime
    finished_at: datetime


class CardHistory(Struct, frozen=True, gc=False):
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
        if self.last.at < moment:
            return self
        passed = tuple(passage for passage in self.passages if passage.at < moment)
        return replace(self, passages=passed) if passed else None

    def was_in(self, experiment: str) -> bool:
        """Whether it ever was in an experiment (uid)."""
        return self.last.experiment == experiment or any(passage.experiment == experiment for passage in self.passages)

    def occurrences(self, experiment: str) -> list[Occurrence]:
        """Return what of it is finished in an experiment (uid), oldest first.

        Reopening takes the finish of a card back, but not that of a recurring one, which begins its next occurrence.
        """
        if self.last.gone:
            return []
        past: list[Occurrence] = []
        current: Occurrence | None = None
        kind: CardKind = "task"
        for before, passage in self.steps():
            at = done_at(before, passage)
            if passage.experiment != experiment:
                current = None
            elif at is not None:
                past.append(Occurrence(passage.started_at or (before.started_at if before else None) or at, at))
                current = None
            elif passage.series is not None and passage.series.last == passage.finished_at is not None:
                current = None
            elif passage.finished_at is not None:
                current = Occurrence(passage.started_at or passage.finished_at, passage.finished_at)
            else:
                past += [current] if current is not None and kind == "recurring" else []
                current = None
            kind = passage.kind
        return [*past, current] if current is not None else past

    def steps(self) -> Iterator[tuple[Passage | None, Passage]]:
        """Yield each passage with the one before it."""
        return zip((None, *self.passages), self.passages, strict=False)

    def entered(self, experiment: str) -> dict[str, Passage]:
        """Return the first passage into each column (by id) of an experiment."""
        first: dict[str, Passage] = {}
        for passage in self.passages:
            if passage.experiment == experiment:
                first.setdefault(passage.column, passage)
        return first


def done_at(before: Passage | None, after: Passage) -> datetime | None:
    """Return when a recurring card was done, where it was between two passages of its series."""
    done = before.series.done if before is not None and before.series is not None else 0
    return after.series.last if after.series is not None and after.series.done > done else None


def card_histories(movements: Iterable[Movement], undoing: Collection[Movement] = ()) -> list[CardHistory]:
    """Return the history of each card by number; movements are to come in the order in which they were saved.

    Each is looked at once and let go, so that they may be read as they come. `undoing` are those among them that undo
    something or do it again, the newest first.
    """
    undone, touched = undone_among(undoing), {uid for movement in undoing for uid in movement.changes.cards}
    ways, actual, numbers = _Ways(), _Ways(), dict[str, int]()
    go, follow = ways.go, actual.go
    for movement in movements:
        at, changes = movement.at if movement.at.tzinfo else _aware(movement.at), movement.changes
        happened = movement.uid not in undone and (movement.undoes is None or not movement.is_undoing)
        if changes.experiments is not UNSET:
            ways.turn(at, changes.experiments)
            actual.turn(at, changes.experiments)
        for uid, fields in changes.cards.items():
            if fields.number is not UNSET and fields.number[1] is not None:
                numbers[uid] = fields.number[1]
            if happened:
                go(at, uid, fields)
            if uid in touched:
                follow(at, uid, fields)
    _mend(ways.by_card, actual.by_card, undoing)
    histories = [CardHistory(uid, numbers.get(uid, 0), tuple(way)) for uid, way in ways.by_card.items()]
    return sorted(histories, key=attrgetter("number", "card"))


def _mend(ways: Mapping[str, list[Passage]], actual: Mapping[str, list[Passage]], undoing: Iterable[Movement]) -> None:
    """Let every history end as things are.

    Where undoing left something else than if it had not happened, as when a later event had done the same, the card
    came to be so by the undoing.
    """
    last_touch: dict[str, datetime] = {}
    for movement in undoing:
        for uid in movement.changes.cards:
            last_touch.setdefault(uid, _aware(movement.at))
    for uid, at in last_touch.items():
        way, ends = ways.get(uid), actual.get(uid)
        if way and ends and way[-1] != replace(ends[-1], at=way[-1].at):
            way.append(replace(ends[-1], at=max(at, way[-1].at)))


class _Ways:
    """The passages of cards by uid, as movements are followed; what did not happen is not to be shown to it."""

    def __init__(self) -> None:
        self.by_card: dict[str, list[Passage]] = {}
        self._roles: dict[tuple[str, str], Role] = {}

    def go(self, at: datetime, uid: str, fields: CardFields) -> None:
        """Follow a card."""
        way = self.by_card.get(uid)
        last = None if way is None else way[-1]
        passage = _after(at, fields, last, self._roles)
        if passage is last or passage is None:
            return
        if way is None:
            self.by_card[uid] = [passage]
        elif passage != last:
            way.append(passage)

    def turn(self, at: datetime, experiments: Mapping[str, ExperimentFields]) -> None:
        """Take over what columns mean now: what is in one that meant something else before stands elsewhere now."""
        changed: dict[tuple[str, str], Role] = {}
        for uid, fields in experiments.items():
            after = fields.definition[1] if fields.definition is not UNSET else None
            for column in after.columns if after is not None else ():
                if self._roles.get((uid, column.id), column.role) != column.role:
                    changed[uid, column.id] = column.role
                self._roles[uid, column.id] = column.role
        for way in self.by_card.values() if changed else ():
            last = way[-1]
            if role := changed.get((last.experiment, last.column)):
                way.append(replace(last, at=max(at, last.at), role=role))


def _after(
    at: datetime, fields: CardFields, last: Passage | None, roles: Mapping[tuple[str, str], Role]
) -> Passage | None:
    """Return how things are with a card after an event; `last` itself where nothing of this changed.

    Clocks of two computers differ; a card still goes one way. One that is new, or is there again, starts from nowhere.
    """
    before = _NOWHERE if last is None else last
    if fields.uid is not UNSET:
        if fields.uid[1] is None:
            return replace(last, at=max(at, last.at), gone=True) if last is not None else None
        before = _NOWHERE if fields.uid[0] is None else before
    since = before.at if last is None else last.at
    experiment, column, role = before.experiment, before.column, before.role
    if fields.experiment is not UNSET:
        experiment = fields.experiment[1] or experiment
    if fields.column is not UNSET:
        column = fields.column[1] or column
        role = roles.get((experiment, column), "waiting")
    if not experiment or not column:
        return None
    moved = column != before.column
    passage = Passage(
        at if moved and at > since else since,
        experiment,
        column,
        role,
        before.kind if fields.kind is UNSET else fields.kind[1] or "task",
        before.started_at if fields.started_at is UNSET else _time(fields.started_at[1]),
        before.finished_at if fields.finished_at is UNSET else _time(fields.finished_at[1]),
        before.archived_at if fields.archived_at is UNSET else _time(fields.archived_at[1]),
        before.orphaned if fields.orphaned is UNSET else bool(fields.orphaned[1]),
        False,
        before.due if fields.due is UNSET else fields.due[1],
        before.every if fields.every is UNSET else fields.every[1],
        before.series if fields.series is UNSET else fields.series[1],
    )
    if moved:
        return passage
    return last if passage == before else replace(passage, at=max(at, since))


def _aware(at: datetime) -> datetime:
    """Return a time with its offset; what an edit by hand left without one counts as UTC."""
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _time(at: datetime | None) -> datetime | None:
    return at if at is None or at.tzinfo else _aware(at)
