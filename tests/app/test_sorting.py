"""Sorting the cards of a board by something that leaves their rank as it is."""

from __future__ import annotations

import pytest

from tests.app.conftest import Sit
from tests.app.sample import BOARD
from tests.app.user import SMALL, USUAL, WIDE, Size, User
from tui.app.board.arrangement import SORTS, WORDS
from tui.app.board.screen import BoardScreen
from tui.domain import operations


def shown(user: User, column: int) -> list[int]:
    screen = user.app.screen
    assert isinstance(screen, BoardScreen)
    cards = user.session.workspace.cards
    return [cards[uid].number for uid in screen.board.lanes[column].shown]


async def sort_by(user: User, sort: str) -> None:
    for _ in range(len(SORTS) + 1):
        if user.message.startswith(f"Sorted by {sort}"):
            return
        await user.press("s")
    raise AssertionError(f"not sorted by {sort}")


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_cards_are_sorted_and_their_rank_stays(sit: Sit, sample: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        ranked = user.column("todo")
        titles = {number: user.card(number).title.casefold() for number in ranked}
        await sort_by(user, "title")
        assert shown(user, 0) == sorted(ranked, key=titles.__getitem__)
        assert user.column("todo") == ranked
        await user.press("J")
        assert user.column("todo") == ranked
        await sort_by(user, "rank")
        assert shown(user, 0) == ranked


async def test_what_is_changed_comes_to_its_new_place(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        *_, last = user.column("todo")
        await sort_by(user, "due day")
        assert "sorted by due day" in user.grid[0]
        user.session.run(operations.set_due, user.card(last).uid, user.session.today)
        await user.press("j")
        assert shown(user, 0)[0] == last
        await user.press("g", "a")
        await user.type("Zebra", "enter")
        assert shown(user, 0)[-1] == max(shown(user, 0))
        await user.press("u")
        assert shown(user, 0)[0] == last


async def test_every_sort_shows_all_cards_in_each_column_and_follows_changes(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        for sort in SORTS:
            await sort_by(user, WORDS[sort])
            for column, name in enumerate(("todo", "doing", "done")):
                assert sorted(shown(user, column)) == sorted(user.column(name))
            await user.press("L", "u")
            screen = user.app.screen
            assert isinstance(screen, BoardScreen)
            for lane in screen.board.lanes:
                assert all(screen.board.index_in(lane, uid) == at for at, uid in enumerate(lane.shown))


async def test_a_board_remembers_how_it_was_sorted(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        await sort_by(user, "owner")
        await user.press("0", "1")
        assert "sorted by owner" in user.grid[0]
        await user.press("/")
        await user.type("is:blocked", "enter")
        assert set(shown(user, 1)) <= set(user.column("doing"))
