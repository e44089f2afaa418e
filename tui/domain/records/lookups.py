"""The lookups of a workspace: which records stand under which key, in the order they are read."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, cast

from tui.domain.evidence.stances import is_evidence
from tui.domain.records import (
    Card,
    Consent,
    Contact,
    Experiment,
    Incentive,
    Invitation,
    Note,
    Record,
    Touchpoint,
)

Uids = tuple[str, ...]
Index = dict[object, Uids]

_INDEXES = (
    *("lane", "aside", "begun", "number", "people", "identity", "board"),
    *("notes", "said", "evidence", "waiting", "met", "touched", "agreed", "invited", "rewarded"),
)


def build_indexes(tables: dict[str, dict[str, Record]]) -> dict[str, Index]:
    """Return all lookups; what `_keys` says of one record, said of all of them at once because it is so much faster."""
    groups: dict[str, defaultdict[object, list[Record]]] = {name: defaultdict(list) for name in _INDEXES}
    _group_cards(cast(Iterable[Card], tables["cards"].values()), groups)
    for table in ("notes", "touchpoints", "consents", "invitations", "incentives"):
        for record in tables[table].values():
            for name, key in _keys(record):
                groups[name][key].append(record)
    for contact in cast(Iterable[Contact], tables["contacts"].values()):
        groups["identity"][contact.participant].append(contact)
    for experiment in cast(Iterable[Experiment], tables["experiments"].values()):
        groups["board"][experiment.board_id].append(experiment)
    return {name: {key: _in_order(group) for key, group in members.items()} for name, members in groups.items()}


def put_in(indexes: dict[str, Index], copied: set[str], tables: dict[str, dict[str, Record]], record: Record) -> None:
    """Add a record that stands in its table to the lookups; those not in `copied` are copied first and named there."""
    rows = tables[record.table]
    place = _sort_key(record)
    for name, key in _keys(record):
        index = _copied(indexes, copied, name)
        uids = index.get(key, ())
        at = bisect_left(uids, place, key=lambda uid: _sort_key(rows[uid]))
        index[key] = (*uids[:at], record.uid, *uids[at:])


def take_out(indexes: dict[str, Index], copied: set[str], old: Record) -> None:
    """Remove a record from the lookups; those not in `copied` are copied first and named there."""
    for name, key in _keys(old):
        index = _copied(indexes, copied, name)
        uids = index[key]
        at = uids.index(old.uid)
        if len(uids) > 1:
            index[key] = uids[:at] + uids[at + 1 :]
        else:
            del index[key]


def is_waiting(note: Note) -> bool:
    """Return whether somebody who asked was not told yet, or a promise is not kept."""
    if note.kind == "request":
        return note.request is None or note.request.told_at is None
    return note.kind == "promise" and (note.promise is None or note.promise.kept_at is None)


def _keys(record: Record) -> list[tuple[str, object]]:
    """Return the lookups a record stands in, each as index name and key."""
    match record:
        case Card():
            keys: list[tuple[str, object]] = [("number", (record.experiment, record.number))]
            keys += [("people", participant) for participant in record.people]
            if record.archived_at is None and not record.orphaned:
                keys.append(("lane", (record.experiment, record.column)))
                if record.started_at is not None and record.finished_at is None:
                    keys.append(("begun", (record.experiment, record.column)))
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
        case Invitation():
            return [("invited", record.participant)]
        case Incentive():
            return [("rewarded", record.participant)]
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
        if is_evidence(note):
            keys.append(("evidence", note.card))
    if is_waiting(note):
        keys.append(("waiting", ""))
    return keys


def _sort_key(record: Record) -> tuple[Any, str]:
    if isinstance(record, Card):
        return record.rank, record.uid
    if isinstance(record, Note | Touchpoint | Consent | Invitation | Incentive):
        return record.at, record.uid
    if isinstance(record, Contact):
        return record.merged_from or "", record.uid
    return "", record.uid


def _group_cards(cards: Iterable[Card], groups: Mapping[str, dict[object, list[Record]]]) -> None:
    lanes, aside, begun, numbers, people = (groups[name] for name in ("lane", "aside", "begun", "number", "people"))
    for card in cards:
        numbers[card.experiment, card.number].append(card)
        for participant in card.people:
            people[participant].append(card)
        if card.archived_at is None and not card.orphaned:
            lanes[card.experiment, card.column].append(card)
            if card.started_at is not None and card.finished_at is None:
                begun[card.experiment, card.column].append(card)
        else:
            aside[card.experiment].append(card)


def _in_order(group: list[Record]) -> Uids:
    return (group[0].uid,) if len(group) == 1 else tuple(record.uid for record in sorted(group, key=_sort_key))


def _copied(indexes: dict[str, Index], copied: set[str], name: str) -> Index:
    if name not in copied:
        indexes[name] = dict(indexes[name])
        copied.add(name)
    return indexes[name]
