"""Choosing many cards on the board, and working them as one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.app.conftest import OpenSession, Sit
from tests.app.sample import BOARD
from tests.app.user import SMALL, USUAL, WIDE, Size, User
from tui.domain import operations
from tui.session import writer

SIZES = [WIDE, USUAL, SMALL]


def chosen(user: User, sign: str = "✓") -> list[int]:
    """Return the numbers that have the sign of a chosen card before them."""
    rows = (row.partition(sign)[2].split() for row in user.grid if sign in row)
    return [int(words[0]) for words in rows if words and words[0].isdigit()]


def history(user: User) -> list[str]:
    return [event.kind for event in user.session.events()]


@pytest.mark.parametrize("size", SIZES)
async def test_cards_are_chosen_one_by_one_and_moved_as_one_step(sit: Sit, sample: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        first, _, third, *rest = todo = user.column("todo")
        begun = user.column("doing")
        await user.press("space", "j", "j", "space")
        assert user.footer.startswith("2 chosen")
        assert "H L move" in user.footer
        before = len(history(user))
        await user.press("L")
        assert user.column("doing") == [*begun, first, third]
        assert user.column("todo") == [todo[1], *rest]
        assert len(history(user)) == before + 1
        await user.press("u")
        assert (user.column("todo"), user.column("doing")) == (todo, begun)
        assert "2 chosen" in user.footer
        await user.press("escape")
        assert "chosen" not in user.footer
        await user.press("L")
        assert user.column("doing") == [*begun, third]


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize("size", SIZES)
async def test_what_is_chosen_is_seen_without_colour(sit: Sit, sample: object, size: Size, ascii_only: bool) -> None:
    async with sit(board=BOARD, size=size, ascii_only=ascii_only) as user:
        sign = "*" if ascii_only else "✓"
        marked = re.compile(rf"[█▎#|]( *\d+ )?{re.escape(sign)}[\w ]")
        assert not any(map(marked.search, user.grid))
        await user.press("v", "j")
        for _ in range(3):
            assert sum(1 for row in user.grid if marked.search(row)) == 2, user.text
            await user.press("z")


async def test_a_range_grows_and_shrinks_with_the_selection(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        todo = user.column("todo")
        await user.press("v", "j", "j", "j")
        assert "4 chosen" in user.footer
        await user.press("k")
        assert chosen(user) == todo[:3]
        await user.press("v", "j", "j")
        assert "3 chosen" in user.footer
        await user.press("space")
        assert chosen(user)[:4] == [*todo[:3], todo[4]]


async def test_all_that_the_filter_shows_are_chosen_and_it_is_said_how_many_are_hidden(
    sit: Sit, sample: object
) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        await user.press("/")
        await user.type("the", "enter")
        shown = user.app.screen.board.shown  # type: ignore[attr-defined]
        await user.press("V")
        assert f"{shown} chosen" in user.footer
        await user.press("/")
        await user.press(*["backspace"] * 3)
        await user.type("board", "enter")
        assert "hidden" in user.footer
        await user.press("#")
        await user.type("billing -ux", "enter")
        tagged = [card for card in user.session.workspace.cards.values() if "billing" in card.tags]
        assert len(tagged) == shown
        assert f"Tagged {shown} cards" in user.message


@pytest.mark.parametrize(
    ("key", "typed", "field"),
    [
        ("o", "@ana", "assignee"),
        ("#", "later", "tags"),
        ("!", "", "expedite"),
        ("D", "fri", "due"),
        ("b", "Legal", "blocked"),
    ],
)
async def test_what_is_set_is_set_on_all_and_taken_back_at_once(
    sit: Sit, sample: object, key: str, typed: str, field: str
) -> None:
    async with sit(board=BOARD, size=USUAL) as user:
        numbers = user.column("todo")[3:6]
        before = [getattr(user.card(number), field) for number in numbers]
        await user.press("j", "j", "j", "v", "j", "j", key)
        if typed:
            await user.type(typed, "enter")
        after = [getattr(user.card(number), field) for number in numbers]
        assert all(now != then for now, then in zip(after, before, strict=True))
        await user.press("u")
        assert [getattr(user.card(number), field) for number in numbers] == before


async def test_a_column_that_is_not_there_is_asked_for_again(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=USUAL) as user:
        before = user.column("todo")
        await user.press("v", "j", "m")
        await user.type("review?", "enter")
        assert "There is no column review?" in user.text
        await user.press("escape")
        assert user.column("todo") == before


async def test_they_are_moved_to_a_column_that_is_named(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=USUAL) as user:
        first, second, *_ = user.column("todo")
        await user.press("v", "j", "m")
        await user.type("done", "enter")
        assert user.column("done")[:2] == [first, second]
        assert "Moved 2 cards to DONE" in user.message
        await user.press("escape", "m")
        await user.type("todo", "enter")
        assert user.column("done")[:1] != [second]


async def test_they_are_ranked_side_by_side(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        one, two, three, four, *rest = user.column("todo")
        await user.press("j", "space", "j", "j", "space", "J")
        assert user.column("todo")[:5] == [one, three, rest[0], two, four]
        await user.press("K", "K", "K")
        assert user.column("todo")[:5] == [two, four, one, three, rest[0]]
        await user.press("u", "u", "u", "u")
        assert user.column("todo") == [one, two, three, four, *rest]


async def test_archived_cards_are_chosen_no_more(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        first, second, *_ = user.column("todo")
        await user.press("v", "j", "delete")
        assert "Archived 2 cards" in user.message
        assert "chosen" not in user.footer
        assert not {first, second} & {*user.column("todo")}
        await user.press("u")
        assert user.column("todo")[:2] == [first, second]


async def test_somebody_is_linked_to_all_of_them(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        numbers = user.column("todo")[3:5]
        await user.press("j", "j", "j", "v", "j", "c")
        await user.type("P02", "enter")
        person = next(uid for uid, one in user.session.workspace.participants.items() if one.pid == "P02")
        assert all(person in user.card(number).people for number in numbers)
        await user.press("c")
        await user.type("Nobody At All", "enter")
        assert "who is new is linked to one card first" in user.text


async def test_shift_and_a_click_choose_up_to_there(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        first, second, third, *_ = user.column("todo")
        y = next(y for y, row in enumerate(user.grid) if user.card(third).title[:12] in row)
        await user.pilot.click(offset=(user.grid[y].index(user.card(third).title[:12]), y), shift=True)
        await user.settle()
        assert chosen(user)[:3] == [first, second, third]
        assert "3 chosen" in user.footer
        other = user.column("doing")[0]
        y = next(y for y, row in enumerate(user.grid) if user.card(other).title[:12] in row)
        await user.pilot.click(offset=(user.grid[y].index(user.card(other).title[:12]), y), shift=True)
        await user.settle()
        assert "4 chosen" in user.footer


async def test_what_another_window_takes_away_is_chosen_no_more(
    sit: Sit, sample: Path, open_session: OpenSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "POLL_SECONDS", 0.01)
    async with sit(board=BOARD, size=WIDE) as user:
        other = open_session("eng")
        first, second, third, *_ = user.column("todo")
        await user.press("v", "j", "j")
        other.save(operations.archive_card, user.card(second).uid)
        await user.until("2 chosen")
        other.save(operations.edit_card, user.card(first).uid, title="[/] 漢字 👩‍👩‍👧")
        await user.until("[/] 漢字")
        await user.press("L")
        assert user.column("doing")[-2:] == [first, third]
        assert second not in user.column("doing")


async def test_in_the_standup_its_own_keys_win(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        await user.press("S")
        first = user.text
        await user.press("space")
        assert "chosen" not in user.footer
        assert user.text != first


async def test_the_note_that_is_chosen_in_the_panel_is_archived_alone(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        await user.press("v", "j", "enter", "tab", "d")
        assert all(user.card(number).archived_at is None for number in user.column("todo"))


async def test_a_board_that_is_not_started_starts_with_them(sit: Sit) -> None:
    async with sit(board=BOARD, size=USUAL) as user:
        await user.press("v", "j", "L")
        assert len(user.column("doing")) == 2
