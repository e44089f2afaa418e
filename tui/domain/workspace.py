"""The open state of a workspace: immutable records by table and uid, and the lookups derived from them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast, overload

from tui.domain.change import Change
from tui.domain.records import (
    RECORD_TYPES,
    TABLE_OF,
    Card,
    Consent,
    Contact,
    Counter,
    Experiment,
    Export,
    Note,
    Participant,
    Record,
    Touchpoint,
)

Uids = tuple[str, ...]
Index = dict[object, Uids]


class Workspace:
    """Records and lookups. `apply` returns a new workspace; the old one stays as it was.

    Only the tables and lookups that a change touches are copied, and those shallowly: its cost is that of copying a
    dictionary, whatever the records hold.
    """

    __slots__ = ("_indexes", "_tables")

    def __init__(self, tables: dict[str, dict[str, Record]], indexes: dict[str, Index]) -> None:
        self._tables = tables
        self._indexes = indexes

    @classmethod
    def of(cls, records: Iterable[Record] = ()) -> Workspace:
        """Build a workspace from records in any order."""
        tables: dict[str, dict[str, Record]] = {table: {} for table in RECORD_TYPES}
        for record in records:
            tables[TABLE_OF[type(record)]][record.uid] = record
        return cls(tables, _build_indexes(tables))

    def apply(self, change: Change) -> Workspace:
        """Return the workspace after a change."""
        return self.replace(change.records)

    def replace(self, records: Mapping[str, Mapping[str, Record | None]]) -> Workspace:
        """Return the workspace with records put in place of those of the same uid, or taken out where None."""
        tables = dict(self._tables)
        indexes = dict(self._indexes)
        copied: set[str] = set()
        for table, rows in records.items():
            tables[table] = dict(tables[table])
            for uid, record in rows.items():
                old = tables[table].pop(uid, None) if record is None else tables[table].get(uid)
                if old is not None:
                    _unindex(indexes, copied, old)
                if record is not None:
                    tables[table][uid] = record
                    _index(indexes, copied, tables, record)
        return Workspace(tables, indexes)

    def table(self, name: str) -> Mapping[str, Record]:
        """Return all records of a table by uid."""
        return self._tables[name]

    def find(self, table: str, uid: str | None) -> Record | None:
        """Return a record of any table, or None."""
        return self._tables[table].get(uid) if uid is not None else None

    @property
    def experiments(self) -> Mapping[str, Experiment]:
        """All experiments by uid."""
        return cast(Mapping[str, Experiment], self._tables["experiments"])

    @property
    def cards(self) -> Mapping[str, Card]:
        """All cards by uid, archived ones too."""
        return cast(Mapping[str, Card], self._tables["cards"])

    @property
    def notes(self) -> Mapping[str, Note]:
        """All notes by uid, archived ones too."""
        return cast(Mapping[str, Note], self._tables["notes"])

    @property
    def participants(self) -> Mapping[str, Participant]:
        """All participants by uid."""
        return cast(Mapping[str, Participant], self._tables["participants"])

    @property
    def consents(self) -> Mapping[str, Consent]:
        """Every word about a consent by uid."""
        return cast(Mapping[str, Consent], self._tables["consents"])

    @property
    def touchpoints(self) -> Mapping[str, Touchpoint]:
        """All touchpoints by uid, planned and cancelled ones too."""
        return cast(Mapping[str, Touchpoint], self._tables["touchpoints"])

    @property
    def exports(self) -> Mapping[str, Export]:
        """The copies that left the workspace as files, by uid."""
        return cast(Mapping[str, Export], self._tables["exports"])

    @property
    def contacts(self) -> Mapping[str, Contact]:
        """The identities at hand, by uid; empty where `people.json` is not."""
        return cast(Mapping[str, Contact], self._tables["contacts"])

    @property
    def counters(self) -> Mapping[str, Counter]:
        """The number series by name."""
        return cast(Mapping[str, Counter], self._tables["counters"])

    def lane(self, experiment: str, column: str) -> Uids:
        """Return the uids of the cards in a column, in rank order, without archived and orphaned ones."""
        return self._indexes["lane"].get((experiment, column), ())

    def ranks(self, experiment: str, column: str, without: str = "") -> Sequence[str]:
        """Return the ranks of the cards in a column in order, one card left out; looked up only where asked."""
        uids = self.lane(experiment, column)
        if without:
            uids = tuple(uid for uid in uids if uid != without)
        return _Ranks(self.cards, uids)

    def lane_cards(self, experiment: str, column: str) -> Iterator[Card]:
        """Yield the cards of a column in order."""
        cards = self.cards
        return (cards[uid] for uid in self.lane(experiment, column))

    def set_aside(self, experiment: str) -> list[Card]:
        """Return the archived and orphaned cards of an experiment, by number."""
        cards = self.cards
        return sorted((cards[uid] for uid in self._indexes["aside"].get(experiment, ())), key=lambda card: card.number)

    def cards_of(self, experiment: str) -> list[Card]:
        """Return every card of an experiment, archived ones too, by number."""
        cards = self.cards
        lanes = (uids for key, uids in self._indexes["lane"].items() if cast(tuple[str, str], key)[0] == experiment)
        live = (cards[uid] for uids in lanes for uid in uids)
        return sorted([*live, *self.set_aside(experiment)], key=lambda card: card.number)

    def card_by_number(self, experiment: str, number: int) -> Card | None:
        """Return the card `number` of an experiment, or None."""
        uids = self._indexes["number"].get((experiment, number))
        return self.cards[uids[0]] if uids else None

    def cards_of_one_number(self) -> list[list[Card]]:
        """Return the cards that share a number within a board, as a merge of two copies may leave them.

        Numbers go on across the iterations of a board; where it has but one, the lookups tell at once.
        """
        numbers = cast(Mapping[tuple[str, int], Uids], self._indexes["number"])
        boards = {uid: board for board, uids in self._indexes["board"].items() if len(uids) > 1 for uid in uids}
        different = (
            {(boards.get(experiment, experiment), number) for experiment, number in numbers} if boards else numbers
        )
        if len(different) == len(self.cards):
            return []
        groups: defaultdict[object, list[Card]] = defaultdict(list)
        for (experiment, number), uids in numbers.items():
            groups[boards.get(experiment, experiment), number] += (self.cards[uid] for uid in uids)
        return [group for group in groups.values() if len(group) > 1]

    @property
    def has_doubles(self) -> bool:
        """Whether cards or participants share a number. Costs next to nothing where none do."""
        numbers = {participant.number for participant in self.participants.values()}
        return len(numbers) < len(self.participants) or bool(self.cards_of_one_number())

    def notes_of(self, card: str) -> list[Note]:
        """Return the notes of a card that are not archived, oldest first."""
        notes = self.notes
        return [notes[uid] for uid in self._indexes["notes"].get(card, ())]

    def note_uids(self, card: str) -> Uids:
        """Return the uids of the notes of a card, oldest first; the very same tuple while they do not change."""
        return self._indexes["notes"].get(card, ())

    def note_count(self, card: str) -> int:
        """Return how many notes a card has, archived ones not counted."""
        return len(self._indexes["notes"].get(card, ()))

    def note_uids_about(self, participant: str) -> Uids:
        """Return the uids of the notes about a person that are not archived, oldest first."""
        return self._indexes["said"].get(participant, ())

    def touchpoint_uids(self, participant: str) -> Uids:
        """Return the uids of the touchpoints of a person in whatever status, in order of time."""
        return self._indexes["met"].get(participant, ())

    def touchpoint_uids_of(self, card: str) -> Uids:
        """Return the uids of the touchpoints that concern a card, in order of time."""
        return self._indexes["touched"].get(card, ())

    def consent_uids(self, participant: str) -> Uids:
        """Return the uids of what a person said about consent, oldest first."""
        return self._indexes["agreed"].get(participant, ())

    def evidence(self) -> Iterator[tuple[str, Uids]]:
        """Yield each card with the uids of its notes that support or refute, oldest first."""
        return cast(Iterator[tuple[str, Uids]], iter(self._indexes["evidence"].items()))

    def waiting_notes(self) -> list[Note]:
        """Return the requests and promises that are not closed yet, oldest first."""
        notes = self.notes
        return [notes[uid] for uid in self._indexes["waiting"].get("", ())]

    def cards_with(self, participant: str) -> list[Card]:
        """Return the cards a person is linked to, archived ones too."""
        cards = self.cards
        return [cards[uid] for uid in self._indexes["people"].get(participant, ())]

    def contact_of(self, participant: str) -> Contact | None:
        """Return the identity of a participant, or None where it is not at hand."""
        uids = self._indexes["identity"].get(participant)
        return self.contacts[uids[0]] if uids else None

    def experiments_of(self, board_id: str) -> list[Experiment]:
        """Return the iterations of a board, newest first."""
        experiments = self.experiments
        found = [experiments[uid] for uid in self._indexes["board"].get(board_id, ())]
        return sorted(found, key=lambda experiment: -experiment.iteration)


class _Ranks(Sequence[str]):
    """The ranks of some cards, read when they are looked at."""

    def __init__(self, cards: Mapping[str, Card], uids: Uids) -> None:
        self._cards = cards
        self._uids = uids

    def __len__(self) -> int:
        return len(self._uids)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self._cards[uid].rank for uid in self._uids[index]]
        return self._cards[self._uids[index]].rank


def _keys(record: Record) -> list[tuple[str, object]]:
    """Return the lookups a record stands in, each as index name and key."""
    match record:
        case Card():
            keys: list[tuple[str, object]] = [("number", (record.experiment, record.number))]
            keys += [("people", participant) for participant in record.people]
            if record.archived_at is None and not record.orphaned:
                keys.append(("lane", (record.experiment, record.column)))
            else:
                keys.append(("aside", record.experiment))
            return keys
        case Note():
            return _note_keys(record) if record.archived_at is None else []
        case Touchpoint():
            keys = [("met", participant) for participant in record.people]
            return keys + [("touched", card) for card in record.cards]
        case Consent():
            return [("agreed", record.participant)]
        case Contact():
            return [("identity", record.participant)]
        case Experiment():
            return [("board", record.board_id)]
        case _:
            return []


def _note_keys(note: Note) -> list[tuple[str, object]]:
    keys: list[tuple[str, object]] = [("said", participant) for participant in note.people]
    if note.card is not None:
        keys.append(("notes", note.card))
        if note.stance in ("supports", "refutes"):
            keys.append(("evidence", note.card))
    if note.kind in ("request", "promise") and is_waiting(note):
        keys.append(("waiting", ""))
    return keys


def is_waiting(note: Note) -> bool:
    """Return whether somebody who asked was not told yet, or a promise is not kept."""
    if note.kind == "request":
        return note.request is None or note.request.told_at is None
    return note.kind == "promise" and (note.promise is None or note.promise.kept_at is None)


_INDEXES = (
    *("lane", "aside", "number", "people", "identity", "board"),
    *("notes", "said", "evidence", "waiting", "met", "touched", "agreed"),
)


def _sort_key(record: Record) -> tuple[Any, str]:
    if isinstance(record, Card):
        return record.rank, record.uid
    if isinstance(record, Note | Touchpoint | Consent):
        return record.at, record.uid
    return "", record.uid


def _build_indexes(tables: dict[str, dict[str, Record]]) -> dict[str, Index]:
    """Return all lookups; what `_keys` says of one record, said of all of them at once because it is so much faster."""
    groups: dict[str, defaultdict[object, list[Record]]] = {name: defaultdict(list) for name in _INDEXES}
    _group_cards(cast(Iterable[Card], tables["cards"].values()), groups)
    for table in ("notes", "touchpoints", "consents"):
        for record in tables[table].values():
            for name, key in _keys(record):
                groups[name][key].append(record)
    for contact in cast(Iterable[Contact], tables["contacts"].values()):
        groups["identity"][contact.participant].append(contact)
    for experiment in cast(Iterable[Experiment], tables["experiments"].values()):
        groups["board"][experiment.board_id].append(experiment)
    return {name: {key: _in_order(group) for key, group in members.items()} for name, members in groups.items()}


def _group_cards(cards: Iterable[Card], groups: Mapping[str, dict[object, list[Record]]]) -> None:
    lanes, aside, numbers, people = (groups[name] for name in ("lane", "aside", "number", "people"))
    for card in cards:
        numbers[card.experiment, card.number].append(card)
        for participant in card.people:
            people[participant].append(card)
        if card.archived_at is None and not card.orphaned:
            lanes[card.experiment, card.column].append(card)
        else:
            aside[card.experiment].append(card)


def _in_order(group: list[Record]) -> Uids:
    return (group[0].uid,) if len(group) == 1 else tuple(record.uid for record in sorted(group, key=_sort_key))


def _copied(indexes: dict[str, Index], copied: set[str], name: str) -> Index:
    if name not in copied:
        indexes[name] = dict(indexes[name])
        copied.add(name)
    return indexes[name]


def _unindex(indexes: dict[str, Index], copied: set[str], old: Record) -> None:
    for name, key in _keys(old):
        index = _copied(indexes, copied, name)
        uids = index[key]
        at = uids.index(old.uid)
        if len(uids) > 1:
            index[key] = uids[:at] + uids[at + 1 :]
        else:
            del index[key]


def _index(indexes: dict[str, Index], copied: set[str], tables: dict[str, dict[str, Record]], record: Record) -> None:
    rows = tables[TABLE_OF[type(record)]]
    place = _sort_key(record)
    for name, key in _keys(record):
        index = _copied(indexes, copied, name)
        uids = index.get(key, ())
        at = bisect_left(uids, place, key=lambda uid: _sort_key(rows[uid]))
        index[key] = (*uids[:at], record.uid, *uids[at:])
