"""The lookups of a workspace: which records stand under which key, in the order they are read."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, cast

from msgspec import Struct

from tui.domain.evidence.stances import is_evidence
from tui.domain.records import RECORD_TYPES, Card, Contact, Experiment, Note, Record
from tui.domain.records.layers import layered
from tui.domain.records.meaning import RANK, having, references

Uids = tuple[str, ...]
LaneKey = tuple[str, str | None]
Index = Mapping[object, Uids]
Indexes = dict[str, Index]
Tables = Mapping[str, Mapping[str, Record]]


class Lookup(Struct, frozen=True):
    """The records of a type that stand under the key, or the `several` keys, that `key` gives; all, or those `where`.

    A record without a key stands in none.
    """

    name: str
    key: Callable[[Any], Any]
    where: Callable[[Any], bool] | None = None
    several: bool = False

    def keys(self, record: Record) -> Iterable[object]:
        """Return the keys a record stands under."""
        if self.where is not None and not self.where(record):
            return ()
        key = self.key(record)
        return key if self.several else () if key is None else (key,)


def build_indexes(tables: Tables) -> Indexes:
    """Return all lookups; a type at a time, because that is so much faster than a record at a time."""
    return {
        lookup.name: _built(lookup, record_type, tables[table].values())
        for table, record_type in RECORD_TYPES.items()
        for lookup in lookups_of(record_type)
    }


def follow(indexes: Indexes, before: Tables, after: Tables, changes: Mapping[str, Iterable[str]]) -> Indexes:
    """Return the lookups after some records (uids, by table) changed.

    A lookup is the very same where no record stands under another key or in another place than before.
    """
    now = dict(indexes)
    for table, uids in changes.items():
        rows, new_rows = before[table], after[table]
        pairs = [(rows.get(uid), new_rows.get(uid)) for uid in uids]
        for lookup in lookups_of(RECORD_TYPES[table]):
            going, coming = _moved(lookup, pairs)
            if going or coming:
                index = now[lookup.name]
                groups = {key: [*index.get(key, ())] for key in going.keys() | coming.keys()}
                for key, records in going.items():
                    for record in records:
                        del groups[key][_place(groups[key], record, rows)]
                for key, records in coming.items():
                    for record in records:
                        groups[key].insert(_place(groups[key], record, new_rows), record.uid)
                now[lookup.name] = layered(index, {key: tuple(group) or None for key, group in groups.items()})
    return now


Groups = defaultdict[object, list[Record]]


def _moved(lookup: Lookup, pairs: list[tuple[Record | None, Record | None]]) -> tuple[Groups, Groups]:
    """Return the records that leave their place under a key, and those that get one there."""
    going, coming = Groups(list), Groups(list)
    for old, new in pairs:
        keys_before = [] if old is None else [*lookup.keys(old)]
        keys_after = [] if new is None else [*lookup.keys(new)]
        if keys_before != keys_after or (keys_before and _rank(old) != _rank(new)):
            for key in keys_before:
                going[key].append(cast(Record, old))
            for key in keys_after:
                coming[key].append(cast(Record, new))
    return going, coming


def _place(uids: list[str], record: Record, rows: Mapping[str, Record]) -> int:
    """Return where a record stands, or is to stand, among others in order."""
    place_of = _order(type(record))
    return bisect_left(uids, place_of(record), key=lambda uid: place_of(rows[uid]))


def _rank(record: Record | None) -> object:
    return _order(type(record))(record) if record is not None else None


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


def _all_of_them(_: Note) -> str:
    return ""


_FURTHER: dict[type[Record], tuple[Lookup, ...]] = {
    Experiment: (Lookup("board", attrgetter("board_id")),),
    Card: (
        Lookup("number", attrgetter("experiment", "number")),
        Lookup("lane", lane_of),
        Lookup("begun", attrgetter("experiment", "column"), _is_begun),
    ),
    Note: (Lookup("evidence", attrgetter("card"), _may_be_evidence), Lookup("waiting", _all_of_them, _is_open)),
}
"""The lookups of a type that are more than what its records refer to."""


@cache
def lookups_of(record_type: type[Record]) -> tuple[Lookup, ...]:
    """Return the lookups of a type: by what it refers to, `table.field` each, and what else is looked up."""
    where = _is_live if record_type is Note else None
    by_reference = (
        Lookup(f"{record_type.table}.{field.name}", attrgetter(field.name), where, field.several)
        for field in references(record_type)
        if field.to.indexed
    )
    return (*by_reference, *_FURTHER.get(record_type, ()))


@cache
def _order(record_type: type[Record]) -> Callable[[Any], Any]:
    """Return what sorts the records of a type: their rank, else when they were, else nothing but their uid."""
    if record_type is Contact:
        return _own_first
    ranks = having(record_type, RANK)
    by = ranks or tuple(name for name in ("at",) if name in record_type.__struct_fields__)
    return attrgetter(*by, "uid")


def _own_first(contact: Contact) -> tuple[str, str]:
    """Sort what somebody is called before what they were called as another record."""
    return contact.merged_from or "", contact.uid


def _built(lookup: Lookup, record_type: type[Record], records: Iterable[Record]) -> Index:
    groups = Groups(list)
    rows = list(filter(lookup.where, records) if lookup.where else records)
    for record, key in zip(rows, map(lookup.key, rows), strict=True):
        if lookup.several:
            for one in key:
                groups[one].append(record)
        else:
            groups[key].append(record)
    groups.pop(None, None)
    order = _order(record_type)
    return {
        # Most keys have but one record, such as every number of a card.
        key: (group[0].uid,) if len(group) == 1 else tuple(record.uid for record in sorted(group, key=order))
        for key, group in groups.items()
    }
