"""The lookups of a workspace: which records stand under which key, in the order they are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import compress, islice
from operator import attrgetter, itemgetter
from typing import Any, cast

from msgspec import Struct

from tui.domain.evidence.stances import is_evidence
from tui.domain.records import (
    RECORD_TYPES,
    Card,
    Consent,
    Contact,
    Experiment,
    Note,
    Participant,
    Record,
    Touchpoint,
)
from tui.domain.records.layers import layered, passing
from tui.domain.records.meaning import NUMBER, RANK, having, references
from tui.domain.records.stretches import Uids, in_stretches, place_among, put_in, take_out
from tui.domain.records.vocabulary import APPROACHING, NO_LONGER

LaneKey = tuple[str, str | None]
Index = Mapping[object, Uids]
Indexes = dict[str, Index]
_LAST = itemgetter(-1)
_WATCHED = (Consent, Note, Touchpoint)
"""How things stand with people follows from these, and what stands on a card."""
_AT_A_TIME = 500
Tables = Mapping[str, Mapping[str, Record]]


class Lookup(Struct, frozen=True):
    """The records of a type that stand under the key, or the `several` keys, that `key` gives; all, or those `where`.

    A record without a key stands in none. They stand in the order of `place`, of which the last part is their uid. A
    `late` lookup is made when somebody asks for it. In a `watched` one what stands under a key is another as soon as
    one of these records is, so that what follows from them may be remembered for as long as it is the very same.
    """

    name: str
    key: Callable[[Any], Any]
    place: Callable[[Any], tuple[Any, ...]]
    where: Callable[[Any], bool] | None = None
    several: bool = False
    late: bool = False
    watched: bool = False

    def keys(self, record: Record) -> Iterable[object]:
        """Return the keys a record stands under."""
        if self.where is not None and not self.where(record):
            return ()
        key = self.key(record)
        return key if self.several else () if key is None else (key,)


class Gathering:
    """Lookups of one type of records in the making: it takes in some records at a time and lets go of them."""

    def __init__(self, lookups: Iterable[Lookup]) -> None:
        self._groups = [(lookup, defaultdict[object, list[Any]](list)) for lookup in lookups]

    def add(self, records: Sequence[Record]) -> None:
        """Take in records; a lookup at a time, because that is so much faster than a record at a time."""
        places = {lookup.place: [*map(lookup.place, records)] for lookup, _ in self._groups}
        for lookup, groups in self._groups:
            pairs: Iterable[Any] = zip(map(lookup.key, records), places[lookup.place], strict=True)
            if lookup.where:
                pairs = compress(pairs, map(lookup.where, records))
            if lookup.several:
                pairs = ((key, place) for keys, place in pairs for key in keys)
            for key, place in pairs:
                groups[key].append(place)

    def indexes(self) -> Indexes:
        """Return the lookups of all that was taken in."""
        return {lookup.name: _index(groups) for lookup, groups in self._groups}


def looked_up(name: str, tables: Tables) -> Index:
    """Return a late lookup; the records it needs are read, and not kept."""
    record_type, lookup = _late()[name]
    rows, gathering = tables[record_type.table], Gathering([lookup])
    records = passing(rows, rows)
    while some := [*islice(records, _AT_A_TIME)]:
        gathering.add(some)
    return gathering.indexes()[name]


def _index(groups: dict[object, list[Any]]) -> Index:
    groups.pop(None, None)
    return {key: in_stretches([*map(_LAST, sorted(places))]) for key, places in groups.items()}


def follow(indexes: Indexes, before: Tables, after: Tables, changes: Mapping[str, Iterable[str]]) -> Indexes:
    """Return the lookups after some records (uids, by table) changed.

    A lookup is the very same where no record stands under another key or in another place than before; a `watched` one
    where none changed.
    """
    now = dict(indexes)
    for table, uids in changes.items():
        rows, new_rows = before[table], after[table]
        pairs = [(rows.get(uid), new_rows.get(uid)) for uid in uids]
        for lookup in lookups_of(RECORD_TYPES[table]):
            going, coming = _moved(lookup, pairs) if lookup.name in now else ({}, {})
            if going or coming:
                index = now[lookup.name]
                groups = {key: index.get(key, ()) for key in going.keys() | coming.keys()}
                for key, records in going.items():
                    for record in records:
                        groups[key] = take_out(groups[key], _at(groups[key], record, rows, lookup.place))
                for key, records in coming.items():
                    for record in records:
                        groups[key] = put_in(groups[key], _at(groups[key], record, new_rows, lookup.place), record.uid)
                now[lookup.name] = layered(index, {key: group or None for key, group in groups.items()})
    return now


Groups = defaultdict[object, list[Record]]


def _moved(lookup: Lookup, pairs: list[tuple[Record | None, Record | None]]) -> tuple[Groups, Groups]:
    """Return the records that leave their place under a key, and those that get one there."""
    going, coming = Groups(list), Groups(list)
    for old, new in pairs:
        keys_before = [] if old is None else [*lookup.keys(old)]
        keys_after = [] if new is None else [*lookup.keys(new)]
        if keys_before != keys_after or (keys_before and (lookup.watched or lookup.place(old) != lookup.place(new))):
            for key in keys_before:
                going[key].append(cast(Record, old))
            for key in keys_after:
                coming[key].append(cast(Record, new))
    return going, coming


def _at(uids: Uids, record: Record, rows: Mapping[str, Record], place_of: Callable[[Any], Any]) -> int:
    """Return where a record stands, or is to stand, among others in order."""
    return place_among(uids, place_of(record), lambda uid: place_of(rows[uid]))


def is_waiting(note: Note) -> bool:
    """Return whether somebody who asked was not told yet, or a promise is not kept."""
    if note.kind == "request":
        return note.request is None or note.request.told_at is None
    return note.kind == "promise" and (note.promise is None or note.promise.kept_at is None)


def _is_live(note: Note) -> bool:
    return note.archived_at is None


def lane_of(card: Card) -> LaneKey:
    """Return experiment and column of a card; what is archived or orphaned stands together in no column."""
    return card.experiment, None if card.archived_at is not None or card.orphaned else card.column


def _is_begun(card: Card) -> bool:
    begun = card.started_at is not None and card.finished_at is None
    return begun and card.archived_at is None and not card.orphaned


def _may_be_evidence(note: Note) -> bool:
    return note.archived_at is None and is_evidence(note)


def _is_open(note: Note) -> bool:
    return note.archived_at is None and is_waiting(note)


def _says_no(consent: Consent) -> bool:
    return consent.status in NO_LONGER and consent.scope in APPROACHING


def _all_of_them(_: Record) -> str:
    return ""


def _numbered(record_type: type[Record]) -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*having(record_type, NUMBER), "uid")


def _further(record_type: type[Record]) -> tuple[Lookup, ...]:
    """Return the lookups of a type that are more than what its records refer to."""
    place = _place_of(record_type)
    if record_type is Experiment:
        return (Lookup("board", attrgetter("board_id"), place),)
    if record_type is Participant:
        return (Lookup("participants.number", _all_of_them, _numbered(Participant)),)
    if record_type is Card:
        return (
            Lookup("cards.number", attrgetter("experiment"), _numbered(Card)),
            Lookup("lane", lane_of, place),
            Lookup("begun", attrgetter("experiment", "column"), place, _is_begun),
            Lookup("owner", attrgetter("assignee"), place),
        )
    if record_type is Consent:
        return (Lookup("refusing", attrgetter("participant"), place, _says_no),)
    if record_type is Note:
        return (
            Lookup("evidence", attrgetter("card"), place, _may_be_evidence),
            Lookup("waiting", _all_of_them, place, _is_open),
        )
    return ()


@cache
def lookups_of(record_type: type[Record]) -> tuple[Lookup, ...]:
    """Return the lookups of a type: by what it refers to, `table.field` each, and what else is looked up."""
    place, where = _place_of(record_type), _is_live if record_type is Note else None
    by_reference = (
        Lookup(
            f"{record_type.table}.{field.name}",
            attrgetter(field.name),
            place,
            where,
            field.several,
            field.to.late,
            record_type in _WATCHED,
        )
        for field in references(record_type)
        if field.to.indexed
    )
    return (*by_reference, *_further(record_type))


@cache
def _late() -> dict[str, tuple[type[Record], Lookup]]:
    types = RECORD_TYPES.values()
    return {
        lookup.name: (record_type, lookup) for record_type in types for lookup in lookups_of(record_type) if lookup.late
    }


def prompt_lookups(record_type: type[Record]) -> Iterator[Lookup]:
    """Return the lookups of a type that are there from the beginning."""
    return (lookup for lookup in lookups_of(record_type) if not lookup.late)


@cache
def _place_of(record_type: type[Record]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what sorts the records of a type: their rank, else when they were, else nothing but their uid."""
    if record_type is Contact:
        return _own_first
    ranks = having(record_type, RANK)
    by = ranks or tuple(name for name in ("at",) if name in record_type.__struct_fields__)
    return attrgetter(*by or ("uid",), "uid")


def _own_first(contact: Contact) -> tuple[str, str]:
    """Sort what somebody is called before what they were called as another record."""
    return contact.merged_from or "", contact.uid
