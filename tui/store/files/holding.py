"""A workspace in memory: each document as the bytes of its line, how far along the journal that is, and reading it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress

from msgspec import Struct, field

from tui.domain.errors import StoreError

from ..errors import ChangedInPlace
from ..port import AtRest
from .journal import Changes, Journal, Record, checksum_of
from .layout import Layout
from .regions import Places
from .resting import Resting
from .state import State
from .tables import EMPTY, Effects, LinesById, Rows, Table, Tables

CHEAP_BYTES = 1 << 20
MOST_BYTES = 8 << 20

Seen = dict[str, Effects]
"""What a commit did, by table."""

Outlook = dict[str, tuple[Effects, LinesById]]
"""What changes do, and where in the files, by table."""


class Log:
    """The newest commits a window made or saw, as many as fit into a few megabytes.

    By them what was acknowledged is told and brought back where it is missing. The documents in them are those memory
    holds anyway.
    """

    def __init__(self) -> None:
        self._records: deque[Record] = deque()
        self._bytes = 0

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)

    def add(self, record: Record) -> None:
        """Add a commit, and forget the oldest ones where it gets too much."""
        self._records.append(record)
        self._bytes += _size(record)
        while self._bytes > MOST_BYTES and len(self._records) > 1:
            self._bytes -= _size(self._records.popleft())


class Held(Struct):
    """What we hold of a workspace.

    `versions` are the snapshots as we read or wrote them, by file name, and `format` is theirs. `foreign` names
    those that others wrote: our next commit is preceded by a fold, so that the journal always follows files of our
    own. `unreadable` are the bytes of damaged ones. The journal is `cut_off` before the end that is noted in the state
    on the disk. With a `refusal` nothing may be written. What the state says of places is `noted` on the disk.
    `resting` is what we read in data files of ours, None where others have taken their place. Commits are `waiting`
    that were read in the journal and are not in memory yet.
    """

    layout: Layout
    state: State
    journal: Journal | None
    tables: Tables = field(default_factory=dict)
    next_ids: dict[str, int] = field(default_factory=dict)
    sequence: int = 0
    snapshot_bytes: int = 0
    versions: dict[str, str | None] = field(default_factory=dict)
    resting: Resting | None = None
    format: int = 0
    foreign: set[str] = field(default_factory=set)
    unreadable: dict[str, bytes] = field(default_factory=dict)
    cut_off: bool = False
    noted: bool = True
    waiting: list[Record] = field(default_factory=list)
    refusal: StoreError | None = None
    recovery: list[str] = field(default_factory=list)
    log: Log = field(default_factory=Log)

    @property
    def settled(self) -> bool:
        """Whether the journal can go on: it is whole, and follows files of our own in today's format."""
        return self.journal is not None and self.journal.sound and not self.foreign

    def had(self, name: str) -> bool:
        """Whether a snapshot was there when we last read or wrote it, as far as we know."""
        return any(version is not None for version in (self.versions.get(name), *self.state.accepted.get(name, ())))

    def note(self, name: str, version: str, places: Places | None) -> None:
        """Remember where the tables of a data file stand, None where it is not as we would have written it."""
        if places is not None and self.state.places.get(name, {}).get(version) != places:
            self.state.places[name] = {version: places} | self.state.places_of(self.state.accepted).get(name, {})
            self.noted = False

    def reaches(self, name: str, version: str | None) -> int | None:
        """Return the commit that a snapshot in this version reaches; None when it is not one of ours."""
        return self.state.reach(name, version, 0 if self.journal is None else self.journal.after)

    def knows(self, on_disk: Mapping[str, str | None]) -> bool:
        """Whether the snapshots on disk hold nothing that is not in memory."""
        return all(
            (name in self.versions and self.versions[name] == version) or self.reaches(name, version) is not None
            for name, version in on_disk.items()
        )

    def look_up(self, changes: Changes) -> Outlook:
        """Return what has to be read before changes are brought into memory; raises StoreError."""
        outlook: Outlook = {}
        for table, documents in changes.items():
            rows = self.tables.get(table, EMPTY)
            effects = {doc_id: (rows.get(doc_id), raw) for doc_id, raw in documents.items()}
            outlook[table] = (effects, rows.places_of(documents))
        return outlook

    def take(self, record: Record, only: Collection[str] | None = None, outlook: Outlook | None = None) -> Seen:
        """Bring a commit into memory, in the tables of `only` (None: all), and return what it did.

        It is brought in whole, or not at all where the disk says no: never that where the `outlook` is there already.
        """
        changes = {table: rows for table, rows in record.changes.items() if only is None or table in only}
        outlook = self.look_up(changes) if outlook is None else outlook
        for table, rows in changes.items():
            self.tables.setdefault(table, Table()).apply(rows, outlook[table][1])
        seen = {table: outlook[table][0] for table in changes}
        for table in record.dropped.intersection(seen):
            self.tables.pop(table, None)
        raise_marks(self.next_ids, record.next_ids)
        self.sequence = record.sequence
        self.log.add(record)
        return seen

    def remember(self, seen: Seen) -> None:
        """Remember what others did, and memory holds already, as a commit of that."""
        if seen:
            changes = {table: {doc_id: after for doc_id, (_, after) in rows.items()} for table, rows in seen.items()}
            before = {t: {doc_id: checksum_of(old) for doc_id, (old, _) in rows.items()} for t, rows in seen.items()}
            self.log.add(Record(self.sequence, changes, {}, frozenset(), before))


class Memory:
    """What is held of a workspace, for whoever reads it in any thread."""

    def __init__(self, layout: Layout, held: Held) -> None:
        self.layout = layout
        self._memory = threading.Lock()
        self._held = held

    @property
    def recovery(self) -> tuple[str, ...]:
        """What was found on opening, or since, that was not as it should be, in words."""
        return tuple(self._held.recovery)

    @property
    def refusal(self) -> StoreError | None:
        """Why nothing may be written, though the folder could be; None when all is well."""
        return self._held.refusal

    @property
    def epoch(self) -> int:
        """A number that is raised when somebody is erased: what was remembered before must be forgotten."""
        return 0 if self._held.journal is None else self._held.journal.epoch

    def tables(self) -> set[str]:
        """Return the names of the tables."""
        with self._memory:
            return set(self._held.tables)

    def documents(self, table: str) -> list[tuple[int, bytes]]:
        """Return the ids and bytes of a table's documents, in the order of their ids."""
        with self._memory:
            return list(self._held.tables.get(table, EMPTY).items())

    def rows(self, table: str) -> Rows:
        """Return the documents of a table as they are at this moment; raises ChangedInPlace where they are no more."""
        with self._memory:
            return self._held.tables.get(table, EMPTY).rows()

    def at_rest(self, tables: Iterable[str]) -> AtRest | None:
        """Return what rests of tables in the files, None where that is not told apart from what was done since.

        Nothing is told of a workspace that is written anew again and again.
        """
        with self._memory:
            resting = None if self.cheap_to_fold else self._held.resting
            return None if resting is None else resting.apart(self._held.tables, tables)

    def version_at_rest(self, table: str, rows: Rows) -> str | None:
        """Return the version of the files in which the base of a table's documents rests, None as with `at_rest`."""
        with self._memory:
            resting = None if self.cheap_to_fold else self._held.resting
        return None if resting is None or resting.lines.get(table) is not rows.base else resting.version

    def count(self, table: str) -> int:
        """Return how many documents a table has."""
        return len(self._held.tables.get(table, EMPTY))

    def document(self, table: str, doc_id: int) -> bytes | None:
        """Return the bytes of a document, None where there is none."""
        return self._held.tables.get(table, EMPTY).get(doc_id)

    def id_of(self, table: str, uid: str) -> int | None:
        """Return the id of the document with a uid, None where there is none."""
        return self._held.tables.get(table, EMPTY).id_of(uid)

    def last(self, table: str) -> bytes | None:
        """Return the bytes of the document with the highest id, None where there is none."""
        rows = self._held.tables.get(table, EMPTY)
        return rows.get(rows.last_id)

    def next_id(self, table: str) -> int:
        """Return the id that the next document of a table gets."""
        return self._held.next_ids.get(table, 1)

    @property
    def cheap_to_fold(self) -> bool:
        """Whether the workspace is small enough to be written anew without anybody noticing."""
        journal = self._held.journal
        return self._held.snapshot_bytes + (journal.length if journal else 0) < CHEAP_BYTES

    @property
    def _at_rest(self) -> bool:
        """Whether the snapshots are as memory is, and nothing is left to be erased."""
        journal = self._held.journal
        return journal is not None and journal.empty and self._held.settled and not self.layout.erasing.exists()


def raise_marks(marks: dict[str, int], others: Mapping[str, int]) -> None:
    """Raise the next document ids to those of `others` where these are higher."""
    for table, doc_id in others.items():
        marks[table] = max(doc_id, marks.get(table, 1))


def difference(before: Tables, after: Tables) -> Seen:
    """Return what changed between two readings, as if one commit had done it."""
    seen: Seen = {}
    for table in sorted(before.keys() | after.keys()):
        # What was written over in a large file cannot be compared any more.
        with suppress(ChangedInPlace):
            if effects := before.get(table, EMPTY).difference(after.get(table, EMPTY)):
                seen[table] = effects
    return seen


def _size(record: Record) -> int:
    return sum(len(raw) for rows in record.changes.values() for raw in rows.values() if raw is not None)
