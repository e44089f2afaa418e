"""TinyDB over the engine: the same calls, durable, shared between processes, with transactions.

Only TinyDB's documented extension points are used: a storage, a table and a database class of our own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from .files.documents import decode, encode
from .files.transactions import Transactions
from .port import LOCK_TIMEOUT

Fields = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]


class JournalStorage(Transactions, Storage):
    """The storage that TinyDB's documents speak of: transactions over the engine, which also reads and writes whole."""

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return all tables decoded, as TinyDB's own storages do; None when there are none."""
        self.refresh()
        tables = {
            table: {str(doc_id): decode(raw) for doc_id, raw in self.documents(table)}
            for table in sorted(self.tables())
        }
        return tables or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make the tables equal to `data`, as one commit of what differs."""
        with self.transaction():
            for table in self.tables() - data.keys():
                self.drop(table)
            for table, rows in data.items():
                self.make(table)
                self._write_table(table, {int(doc_id): encode(row, table) for doc_id, row in rows.items()})

    def _write_table(self, table: str, rows: dict[int, bytes]) -> None:
        before = dict(self.documents(table))
        for doc_id in before.keys() - rows.keys():
            self.put(table, doc_id, None)
        for doc_id, raw in rows.items():
            if before.get(doc_id) != raw:
                self.put(table, doc_id, raw)


class JournalTable(Table):
    """A table whose results are always fresh copies: nothing is cached, so nothing can be stale."""

    def __init__(self, storage: JournalStorage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        super().__init__(storage, name, cache_size)
        self._store = storage
        if persist_empty and name not in storage.tables():
            with storage.transaction():
                storage.make(name)

    def __len__(self) -> int:
        self._store.refresh()
        return self._store.count(self.name)

    def __iter__(self) -> Iterator[Document]:
        self._store.refresh()
        for doc_id, raw in self._store.documents(self.name):
            yield Document(decode(raw), doc_id)

    def search(self, cond: QueryLike) -> list[Document]:
        """Return all documents that match."""
        return [document for document in self if cond(document)]

    def get(  # type: ignore[override]
        self,
        cond: QueryLike | None = None,
        doc_id: int | None = None,
        doc_ids: Iterable[int] | None = None,
    ) -> Document | list[Document] | None:
        """Return the document of an id, the documents of several ids, or the first that matches."""
        if doc_id is not None:
            self._store.refresh()
            return next(self._with_ids([doc_id]), None)
        if doc_ids is not None:
            self._store.refresh()
            return list(self._with_ids(sorted(set(doc_ids))))
        if cond is not None:
            return next((document for document in self if cond(document)), None)
        raise RuntimeError("You have to pass either cond or doc_id or doc_ids")

    def insert(self, document: Mapping[str, Any]) -> int:
        """Add a document and return its id; a `Document` brings its own."""
        return self.insert_multiple([document])[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Add documents in one commit and return their ids."""
        with self._store.transaction():
            return [self._add(document) for document in documents]

    def update(self, fields: Fields, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """Merge fields into the matching documents, or call a function on each, and return their ids."""
        with self._store.transaction():
            return [self._change(document, fields) for document in self._select(cond, doc_ids)]

    def update_multiple(self, updates: Iterable[tuple[Fields, QueryLike]]) -> list[int]:
        """Apply several updates in one commit; each document sees them in order."""
        pairs = list(updates)
        with self._store.transaction():
            return [self._change(document, fields) for document in self for fields, cond in pairs if cond(document)]

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """Update the matching documents, or add the document when there are none."""
        doc_ids = [document.doc_id] if isinstance(document, Document) else None
        if doc_ids is None and cond is None:
            raise ValueError("Without a query, upsert needs a Document that has an id.")
        with self._store.transaction():
            return self.update(document, cond, doc_ids) or [self.insert(document)]

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """Remove the matching documents and return their ids."""
        if cond is None and doc_ids is None:
            raise RuntimeError("Use truncate() to remove all documents")
        with self._store.transaction():
            removed = [document.doc_id for document in self._select(cond, doc_ids)]
            for doc_id in removed:
                self._store.put(self.name, doc_id, None)
        return removed

    def truncate(self) -> None:
        """Remove all documents; their ids are not given again."""
        with self._store.transaction():
            for doc_id, _ in self._store.documents(self.name):
                self._store.put(self.name, doc_id, None)

    def _select(self, cond: QueryLike | None, doc_ids: Iterable[int] | None) -> Iterator[Document]:
        if doc_ids is not None:
            return self._with_ids(doc_ids)
        return (document for document in self if cond is None or cond(document))

    def _with_ids(self, doc_ids: Iterable[int]) -> Iterator[Document]:
        for doc_id in doc_ids:
            raw = self._store.document(self.name, doc_id)
            if raw is not None:
                yield Document(decode(raw), doc_id)

    def _add(self, document: Mapping[str, Any]) -> int:
        if not isinstance(document, Mapping):
            raise ValueError("Document is not a Mapping")
        raw = encode(document, self.name)
        if not isinstance(document, Document):
            doc_id = self._store.take_id(self.name)
        elif self._store.document(self.name, doc_id := document.doc_id) is not None:
            raise ValueError(f"Document with ID {doc_id} already exists")
        self._store.put(self.name, doc_id, raw)
        return doc_id

    def _change(self, document: Document, fields: Fields) -> int:
        if callable(fields):
            fields(document)
        else:
            document.update(fields)
        raw = encode(document, self.name)
        if raw != self._store.document(self.name, document.doc_id):
            self._store.put(self.name, document.doc_id, raw)
        return document.doc_id

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return {str(document.doc_id): document for document in self}

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        # Nothing here calls it; code written against TinyDB's own table may.
        with self._store.transaction():
            super()._update_table(cast("Any", updater))


class Database(TinyDB):
    """A TinyDB whose acknowledged changes are on the disk, whatever happens next."""

    table_class: type[Table] = JournalTable
    _storage: JournalStorage

    def __init__(self, path: Path | str, *, lock_timeout: float = LOCK_TIMEOUT) -> None:
        super().__init__(path, lock_timeout, storage=JournalStorage)

    @property
    def storage(self) -> JournalStorage:
        """The storage; its `last_recovery` says in words what opening found."""
        return self._storage

    def transaction(self) -> AbstractContextManager[None]:
        """Make all changes inside the block one commit, over several tables; none when an exception leaves it."""
        return self._storage.transaction()

    def changed(self) -> bool:
        """Say whether another process committed since this was last asked; its changes are then in memory."""
        return self._storage.changed()

    def tables(self) -> set[str]:
        """Return the names of the tables."""
        self._storage.refresh()
        return self._storage.tables()

    def drop_table(self, name: str) -> None:
        """Remove a table with its documents."""
        self._tables.pop(name, None)
        with self._storage.transaction():
            if name in self._storage.tables():
                self._storage.drop(name)

    def drop_tables(self) -> None:
        """Remove all tables, in one commit."""
        with self._storage.transaction():
            for name in self._storage.tables():
                self._storage.drop(name)
        self._tables.clear()
