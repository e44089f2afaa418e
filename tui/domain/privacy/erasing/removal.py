"""What becomes of stored documents, past events included, where records go or lose what some of their fields hold.

Documents are taken as they are stored, so that fields this version does not know are looked through, too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from tui.domain.privacy.erasing.places import OF_EVENTS, mapping, strings_in, unlinked
from tui.domain.records import RECORD_TYPES
from tui.domain.records.meaning import people_of
from tui.domain.records.workspace import Workspace

Document = dict[str, Any]
Documents = Mapping[str, Iterable[Document]]


class Removal:
    """Knows which records go (uids by table), and what fields of others hold afterwards (by uid)."""

    def __init__(self, gone: Mapping[str, Collection[str]], emptied: Mapping[str, Mapping[str, Any]]) -> None:
        self._gone = gone
        self._emptied = emptied
        self._all_gone = frozenset(uid for uids in gone.values() for uid in uids)

    def document(self, table: str, document: Document) -> Document | None:
        """Return a document as it is to be stored from now on; None where it goes."""
        if document.get("uid") in self._gone.get(table, ()):
            return None
        if table in OF_EVENTS:
            return self._event(document)
        empty = self._emptied.get(str(document.get("uid")), {})
        return {name: self._field(table, name, value, empty) for name, value in document.items()}

    def changed(self, documents: Documents) -> Iterator[tuple[str, Document, Document | None]]:
        """Yield the stored documents that do not stay as they are: table, as it is, as it will be (None: it goes)."""
        for table, rows in documents.items():
            for document in rows:
                if "uid" in document:
                    after = self.document(table, document)
                    if after != document:
                        yield table, document, after

    def field(self, table: str, name: str, value: Any) -> Any:
        """Return what becomes of a field that is not emptied, in a document and on both sides of a past change."""
        return unlinked(table, name, value, self._all_gone)

    def fields(self, table: str, uid: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Return the changes of fields that a past event tells of a record."""
        empty = self._emptied.get(uid, {})
        changes: dict[str, Any] = {}
        for name, sides in fields.items():
            if not isinstance(sides, list):
                changes[name] = self.beside(name, sides)
                continue
            after = [self._field(table, name, side, empty) for side in sides]
            if after and after[0] != after[-1]:
                changes[name] = after
        return changes

    def beside(self, name: str, value: Any) -> Any:
        """Return what becomes of what an event tells beside its changes."""
        return value

    def _field(self, table: str, name: str, value: Any, empty: Mapping[str, Any]) -> Any:
        if name in empty:
            return empty[name]
        return None if value is None else self.field(table, name, value)

    def _event(self, document: Document) -> Document:
        """Return a past event without what it tells of what goes; that something happened stays."""
        return {
            name: self._changes(value or {}) if name == "changes" else self.beside(name, value)
            for name, value in document.items()
        }

    def _changes(self, changes: Any) -> Any:
        """Return the changes an event tells of; what an edit by hand made of them is looked through as any text is."""
        if not isinstance(changes, Mapping):
            return self.beside("changes", changes)
        after = {table: self._rows(table, rows) for table, rows in changes.items()}
        return {table: rows for table, rows in after.items() if rows}

    def _rows(self, table: str, rows: Any) -> Any:
        if not isinstance(rows, Mapping):
            return self.beside(table, rows)
        gone = self._gone.get(table, ())
        after = {
            uid: self.fields(table, uid, fields) if isinstance(fields, Mapping) else self.beside(uid, fields)
            for uid, fields in rows.items()
            if uid not in gone
        }
        return {uid: fields for uid, fields in after.items() if fields}


def undone_of(workspace: Workspace, uids: Collection[str], documents: Documents) -> Iterator[tuple[str, str]]:
    """Yield table and uid of what past events tell of the person and no record does any more, as it was undone."""
    for events in ("events", "people_events"):
        for event in documents.get(events, ()):
            for table, rows in mapping(event.get("changes")).items():
                there = workspace.table(table) if table in RECORD_TYPES else {}
                for uid, row in mapping(rows).items():
                    if uid not in there and _was_theirs(table, mapping(row), uids):
                        yield table, uid


def _was_theirs(table: str, fields: Mapping[str, Any], uids: Collection[str]) -> bool:
    """Return whether a past event made a record about them; of later versions whatever may say whom it is about."""
    record_types = (RECORD_TYPES[table],) if table in RECORD_TYPES else RECORD_TYPES.values()
    names = {reference.name for record_type in record_types for reference in people_of(record_type)}
    return not set(strings_in([fields.get(name) or () for name in names])).isdisjoint(uids)
