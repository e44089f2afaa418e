"""A card is carried with the mouse: what is held is seen, where it would go is marked, and letting go puts it there."""

from __future__ import annotations

import pytest
from textual import events

from tests.app.conftest import Sit
from tests.app.sample import BOARD
from tests.app.test_life import begin
from tests.app.user import USUAL, WIDE, Size, User
from tui.domain import operations


def place_of(user: User, words: str) -> tuple[int, int]:
    """Return where words stand on the screen."""
    y = next(y for y, line in enumerate(user.grid) if words in line)
    return user.grid[y].index(words), y


async def hold(user: User, at: tuple[int, int], *way: tuple[int, int]) -> None:
    """Press the left button at a place, and go a way with it."""
    await user.pilot._post_mouse_events([events.MouseMove, events.MouseDown], offset=at, button=1)
    for step in way:
        await user.pilot._post_mouse_events([events.MouseMove], offset=step, button=1)
    await user.settle()


async def let_go(user: User, at: tuple[int, int]) -> None:
    await user.pilot._post_mouse_events([events.MouseUp], offset=at, button=1)
    await user.settle()


def title(user: User, number: int) -> str:
    return user.card(number).title[:12]


@pytest.mark.parametrize("size", [WIDE, USUAL])
async def test_a_card_is_carried_into_another_column(sit: Sit, sample: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        first, other = user.column("todo")[0], user.column("doing")[0]
        start, end = place_of(user, title(user, first)), place_of(user, title(user, other))
        await hold(user, start, (start[0] + 9, start[1] + 1), end)
        assert user.text.count(title(user, first)) == 2, "the card, and what is carried"
        assert first in user.column("todo")
        await let_go(user, end)
        assert user.column("doing")[0] == first
        assert user.text.count(title(user, first)) == 1
        assert title(user, first) in user.marked
        await user.press("u")
        assert user.column("todo")[0] == first


async def test_a_card_is_ranked_in_its_column(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        order = user.column("todo")
        start, end = place_of(user, title(user, order[0])), place_of(user, title(user, order[2]))
        mark = user.app.screen.query("ColumnView").first()
        await hold(user, start, (end[0] + 1, end[1]))
        assert "━" * 20 in user.grid[end[1] - 1], mark
        await let_go(user, end)
        assert user.column("todo")[:3] == [order[1], order[0], order[2]]
        start, end = place_of(user, title(user, order[2])), place_of(user, title(user, order[1]))
        await hold(user, start, end)
        await let_go(user, end)
        assert user.column("todo")[:3] == [order[2], order[1], order[0]]


async def test_what_is_let_go_where_it_was_or_beside_the_board_stays(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        order, events_before = user.column("todo"), len(list(user.session.events()))
        start = place_of(user, title(user, order[0]))
        for end in ((start[0] + 4, start[1]), (20, 0), (20, 44)):
            await hold(user, start, end)
            await let_go(user, end)
        assert user.column("todo") == order
        assert len(list(user.session.events())) == events_before


async def test_esc_lets_go_of_what_is_carried(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        order, other = user.column("todo"), user.column("doing")[0]
        start, end = place_of(user, title(user, order[0])), place_of(user, title(user, other))
        await hold(user, start, end)
        await user.press("escape")
        assert user.text.count(title(user, order[0])) == 1
        await let_go(user, end)
        assert user.column("todo") == order


async def test_a_board_to_read_says_so_and_nothing_is_carried(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        await begin(user)
        await user.run("Open an earlier iteration")
        before = user.session.workspace
        start = place_of(user, "█")
        end = (start[0] + (40 if start[0] < 100 else -40), start[1])
        await hold(user, start, end)
        await let_go(user, end)
        assert user.message.startswith("CD iteration 1 is over.")
        assert user.session.workspace is before


async def test_a_card_removed_by_another_window_while_it_is_carried(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        order, other = user.column("todo"), user.column("doing")[0]
        start, end = place_of(user, title(user, order[0])), place_of(user, title(user, other))
        await hold(user, start, end)
        user.session.run(operations.archive_card, user.card(order[0]).uid)
        await user.settle()
        await let_go(user, end)
        assert order[0] not in user.column("doing")
        assert not user.mistakes


async def test_cards_that_are_chosen_are_carried_together_as_one_step(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        first, second, third, *rest = todo = user.column("todo")
        doing = user.column("doing")
        await user.press("space", "j", "j", "space")
        start, end = place_of(user, title(user, third)), place_of(user, title(user, doing[0]))
        await hold(user, start, (start[0] + 9, start[1] + 1), end)
        assert "2 cards" in user.text
        await let_go(user, end)
        assert user.column("doing") == [*doing, first, third]
        assert user.column("todo") == [second, *rest]
        await user.press("u")
        assert (user.column("todo"), user.column("doing")) == (todo, doing)
        start, end = place_of(user, title(user, first)), place_of(user, title(user, rest[0]))
        await hold(user, start, end)
        await let_go(user, end)
        assert user.column("todo") == [second, first, third, *rest]
