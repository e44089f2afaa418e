"""Several operations done as one, in windows and on the disk."""

from __future__ import annotations

from functools import partial

from tests.domain.world import BOARD
from tests.session.conftest import Open
from tui.domain import operations
from tui.domain.history.phrases import phrase_of
from tui.session import Session
from tui.session.own import redo_own, undo_own


def columns(session: Session) -> list[str]:
    return [card.column for card in sorted(session.workspace.cards.values(), key=lambda card: card.number)]


def move_all(session: Session) -> None:
    cards = [partial(operations.move_card, card=uid, column="done") for uid in session.workspace.cards]
    session.save(operations.together, *cards)


def test_they_are_one_step_to_undo_here_and_from_elsewhere(open_window: Open) -> None:
    session = open_window().start().session
    move_all(session)
    assert columns(session) == ["done", "done", "done"]
    event = session.undo()
    assert phrase_of(event, session.workspace).named == "move 3 cards to DONE"
    assert columns(session) == ["todo", "todo", "todo"]
    session.redo()
    assert columns(session) == ["done", "done", "done"]
    session.close()
    again = open_window().session
    assert undo_own(again).original.kind == "done_together"
    assert columns(again) == ["todo", "todo", "todo"]
    redo_own(again)
    assert columns(again) == ["done", "done", "done"]


def test_each_card_has_them_in_its_history(open_window: Open) -> None:
    session = open_window().start().session
    move_all(session)
    session.close()
    again = open_window().session
    for card in again.workspace.cards:
        assert [event.kind for event in again.events_of(card)] == ["done_together"]
    assert {history.last.column for history in again.histories(BOARD.id)} == {"done"}
