"""Erasing on the people screen: what goes is looked at first, the P-id is typed, and the letter is there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.app.conftest import OpenSession, Sit
from tests.app.crowd import write_crowd
from tests.app.sample import BOARD
from tests.app.user import SMALL, WIDE, Size, User
from tui.domain import operations
from tui.exchange import clipboard
from tui.session import Session

ERASE = "Erase the person…"


@pytest.fixture(scope="session")
def _crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_crowd(tmp_path_factory.mktemp("crowd") / "workspace")


@pytest.fixture
def crowd(_crowd: Path, folder: Path, open_session: OpenSession) -> Path:
    """Fill the workspace with people, two of whom said something together."""
    shutil.copytree(_crowd, folder)
    session = open_session()
    both = [uid_of(session, "P03"), uid_of(session, "P04")]
    for uid in both:
        session.save(operations.give_consent, uid, ["quote", "notes"])
    session.save(operations.log_touchpoint, "focus_group", both, summary="Both would stay for a yearly look")
    session.save(operations.add_note, "we would both pay", people=both)
    session.close()
    return folder


def uid_of(session: Session, pid: str) -> str:
    return next(uid for uid, each in session.workspace.participants.items() if each.pid == pid)


async def look(user: User, pid: str) -> None:
    """Open the look at what erasing somebody reaches."""
    await user.press("P", "/", "ctrl+u")
    await user.type(pid, "enter")
    await user.run(ERASE)
    await user.until("THE LETTER AS IT WOULD BE")


async def test_what_goes_is_looked_at_and_the_letter_comes_once_the_p_id_is_typed(sit: Sit, crowd: Path) -> None:
    async with sit(board=BOARD) as user:
        await look(user, "P03")
        assert "This cannot be undone. Erase P03" in user.text
        for words in ("Both would stay for a yearly look", "we would both pay", "with P04"):
            assert words in user.text
        await user.press("enter")
        assert "type P03 first" in user.text
        await user.type("P04", "enter")
        assert "type P03 first" in user.text
        assert user.session.workspace.participants[uid_of(user.session, "P03")].erased_at is None
        await user.press("backspace")
        await user.type("3", "enter")
        await user.until("An answer to send:")
        await user.until("What was printed, or pasted elsewhere")
        assert "2 notes of what you said or did together with others." in user.text
        await user.press("escape")
        assert "P03" not in user.marked
    assert "we would both pay" not in (crowd / "research.json").read_text(encoding="utf-8")


async def test_the_choice_turns_by_its_key_and_the_letter_says_it(sit: Sit, crowd: Path) -> None:
    async with sit(board=BOARD) as user:
        await look(user, "P03")
        await user.press("t", "t")
        await user.until("stays with the others; quotes they did not allow go")
        await user.until("together with others, by our choice: with the others")
        await user.press("s")
        await user.until("stays without the name, as no evidence")
        await user.press("b")
        assert "go too" in user.text


async def test_the_letter_is_called_copied_only_where_a_tool_took_it(
    sit: Sit, crowd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit(board=BOARD) as user:
        await look(user, "P03")
        await user.type("P03", "enter")
        await user.until("y copies the letter")
        for tool, words in ((None, "Sent the letter to the terminal; look"), ("xclip", "! Copied the letter")):
            monkeypatch.setattr(clipboard, "copy_text", lambda text, tool=tool: tool)
            await user.press("y")
            await user.until(words)


async def test_a_text_of_several_is_edited_first(sit: Sit, crowd: Path) -> None:
    async with sit(board=BOARD) as user:
        await look(user, "P03")
        await user.press("j", "e")
        await user.until("edit ")
        await user.press("ctrl+u")
        await user.type("only P04 would pay", "enter")
        texts = {note.text for note in user.session.workspace.notes.values()}
        texts |= {each.summary for each in user.session.workspace.touchpoints.values()}
        assert "only P04 would pay" in texts


@pytest.mark.parametrize("size", [WIDE, (80, 24), SMALL])
async def test_it_fits_every_screen(sit: Sit, crowd: Path, size: Size) -> None:
    async with sit(size=size, board=BOARD) as user:
        await user.press("P")
        await user.run(ERASE)
        await user.until("type P")
        begins = user.text
        await user.press("pagedown")
        assert "type P" in user.text
        await user.press("pageup")
        assert user.text == begins
        await user.press("escape")
        assert "type P" not in user.text


async def test_what_is_beyond_reach_is_named_before_and_after(sit: Sit, crowd: Path) -> None:
    (crowd / "people.json~").write_bytes((crowd / "people.json").read_bytes())
    async with sit(board=BOARD) as user:
        await look(user, "P03")
        await user.press("pagedown")
        assert "people.json~ (copy)" in user.text
        await user.type("P03", "enter")
        await user.until("still to be removed")
        await user.press("pagedown")
        assert "people.json~ (copy)" in user.text


async def test_names_stay_hidden_in_it(sit: Sit, crowd: Path, open_session: OpenSession) -> None:
    session = open_session()
    name = session.workspace.contact_of(uid_of(session, "P04"))
    assert name is not None
    session.save(
        operations.add_note, f"{name.fn} lives in Porto", people=[uid_of(session, each) for each in ("P03", "P04")]
    )
    session.close()
    async with sit(board=BOARD) as user:
        await look(user, "P03")
        assert "P04 lives in Porto" in user.text
        assert name.fn not in user.text
