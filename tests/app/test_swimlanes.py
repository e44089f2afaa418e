"""Swimlanes: the cards parted by what they have in common, across all columns."""

from __future__ import annotations

import pytest

from tests.app.conftest import Sit
from tests.app.sample import BOARD
from tests.app.test_dragging import hold, let_go, place_of, title
from tests.app.user import SMALL, USUAL, WIDE, Size, User
from tui.app.board.screen import BoardScreen
from tui.domain import operations


def board_screen(user: User) -> BoardScreen:
    screen = user.app.screen
    assert isinstance(screen, BoardScreen)
    return screen


def shown(user: User, column: int) -> list[int]:
    cards = user.session.workspace.cards
    return [cards[uid].number for uid in board_screen(user).board.lanes[column].shown]


async def owned(user: User, numbers: dict[int, str]) -> None:
    for number, name in numbers.items():
        user.session.run(operations.assign_card, user.card(number).uid, name)
    await user.press("j", "k")


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_cards_stand_in_a_swimlane_with_those_of_their_owner(sit: Sit, sample: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        first, second, *_ = todo = user.column("todo")
        await owned(user, {first: "ben", second: "aaron"})
        owners = {number: user.card(number).assignee or "~" for number in todo}
        await user.press("W")
        assert user.message.startswith("Swimlanes by owner")
        assert shown(user, 0) == sorted(todo, key=owners.__getitem__)
        assert user.column("todo") == todo
        assert user.marks == 1
        await user.press("g")
        assert "@aaron 1 card" in user.text
        assert user.card(second).title[:12] in user.text
        for _ in todo:
            await user.press("j")
            assert user.marks == 1
        await user.press("G")
        assert user.card(max(todo, key=lambda at: (owners[at], todo.index(at)))).title[:12] in user.text


async def test_one_goes_across_in_a_swimlane_and_moves_cards_within_it(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        first, second, *_ = user.column("todo")
        doing = user.column("doing")
        await owned(user, {second: "ana", doing[-1]: "ana"})
        await user.press("W", "g", "l")
        assert board_screen(user).selected == user.card(doing[-1]).uid
        await user.press("h")
        assert board_screen(user).selected == user.card(second).uid
        await user.press("L")
        assert user.column("doing")[-1] == second
        assert board_screen(user).selected == user.card(second).uid
        await user.press("u")
        assert user.column("todo")[:2] == [first, second]


async def test_ranking_stays_in_the_swimlane(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        first, second, third, *rest = todo = user.column("todo")
        await owned(user, {first: "ana", third: "ana"})
        await user.press("W", "g", "K")
        assert user.column("todo") == todo
        await user.press("J")
        assert user.column("todo") == [second, third, first, *rest]
        await user.press("J")
        assert user.column("todo") == [second, third, first, *rest]


async def test_each_grouping_shows_all_cards_and_follows_changes(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        for grouping in ("owner", "group", "person", "tag"):
            await user.press("W")
            assert f"lanes by {grouping}" in user.grid[0]
            await user.press("L", "u", "a")
            await user.type("[/] @click=app.quit 漢字", "enter", "u")
            screen = board_screen(user)
            for column, (lane, name) in enumerate(zip(screen.board.lanes, ("todo", "doing", "done"), strict=True)):
                assert sorted(shown(user, column)) == sorted(user.column(name))
                assert all(screen.board.index_in(lane, uid) == at for at, uid in enumerate(lane.shown))
        await user.press("W")
        assert user.message.startswith("No swimlanes")
        assert "lanes by" not in user.grid[0]
        assert user.marks == 1


async def test_they_are_remembered_and_clicked_and_filtered(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        _, second, *_ = user.column("todo")
        await owned(user, {second: "ana"})
        await user.press("W", "0", "1")
        assert "lanes by owner" in user.grid[0]
        row = next(at for at, line in enumerate(user.grid) if user.card(second).title[:14] in line)
        await user.pilot.click(offset=(8, row))
        assert board_screen(user).selected == user.card(second).uid
        await user.press("/")
        await user.type("@ana", "enter")
        assert shown(user, 0) == [second]
        assert "nobody" not in user.text
        await user.press("escape", "V")
        assert "chosen" in user.footer
        await user.press("escape")
        assert "chosen" not in user.footer


async def test_the_mouse_chooses_opens_and_asks_in_a_swimlane(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        _, second, *_ = user.column("todo")
        await owned(user, {second: "ana"})
        await user.press("W")
        row = next(at for at, line in enumerate(user.grid) if user.card(second).title[:14] in line)
        await user.pilot.click(offset=(8, row), button=3)
        await user.settle()
        assert len(user.app.screen_stack) == 2
        await user.press("escape")
        assert board_screen(user).selected == user.card(second).uid
        await user.pilot.click(offset=(8, row), shift=True)
        await user.settle()
        assert user.footer.startswith("1 chosen")
        await user.pilot.click(offset=(8, row), times=2)
        await user.settle()
        assert "HISTORY" in user.text


async def test_a_card_is_carried_within_its_swimlane_and_given_to_somebody_else(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        first, second, third, *_ = todo = user.column("todo")
        doing = user.column("doing")[0]
        await owned(user, {first: "aaron", second: "aaron", third: "aaron", doing: "abel"})
        await user.press("W", "g")
        order = [number for number in todo if number in (first, second, third)]
        start, end = place_of(user, title(user, order[0])), place_of(user, title(user, order[2]))
        await hold(user, start, (start[0] + 6, start[1] + 1), end)
        assert any("━" * 20 in line for line in user.grid[8:])
        await let_go(user, end)
        assert [number for number in user.column("todo") if number in order] == [order[1], order[0], order[2]]
        start, end = place_of(user, title(user, order[2])), place_of(user, title(user, doing))
        await hold(user, start, (start[0] + 6, start[1] + 1), end)
        await let_go(user, end)
        assert user.message.startswith(f"Gave {order[2]} to @abel, in DOING")
        assert (user.card(order[2]).assignee, user.card(order[2]).column) == ("abel", "doing")
        await user.press("u")
        assert (user.card(order[2]).assignee, user.card(order[2]).column) == ("aaron", "todo")
        await user.press("W")
        start, end = place_of(user, title(user, order[2])), place_of(user, title(user, doing))
        await hold(user, start, (start[0] + 6, start[1] + 1), end)
        await user.press("escape")
        assert order[2] in user.column("todo")
        assert user.marks == 1
