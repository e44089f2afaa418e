"""A workspace as it stood at an earlier time, made again from the events up to then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

import msgspec
from msgspec import Raw

from tui.domain.records import RECORD_TYPES, Record
from tui.domain.records.meaning import BIRTH, having
from tui.domain.records.workspace import Workspace
from tui.session.reader import readable, record_from
from tui.store.port import StoredEvent


class _Step(msgspec.Struct):
    """What of an event is needed here. Its values are left unread: of a hundred thousand most are changed again."""

    at: Raw
    changes: dict[str, dict[str, dict[str, tuple[Raw, Raw]]]] = {}


_STEP = msgspec.json.Decoder(_Step)


def workspace_of(past: Iterable[StoredEvent]) -> Workspace:
    """Return the workspace that events make, in the order in which they were saved."""
    replay = Replay()
    for step in readable(filter(None, chain.from_iterable(past)), _STEP.decode):
        replay.follow(step.at, step.changes)
    return Workspace.of(readable(replay.documents(), _record))


def _record(stored: tuple[str, dict[str, Any]]) -> Record:
    table, document = stored
    return record_from(table, msgspec.json.encode(document))


Changes = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""Table -> uid -> field -> what it was before and after, in stored form."""


class Replay:
    """Follows events in the order they were saved and keeps the documents they lead to.

    Values are taken as they come, also as JSON that is not read yet (`msgspec.Raw`): only the last one of a field
    counts. Tables of later versions are passed over.
    """

    def __init__(self) -> None:
        self._documents: dict[str, dict[str, dict[str, Any]]] = {table: {} for table in RECORD_TYPES}
        self._births = {table: having(record_type, BIRTH) for table, record_type in RECORD_TYPES.items()}

    def follow(self, at: object, changes: Changes) -> None:
        """Take over what an event changed; `at` is its time in stored form."""
        for table, rows in changes.items():
            documents = self._documents.get(table)
            if documents is None:
                continue
            for uid, fields in rows.items():
                # A record was made where its uid was nothing before, and went where it is nothing after.
                new, gone = map(_is_null, fields["uid"]) if "uid" in fields else (False, False)
                if gone:
                    documents.pop(uid, None)
                    continue
                if new:
                    # Of an erased person the events tell no more than the number: that they came is known all the same.
                    documents[uid] = dict.fromkeys(self._births[table], at)
                documents.setdefault(uid, {}).update({name: sides[1] for name, sides in fields.items()})

    def documents(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the table and the fields of every record there is now, those of later versions among them."""
        return ((table, document) for table, rows in self._documents.items() for document in rows.values())


def _is_null(value: object) -> bool:
    return value is None or (isinstance(value, msgspec.Raw) and bytes(value) == b"null")
