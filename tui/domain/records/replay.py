"""A workspace as it stood, made again from its events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from tui.domain.records import RECORD_TYPES
from tui.domain.records.meaning import BIRTH, having

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
