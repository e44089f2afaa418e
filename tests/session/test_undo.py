from __future__ import annotations

import pytest

from tests.session.conftest import Open
from tests.session.windows import Window, failed, foreign
from tui.domain import operations
from tui.domain.errors import Conflict, NotAllowed


def three_changes(window: Window) -> list[dict[str, object]]:
    """Do three things and return the states before, between and after."""
    states = [window.state]
    window.session.run(operations.move_card, window.card.uid, "doing")
    states.append(window.state)
    window.session.run(operations.make_contact, "Ada", card=window.card.uid)
    states.append(window.state)
    window.session.run(operations.add_card, window.card.experiment, "New")
    return [*states, window.state]


@pytest.mark.parametrize("disk_is_slow", [False, True])
def test_undo_goes_back_step_by_step_and_redo_forth(open_window: Open, disk_is_slow: bool) -> None:
    window = open_window().start()
    if disk_is_slow:
        window.disk.gate.clear()
    states = three_changes(window)
    kinds = []
    for state in states[-2::-1]:
        kinds.append(window.session.undo().kind)
        assert window.state == state
    for state in states[1:]:
        kinds.append(window.session.redo().kind)
        assert window.state == state
    assert kinds == ["card_added", "contact_made", "card_moved", "card_moved", "contact_made", "card_added"]
    window.disk.gate.set()
    window.settle()
    assert window.session.close() == 0
    assert open_window().state == states[-1]


def test_there_is_an_end_to_undoing_and_redoing(open_window: Open) -> None:
    window = open_window().start()
    with pytest.raises(NotAllowed, match="Nothing to undo"):
        window.session.undo()
    window.session.run(operations.expedite_card, window.card.uid)
    with pytest.raises(NotAllowed, match="Nothing to redo"):
        window.session.redo()
    window.session.undo()
    with pytest.raises(NotAllowed, match="Nothing to undo"):
        window.session.undo()


def test_something_new_ends_what_could_be_done_again(open_window: Open) -> None:
    window = open_window().start()
    window.session.run(operations.expedite_card, window.card.uid)
    window.session.undo()
    window.session.run(operations.assign_card, window.card.uid, "ux")
    with pytest.raises(NotAllowed, match="Nothing to redo"):
        window.session.redo()
    assert window.session.undo().kind == "card_assigned"


def test_undo_is_of_this_windows_changes_only(open_window: Open) -> None:
    one, two = open_window().start(), open_window()
    one.session.save(operations.expedite_card, one.card.uid)
    two.wait(foreign)
    with pytest.raises(NotAllowed, match="Nothing to undo"):
        two.session.undo()


def test_undo_gives_way_to_what_the_other_window_did_since(open_window: Open) -> None:
    one, two = open_window().start(), open_window()
    one.session.save(operations.assign_card, one.card.uid, "ux")
    two.session.save(operations.assign_card, two.card.uid, "eng")
    one.wait(foreign)
    with pytest.raises(Conflict, match="The assignee changed again since"):
        one.session.undo()
    assert (one.card.assignee, one.session.pending) == ("eng", 0)


def test_what_the_other_window_did_alike_is_not_this_windows_to_undo(open_window: Open) -> None:
    one, two = open_window().start(), open_window()
    one.session.save(operations.expedite_card, one.card.uid)
    one.disk.gate.clear()
    one.session.run(operations.assign_card, one.card.uid, "ux")
    two.session.save(operations.assign_card, two.card.uid, "ux")
    one.disk.gate.set()
    one.settle()
    assert one.session.undo().kind == "card_expedited"
    assert (one.card.assignee, one.card.expedite) == ("ux", False)


def test_an_undo_that_turned_out_impossible_does_not_shift_the_others(open_window: Open) -> None:
    one, two = open_window().start(), open_window()
    card = one.card.uid
    one.session.save(operations.expedite_card, card)
    one.session.save(operations.assign_card, card, "ux")
    one.disk.gate.clear()
    one.session.undo()
    one.session.undo()
    two.session.save(operations.assign_card, card, "eng")
    one.disk.gate.set()
    assert isinstance(one.wait(failed).error, Conflict)
    one.settle()
    assert (one.card.assignee, one.card.expedite) == ("eng", False)
    with pytest.raises(Conflict, match="The assignee changed again since"):
        one.session.undo()
    assert one.session.redo().kind == "card_expedited"
    assert (one.card.assignee, one.card.expedite) == ("eng", True)


def test_what_was_not_done_in_the_end_is_not_done_again(open_window: Open) -> None:
    one, two = open_window().start(), open_window()
    one.disk.gate.clear()
    one.session.run(operations.make_contact, "Ada", card=one.card.uid)
    one.session.undo()
    one.session.redo()
    two.session.save(operations.archive_card, two.card.uid)
    two.session.save(operations.make_contact, "Grace")
    one.disk.gate.set()
    one.settle()
    assert one.state == two.state
    workspace = open_window().session.workspace
    assert [contact.fn for contact in workspace.contacts.values()] == ["Grace"]
    assert [person.pid for person in workspace.participants.values()] == ["P01"]
