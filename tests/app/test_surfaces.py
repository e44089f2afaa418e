"""What another window writes arrives under whatever is open, and takes nothing away from it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.conftest import OpenSession, Sit
from tests.app.sample import BOARD
from tests.app.test_other_window import uid
from tests.app.user import FOCUS
from tui.domain import operations
from tui.domain.records.change import Change

SIZES = [(160, 45), (80, 24), (40, 14)]
TYPING = {
    "note": ("n",),
    "due": ("D", "ctrl+u"),
    "tags": ("number_sign", "ctrl+u"),
    "filter": ("slash",),
    "new card": ("a",),
    "edited card": ("e", "ctrl+u"),
    "palette": ("colon",),
    "panel and note": ("enter", "n"),
}
READING = {
    "panel": ("enter",),
    "help": ("question_mark",),
    "hypothesis": ("i",),
    "messages": ("d", "u"),
    "experiments": ("0",),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("surface", TYPING)
async def test_typed_text_and_focus_stay(
    sit: Sit, sample: Path, open_session: OpenSession, surface: str, size: tuple[int, int]
) -> None:
    async with sit(board=BOARD, size=size) as user:
        other = open_session("eng")
        await user.press(*TYPING[surface])
        await user.type("sch")
        focused = user.app.focused
        other.save(operations.move_card, uid(other, 5), "done")
        other.save(operations.archive_card, uid(other, 4))
        await user.arrived(other)
        assert user.app.focused is focused
        await user.type("ool")
        assert "school" in user.text
        assert user.marks <= 1
        await user.press("escape", "escape")
        assert user.marks == 1
        assert user.card(5).column == "done"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("surface", READING)
async def test_what_is_read_stays_open(
    sit: Sit, sample: Path, open_session: OpenSession, surface: str, size: tuple[int, int]
) -> None:
    async with sit(board=BOARD, size=size) as user:
        other = open_session("eng")
        await user.press("j", *READING[surface])
        screen, marked = user.app.screen, user.marked
        other.save(operations.move_card, uid(other, 7), "done")
        await user.arrived(other)
        assert user.app.screen is screen
        assert user.marked[:18] == marked[:18]
        assert user.marks <= 1


@pytest.mark.parametrize("change", [(operations.move_card, "doing"), (operations.block_card, "no time")])
@pytest.mark.parametrize("size", SIZES)
async def test_the_board_stays_where_it_was_scrolled(
    sit: Sit,
    sample: Path,
    open_session: OpenSession,
    size: tuple[int, int],
    change: tuple[Callable[..., Change], str],
) -> None:
    async with sit(board=BOARD, size=size) as user:
        other = open_session("eng")
        for number in range(30):
            other.save(operations.add_card, user.card(4).experiment, f"Card {number}")
        await user.arrived(other)
        await user.press("G", "k", "k")
        assert "Card 27" in user.marked
        row = next(index for index, row in enumerate(user.grid) if FOCUS in row)
        operation, argument = change
        other.save(operation, uid(other, 5), argument)
        await user.arrived(other)
        assert "Card 27" in user.marked
        assert next(index for index, row in enumerate(user.grid) if FOCUS in row) == row


async def test_it_is_there_within_a_second_and_says_who(sit: Sit, sample: Path, open_session: OpenSession) -> None:
    async with sit(board=BOARD) as user:
        other = open_session("eng")
        begun = time.monotonic()
        other.save(operations.move_card, uid(other, 5), "doing")
        await user.until("@eng moved 5 to DOING")
        assert time.monotonic() - begun < 2
        assert user.column("doing")[-1] == 5


async def test_what_happens_on_another_board_names_it(sit: Sit, sample: Path, open_session: OpenSession) -> None:
    async with sit(board=BOARD) as user:
        other = open_session("eng")
        entry = other.catalog.entry("customer-retention-experiment")
        assert entry is not None
        draft = other.draft(entry)
        other.start(draft)
        card = next(card for card in other.workspace.cards.values() if card.experiment == draft.experiment.uid)
        other.save(operations.move_card, card.uid, "doing")
        await user.until(f"@eng moved {card.number} to DOING on Customer Retention Experiment")
