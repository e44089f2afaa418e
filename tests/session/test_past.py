"""What a session asks about the past: it looks again at what the store gives, and at where the workspace is kept."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.domain.world import BOARD, DAY, MONDAY
from tests.session.conftest import Open
from tests.session.memory_store import MemoryStore
from tests.session.windows import Window, foreign
from tui.definitions.catalog import Catalog
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.operations.kinds import STILL
from tui.domain.patch import Patch
from tui.domain.records import Event
from tui.session import Session, place
from tui.session.place import write_copy
from tui.session.reader import event_from
from tui.store.port import StoredEvent


class Generous(MemoryStore):
    """A store that gives more than it is asked for, as the port allows."""

    def events(
        self,
        *,
        by: str | None = None,
        since: datetime | None = None,
        by_time: bool = False,
        without: Collection[str] = (),
    ) -> Iterator[StoredEvent]:
        return super().events(by_time=by_time or since is not None)

    def events_about(self, uid: str) -> Iterator[StoredEvent]:
        return (self._stored(event) for event in self._events())


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A session in which ux started a board on Monday, and eng moved a card on each of the next two days."""
    now = [MONDAY]
    session = Session(Generous(tmp_path), Catalog(tmp_path / "boards"), actor="ux", clock=lambda: now[0])
    session.save(operations.start_experiment, BOARD, definition_hash="one", timezone="UTC")
    session.actor = "eng"
    for column in ("doing", "done"):
        now[0] += DAY
        session.save(operations.move_card, min(session.workspace.cards), column)
    yield session
    session.close()


def test_only_what_was_asked_for_is_told(session: Session) -> None:
    assert [event.by for event in session.events()] == ["eng", "eng", "ux"]
    assert [event.kind for event in session.events(by="ux")] == ["experiment_started"]
    assert [event.at for event in session.events(since=MONDAY + DAY)] == [MONDAY + 2 * DAY, MONDAY + DAY]
    assert list(session.events(since=MONDAY + 2 * DAY + timedelta(seconds=1))) == []
    assert len(session.events_of(min(session.workspace.cards))) == 2
    assert session.events_of(max(session.workspace.cards)) == []


def test_events_of_kinds_that_do_not_matter_are_not_decoded(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[Event] = []

    def counting(row: bytes) -> Event:
        decoded.append(event_from(row))
        return decoded[-1]

    monkeypatch.setattr(place, "event_from", counting)
    for number in range(10):
        session.save(operations.tag_card, min(session.workspace.cards), [f"t{number}"])
    moved = [event.kind for event in session.events(since=MONDAY, without=STILL)]
    assert moved == ["card_moved", "card_moved", "experiment_started"]
    assert len(decoded) == len(moved)


def test_somebody_whose_name_cannot_be_stored_did_nothing(open_window: Open) -> None:
    window = open_window().start()
    assert list(window.session.events(by="half a \udc00")) == []


def test_a_clock_that_is_behind_the_newest_change_is_told(tmp_path: Path, kind: str) -> None:
    Window(tmp_path, kind=kind, now=lambda: MONDAY + DAY).start().session.close()
    behind = Window(tmp_path, kind=kind, now=lambda: MONDAY)
    right = Window(tmp_path, kind=kind, now=lambda: MONDAY + DAY)
    assert "The clock of this computer is behind the newest change here" in behind.session.opening_words()[0]
    assert right.session.opening_words() == []
    for window in (behind, right):
        window.session.close()


def test_a_copy_is_never_written_over_a_workspace(open_window: Open, tmp_path: Path) -> None:
    window = open_window().start()
    assert window.session.save_elsewhere(tmp_path / "copy") > 0
    with pytest.raises(NotAllowed, match=r"There is a workspace in .*copy already"):
        window.session.save_elsewhere(tmp_path / "copy")


def test_a_copy_is_written_one_document_after_the_other(tmp_path: Path) -> None:
    at_once: list[int] = []

    def documents() -> Iterator[bytes]:
        for number in range(50):
            at_once.append(sum(isinstance(thing, Patch) for thing in gc.get_objects()))
            yield f'{{"uid": "U{number:02}", "title": "Ask"}}'.encode()

    assert write_copy(tmp_path / "copy", {"cards": documents()}, []) == 50
    assert max(at_once) - at_once[0] <= 1


def test_a_backup_that_cannot_be_read_as_a_whole_is_not_gone_back_to(open_window: Open) -> None:
    window = open_window().start()
    with window.disk.writing():
        window.disk.commit([Patch("cards", "odd", {"title": 7})])
    backup = window.session.back_up("with an odd card")
    window.session.save(operations.expedite_card, window.card.uid)
    with pytest.raises(NotAllowed, match=f"Nothing was changed: going back to {backup.name} would lose it"):
        window.session.restore(backup.name)
    assert window.card.expedite


def test_what_another_window_wrote_and_cannot_be_read_stays_as_it_was_known(open_window: Open) -> None:
    window = open_window().start()
    card, other = window.card, open_window("eng")
    with other.disk.writing():
        other.disk.commit([Patch("cards", card.uid, {"title": 7})])
    window.wait(foreign)
    assert window.session.workspace.cards[card.uid] == card
    assert "A record of cards could not be read" in window.session.problems[0]
