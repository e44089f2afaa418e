"""The workspace as a place on the disk: whether it can be written, what was found there, copies of it, and its past."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from tui.domain.errors import NotAllowed, StoreError
from tui.domain.flow.figures import CLOCK_TOLERANCE
from tui.domain.operations.kinds import undone_among
from tui.domain.patch import Patch
from tui.domain.records import Event
from tui.domain.records.change import Change, merge_events, patches
from tui.domain.records.workspace import Workspace
from tui.session.reader import event_from, readable
from tui.session.writer import Writer
from tui.store import Backup, Store, open_store
from tui.store.port import StoredEvent

if TYPE_CHECKING:
    from tui.domain.flow.passages import CardHistory


class _Kind(msgspec.Struct):
    kind: str = ""


class _Actor(msgspec.Struct):
    by: str = ""


_KIND = msgspec.json.Decoder(_Kind)
_ACTOR = msgspec.json.Decoder(_Actor)


class Place(Writer):
    """Where a workspace is kept, and what happened in it; events that cannot be read are passed over.

    What is asked about what happened looks through events: not for the interface thread.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        super().__init__(store, clock)
        self._opened_read_only = store.read_only

    @property
    def folder(self) -> Path:
        """Where the workspace is."""
        return self._store.path

    @property
    def recovery(self) -> tuple[str, ...]:
        """Sentences on what the store found and recovered."""
        return self._store.recovery

    @property
    def problems(self) -> list[str]:
        """Sentences on what opening found: what the store recovered, and records that could not be read."""
        return [*self._store.recovery, *self._reader.problems]

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved here now."""
        return self._store.read_only

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever saved here."""
        return not self._store.documents()

    @property
    def only_readable(self) -> bool:
        """Whether changes are refused at once: by a `refusal`, or because it was opened where one may not write."""
        return self.refusal is not None or (self._opened_read_only and self.read_only)

    @property
    def refusal(self) -> StoreError | None:
        """Why nothing may be saved though the folder could be written, such as a merge that is not finished."""
        return self._store.refusal

    def opening_words(self) -> list[str]:
        """Return what is worth saying when the workspace is opened, in sentences."""
        words = list(self.problems)
        if self.read_only and self.refusal is None:
            words.append(f"Opened read-only: you may not write in {self.folder}.")
        newest = self._reader.newest_time()
        if newest is not None and newest - self._clock() > CLOCK_TOLERANCE:
            words.append(
                f"The clock of this computer is behind the newest change here ({newest.astimezone():%a %d %b %H:%M}); "
                "what you do now is dated earlier than that. Nothing is lost; set the clock."
            )
        return words

    def stored(self) -> dict[str, Sequence[bytes]]:
        """Return every stored document as JSON, by table, also those that cannot be read as records."""
        return self._store.documents()

    def documents(self) -> dict[str, list[dict[str, Any]]]:
        """Return every stored document, by table. Reads and parses all of them: not for the interface thread."""
        return {table: [json.loads(row) for row in rows] for table, rows in self.stored().items()}

    def save_elsewhere(self, folder: Path) -> int:
        """Write all that is shown, saved or not, as a workspace in another folder; return how many records it has.

        What waits here goes on waiting. Raises NotAllowed where the folder has one already, or StoreError. Waits for
        the disk: not for the interface thread.
        """
        with self._state:
            waiting = [pending.change for pending in self._pending if pending.change is not None]
            copy = self._store.documents()
        return write_copy(folder, copy, waiting)

    def accept_damage(self) -> None:
        """Go on with what could be read of a damaged file that no backup can mend."""
        self._store.accept_damage()

    def backups(self) -> list[Backup]:
        """Return the points in time one can go back to, newest first."""
        return self._store.backups()

    def back_up(self, reason: str) -> Backup:
        """Keep the saved state of this moment as a backup. Waits for the disk: not for the interface thread.

        Raises NotAllowed where there is nothing yet, or StoreError.
        """
        if self.is_new:
            raise NotAllowed(f"There is nothing in {self.folder} to back up yet.")
        return self._store.back_up(reason)

    def purge(self) -> None:
        """Remove every older copy of what is stored, because somebody was erased. Raises StoreError."""
        self._store.purge()

    def check_writable(self) -> None:
        """Raise NotAllowed where nothing can be saved anyway."""
        if self.refusal is not None:
            raise NotAllowed(f"{self.refusal} Nothing was changed.")
        if self.only_readable:
            raise NotAllowed(f"You may not write in {self.folder}, so nothing was changed. What is shown is safe.")

    def events(
        self,
        *,
        by: str | None = None,
        since: datetime | None = None,
        by_time: bool = False,
        without: Collection[str] = (),
    ) -> Iterator[Event]:
        """Yield the events of an actor, those since a time, or all; the one saved last first, or the newest by time.

        They are read only as far as somebody looks, and of the kinds `without` no more than that they are such.
        """

        def read(stored: StoredEvent) -> Event | None:
            return None if without and _KIND.decode(stored[0]).kind in without else _event(stored)

        for event in readable(self._store.events(by=by, since=since, by_time=by_time, without=without), read):
            if event is not None and (by is None or event.by == by) and (since is None or event.at >= since):
                yield event

    def actors(self, *, most: int) -> set[str]:
        """Return who did something, among the events that were saved last, so many at the `most`."""
        stored = islice(self._store.events(), most)
        return {actor.by for actor in readable(stored, lambda event: _ACTOR.decode(event[0])) if actor.by}

    def undone(self) -> frozenset[str]:
        """Return the uids of the events that are undone. Only those that undo or redo something are read."""
        return undone_among(_read(self._store.events_undoing()))

    def events_named(self, uids: Collection[str]) -> dict[str, Event]:
        """Return the events of these uids, as far as they are there."""
        return {event.uid: event for event in _read(self._store.events_named(uids))}

    def originals(self) -> dict[str, Event]:
        """Return the events that others undid or did again, by uid, whenever that was."""
        undoing = _read(self._store.events_undoing())
        return self.events_named({event.undoes for event in undoing if event.undoes})

    def events_of(self, card: str) -> list[Event]:
        """Return the events of a card, oldest first."""
        events = _read(self._store.events_about(card))
        return [event for event in events if card in (event.card, *(part.card for part in event.parts))]

    def histories(self, board_id: str) -> list[CardHistory]:
        """Return the way of each card of a board, of all its iterations."""
        from tui.domain.flow.passages import card_histories  # few commands are about flow

        uids = [experiment.uid for experiment in self._shown.experiments_of(board_id)]
        if not uids:
            return []
        resting, since = self._reader.movements.read(uids)
        return card_histories(chain(resting, since), [*since.undoing(), *resting.undoing()])

    def workspace_at(self, at: datetime) -> Workspace:
        """Return the workspace as it stood at a time, made again from the events; before the first it was empty.

        Where nothing happened since, it is what is shown.
        """
        from tui.session.time_travel import workspace_of  # most of the time it is now

        past = self._store.events_until(at)
        return self._shown if past is None else workspace_of(past)


def write_copy(folder: Path, documents: Mapping[str, Iterable[bytes]], waiting: Iterable[Change]) -> int:
    """Write documents, by table, and the changes that wait to be saved on top of them, as a workspace of its own.

    Returns how many records it has. One document after the other is decoded, and let go.

    Raises:
        NotAllowed: The folder holds a workspace.
        StoreError: It cannot be written.
    """
    store = open_store(folder)
    try:
        if store.documents():
            raise NotAllowed(f"There is a workspace in {folder} already; name another folder. Nothing was written.")
        with store.writing():
            decoded = ((table, json.loads(row)) for table, rows in documents.items() for row in rows)
            records = (Patch(table, fields["uid"], fields, fresh=True) for table, fields in decoded if "uid" in fields)
            # A waiting change may be among the documents: the disk sometimes says no to what it wrote all the same.
            later = (patch._replace(fresh=False) for change in waiting for patch in patches(change))
            store.commit(chain(records, later))
        return sum(map(len, store.documents().values()))
    finally:
        store.close(fold=True)


def _read(stored: Iterable[StoredEvent]) -> Iterator[Event]:
    return readable(stored, _event)


def _event(stored: StoredEvent) -> Event:
    """Return an event with what it says of identities; raises MsgspecError where it cannot be read."""
    document, identity = stored
    event = event_from(document)
    return event if identity is None else merge_events(event, event_from(identity))
