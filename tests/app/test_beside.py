"""What is worked out beside the interface, and what comes late: mistakes are told, and every screen can be left."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from tests.app.conftest import Sit
from tests.app.sample import BOARD, NAMES
from tests.app.user import User
from tui.app.board.column import ColumnView
from tui.app.flow import screen as flow_screen
from tui.app.giving import outcome
from tui.app.giving.proof import Proof, proof_of
from tui.app.people import editing
from tui.app.people.crowd_memory import CrowdMemory
from tui.app.people.screen import PeopleScreen
from tui.definitions.catalog import Catalog
from tui.domain import operations
from tui.domain.flow.period import FlowReport, flow_report
from tui.session import Session

TOLD = "Something unexpected went wrong (ZeroDivisionError"


def broken(*arguments: object, **named: object) -> object:
    raise ZeroDivisionError


async def leaves(user: User) -> None:
    await user.press("escape")
    assert user.grid[0].strip().startswith("Customer Development")


async def test_a_flow_that_cannot_be_worked_out_is_told(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit(board=BOARD) as user:
        monkeypatch.setattr(flow_screen, "flow_report", broken)
        await user.press("f")
        assert TOLD in user.message
        await user.press("w", "h", "j")
        await leaves(user)


async def test_events_that_cannot_be_read_are_told_where_flow_is_drawn_from_them(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit(board=BOARD) as user:
        monkeypatch.setattr(Session, "histories", broken)
        await user.press("f")
        assert TOLD in user.message
        await leaves(user)


async def test_a_mistake_is_not_covered_by_the_word_that_it_takes_a_while(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flow_screen, "READING_SECONDS", 0.02)
    monkeypatch.setattr(Session, "histories", broken)
    async with sit(board=BOARD) as user:
        await user.press("f")
        await user.pilot.pause(0.05)
        assert TOLD in user.message


async def test_only_the_answer_to_the_last_question_is_shown(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = threading.Event()
    units: list[str] = []

    def slow(*arguments: Any, **named: Any) -> FlowReport:
        units.append(named["unit"])
        if len(units) == 1:
            first.wait()
        return flow_report(*arguments, **named)

    async with sit(board=BOARD) as user:
        monkeypatch.setattr(flow_screen, "flow_report", slow)
        await user.pilot.press("f", "w")
        await user.until("last 14 days")
        first.set()
        await user.settle()
        assert units == ["weeks", "days"]
        assert "last 14 days" in user.grid[0]


async def test_one_text_is_put_together_at_a_time_and_none_for_a_dialog_that_was_left(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, making, at_once = threading.Event(), list[object](), list[int]()

    def slow(*arguments: Any) -> Proof:
        making.append(arguments)
        at_once.append(len(making))
        first.wait()
        proof = proof_of(*arguments)
        making.pop()
        return proof

    async with sit(board=BOARD) as user:
        monkeypatch.setattr(outcome, "proof_of", slow)
        for _ in range(3):
            await user.pilot.press("w", "escape")
        await user.pilot.press("w")
        await user.pilot.pause(0.05)
        first.set()
        await user.until("LEAK CHECK")
        await user.settle()
        assert at_once == [1, 1], "that of the dialog that was left first, and that of the one in front"


async def test_people_who_cannot_be_reckoned_in_advance_are_told_once(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(CrowdMemory, "standings", broken)
        async with sit(board=BOARD) as user:
            assert TOLD in user.message
            await user.press("j")
            assert user.marked.startswith("5 ")
            patch.undo()
            await user.press("P")
            assert user.grid[0].strip().startswith("People")


@pytest.mark.parametrize("name", ["fingerprint", "entries"])
async def test_board_files_that_cannot_be_looked_at_are_told_once(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    async with sit(board=BOARD) as user:
        with monkeypatch.context() as patch:
            patch.setattr(Catalog, name, broken)
            for _ in range(3):
                user.app.read_boards()
                await user.settle()
            assert TOLD in user.message
            assert sum(TOLD in said for said in user.app.spoken) == 1
            await user.press("L")
            assert user.column("doing")
        user.app.read_boards()
        await user.settle()
        await user.press("0")
        assert "templates" in user.text


async def test_a_mistake_where_board_files_are_followed_is_told(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit(board=BOARD) as user:
        monkeypatch.setattr(type(user.app), "_follow", broken)
        user.app.read_boards()
        await user.settle()
        assert TOLD in user.message
        await user.press("0")
        assert user.grid[0].strip().startswith("Experiments")


async def test_notes_that_cannot_be_deleted_are_told(sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sit(board=BOARD) as user:
        await user.press("P")
        pid = user.marked.split()[0]
        uid = next(each.uid for each in user.session.workspace.participants.values() if each.pid == pid)
        user.session.save(operations.give_consent, uid, "notes")
        user.session.save(operations.withdraw_consent, uid, "notes")
        monkeypatch.setattr(editing, "forget", broken)
        await user.run("Delete the notes about somebody who wants none kept")
        await user.type(pid, "enter")
        assert TOLD in user.message
        await leaves(user)


async def test_a_click_that_comes_when_the_list_is_another_one_does_nothing(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("P", "enter")
        screen = user.app.screen
        assert isinstance(screen, PeopleScreen)
        for item_list in (screen.panel, screen.listing):
            item_list.post_message(item_list.Chosen(item_list, 9_999, again=True))
            await user.settle()
            assert user.marks == 1
        await user.press("0")
        listing = user.app.screen.query_one("#experiments")
        listing.post_message(screen.listing.Chosen(listing, 9_999, again=True))  # type: ignore[arg-type]
        await user.settle()
        assert user.marks == 1


async def test_a_click_that_comes_when_its_column_is_gone_does_nothing(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        column = user.app.screen.query(ColumnView).first()
        marked = user.marked
        user.app.screen.post_message(column.Chosen(ColumnView(), 0, again=False))
        user.app.screen.post_message(column.Chosen(column, 9_999, again=False))
        await user.settle()
        assert user.marked == marked


@pytest.mark.parametrize("keys", [("f",), ("P",), ("0",), ()], ids=["flow", "people", "experiments", "board"])
async def test_names_that_are_shown_while_a_dialog_is_in_front_are_shown_behind_it(
    sit: Sit, sample: object, keys: tuple[str, ...]
) -> None:
    async with sit(board=BOARD) as user:
        for number in (4, 8):
            user.session.save(operations.edit_card, user.card(number).uid, title=f"Ring {NAMES[0]}")
        await user.press(*keys)
        hidden = user.text
        await user.press("*")
        shown = user.text
        await user.press("*", "?")
        user.app.names_shown = True
        await user.press("escape")
        assert user.text == shown
        await user.run("Show or hide names")
        assert user.text == hidden
