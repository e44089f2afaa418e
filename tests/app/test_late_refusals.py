"""What was handed in and turns out to be impossible only when it is saved: nothing typed is lost or decided unasked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.app.conftest import OpenSession, Sit
from tests.app.sample import BOARD
from tests.app.test_other_window import uid
from tests.app.test_saving import disk_of
from tests.app.user import User
from tui.domain import operations
from tui.domain.records import RECORD_TYPES, Record
from tui.session import Session, writer

TOO = "was changed elsewhere too"


@pytest.fixture(autouse=True)
def _quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let windows notice each other at once."""
    monkeypatch.setattr(writer, "POLL_SECONDS", 0.01)


@asynccontextmanager
async def held_up(sit: Sit, open_session: OpenSession) -> AsyncIterator[tuple[User, Session]]:
    """Sit down where nothing is saved before `let_go`, and have another window that saves at once."""
    session = open_session()
    async with sit(session=session, board=BOARD) as user:
        disk_of(session).gate.clear()
        yield user, open_session("eng")


async def keys(user: User, *names: str) -> None:
    """Press keys without waiting until all is saved."""
    await user.pilot.press(*names)
    await user.pilot.pause()


async def write(user: User, text: str) -> None:
    await keys(user, *("space" if char == " " else char for char in text))


async def let_go(user: User) -> None:
    disk_of(user.session).gate.set()
    await user.settle()


@pytest.mark.parametrize("opened", ["n", "slash", "a"])
async def test_both_versions_wait_until_what_is_typed_is_closed(
    sit: Sit, sample: Path, open_session: OpenSession, opened: str
) -> None:
    async with held_up(sit, open_session) as (user, other):
        await keys(user, "o")
        await write(user, "ux")
        await keys(user, "enter", opened)
        await write(user, "ha")
        other.save(operations.assign_card, uid(other, 4), "eng")
        await let_go(user)
        await user.type("mt")
        assert TOO not in user.text
        assert "hamt" in user.text
        await user.press("escape")
        await user.until(TOO)
        assert user.card(4).assignee == "eng"
        await user.press("enter", "m", "enter")
        assert user.card(4).assignee == "ux"


async def test_nothing_is_chosen_by_keys_that_were_meant_for_the_board(
    sit: Sit, sample: Path, open_session: OpenSession
) -> None:
    async with held_up(sit, open_session) as (user, other):
        await keys(user, "o")
        await write(user, "ux")
        await keys(user, "enter")
        other.save(operations.assign_card, uid(other, 4), "eng")
        await let_go(user)
        await user.until(TOO)
        await user.press("h", "l", "j", "enter", "H", "L")
        assert TOO in user.text
        assert user.card(4).assignee == "eng"
        await user.press("t", "enter")
        assert TOO not in user.text
        assert user.card(4).assignee == "eng"


async def test_every_line_that_comes_back_is_kept(sit: Sit, sample: Path, open_session: OpenSession) -> None:
    async with held_up(sit, open_session) as (user, other):
        for words in ("first", "second"):
            await keys(user, "n")
            await write(user, words)
            await keys(user, "enter")
        other.save(operations.archive_card, uid(other, 4))
        await let_go(user)
        await user.until("What you typed is kept as a draft.")
        other.save(operations.restore_card, uid(other, 4))
        await user.settle()
        await user.until("restored 4")
        await user.press("g")
        await user.go_down_to("4 Iterate on the product")
        await user.press("n")
        assert "first second" in user.text


async def test_a_form_that_comes_back_is_filled_again(sit: Sit, sample: Path, open_session: OpenSession) -> None:
    async with held_up(sit, open_session) as (user, other):
        nothing: dict[str, dict[str, Record]] = {table: {} for table in RECORD_TYPES}
        await keys(user, "a")
        await write(user, "Lost and found")
        await keys(user, "enter")
        emptied = other.save(operations.restore_backup, nothing)
        await let_go(user)
        other.save(operations.revert, emptied.event)
        await user.until("TODO 7")
        assert "Lost and found" not in user.text
        await user.press("a")
        assert "Lost and found" in user.text


async def test_both_versions_are_offered_wherever_one_is(sit: Sit, sample: Path, open_session: OpenSession) -> None:
    async with held_up(sit, open_session) as (user, other):
        await keys(user, "o")
        await write(user, "ux")
        await keys(user, "enter", "0")
        other.save(operations.assign_card, uid(other, 4), "eng")
        await let_go(user)
        await user.until(TOO)
        assert "@ux" in user.text
        await user.press("m", "enter")
        assert user.card(4).assignee == "ux"
        assert "Experiments" in user.text


@pytest.mark.parametrize("theirs", ["title", "due"])
async def test_a_draft_is_compared_with_what_it_was_begun_from(
    sit: Sit, sample: Path, open_session: OpenSession, theirs: str
) -> None:
    async with sit(board=BOARD) as user:
        other = open_session("eng")
        await user.press("e", "tab", "tab", "tab", "ctrl+u")
        await user.type("2027-01-15")
        await user.press("escape")
        new = {"title": "Theirs", "due": user.session.now().date()}[theirs]
        other.save(operations.edit_card, uid(other, 4), **{theirs: new})
        await user.until("@eng edited 4")
        await user.press("e")
        assert ("Theirs" in user.text) == (theirs == "title")
        assert "2027-01-15" in user.text
        await user.press("enter")
        if theirs == "due":
            await user.until(TOO)
            await user.press("t", "enter")
            assert user.card(4).due == new
        else:
            assert (user.card(4).title, str(user.card(4).due)) == ("Theirs", "2027-01-15")


@pytest.mark.parametrize("size", [(80, 24), (40, 14)])
async def test_long_texts_of_both_can_be_read_to_their_ends(
    sit: Sit, sample: Path, open_session: OpenSession, size: tuple[int, int]
) -> None:
    async with sit(board=BOARD, size=size) as user:
        other = open_session("eng")
        seen = user.card(4)
        title = "The same long beginning of a title, " * 5
        await user.press("e")
        await user.paste(f"{title}mine")
        other.save(operations.edit_card, seen.uid, title=f"{title}elsewhere")
        await user.arrived(other)
        await user.press("enter")
        await user.until(TOO)
        await user.press("pagedown", "pagedown", "pagedown", "pagedown")
        assert any(row.strip().endswith("elsewhere") for row in user.grid[:-2])
        await user.press("t", "enter")
        assert user.card(4).title.endswith("elsewhere")
