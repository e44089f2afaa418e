"""`C` on a note: it becomes a card or joins one, and the card tells who asked."""

from __future__ import annotations

import pytest

from tests.app.conftest import Sit
from tests.app.sample import BOARD, NAMES
from tests.app.user import SMALL, USUAL, WIDE, Size, User
from tui.app.board.screen import BoardScreen
from tui.domain import operations
from tui.domain.people.askers import notes_asking_for, to_tell
from tui.domain.records import Card

HOSTILE = "[/] [@click=app.quit] =1+1 漢字 👩‍👩‍👧"


def newest(user: User) -> Card:
    return user.card(max(user.column("todo")))


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_a_note_becomes_a_card_that_tells_who_asked(sit: Sit, sample: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        before = user.column("todo")
        await user.press("I")
        await user.press("C")
        assert not any(name in user.text for name in NAMES)
        await user.press("ctrl+u")
        await user.type(HOSTILE, "enter")
        assert "Made it CD-" in user.message
        (note,) = [one for one in user.session.workspace.notes.values() if one.asks_for]
        await user.press("C")
        assert "already" in user.message
        await user.press("escape")
        new = newest(user)
        assert "=app.quit] =1+1" in new.title
        assert [one.uid for one in notes_asking_for(user.session.workspace, new.uid)] == [note.uid]
        assert new.people == note.people
        await user.press("u")
        assert user.column("todo") == before
        assert user.session.workspace.notes[note.uid].asks_for is None


async def test_a_key_that_is_typed_joins_that_card(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        await user.press("I", "C", "ctrl+u")
        await user.type("CD-99")
        assert "there is no such card" in user.text
        await user.press("enter")
        await user.press("ctrl+u")
        await user.type("CD-1")
        assert "it joins" in user.text
        await user.press("enter")
        assert "CD-1 is also asked for by" in user.message
        await user.press("escape")
        assert len(notes_asking_for(user.session.workspace, user.card(1).uid)) == 1
        await user.run("Filter the cards")
        await user.type("is:asked", "enter", "enter", "tab")
        assert "ASKED FOR BY" in user.text


async def test_what_is_named_twice_in_the_panel_keeps_its_own_place(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        await user.press("n")
        await user.type("? @P03 a mail with the export", "enter")
        note = next(one for one in user.session.workspace.notes.values() if "a mail with" in one.text)
        user.session.save(operations.join_card, note.uid, note.card)
        await user.settle()
        await user.press("enter", "tab")
        here = user.app.screen
        assert isinstance(here, BoardScreen)
        ways = []
        for at in range(8):
            await user.press("j")
            user.session.save(operations.edit_note, note.uid, tags=[f"t{at}"])  # drawn anew
            await user.settle()
            if here.chosen is not None and here.chosen.uid == note.uid:
                ways.append(here.chosen.target)
        assert ways[0] == "asking"
        assert "note" in ways


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_who_asked_is_told_of_what_is_finished_in_one_change(sit: Sit, sample: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        await user.press("T")
        assert "Nobody asked" in user.message
        for line in ("? @P03 a mail with the export", "? @P04 mail [/] [@click=app.quit]", "? @P04 mail it"):
            await user.press("n")
            await user.type(line, "enter")
        number = 4
        notes = [one for one in user.session.workspace.notes.values() if "mail" in one.text and one.kind == "request"]
        for note in notes:
            user.session.save(operations.join_card, note.uid, user.card(number).uid)
        await user.press("L", "L")
        if size == WIDE:
            assert "asked for this: P03 P04" in user.message
        await user.press("T", "enter")
        assert "Nobody is ticked" in user.text
        await user.press("x", "a", "a", "a", "enter")
        assert to_tell(user.session.workspace, user.card(number)) == []
        assert user.message.startswith("Told who asked for 4")
        await user.press("T")
        assert "was told" in user.message
        await user.press("u")
        assert len(to_tell(user.session.workspace, user.card(number))) == 2
