from __future__ import annotations

from datetime import date

import pytest

from tests.app.conftest import Editor, Sit
from tests.app.sample import BOARD
from tests.app.user import SMALL, USUAL, WIDE, Size


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_a_card_is_added_with_everything(sit: Sit, sample: object, editor: Editor, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        await user.press("l", "a")
        assert "New card" in user.text
        await user.type("Visit two offices", "tab")
        assert user.marks == 1
        await user.type("p02 P05", "tab")
        assert "4/3 becomes 5/3" in user.text or size == SMALL
        await user.press("left", "tab")
        await user.type("30 nov")
        assert "Due Mon 30 Nov 2026." in user.text
        await user.press("tab", "right", "tab")
        await user.type("@ada", "tab")
        await user.type("#Field trip", "ctrl+o")
        await user.press("enter")
        assert user.message.startswith("Added 17 Visit two offices")
        card = user.card(17)
        assert (card.title, card.column, card.due, card.kind) == (
            "Visit two offices",
            "todo",
            date(2026, 11, 30),
            "recurring",
        )
        assert (card.assignee, set(card.tags)) == ("ada", {"field", "trip"})
        assert card.description == "Written in the editor,\non two lines."
        assert len(card.people) == 2
        assert "Visit two" in user.marked


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_a_form_that_cannot_be_saved_stays_and_says_why(sit: Sit, sample: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        await user.press("a", "enter")
        assert "A card's title" in user.text
        await user.type("Visit", "tab")
        await user.type("P77", "enter")
        assert 'no person "P77"' in user.text
        await user.press("ctrl+u")
        await user.press("tab", "tab")
        await user.type("someday", "enter")
        assert "someday" in user.text
        assert "Visit" in user.text
        await user.press("ctrl+u", "enter")
        assert user.message.startswith("Added 17 Visit")


async def test_cards_are_added_one_after_the_other(sit: Sit) -> None:
    async with sit(board=BOARD) as user:
        await user.press("a")
        await user.type("One more", "ctrl+n")
        await user.type("And another", "enter")
        assert [card.title for card in user.session.workspace.cards.values()][-2:] == ["One more", "And another"]
        await user.press("u", "u")
        assert user.column("todo") == [1, 2, 3, 4, 5, 6, 7]


async def test_editing_changes_only_what_was_changed(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("l", "j", "e")
        assert "Edit CD-3" in user.text
        assert "P04 P01" in user.text
        await user.press("escape")
        assert user.message == ""
        before = user.card(3)
        await user.press("e", "enter")
        assert user.card(3) == before
        await user.press("e", "tab", "end")
        await user.type(" P02", "enter")
        assert user.message.startswith("Edited 3")
        after = user.card(3)
        assert len(after.people) == 3
        assert (after.title, after.due, after.assignee, after.tags) == (
            before.title,
            before.due,
            before.assignee,
            before.tags,
        )
        await user.press("u")
        assert user.card(3).people == before.people


async def test_archived_cards_come_back_by_number(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("d", "d")
        assert user.column("todo")[0] == 6
        await user.run("Restore an archived card")
        await user.type("99", "enter")
        assert "No archived card has the number 99." in user.text
        await user.press("ctrl+u")
        await user.type("5", "enter")
        assert user.message.startswith("Restored 5 Measure customer satisfaction")
        assert user.column("todo")[0] == 5


async def test_leaving_a_dialog_loses_nothing_that_was_typed(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("a")
        await user.type("Watch two accounts", "escape")
        assert user.marks == 1
        await user.press("a")
        assert "Watch two accounts" in user.text
        await user.press("enter")
        assert user.message.startswith("Added 17 Watch two accounts")
        await user.press("a")
        assert not [row for row in user.grid if "title" in row and "Watch" in row]


async def test_people_are_named_in_a_dialog_too(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("a")
        await user.type("Visit", "tab")
        await user.type("bartholomew quill, p01", "enter")
        people = {user.session.workspace.participants[uid].pid for uid in user.card(17).people}
        assert people == {"P01", "P02"}
