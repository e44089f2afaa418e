"""A board at one moment, ready to leave the workspace: people are P-ids, every text is clean, nothing is a name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, tzinfo

from msgspec import Struct

from tui import __version__
from tui.domain.definition import CardKind, Criterion, Role
from tui.domain.flow import age_days, cycle_days, days_since, local_day, zone_of
from tui.domain.records import Card, Experiment, Note
from tui.domain.text import clean_line, clean_text
from tui.domain.vocabulary import ExperimentStatus, NoteKind, Stance
from tui.domain.workspace import Workspace

PROFILE = "team"


class SnapshotColumn(Struct, frozen=True):
    """A column with its limit and how many cards stand in it."""

    id: str
    title: str
    role: Role
    wip: int | None
    cards: int


class SnapshotBoard(Struct, frozen=True):
    """The experiment: what it is, and how far it has come. `day` counts from 1; a draft has none."""

    id: str
    key: str
    title: str
    iteration: int
    status: ExperimentStatus
    timezone: str
    day: int | None
    started: date | None
    goals: tuple[str, ...]
    hypothesis: str
    expected_outcome: str
    test: Criterion | None
    columns: tuple[SnapshotColumn, ...]
    archived: int


class SnapshotNote(Struct, frozen=True):
    """What was noted, on which day of the board's time zone, by whom, about which P-ids."""

    kind: NoteKind
    date: date
    by: str
    about: tuple[str, ...]
    stance: Stance | None
    text: str


class SnapshotBlock(Struct, frozen=True):
    """Why a card is blocked, and for how many days, the first one counted."""

    reason: str
    needs: str
    days: int


class SnapshotStep(Struct, frozen=True):
    """A step of a checklist."""

    text: str
    done: bool


class SnapshotCard(Struct, frozen=True):
    """A card; days are calendar days of the board's time zone, the first one counted."""

    key: str
    title: str
    column: str
    kind: CardKind
    every: str | None
    group: str
    description: str
    people: tuple[str, ...]
    assignee: str | None
    due: date | None
    expedite: bool
    tags: tuple[str, ...]
    checklist: tuple[SnapshotStep, ...]
    blocked: SnapshotBlock | None
    started: date | None
    finished: date | None
    age_days: int | None
    cycle_days: int | None
    notes: tuple[SnapshotNote, ...]


class SnapshotPerson(Struct, frozen=True):
    """A customer who took part, by pseudonym."""

    pid: str


class Snapshot(Struct, frozen=True):
    """Everything an exporter may show; what is not in here does not leave. `exported_at` is UTC."""

    exported_at: datetime
    board: SnapshotBoard
    cards: tuple[SnapshotCard, ...]
    people: tuple[SnapshotPerson, ...]
    schema: int = 1
    profile: str = PROFILE
    generator: str = f"custdev {__version__}"

    @property
    def zone(self) -> tzinfo:
        """The time zone in which its days are counted."""
        return zone_of(self.board.timezone)

    @property
    def today(self) -> date:
        """The day it was taken."""
        return local_day(self.exported_at, self.zone)

    def in_column(self, column: str) -> list[SnapshotCard]:
        """Return the cards of a column, in order."""
        return [card for card in self.cards if card.column == column]


def build_snapshot(workspace: Workspace, experiment: Experiment, at: datetime) -> Snapshot:
    """Return the board as it stands in the workspace; ages, and the time it claims, are those at `at`.

    The same state and the same `at` give equal snapshots. `at` has to know its time zone.
    """
    at = at.astimezone(UTC).replace(microsecond=0)
    columns = experiment.definition.columns
    lanes = {column.id: list(workspace.lane_cards(experiment.uid, column.id)) for column in columns}
    taker = _Taker(workspace, experiment, at)
    cards = [card for lane in lanes.values() for card in lane]
    counts = {column: len(lane) for column, lane in lanes.items()}
    involved = {uid for card in cards for uid in card.people}
    involved |= {uid for card in cards for note in workspace.notes_of(card.uid) for uid in note.people}
    return Snapshot(
        exported_at=at,
        board=taker.board(counts),
        cards=tuple(taker.card(card) for card in cards),
        people=tuple(SnapshotPerson(pid) for pid in taker.pids(involved)),
    )


def build_card(workspace: Workspace, experiment: Experiment, card: Card, at: datetime) -> SnapshotCard:
    """Return one card as a snapshot shows it at a time."""
    return _Taker(workspace, experiment, at).card(card)


class _Taker:
    """Copies records into a snapshot of one board at one time."""

    def __init__(self, workspace: Workspace, experiment: Experiment, at: datetime) -> None:
        self._workspace = workspace
        self._experiment = experiment
        self._zone = zone_of(experiment.timezone)
        self._today = local_day(at, self._zone)

    def pids(self, uids: Iterable[str]) -> tuple[str, ...]:
        """Return pseudonyms by number."""
        people = self._workspace.participants
        found = sorted((people[uid] for uid in uids if uid in people), key=lambda person: person.number)
        return tuple(person.pid for person in found)

    def board(self, counts: dict[str, int]) -> SnapshotBoard:
        experiment, definition = self._experiment, self._experiment.definition
        started = experiment.started_at
        return SnapshotBoard(
            id=clean_line(experiment.board_id),
            key=clean_line(experiment.key),
            title=clean_line(definition.title),
            iteration=experiment.iteration,
            status=experiment.status,
            timezone=clean_line(experiment.timezone),
            day=days_since(started, self._today, self._zone) if started else None,
            started=local_day(started, self._zone) if started else None,
            goals=tuple(clean_line(goal) for goal in definition.goals),
            hypothesis=clean_text(definition.hypothesis),
            expected_outcome=clean_text(definition.expected_outcome),
            test=definition.test,
            columns=tuple(
                SnapshotColumn(column.id, clean_line(column.title), column.role, column.wip, counts[column.id])
                for column in definition.columns
            ),
            archived=sum(card.archived_at is not None for card in self._workspace.set_aside(experiment.uid)),
        )

    def card(self, card: Card) -> SnapshotCard:
        zone = self._zone
        return SnapshotCard(
            key=f"{self._experiment.key}-{card.number}",
            title=clean_line(card.title),
            column=card.column,
            kind=card.kind,
            every=card.every,
            group=clean_line(card.group),
            description=clean_text(card.description),
            people=self.pids(card.people),
            assignee=clean_line(card.assignee) if card.assignee else None,
            due=card.due,
            expedite=card.expedite,
            tags=tuple(clean_line(tag) for tag in card.tags),
            checklist=tuple(SnapshotStep(clean_line(item.text), item.done) for item in card.checklist),
            blocked=self._block(card),
            started=local_day(card.started_at, zone) if card.started_at else None,
            finished=local_day(card.finished_at, zone) if card.finished_at else None,
            age_days=age_days(card, self._today, zone),
            cycle_days=cycle_days(card, zone),
            notes=tuple(self._note(note) for note in self._workspace.notes_of(card.uid)),
        )

    def _block(self, card: Card) -> SnapshotBlock | None:
        if card.blocked is None:
            return None
        days = days_since(card.blocked.since, self._today, self._zone)
        return SnapshotBlock(clean_line(card.blocked.reason), clean_line(card.blocked.needs), days)

    def _note(self, note: Note) -> SnapshotNote:
        return SnapshotNote(
            kind=note.kind,
            date=local_day(note.at, self._zone),
            by=clean_line(note.by),
            about=self.pids(note.people),
            stance=note.stance,
            text=clean_text(note.text),
        )
