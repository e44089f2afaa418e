"""Taking back what somebody did last, in whatever session."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.domain.world import BOARD
from tui.domain import operations
from tui.domain.errors import Conflict, NotAllowed
from tui.domain.records import Card, Event
from tui.session import Session, place
from tui.session.own import redo_own, undo_own
from tui.session.reader import event_from


@contextmanager
def opened(folder: Path, actor: str = "ux") -> Iterator[Session]:
    session = Session.open(folder, actor=actor)
    try:
        yield session
    finally:
        session.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace in which ux gave the first card a tag and then to somebody."""
    with opened(tmp_path) as session:
        session.save(operations.start_experiment, BOARD, definition_hash="one", timezone="UTC")
        session.save(operations.tag_card, first(session).uid, ["prices"])
        session.save(operations.assign_card, first(session).uid, "ux")
    return tmp_path


def first(session: Session) -> Card:
    return min(session.workspace.cards.values(), key=lambda card: card.number)


def test_what_was_done_in_an_earlier_session_is_undone_and_done_again(folder: Path) -> None:
    with opened(folder) as session:
        done = undo_own(session)
        assert (done.original.kind, done.written.kind) == ("card_assigned", "undone")
        assert done.written.undoes == done.original.uid
        assert first(session).assignee is None
    with opened(folder) as session:
        assert undo_own(session).original.kind == "card_tagged"
    with opened(folder) as session:
        assert redo_own(session).original.kind == "card_tagged"
        assert redo_own(session).original.kind == "card_assigned"
        assert (first(session).assignee, first(session).tags) == ("ux", ("prices",))
        with pytest.raises(NotAllowed, match="nothing of ux to do again"):
            redo_own(session)


def test_it_is_decided_on_the_newest_state_whether_something_is_still_to_be_undone(folder: Path) -> None:
    with opened(folder) as late, opened(folder) as quick:
        undo_own(quick)
        with pytest.raises(Conflict, match="ux did or undid something else meanwhile"):
            undo_own(late)
        assert first(late).tags == ("prices",)
        assert undo_own(late).original.kind == "card_tagged"


def test_what_was_undone_is_not_undone_twice_where_somebody_did_the_same_since(folder: Path) -> None:
    with opened(folder) as late:
        with opened(folder) as quick:
            undo_own(quick)
        with opened(folder, "eng") as other:
            other.save(operations.assign_card, first(other).uid, "ux")
        with pytest.raises(Conflict, match="meanwhile"):
            undo_own(late)
        assert first(late).assignee == "ux"


def test_what_was_done_again_is_not_done_again_twice(folder: Path) -> None:
    with opened(folder) as session:
        undo_own(session)
    with opened(folder) as late, opened(folder) as quick:
        redo_own(quick)
        with pytest.raises(Conflict, match="meanwhile"):
            redo_own(late)
        assert first(late).assignee == "ux"


@pytest.mark.parametrize("name", ["Zoë", 'the "boss"', "C:\\ux", "\u674e"])
def test_whatever_somebody_is_called_their_changes_are_found(folder: Path, name: str) -> None:
    with opened(folder, name) as session:
        session.save(operations.assign_card, first(session).uid, "eng")
        assert undo_own(session).original.kind == "card_assigned"
        assert first(session).assignee == "ux"


def test_of_many_events_only_the_last_ones_are_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(folder) as session:
        for number in range(50):
            session.save(operations.assign_card, first(session).uid, f"ux{number}")
    decoded: list[bytes] = []

    def counted(row: bytes) -> Event:
        decoded.append(row)
        return event_from(row)

    monkeypatch.setattr(place, "event_from", counted)
    with opened(folder) as session:
        undo_own(session)
        assert first(session).assignee == "ux48"
        newest = session.events(by_time=True)
        assert [next(newest).kind, next(newest).kind] == ["undone", "card_assigned"]
        assert len(session.undone()) == 1
    assert 0 < len(decoded) < 10
    decoded.clear()
    with opened(folder, "eng") as session, pytest.raises(NotAllowed, match="nothing of eng to undo"):
        undo_own(session)
    assert not decoded
