"""The right button shows what can be done with a thing; a click on a chip filters by it; the wheel scrolls."""

from __future__ import annotations

import pytest
from textual.events import MouseScrollDown, MouseScrollUp
from textual.widgets import Input

from tests.app.conftest import Sit
from tests.app.sample import BOARD
from tests.app.test_dragging import place_of, title
from tests.app.user import SMALL, USUAL, WIDE, Size, User
from tui.app.board.screen import BoardScreen
from tui.domain import operations


async def click(user: User, at: tuple[int, int], button: int = 1) -> None:
    await user.pilot.click(offset=at, button=button)
    await user.settle()


def titles(user: User) -> list[str]:
    """Return the titles that the palette offers."""
    return [entry.title for entry in user.entries]


def shown(user: User) -> list[int]:
    """Return the numbers of the cards that are shown."""
    screen = user.app.screen
    assert isinstance(screen, BoardScreen)
    board = screen.board
    return [board.workspace.cards[uid].number for lane in board.lanes for uid in lane.shown]


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_the_right_button_shows_the_commands_of_a_card_and_one_is_done(
    sit: Sit, sample: object, size: Size
) -> None:
    async with sit(board=BOARD, size=size) as user:
        number = user.column("todo")[1]
        await click(user, place_of(user, title(user, number)), button=3)
        assert f"What to do with CD-{number}" in user.text
        assert titles(user)[:2] == ["Move the card left", "Move the card right"]
        assert "Archive the card" in titles(user)
        assert "All experiments" not in titles(user)
        await click(user, place_of(user, "Move the card right"))
        assert number in user.column("doing")
        await user.press("u")
        assert user.column("todo")[1] == number


async def test_all_else_is_found_by_typing_and_esc_leaves_the_card_chosen(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        number = user.column("todo")[2]
        await click(user, place_of(user, title(user, number)), button=3)
        await user.type("quit")
        assert titles(user)[0] == "Quit"
        await user.press("escape")
        assert title(user, number) in user.marked


async def test_a_note_in_the_panel_has_commands_of_its_own(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        note = next(note for note in user.session.workspace.notes.values() if note.card and len(note.text) > 20)
        card = user.session.workspace.cards[note.card or ""]
        await click(user, place_of(user, card.title[:12]))
        await user.press("enter")
        await click(user, place_of(user, "▏ CHECKLIST"), button=3)
        assert "All experiments" in titles(user), "a heading is nothing to act on"
        await user.press("escape")
        await click(user, place_of(user, note.text[:12]), button=3)
        await click(user, place_of(user, "Archive the card"))
        assert user.session.workspace.notes[note.uid].archived_at is not None
        assert user.session.workspace.cards[card.uid].archived_at is None


async def test_the_right_button_in_a_list_of_people(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        await user.press("P")
        await click(user, place_of(user, "P03 "), button=3)
        assert user.entries
        assert "All experiments" not in titles(user)
        assert any("touchpoint" in words for words in titles(user))


async def test_the_right_button_in_a_standup_shows_what_is_done_with_the_card_there(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        await user.press("S", "right_square_bracket", "right_square_bracket")
        await click(user, place_of(user, "WHAT NOW?"), button=3)
        assert "Move the card right" in titles(user)


@pytest.mark.parametrize("button", [2, 3])
async def test_other_buttons_press_no_keys_that_are_shown(sit: Sit, sample: object, button: int) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        await click(user, place_of(user, "n note"), button=button)
        await user.press("colon")
        await click(user, place_of(user, "Redo"), button=button)
        assert user.entries, "nothing is done by it, and the palette is there"


@pytest.mark.parametrize("size", [WIDE, USUAL])
async def test_a_click_on_a_person_filters_by_them_and_once_more_shows_all(
    sit: Sit, sample: object, size: Size
) -> None:
    async with sit(board=BOARD, size=size) as user:
        before = shown(user)
        x, y = place_of(user, "P0")
        pid = user.grid[y][x : x + 3]
        await click(user, (x + 1, y))
        assert f"/  @{pid}" in user.text
        uid = next(uid for uid, person in user.session.workspace.participants.items() if person.pid == pid)
        assert 0 < len(shown(user)) < len(before)
        assert all(uid in user.card(number).people for number in shown(user))
        assert user.app.focused is None, "keys go on to the board"
        y = next(y for y, line in enumerate(user.grid) if pid in line and "/  @" not in line)
        await click(user, (user.grid[y].index(pid), y))
        assert shown(user) == before
        assert "/  @" not in user.text


async def test_chips_of_the_panel_are_added_to_what_is_filtered_by_already(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        number = user.column("doing")[0]
        user.session.run(operations.tag_card, user.card(number).uid, ["Pricing", "Müll"])
        user.session.run(operations.assign_card, user.card(number).uid, "max power")
        await user.settle()
        await click(user, place_of(user, title(user, number)))
        await user.press("enter")
        await click(user, place_of(user, "#pricing"))
        assert "/  #pricing" in user.text
        x, y = place_of(user, "owner @max power")
        await click(user, (x + 8, y))
        assert '/  #pricing @"max power"' in user.text
        assert shown(user) == [number]
        await click(user, place_of(user, "#müll"))
        assert '/  #pricing @"max power" #müll' in user.text
        assert shown(user) == [number]
        await click(user, (x + 8, y))
        assert "/  #pricing #müll" in user.text


async def test_an_owner_whose_name_is_hidden_is_no_chip(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        contact = next(iter(user.session.workspace.contacts.values()))
        number = user.column("todo")[0]
        user.session.run(operations.assign_card, user.card(number).uid, contact.fn)
        await user.settle()
        assert contact.fn not in user.text
        y = place_of(user, title(user, number))[1] + 1
        await click(user, (user.grid[y].index("@") + 1, y))
        assert "/  @" not in user.text
        assert contact.fn not in user.text


async def test_a_hint_in_a_list_does_what_its_key_does(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        await user.press("enter")
        x, y = place_of(user, "c link")
        await click(user, (x, y))
        assert user.footer.startswith("enter save")


async def test_the_wheel_turns_the_column_below_it_and_what_is_chosen_stays(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=USUAL) as user:
        marked, order = user.marked, user.column("todo")
        at = place_of(user, title(user, order[0]))
        top = user.grid[at[1]]
        await user.pilot._post_mouse_events([MouseScrollDown], offset=at)
        await user.settle()
        assert user.grid[at[1]][:20] != top[:20]
        assert user.grid[at[1]][40:] == top[40:], "the other columns stay"
        await user.pilot._post_mouse_events([MouseScrollUp, MouseScrollUp], offset=at)
        await user.settle()
        assert user.grid[at[1]] == top
        assert user.marked == marked


async def test_what_stands_above_a_list_is_clicked(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        await click(user, place_of(user, "hypothesis"))
        assert "GOALS" in user.text
        await user.press("escape", "P")
        await click(user, place_of(user, "sort due"))
        assert "sort due" not in user.text
        await click(user, place_of(user, "names hidden"))
        assert "names shown" in user.text


async def test_columns_of_a_narrow_screen_are_gone_through_by_clicks(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=SMALL) as user:
        there = title(user, user.column("done")[0])
        assert there not in user.text
        await click(user, place_of(user, "DONE"))
        await click(user, place_of(user, "DONE"))
        assert there in user.text
        await click(user, place_of(user, "TODO"))
        assert title(user, user.column("doing")[0]) in user.text


@pytest.mark.parametrize("opened", ["n", "slash"])
async def test_what_is_typed_stays_whatever_is_clicked(sit: Sit, sample: object, opened: str) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        await user.press("enter", opened)
        await user.type("e")
        there = title(user, user.column("doing")[0]) if opened == "n" else "HISTORY"
        await click(user, place_of(user, "PEOPLE"), button=3)
        await click(user, place_of(user, "c link"))
        await click(user, place_of(user, there), button=3)
        assert "What to do with" not in user.text
        await user.type(" t")
        assert isinstance(user.app.focused, Input)
        assert user.app.focused.value == "e t"
