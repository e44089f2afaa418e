"""What a session asks of the place where a workspace is kept, whichever kind of place that is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from tui.domain.errors import StoreError
from tui.domain.patch import Patch

LOCK_TIMEOUT = 10.0
"""How many seconds who wants to write waits for somebody else who does."""

Commit = Mapping[str, Mapping[str, bytes | None]]
"""Table -> uid -> the document's JSON after the commit, None when it was removed."""

StoredEvent = tuple[bytes, bytes | None]
"""The JSON of an event, and what it says of identities where that is kept apart: an event with other changes."""


class Backup(NamedTuple):
    """The workspace as it was at rest at one time.

    `at` is ISO 8601 in UTC, `reason` why it was made on purpose, `size` in bytes with its journal; one that is not
    `readable` has lost a part of its bytes.
    """

    name: str
    at: str
    reason: str | None
    sequence: int
    size: int
    readable: bool


class AtRest(NamedTuple):
    """The documents of tables as they rest where they are kept, oldest first, and what was done since, by uid.

    The `version` tells what rests from all that ever rested there.
    """

    version: str
    rows: Mapping[str, Sequence[bytes]]
    since: Commit


class MovementsApart(NamedTuple):
    """Events that may have moved cards: those among what rests in a `version`, and those saved `since`."""

    version: str
    resting: Iterator[bytes]
    since: Iterator[bytes]


Remembered = Literal["glances", "movements"]
"""What is remembered of documents at rest, by what it is."""

REMEMBERED: tuple[Remembered, ...] = ("glances", "movements")


class Store(Protocol):
    """An open workspace of records that know each other by uid.

    Any thread may read, and needs no lock for that. What it reads is as it was when somebody here last looked at what
    others wrote: by `poll`, or by taking the right to write.
    """

    @property
    def path(self) -> Path:
        """The folder of the workspace, where its boards and snapshots are."""

    @property
    def recovery(self) -> tuple[str, ...]:
        """What was found, on opening or since, that was not as it should be, in words."""

    @property
    def refusal(self) -> StoreError | None:
        """Why nothing may be written though the place could be, such as conflict markers; None when all is well."""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written now: the place does not let us, or there is a `refusal`."""

    @property
    def epoch(self) -> int:
        """A number that is raised when somebody is erased: undo steps from before must be forgotten."""

    def rows(self, table: str) -> Sequence[bytes]:
        """Return the documents of a table as JSON, oldest first, as they are at this moment; cheap to ask for.

        Later commits change nothing in it. Of many documents each is read when it is asked for.
        """

    def at_rest(self, tables: Iterable[str]) -> AtRest | None:
        """Return what rests of tables, and what was done since: together they are what `rows` gives.

        None where that is not told apart, is of no use, or so much was done that one had better look at all of it.
        """

    def remembered(self, version: str, name: Remembered = "glances") -> bytes | None:
        """Return what was given to `remember` for what rests in this version, as far as that is there and whole."""

    def remember(self, version: str, data: bytes, name: Remembered = "glances") -> None:
        """Keep something beside what rests in a version, for as long as that rests, and where that is done at once.

        It may be lost at any time. It goes with the older copies when somebody is erased. Raises StoreError.
        """

    def documents(self) -> dict[str, Sequence[bytes]]:
        """Return the documents of every table, as `rows` does; empty where nothing was ever saved."""

    def last(self, table: str) -> bytes | None:
        """Return the document of a table that was made last, None where there is none."""

    def events(
        self,
        *,
        by: str | None = None,
        since: datetime | None = None,
        by_time: bool = False,
        without: Collection[str] = (),
    ) -> Iterator[StoredEvent]:
        """Yield the events of an actor, those since a time, or all: the one saved last first, read as far as asked.

        `by_time`, and any `since`, go by when things were done: a change that waited for the disk is saved after later
        ones of others. The kinds `without` are passed over. There may be more than was asked for: who looks for some
        looks again.
        """

    def events_undoing(self) -> Iterator[StoredEvent]:
        """Yield those that undo something or do it again, the one saved last first; perhaps others as well."""

    def events_about(self, uid: str) -> Iterator[StoredEvent]:
        """Yield those about a record, oldest first; perhaps others that mention it."""

    def events_named(self, uids: Collection[str]) -> Iterator[StoredEvent]:
        """Yield those of these uids; of one that is not there none."""

    def events_until(self, at: datetime) -> Iterator[StoredEvent] | None:
        """Return what happened up to a time, in the order in which it was saved; None where that is everything."""

    def movements(self, experiments: Sequence[str], still: Collection[str]) -> Iterator[bytes]:
        """Yield the events that may have moved cards of experiments (uids, at least one), in the order of saving.

        Those of the kinds `still` never do. One that names no experiment, as one that went back to a backup, may be
        about any of them.
        """

    def movements_apart(self, experiments: Sequence[str], still: Collection[str]) -> MovementsApart | None:
        """Return the same as those that rest and those that were saved since, one after the other.

        None where that is not told apart, or is too little to be remembered.
        """

    def undoing(self, rows: Iterable[bytes]) -> Iterator[bytes]:
        """Yield of some events those that undo something or do it again; perhaps others as well."""

    def writing(self) -> AbstractContextManager[list[Commit]]:
        """Take the right to write; gives the commits others made since we last looked, oldest first.

        Raises:
            StoreError: `Locked` when somebody else kept it for too long, or whatever the disk says.
        """

    def commit(self, patches: Iterable[Patch]) -> None:
        """Make all patches one durable commit; on failure nothing has changed. Only inside `writing`.

        Raises:
            StoreError: The disk refused, or a field holds what JSON cannot keep.
        """

    def poll(self) -> list[Commit]:
        """Return the commits others made since we last looked; costs next to nothing when there are none."""

    def fold(self) -> None:
        """Have the files at rest show the state."""

    def tidy(self) -> None:
        """Fold where that is cheap; for idle moments, so that version control sees the state."""

    def backups(self) -> list[Backup]:
        """Return the points in time one can go back to, newest first. Reads all their bytes."""

    def back_up(self, reason: str) -> Backup:
        """Keep the state of this moment as a backup with a label."""

    def backup_rows(self, name: str) -> dict[str, Sequence[bytes]]:
        """Return the documents of a backup as JSON, by table, oldest first; raises StoreError."""

    def begin_to_erase(self) -> None:
        """Note that older copies must go; before the commit that erases somebody. Only inside `writing`."""

    def purge(self) -> None:
        """Remove every older copy of the documents, wherever the store keeps one. For when somebody is erased."""

    def accept_damage(self) -> None:
        """Go on with what could be read of what is damaged and no backup can mend; the rest is set aside."""

    def close(self, fold: bool | None = None) -> None:
        """Close the workspace; None folds only where that is cheap or overdue."""
