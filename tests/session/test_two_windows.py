from __future__ import annotations

import pytest

from tests.domain.world import BOARD
from tests.session.conftest import Open
from tests.session.windows import failed, foreign, saved
from tui.domain import operations
from tui.domain.errors import NotAllowed, NotFound


def test_windows_see_what_the_other_does(open_window: Open) -> None:
    one, two = open_window("ux").start(), open_window("eng")
    assert one.state == two.state
    for writer, reader in ((one, two), (two, one)):
        writer.session.save(operations.make_contact, f"Friend of {writer.session.actor}", card=writer.card.uid)
        heard = reader.wait(foreign)
        assert heard.change is not None
        assert (heard.change.event.kind, heard.change.event.by) == ("contact_made", writer.session.actor)
        assert reader.state == writer.state


def test_numbers_are_given_once_whoever_asks(open_window: Open) -> None:
    one, two = open_window().start(), open_window()
    experiment = one.card.experiment
    for window in (one, two) * 3:
        window.session.run(operations.add_card, experiment, "Another")
        window.session.run(operations.make_contact, "Somebody")
    for window in (one, two):
        window.session.close()
    workspace = open_window().session.workspace
    assert sorted(card.number for card in workspace.cards.values()) == list(range(1, 10))
    assert sorted(person.pid for person in workspace.participants.values()) == [f"P0{n}" for n in range(1, 7)]


def test_changes_of_both_to_one_card_are_both_kept(open_window: Open) -> None:
    one, two = open_window().start(), open_window()
    one.disk.gate.clear()
    one.session.run(operations.edit_card, one.card.uid, title="Ours")
    two.session.save(operations.move_card, two.card.uid, "doing")
    one.disk.gate.set()
    one.wait(saved)
    two.wait(foreign)
    for window in (one, two):
        assert (window.card.title, window.card.column) == ("Ours", "doing")


def test_what_the_other_made_impossible_is_taken_back_with_its_sentence(open_window: Open) -> None:
    one, two = open_window().start(), open_window()
    one.disk.gate.clear()
    one.session.run(operations.move_card, one.card.uid, "doing")
    one.session.run(operations.assign_card, one.card.uid, "ux")
    assert (one.card.column, one.session.pending) == ("doing", 2)
    two.session.save(operations.archive_card, two.card.uid)
    one.disk.gate.set()
    for _ in range(2):
        error = one.wait(failed).error
        assert isinstance(error, NotAllowed)
        assert "1 Establish channels is archived; restore it first" in str(error)
    one.settle()
    assert one.state == two.state
    assert one.card.column == "todo"
    with pytest.raises(NotAllowed, match="Nothing to undo"):
        one.session.undo()


def test_a_board_started_in_both_windows_is_started_once(open_window: Open) -> None:
    one, two = open_window(), open_window()
    two.disk.gate.clear()
    started = two.session.run(operations.start_experiment, BOARD, definition_hash="one", timezone="UTC")
    two.session.run(operations.move_card, next(iter(started.records["cards"])), "doing")
    one.session.save(operations.start_experiment, BOARD, definition_hash="one", timezone="UTC")
    two.disk.gate.set()
    assert isinstance(two.wait(failed).error, NotFound)
    two.settle()
    assert two.state == one.state
