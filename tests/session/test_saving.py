from __future__ import annotations

import errno
import json
import os
import threading
from pathlib import Path

import pytest

from tests.domain.world import MONDAY
from tests.session.conftest import Open
from tests.session.windows import PATIENCE, failed, saved
from tui.domain import operations
from tui.domain.errors import NotAllowed, StoreError
from tui.domain.records.change import Change, Context
from tui.domain.records.workspace import Workspace
from tui.session import Session
from tui.session import writer as writer_module
from tui.store import open_database
from tui.store.errors import DiskFull
from tui.store.files import journal

FULL = StoreError("The disk is full. What was saved before is safe; free some room and press r.")


def test_opening_and_closing_writes_nothing(tmp_path: Path) -> None:
    session = Session.open(tmp_path / "workspace")
    assert session.close() == 0
    assert list(tmp_path.iterdir()) == []


def test_a_change_is_shown_at_once_and_saved_in_the_end(open_window: Open) -> None:
    window = open_window().start()
    window.disk.gate.clear()
    change = window.session.run(operations.move_card, window.card.uid, "doing")
    assert (window.card.column, window.session.pending) == ("doing", 1)
    assert window.wait(lambda notice: notice.change is change).error is None
    window.disk.gate.set()
    window.settle()
    window.wait(saved)
    assert window.session.saved_at == MONDAY


def test_everything_is_there_when_the_workspace_is_opened_again(open_window: Open) -> None:
    window = open_window().start()
    run, card = window.session.run, window.card.uid
    run(operations.edit_card, card, title="[/] [@click=app.quit]\u202e 顧客", description="One\n\ntwo", tags=["a", "b"])
    ada = next(iter(run(operations.make_contact, "Ada", email=["ada@example.org"], card=card).records["participants"]))
    run(operations.add_note, "Too slow", card=card, people=[ada], kind="quote", stance="refutes")
    run(operations.block_card, card, "no room", "Ada")
    run(operations.set_due, card, MONDAY.date())
    run(operations.add_checklist_item, card, "Call")
    run(operations.move_card, card, "done")
    before = window.state
    assert window.session.close() == 0
    again = open_window()
    assert again.state == before
    assert again.session.problems == []


def test_a_rule_speaks_at_once_and_nothing_waits(open_window: Open) -> None:
    window = open_window().start()
    before = window.state
    for act in (window.session.run, window.session.save):
        with pytest.raises(NotAllowed, match="is not blocked"):
            act(operations.unblock_card, window.card.uid)
    assert (window.state, window.session.pending) == (before, 0)


def test_what_changes_nothing_is_not_stored(open_window: Open) -> None:
    window = open_window().start()
    assert window.session.save(operations.move_card, window.card.uid, "todo").is_empty
    assert window.session.events_of(window.card.uid) == []


def test_what_could_not_be_saved_stays_shown_and_is_saved_by_trying_again(open_window: Open) -> None:
    window = open_window().start()
    window.disk.trouble = FULL
    window.session.run(operations.assign_card, window.card.uid, "ux")
    assert window.wait(failed).error is FULL
    assert (window.card.assignee, window.session.pending, window.session.failure) == ("ux", 1, FULL)
    window.disk.trouble = None
    window.session.retry()
    window.wait(saved)
    assert (window.session.pending, window.session.failure) == (0, None)
    assert open_window().card.assignee == "ux"


def test_waiting_for_a_disk_that_refuses_ends_with_its_sentence(open_window: Open) -> None:
    window = open_window().start()
    window.disk.trouble = FULL
    for number in range(1, 4):
        with pytest.raises(StoreError, match="The disk is full"):
            window.session.save(operations.add_checklist_item, window.card.uid, f"step {number}")
        assert window.session.pending == number
    window.disk.trouble = None
    window.session.save(operations.assign_card, window.card.uid, "ux")
    assert window.session.pending == 0
    assert [item.text for item in open_window().card.checklist] == ["step 1", "step 2", "step 3"]


def test_closing_says_how_many_changes_are_lost(open_window: Open) -> None:
    window = open_window().start()
    window.disk.trouble = FULL
    window.session.run(operations.assign_card, window.card.uid, "ux")
    window.session.run(operations.expedite_card, window.card.uid)
    assert window.session.close() == 2
    again = open_window()
    assert (again.card.assignee, again.card.expedite) == (None, False)


def test_closing_does_not_save_what_the_caller_was_told_is_not_saved(open_window: Open) -> None:
    window = open_window().start()
    window.disk.trouble = FULL
    with pytest.raises(StoreError, match="The disk is full"):
        window.session.save(operations.add_card, window.card.experiment, "New")
    window.disk.trouble = None
    assert window.session.close() == 0
    assert "New" not in [card.title for card in open_window().session.workspace.cards.values()]


def test_nothing_is_taken_by_a_closed_workspace(open_window: Open) -> None:
    window = open_window().start()
    before = window.state
    window.session.close()
    for act in (window.session.run, window.session.save):
        with pytest.raises(ValueError, match="is closed"):
            act(operations.expedite_card, window.card.uid)
    assert (window.state, window.session.pending) == (before, 0)


def test_what_can_never_be_saved_is_taken_back_and_holds_up_nothing(open_window: Open) -> None:
    window = open_window().start()
    card, window.session.actor = window.card.uid, "half a \udc00"
    window.session.run(operations.assign_card, card, "ux")
    assert "half a character" in str(window.wait(failed).error)
    window.session.actor = "ux"
    window.session.save(operations.expedite_card, card)
    assert (window.card.assignee, window.card.expedite, window.session.pending) == (None, True, 0)


def test_a_mistake_in_an_operation_holds_up_nothing(open_window: Open) -> None:
    window = open_window().start()
    card = window.card.uid

    def fragile(workspace: Workspace, context: Context) -> Change:
        if workspace.cards[card].assignee == "eng":
            raise ZeroDivisionError("no such thing")
        return operations.assign_card(workspace, context, card, "ux")

    window.disk.gate.clear()
    window.session.run(fragile)
    other = open_window("eng")
    other.session.save(operations.assign_card, card, "eng")
    window.disk.gate.set()
    assert "unexpected" in str(window.wait(failed).error)
    window.session.save(operations.expedite_card, card)
    assert (window.card.assignee, window.card.expedite, window.session.pending) == ("eng", True, 0)


def test_what_was_written_whole_though_the_disk_said_no_is_not_done_twice(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, other = open_window().start(), open_window("eng")
    card, experiment = window.card.uid, window.card.experiment

    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(journal, "sync_data", fail)
        patch.setattr(os, "ftruncate", fail)
        with pytest.raises(StoreError):
            window.session.save(operations.add_card, experiment, "Once")
    other.session.save(operations.assign_card, card, "eng")
    window.session.save(operations.expedite_card, card)
    again = open_window()
    for table in ("cards", "events"):
        uids = [json.loads(row)["uid"] for row in again.disk.rows(table)]
        assert len(uids) == len(set(uids))
    assert window.state == again.state


def test_a_damaged_line_met_while_open_is_told(open_window: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_module, "POLL_SECONDS", 60)
    window, other = open_window().start(), open_window("eng")
    path = window.session.folder / ".custdev" / "journal"
    length = path.stat().st_size
    other.session.save(operations.assign_card, window.card.uid, "eng")
    data = path.read_bytes()
    path.write_bytes(data[:length] + data[length:].replace(b'"eng"', b'"Eng"'))
    window.session.listen(lambda notice: None)
    assert "cannot be read" in str(window.wait(lambda notice: notice.warning is not None).warning)


def test_erasing_somebody_forgets_what_could_be_undone_in_every_window(open_window: Open) -> None:
    window, other = open_window().start(), open_window("eng")
    window.session.save(operations.assign_card, window.card.uid, "ux")
    other.disk.purge()
    window.session.save(operations.expedite_card, window.card.uid)
    window.session.undo()
    window.settle()
    with pytest.raises(NotAllowed, match="Nothing to undo"):
        window.session.undo()


def test_much_that_waits_is_shown_right_and_saved_in_order(open_window: Open) -> None:
    window = open_window().start()
    card, session = window.card.uid, window.session
    window.disk.trouble = FULL
    for number in range(20):
        session.run(operations.add_checklist_item, card, f"step {number}")
        session.run(operations.make_contact, f"Friend {number}", card=card)
    session.run(operations.move_card, card, "doing")
    for _ in range(3):
        session.undo()
    session.redo()
    session.run(operations.add_card, window.card.experiment, "Last")
    shown = window.state
    window.disk.trouble = None
    session.retry()
    window.settle()
    assert window.state == shown == open_window().state
    assert [item.text for item in window.card.checklist] == [f"step {number}" for number in range(20)]
    assert len(window.card.people) == 19


def test_the_more_waits_the_more_is_done_but_no_more_than_that(open_window: Open) -> None:
    window = open_window().start()
    done: list[int] = []

    def count(workspace: Workspace, context: Context, number: int) -> Change:
        done.append(number)
        return operations.add_checklist_item(workspace, context, window.card.uid, f"step {number}")

    window.disk.gate.clear()
    for number in range(30):
        window.session.run(count, number)
    window.disk.gate.set()
    window.settle()
    assert len(done) == 60


def test_what_is_saved_as_it_was_shown_is_not_done_to_the_records_again(open_window: Open) -> None:
    window = open_window().start()
    session = window.session
    session.run(operations.move_card, window.card.uid, "doing")
    shown = session.workspace
    window.settle()
    assert session.pending == 0
    assert session.workspace is shown


def test_closing_saves_what_still_waits(open_window: Open) -> None:
    window = open_window().start()
    window.disk.trouble = FULL
    window.session.run(operations.assign_card, window.card.uid, "ux")
    window.wait(failed)
    window.disk.trouble = None
    assert window.session.close() == 0
    assert open_window().card.assignee == "ux"


def test_a_commit_that_breaks_off_half_way_is_kept_and_saved_later(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window().start()

    def refuse(*_: object) -> None:
        raise DiskFull(window.disk.path)

    with monkeypatch.context() as patch:
        patch.setattr(window.disk, "commit", refuse)
        with pytest.raises(DiskFull):
            window.session.save(operations.add_card, window.card.experiment, "New")
    window.session.retry()
    window.settle()
    assert sorted(card.number for card in open_window().session.workspace.cards.values()) == [1, 2, 3, 4]


def test_files_at_rest_follow_when_nothing_goes_on(open_window: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_module, "IDLE_SECONDS", 0.0)
    window = open_window().start()
    window.session.listen(lambda notice: None)
    window.session.run(operations.expedite_card, window.card.uid)
    window.settle()
    assert window.disk.tidied.wait(PATIENCE)
    assert "Establish channels" in (window.disk.path / "research.json").read_text(encoding="utf-8")


def test_files_at_rest_that_cannot_be_written_now_endanger_nothing(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_module, "IDLE_SECONDS", 0.0)
    window = open_window()
    tried = threading.Event()

    def refuse() -> None:
        tried.set()
        raise FULL

    with monkeypatch.context() as patch:
        patch.setattr(window.disk, "fold", refuse)
        window.start()
        assert tried.wait(PATIENCE)
        window.session.save(operations.expedite_card, window.card.uid)
    assert window.session.failure is None
    assert not [notice for notice in window.notices if notice.error]
    assert open_window().card.expedite


def test_a_record_that_cannot_be_read_is_named_and_takes_nothing_down(open_window: Open, tmp_path: Path) -> None:
    open_window().start().session.close()
    with open_database(tmp_path / "workspace" / "research.json") as database:
        database.table("cards").insert({"uid": "odd", "title": 7})
    window = open_window()
    assert sorted(card.number for card in window.session.workspace.cards.values()) == [1, 2, 3]
    assert [problem.split(":")[0] for problem in window.session.problems] == [
        "A record of cards could not be read and is left as it is"
    ]


def test_the_events_of_a_card_are_told_oldest_first(open_window: Open) -> None:
    window = open_window().start()
    card, other = window.card.uid, max(window.session.workspace.cards)
    window.session.save(operations.make_contact, "Ada", card=card)
    window.session.save(operations.expedite_card, other)
    window.session.save(operations.move_card, card, "doing")
    made, moved = window.session.events_of(card)
    assert (made.kind, moved.kind) == ("contact_made", "card_moved")
    assert {"contacts", "participants", "cards", "counters"} == made.changes.keys()
