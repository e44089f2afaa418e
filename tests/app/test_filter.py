from __future__ import annotations

from itertools import count

import pytest
from msgspec.structs import replace
from textual.geometry import NULL_REGION

from tests.app.conftest import Sit
from tests.app.sample import BOARD
from tests.app.user import USUAL, User
from tui.app.asking.filtering import Filter, FilterBar


def shown(user: User) -> set[int]:
    """Return the numbers of the cards whose titles are on the screen."""
    return {card.number for card in user.session.workspace.cards.values() if card.title[:38] in user.text}


@pytest.mark.parametrize(
    ("typed", "cards"),
    [
        ("survey", {14}),
        ("by hand", {8}),
        ('"by hand"', {8}),
        ("is:blocked", {2}),
        ("is:expedite", {10}),
        ("is:old", {3, 8}),
        ("is:recurring", {6}),
        ("due:week", {2, 12}),
        ("@P05", {2, 8}),
        ("@eng", {3}),
        ("#pricing", {12}),
        ("is:blocked survey", set()),
        ("col:doing is:old", {3, 8}),
        ("col:doing -is:old is:blocked", {2}),
        ("is:blocked OR is:expedite", {2, 10}),
        ("by:eng", {3}),
        ("kind:recurring", {6}),
    ],
)
async def test_what_the_filter_finds(sit: Sit, sample: object, typed: str, cards: set[int]) -> None:
    async with sit(board=BOARD) as user:
        await user.press("/")
        await user.type(typed)
        assert shown(user) == cards
        assert f"{len(cards)} of 16 cards" in user.text
        assert user.text.count("no match") == 3 - len({user.card(number).column for number in cards})
        assert user.marks == 1


async def test_a_filter_is_live_is_kept_and_goes(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("/")
        counts = []
        for letter in "survey":
            await user.type(letter)
            counts.append(len(shown(user)))
        assert counts == sorted(counts, reverse=True)
        assert counts[-1] == 1
        await user.press("enter")
        assert "1 of 16 cards" in user.text
        assert user.marked.startswith("14 Compare two survey")
        assert user.marks == 1
        await user.press("L")
        assert user.card(14).column == "doing"
        assert user.marked.startswith("14 ")
        await user.press("slash")
        assert "survey" in next(row for row in user.grid if "█ /" in row)
        await user.press("escape")
        assert len(shown(user)) == 16
        assert user.marked.startswith("14 Compare two survey")


async def test_escape_on_the_board_clears_a_kept_filter(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("j", "/")
        await user.type("is:blocked", "enter", "escape")
        assert len(shown(user)) == 16
        assert user.marks == 1


async def test_the_selected_card_stays_selected_while_it_matches(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("l", "j", "j")
        assert user.marked.startswith("2 ")
        await user.press("/")
        await user.type("customer", "enter")
        assert user.marked.startswith("2 ")
        await user.press("escape")
        assert user.marked.startswith("2 ")


async def test_a_completion_is_taken_by_a_click(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("/")
        await user.type("is:")
        assert "/  is:blocked" not in user.text
        await user.pilot.click("#choices", offset=(3, 0))
        await user.settle()
        assert "/  is:blocked" in user.text


async def test_completions_with_their_counts(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("/")
        await user.type("is:")
        assert any("is:blocked" in row and " 1 " in row for row in user.grid)
        assert any("is:late" in row and " 0 " in row for row in user.grid)
        await user.press("down", "tab")
        assert shown(user) == {10}
        await user.type("@P")
        assert any("@P05" in row for row in user.grid)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("is:happy", "no filter is:happy"),
        ("col:nowhere", "no filter col:nowhere"),
        ("since:soon", "no filter since:soon"),
        ("status:open", "no filter status:open"),
        ("http://x", "0 of 16 cards"),
        ("-is:bl", "16 of 16 cards"),
    ],
)
async def test_a_condition_that_there_is_none_of_is_told(sit: Sit, sample: object, typed: str, told: str) -> None:
    async with sit(board=BOARD) as user:
        await user.press("/")
        await user.type(typed)
        assert told in user.text


async def test_columns_owners_and_days_are_offered(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("/")
        await user.type("co", "tab")
        assert "/  col:" in user.text
        for typed, offered in (("-col:", "-col:doing"), (" by:", "by:eng"), (" since:", "since:2w")):
            user.app.screen.query_one(FilterBar).field.value = ""
            await user.type(typed)
            assert any(offered.removeprefix("-") in row for row in user.grid)


async def test_a_card_that_leaves_the_filter_is_told(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("/")
        await user.type("is:blocked", "enter")
        assert user.marked.startswith("2 ")
        await user.press("b")
        assert user.message.startswith("Unblocked 2")
        assert shown(user) == set()
        await user.press("u")
        assert shown(user) == {2}


async def test_a_condition_there_is_none_of_is_named(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("/")
        await user.type("is:nosuch")
        assert "no filter is:nosuch" in user.text
        assert shown(user) == set()


async def test_the_filter_at_80_columns(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=USUAL) as user:
        await user.press("/")
        await user.type("is:blocked", "enter")
        assert "1 of 16 cards" in user.text
        assert "Encourage customer" in user.text
        assert user.marks == 1
        await user.resize((40, 14))
        assert "Encourage customer" in user.text


@pytest.mark.parametrize("key", ["question_mark", "colon", "i", "a"])
async def test_a_kept_filter_takes_no_keys_after_a_look_elsewhere(sit: Sit, sample: object, key: str) -> None:
    async with sit(board=BOARD) as user:
        await user.press("/")
        await user.type("customer", "enter")
        await user.press(key, "escape", "G")
        assert user.marked.startswith("7 ")
        assert "customerG" not in user.text


async def test_a_filter_that_has_no_place_yet_waits_without_asking_again(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = count(1)
    tell = Filter.tell

    def counted(following: Filter) -> None:
        assert next(asked) < 50, "it would go on for ever, and nothing else would be done"
        tell(following)

    monkeypatch.setattr(Filter, "tell", counted)
    async with sit(board=BOARD) as user:
        with monkeypatch.context() as nowhere:
            nowhere.setattr(FilterBar, "region", NULL_REGION)
            await user.press("slash")
            await user.type("csv")
            assert "2 of " not in user.text
        bar = user.app.screen.query_one(FilterBar)
        bar.display = False
        await user.settle()
        bar.display = True
        await user.settle()
        assert "2 of " in user.text


async def test_a_pinned_filter_stays_from_board_to_board_until_it_is_cleared(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("/")
        await user.type("is:blocked", "ctrl+s", "enter")
        assert shown(user) == {2}
        await user.press("0")
        assert "is:blocked" not in user.text
        await user.press("1")
        assert next(row for row in user.grid if "/  is:blocked" in row).rstrip().endswith("pinned   1 of 16 cards")
        assert shown(user) == {2}
        assert user.marks == 1
        await user.press("/")
        await user.type(" -xyz", "enter")
        assert user.app.view_state.pinned_filter == "is:blocked -xyz"
        await user.press("escape")
        assert len(shown(user)) == 16
        await user.press("0", "1")
        assert "is:blocked" not in user.text
        assert len(shown(user)) == 16


async def test_a_filter_that_is_not_pinned_stays_on_its_board(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("/")
        await user.type("is:blocked", "ctrl+s", "ctrl+s", "enter", "0", "1")
        assert len(shown(user)) == 16
        await user.press("/", "ctrl+s")
        assert "Type what to look for first." in user.text
        assert user.app.view_state.pinned_filter == ""


@pytest.mark.parametrize("names", [False, True])
async def test_nobody_is_pinned_by_name(sit: Sit, sample: object, names: bool) -> None:
    async with sit(board=BOARD) as user:
        if names:
            await user.press("*")
        await user.press("/")
        await user.type("is:blocked", "ctrl+s")
        assert user.app.view_state.pinned_filter == "is:blocked"
        await user.type(" OR Quill")
        assert user.app.view_state.pinned_filter == ""
        await user.press("ctrl+s")
        assert "A filter with somebody's name in it is not kept" in user.text
        assert user.app.view_state.pinned_filter == ""


async def test_filters_of_the_team_are_offered_by_name_and_stand_for_what_they_say(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        user.session.policy = replace(user.session.policy, filters=(("stuck", "is:blocked OR is:old"),))
        await user.press("/")
        await user.type("fil")
        assert any("filter:stuck" in row and " 3 " in row for row in user.grid)
        await user.press("tab")
        assert shown(user) == {2, 3, 8}
        assert "3 of 16 cards" in user.text
