"""A click on a key that is shown does what the key does there."""

from __future__ import annotations

import pytest
from textual.events import MouseDown, MouseMove, MouseScrollDown, MouseUp
from textual.widget import Widget

from tests.app.conftest import Sit
from tests.app.sample import BOARD
from tests.app.user import USUAL, WIDE, Size, User
from tui.app.look.paint import Row, Span, hint, shown_at
from tui.settings import PersonalSettings


async def click(user: User, words: str, row: int = -1, at: int = 0) -> None:
    """Click on words in a row of the screen, by default the footer."""
    line = user.grid[row]
    assert words in line, line
    height = len(user.grid)
    await user.pilot.click(offset=(line.index(words) + at, row % height))
    await user.settle()


@pytest.mark.parametrize("size", [WIDE, USUAL])
async def test_a_click_in_the_footer(sit: Sit, sample: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        await click(user, "H L move", at=2)
        assert 4 in user.column("doing")
        await click(user, "H L move")
        assert 4 in user.column("todo")
        await click(user, "n note", at=3)
        assert user.footer.startswith("enter save")
        await user.type("typed")
        await click(user, "enter save")
        assert [note.text for note in user.session.workspace.notes.values()].count("typed") == 1
        await click(user, "? help", at=4)
        assert user.footer == "esc close   type to search"


async def test_a_click_on_what_a_message_offers(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("d")
        await click(user, "u undo", row=-2, at=3)
        assert user.message.startswith("Undid")
        await click(user, "ctrl+r redo", row=-2, at=8)
        assert user.card(4).archived_at is not None
        await click(user, "rchive", row=-2)
        assert user.card(4).archived_at is not None, "words are no key"


async def test_a_click_while_something_is_typed_does_what_the_key_does_there(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("n")
        await user.type("half a tho")
        await click(user, "tab kind")
        assert user.app.focused is not None
        await user.type("ught")
        await click(user, "ctrl+n save, another", at=9)
        notes = [note.text for note in user.session.workspace.notes.values()]
        assert sum(text.endswith("half a thought") for text in notes) == 1
        await user.press("escape")
        assert user.app.focused is None
        await user.press("?")
        await click(user, "esc close", at=5)
        assert user.footer.startswith("H L move")


async def test_a_click_on_where_one_can_go(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await click(user, "P people", row=0, at=3)
        assert user.grid[0].strip().startswith("People")
        await click(user, "0 experiments", row=0)
        assert user.grid[0].strip().startswith("Experiments")


async def test_own_keys_and_commands_without_one(sit: Sit, sample: object) -> None:
    settings = PersonalSettings(keymap={"card.right": "f5", "go.standup": [], "board.filter": "ctrl+g"})
    async with sit(board=BOARD, settings=settings) as user:
        await click(user, "H f5 move", at=2)
        assert 4 in user.column("doing")
        await click(user, "ctrl+g filter")
        await user.type("survey", "enter")
        await click(user, ": standup", at=4)
        assert "leave" in user.footer


def test_a_cell_shows_the_command_whose_key_stands_there() -> None:
    row = Row((Span("   "), *hint("card.left card.right", "move it")), hint("1-9", "jump"), right_margin=2)
    assert row.text == "   H L move it1-9 jump"
    shown = [shown_at(row, 30, x) for x in range(30)]
    assert shown[:3] == ["", "", ""]
    assert shown[3:6] == ["card.left", "card.left", "card.right"]
    assert set(shown[6:14]) == {"card.left"}
    assert set(shown[14:20]) == {""}
    assert set(shown[20:28]) == {"1-9"}
    assert shown[28:] == ["", ""]
    assert shown_at(row, 5, 4) == "card.left", "the right side is drawn only where there is room"


@pytest.mark.parametrize("opened", [("n",), ("slash",), ("a",), ("colon",), ("enter",)])
async def test_a_click_on_what_has_left_and_is_still_drawn_does_nothing(
    sit: Sit, sample: object, opened: tuple[str, ...]
) -> None:
    async with sit(board=BOARD) as user:
        await user.press("w", "escape", *opened)
        shown = [*user.app.screen.walk_children(Widget)]
        places = {widget: (widget.region.x, widget.region.y) for widget in shown if widget.region.area}
        await user.app.screen.remove_children()
        for widget, (x, y) in places.items():
            for kind in (MouseMove, MouseDown, MouseUp, MouseScrollDown):
                await user.app.on_event(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
            assert widget.parent is None
        assert user.app.is_running
