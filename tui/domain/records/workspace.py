"""The open state of a workspace: immutable records by table and uid, and the lookups derived from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from tui.domain import records
from tui.domain.evidence.stances import is_evidence
from tui.domain.records.definition import Role
from tui.domain.records.glances import CardGlance, PersonGlance
from tui.domain.records.layers import at_a_glance, layered, passing, several
from tui.domain.records.lookups import Gathering, Index, Indexes, Tables, follow, looked_up, prompt_lookups
from tui.domain.records.meaning import Record, Reference, references
from tui.domain.records.stretches import Uids, place_among

if TYPE_CHECKING:
    from tui.domain.records.change import Change

RecordT = TypeVar("RecordT", bound=Record)


class _Table(Generic[RecordT]):
    """The records of one type by uid, as an attribute of a workspace."""

    def __init__(self, record_type: type[RecordT]) -> None:
        self._name = record_type.table

    def __get__(self, workspace: Workspace, _: type[Workspace]) -> Mapping[str, RecordT]:
        # Asked for tens of thousands of times while a large board is drawn: a call of `cast` would be felt.
        return workspace._tables[self._name]  # type: ignore[return-value]


class Workspace:
    """Records and lookups. `apply` returns a new workspace; the old one stays as it was.

    What a change does lies in layers over the tables and lookups it touches, which themselves are shared: it costs what
    it touches, however much there is.
    """

    __slots__ = ("_indexes", "_tables")

    experiments = _Table(records.Experiment)
    """All experiments by uid."""
    cards = _Table(records.Card)
    """All cards by uid, archived ones too."""
    notes = _Table(records.Note)
    """All notes by uid, archived ones too."""
    participants = _Table(records.Participant)
    """All participants by uid."""
    consents = _Table(records.Consent)
    """Every word about a consent by uid."""
    touchpoints = _Table(records.Touchpoint)
    """All touchpoints by uid, planned and cancelled ones too."""
    invitations = _Table(records.Invitation)
    """Every time somebody was asked to take part, by uid."""
    incentives = _Table(records.Incentive)
    """What people were promised for taking part, by uid."""
    measurements = _Table(records.Measurement)
    """What was measured in experiments, by uid, withdrawn ones too."""
    answers = _Table(records.Answer)
    """What people we know answered in surveys, by uid."""
    respondents = _Table(records.Respondents)
    """Who else answered, by uid; empty where `people.json` is not."""
    themes = _Table(records.Theme)
    """What notes are gathered in, by uid, archived ones too."""
    insights = _Table(records.Insight)
    """What was learned, by uid, retired ones too."""
    assumptions = _Table(records.Assumption)
    """What must hold for hypotheses to hold, by uid, archived ones too."""
    exports = _Table(records.Export)
    """The copies that left the workspace as files, by uid."""
    standups = _Table(records.Standup)
    """The standups that were held, by uid."""
    contacts = _Table(records.Contact)
    """The identities at hand, by uid; empty where `people.json` is not."""
    counters = _Table(records.Counter)
    """The number series by name."""

    def __init__(self, tables: Tables, indexes: Indexes) -> None:
        self._tables = tables
        self._indexes = indexes

    @classmethod
    def of(cls, rows: Iterable[Record] = ()) -> Workspace:
        """Build a workspace from records in any order."""
        tables: dict[str, dict[str, Record]] = {table: {} for table in records.RECORD_TYPES}
        for record in rows:
            tables[record.table][record.uid] = record
        indexes: Indexes = {}
        for table, record_type in records.RECORD_TYPES.items():
            gathering = Gathering(prompt_lookups(record_type))
            gathering.add([*tables[table].values()])
            indexes |= gathering.indexes()
        return cls(tables, indexes)

    def apply(self, change: Change) -> Workspace:
        """Return the workspace after a change."""
        return self.replace(change.records)

    def replace(self, changes: Mapping[str, Mapping[str, Record | None]]) -> Workspace:
        """Return the workspace with records put in place of those of the same uid, or taken out where None."""
        tables = dict(self._tables)
        for table, rows in changes.items():
            tables[table] = layered(tables[table], rows)
        return Workspace(tables, follow(self._indexes, self._tables, tables, changes))

    def table(self, name: str) -> Mapping[str, Record]:
        """Return all records of a table by uid."""
        return self._tables[name]

    def passing(self, table: str, uids: Iterable[str]) -> Iterator[Record]:
        """Yield some records of a table for who looks at each of them once."""
        return passing(self._tables[table], uids)

    def find(self, table: str, uid: str | None) -> Record | None:
        """Return a record of any table, or None."""
        return self._tables[table].get(uid) if uid is not None else None

    def people(self, uids: Iterable[str]) -> list[records.Participant]:
        """Return the participants of some uids in their order, without those who are not there."""
        return [person for uid in uids if (person := self.participants.get(uid)) is not None]

    def referring(self, record: Record) -> Iterator[tuple[Record, Reference]]:
        """Yield what refers to a record and would be lost without it, those of its own table first; looks at all."""
        for table in sorted(self._tables, key=lambda name: name != record.table):
            for field in references(records.RECORD_TYPES[table]):
                if field.to.table == record.table and not field.to.loose:
                    others = self._tables[table].values()
                    yield from ((other, field) for other in others if record.uid in field.targets(other))

    def withheld(self, uid: str) -> str:
        """Return why the words of a note or touchpoint (uid) are kept private; here nothing is."""
        return ""

    def handle(self, text: str) -> str:
        """Return what a board, a column or a card of a definition is called by, as it may be told; here as it is."""
        return text

    def counts(self, note: records.Note) -> bool:
        """Return whether a note counts as evidence, as far as that can be told without asking what people agreed to."""
        return is_evidence(note)

    def uids(self, lookup: str, key: object) -> Uids:
        """Return the uids under a key of a lookup, such as those of `notes.card` under a card, in their order."""
        index = self._indexes.get(lookup)
        return (self._looked_up(lookup) if index is None else index).get(key, ())

    def lookup(self, name: str) -> Index:
        """Return all that stands in a lookup that is there from the beginning, by key."""
        return self._indexes[name]

    def _looked_up(self, lookup: str) -> Index:
        """Return a lookup that nobody asked for before; whoever asks at the same time makes the same."""
        index = self._indexes[lookup] = looked_up(lookup, self._tables)
        return index

    @property
    def glances(self) -> Mapping[str, CardGlance]:
        """What is known of all cards, by uid, without reading them. Ask for it once, not for each card."""
        return at_a_glance(self.cards)

    @property
    def people_glances(self) -> Mapping[str, PersonGlance]:
        """What is known of all participants, by uid, without reading them."""
        return at_a_glance(self.participants)

    def owners(self) -> Iterable[str]:
        """Return the members of the team who have cards, archived ones too."""
        return filter(None, cast(Iterable[str], self._indexes["owner"]))

    def lane(self, experiment: str, column: str) -> Uids:
        """Return the uids of the cards in a column, in rank order, without archived and orphaned ones."""
        return self.uids("lane", (experiment, column))

    def lane_cards(self, experiment: str, column: str) -> Iterator[records.Card]:
        """Yield the cards of a column in order."""
        return map(self.cards.__getitem__, self.lane(experiment, column))

    def on_board(self, experiment: records.Experiment, *roles: Role) -> Iterator[records.Card]:
        """Yield the cards in the columns of an experiment, column by column; where roles are named, in those alone."""
        for column in experiment.definition.columns:
            if not roles or column.role in roles:
                yield from self.lane_cards(experiment.uid, column.id)

    def begun(self, experiment: str, column: str) -> Uids:
        """Return the uids of the cards in a column that are started and not finished, in rank order."""
        return self.uids("begun", (experiment, column))

    def uids_aside(self, experiment: str) -> Uids:
        """Return the uids of the archived and orphaned cards; the very same while they do not change."""
        return self.uids("lane", (experiment, None))

    def set_aside(self, experiment: str) -> list[records.Card]:
        """Return the archived and orphaned cards of an experiment, by number."""
        cards = self.cards
        return sorted((cards[uid] for uid in self.uids_aside(experiment)), key=lambda card: card.number)

    def last_person(self) -> int:
        """Return the highest number of a participant, 0 where there is none."""
        uids = self.uids("participants.number", "")
        return self.participants[uids[-1]].number if uids else 0

    def cards_of(self, experiment: str) -> list[records.Card]:
        """Return every card of an experiment, archived ones too, by number."""
        return several(self.cards, self.uids("cards.number", experiment))

    def card_by_number(self, experiment: str, number: int) -> records.Card | None:
        """Return the card `number` of an experiment, or None."""
        uids, glances = self.uids("cards.number", experiment), self.glances
        at = place_among(uids, number, lambda uid: glances[uid].number)
        card = self.cards[uids[at]] if at < len(uids) else None
        return card if card is not None and card.number == number else None

    def last_number(self, experiment: str) -> int:
        """Return the highest number of a card of an experiment, 0 where it has none."""
        uids = self.uids("cards.number", experiment)
        return self.cards[uids[-1]].number if uids else 0

    def notes_of(self, card: str) -> list[records.Note]:
        """Return the notes of a card that are not archived, oldest first."""
        return [*map(self.notes.__getitem__, self.uids("notes.card", card))]

    def note_uids(self, card: str) -> Uids:
        """Return the uids of the notes of a card, oldest first; the very same while they do not change."""
        return self.uids("notes.card", card)

    def note_count(self, card: str) -> int:
        """Return how many notes a card has, archived ones not counted."""
        return len(self.uids("notes.card", card))

    def note_uids_about(self, participant: str) -> Uids:
        """Return the uids of the notes about a person that are not archived, oldest first."""
        return self.uids("notes.people", participant)

    def touchpoint_uids(self, participant: str) -> Uids:
        """Return the uids of the touchpoints of a person in whatever status, in order of time."""
        return self.uids("touchpoints.people", participant)

    def touchpoint_uids_of(self, card: str) -> Uids:
        """Return the uids of the touchpoints that concern a card, in order of time."""
        return self.uids("touchpoints.cards", card)

    def consent_uids(self, participant: str) -> Uids:
        """Return the uids of what a person said about consent, oldest first."""
        return self.uids("consents.participant", participant)

    def refusing(self, participant: str) -> Uids:
        """Return the uids of every no of a person to being spoken to again, oldest first; a yes may have followed."""
        return self.uids("refusing", participant)

    def invitations_of(self, participant: str) -> list[records.Invitation]:
        """Return what a person was asked to take part in, oldest first."""
        return [*map(self.invitations.__getitem__, self.uids("invitations.participant", participant))]

    def measurements_of(self, experiment: str) -> list[records.Measurement]:
        """Return the measurements of an iteration (uid) that count, in the order in which they were made."""
        measured = map(self.measurements.__getitem__, self.uids("measurements.experiment", experiment))
        return [measurement for measurement in measured if measurement.withdrawn_at is None]

    def answers_in(self, measurement: str) -> list[records.Answer]:
        """Return the answers of people we know that are counted in a measurement (uid)."""
        return [*map(self.answers.__getitem__, self.uids("answers.measurement", measurement))]

    def respondents_in(self, measurement: str) -> list[records.Respondents]:
        """Return the others that are counted in a measurement (uid)."""
        return [*map(self.respondents.__getitem__, self.uids("respondents.measurement", measurement))]

    def note_uids_in(self, theme: str) -> Uids:
        """Return the uids of the notes in a theme that are not archived, oldest first."""
        return self.uids("notes.themes", theme)

    def note_uids_at(self, touchpoint: str) -> Uids:
        """Return the uids of the notes from a touchpoint that are not archived, oldest first."""
        return self.uids("notes.touchpoint", touchpoint)

    def insights_on(self, note: str) -> list[records.Insight]:
        """Return the insights that rest on a note (uid), oldest first."""
        return [*map(self.insights.__getitem__, self.uids("insights.notes", note))]

    def insights_behind(self, card: str) -> list[records.Insight]:
        """Return the insights that recommended a card (uid), oldest first."""
        return [*map(self.insights.__getitem__, self.uids("insights.cards", card))]

    def assumptions_of(self, experiment: str) -> list[records.Assumption]:
        """Return the assumptions that were named for an iteration (uid), oldest first."""
        return [*map(self.assumptions.__getitem__, self.uids("assumptions.experiment", experiment))]

    def incentives_of(self, participant: str) -> list[records.Incentive]:
        """Return what a person was promised for taking part, oldest first."""
        return [*map(self.incentives.__getitem__, self.uids("incentives.participant", participant))]

    def evidence(self) -> Iterator[tuple[str, Uids]]:
        """Yield each card with the uids of its notes that may be evidence, oldest first."""
        return cast(Iterator[tuple[str, Uids]], iter(self._indexes["evidence"].items()))

    def waiting_notes(self) -> list[records.Note]:
        """Return the requests and promises that are not closed yet, oldest first."""
        return several(self.notes, self.uids("waiting", ""))

    def cards_with(self, participant: str) -> list[records.Card]:
        """Return the cards a person is linked to, archived ones too."""
        return [*map(self.cards.__getitem__, self.uids("cards.people", participant))]

    def contact_of(self, participant: str) -> records.Contact | None:
        """Return the identity of a participant, or None where it is not at hand."""
        return next(iter(self.contacts_of(participant)), None)

    def contacts_of(self, participant: str) -> list[records.Contact]:
        """Return all that a participant is known as: their identity, then those of whom they are the same person."""
        return [*map(self.contacts.__getitem__, self.uids("contacts.participant", participant))]

    def experiments_of(self, board_id: str) -> list[records.Experiment]:
        """Return the iterations of a board, newest first."""
        iterations = map(self.experiments.__getitem__, self.uids("board", board_id))
        return sorted(iterations, key=lambda experiment: -experiment.iteration)
