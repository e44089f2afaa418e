from __future__ import annotations

import pytest
from textual import events
from textual.keys import _character_to_key

from tests.app.conftest import Sit
from tests.app.sample import BOARD
from tests.app.user import SMALL, WIDE, Size, User
from tui.app.here import Here


async def in_one_breath(user: User, text: str) -> None:
    """Have all keys of a text come at once, a new line for enter."""
    for char in text:
        key = events.Key("enter", "\r") if char == "\n" else events.Key(_character_to_key(char), char)
        key.set_sender(user.app)
        user.app.post_message(key)
    await user.settle()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("redo", "Redo"),
        ("theme: dark or light", "Theme: dark or light"),
        ("add", "Add a card"),
        ("ADD A", "Add a card"),
        ("card add", "Add a card"),
        ("experiments", "All experiments"),
        ("retention", "Open Customer Retention Experiment"),
        ("16", "16 Recruit the advisory board"),
        ("recruit", "16 Recruit the advisory board"),
        ("the advis", "12 Ask the advisory board about CSV export"),
    ],
)
async def test_what_fits_best_stands_first(sit: Sit, sample: object, typed: str, first: str) -> None:
    async with sit(board=BOARD) as user:
        await user.press(":")
        await user.type(typed)
        assert user.listed[0].startswith(first), user.listed[:5]


async def test_titles_that_begin_so_go_before_words_and_these_before_parts(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press(":")
        await user.type("re")
        listed = [title.casefold() for title in user.listed]
        ranks = [0 if t.startswith("re") else 1 if " re" in t else 2 if "re" in t else 3 for t in listed]
        assert ranks == sorted(ranks)
        assert set(ranks) == {0, 1, 2, 3}


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_command_and_enter_typed_in_one_breath_do_it(sit: Sit, sample: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        for number in range(5):
            await in_one_breath(user, f":add a card\nCard {number}\n")
            assert f"Card {number}" in [card.title for card in user.session.workspace.cards.values()]
        await in_one_breath(user, ":archive the card\n")
        assert [card.title for card in user.session.workspace.cards.values() if card.archived_at] == ["Card 4"]


async def test_scattered_letters_are_shown_and_not_run(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await in_one_breath(user, ":arcard\n")
        assert user.listed[0] == "Archive the card"
        assert user.card(4).archived_at is None
        await user.press("down", "enter")
        assert user.card(4).archived_at is not None


async def test_nothing_that_fits_is_said_and_nothing_is_done(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await in_one_breath(user, ":qqqq\n")
        assert "No matches found" in user.text
        await user.press("down", "up", "pagedown", "pageup", "enter", "escape")
        assert isinstance(user.app.screen, Here)


async def test_arrows_pages_and_clicks_choose(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press(":", "up")
        last = user.listed[-1]
        assert user.style_of(last).bold
        await user.press("down", "pagedown", "pageup")
        assert user.style_of(user.listed[0]).bold
        await user.type("messages")
        await user.pilot.click("#palette-list", offset=(5, 0))
        await user.settle()
        assert user.footer == "j k scroll   esc close"


async def test_what_is_pasted_into_it_is_clean(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press(":")
        await user.paste("\x1b[31mRe\x07do\n")
        assert user.listed[0] == "Redo"
        await user.press("escape", "d", ":")
        await user.paste("undo", "enter")
        assert user.card(4).archived_at is None
