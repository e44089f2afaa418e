"""What happened in a workspace, as its events tell it; those that cannot be read are passed over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from tui.domain.history.undoable import undone_among
from tui.domain.records import Event
from tui.domain.records.change import merge_events
from tui.domain.records.workspace import Workspace
from tui.session.place import Place
from tui.session.reader import event_from, readable
from tui.store.port import StoredEvent

if TYPE_CHECKING:
    from tui.domain.flow.passages import CardHistory


class Past(Place):
    """What is asked about what happened. All of it looks through events: not for the interface thread."""

    def events(self, *, by: str | None = None, since: datetime | None = None, by_time: bool = False) -> Iterator[Event]:
        """Yield the events of an actor, those since a time, or all; the one saved last first, or the newest by time.

        They are read only as far as somebody looks.
        """
        for event in _read(self._store.events(by=by, since=since, by_time=by_time)):
            if (by is None or event.by == by) and (since is None or event.at >= since):
                yield event

    def undone(self) -> frozenset[str]:
        """Return the uids of the events that are undone. Only those that undo or redo something are read."""
        return undone_among(_read(self._store.events_undoing()))

    def events_named(self, uids: Collection[str]) -> dict[str, Event]:
        """Return the events of these uids, as far as they are there."""
        return {event.uid: event for event in _read(self._store.events_named(uids))}

    def events_of(self, card: str) -> list[Event]:
        """Return the events of a card, oldest first."""
        events = _read(self._store.events_about(card))
        return [event for event in events if card in (event.card, *(part.card for part in event.parts))]

    def histories(self, board_id: str) -> list[CardHistory]:
        """Return the way of each card of a board, of all its iterations."""
        import msgspec

        from tui.domain.flow.passages import Movement, card_histories  # few commands are about flow
        from tui.domain.operations.kinds import STILL

        uids = [experiment.uid for experiment in self._shown.experiments_of(board_id)]
        rows = self._store.movements(uids, STILL) if uids else ()
        return card_histories(readable(rows, msgspec.json.Decoder(Movement).decode)) if uids else []

    def workspace_at(self, at: datetime) -> Workspace:
        """Return the workspace as it stood at a time, made again from the events; before the first it was empty.

        Where nothing happened since, it is what is shown.
        """
        from tui.session.time_travel import workspace_of  # most of the time it is now

        past = self._store.events_until(at)
        return self._shown if past is None else workspace_of(past)


def _read(stored: Iterable[StoredEvent]) -> Iterator[Event]:
    return readable(stored, _event)


def _event(stored: StoredEvent) -> Event:
    """Return an event with what it says of identities; raises MsgspecError where it cannot be read."""
    document, identity = stored
    event = event_from(document)
    return event if identity is None else merge_events(event, event_from(identity))
