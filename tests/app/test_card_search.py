"""While somebody types, a card is read once, and one more letter is looked for among what matched before."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.app.conftest import Sit
from tests.app.sample import BOARD
from tests.app.test_board_carried import board_of, large
from tui.app.board.board import Board
from tui.app.board.board_memory import BoardMemory
from tui.app.board.screen import BoardScreen
from tui.domain import operations
from tui.domain.search.card_filter import ON_CARDS
from tui.domain.search.matching import Needle

ALL = 700


@pytest.fixture(name="looked")
def _looked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many texts were looked through at a time."""
    looked: list[int] = []
    among = Needle.among

    def counting(self: Needle, hays: Sequence[str]) -> list[bool]:
        looked.append(len(hays))
        return among(self, hays)

    monkeypatch.setattr(Needle, "among", counting)
    return looked


def shown(board: Board) -> list[int]:
    return [len(lane.shown) for lane in board.lanes]


def test_a_letter_more_is_looked_for_among_what_matched_and_one_less_not_at_all(looked: list[int]) -> None:
    world, table = large(ALL)
    world.do(operations.edit_card, "card000300", title="Walk and talk")
    world.do(operations.edit_card, "card000301", title="Walk alone")
    memory = BoardMemory()
    for typed, texts, matching in (
        ("w", ALL, 2),
        ("wa", 2, 2),
        ("walk", 2, 2),
        ("walk t", 2, 1),
        ("walk", 0, 2),
        ("wa", 0, 2),
        ("", 0, ALL),
        ("w", 0, 2),
        ("wx", 2, 0),
    ):
        table.looks = 0
        assert sum(shown(board_of(world, memory, typed))) == matching
        assert (sum(looked), typed) == (texts, typed)
        assert typed == "w" or table.looks == 0
        looked.clear()


def test_a_card_that_changed_is_looked_through_anew_and_no_other(looked: list[int]) -> None:
    world, _ = large(ALL)
    memory = BoardMemory()
    assert sum(shown(board_of(world, memory, "walk"))) == 0
    looked.clear()
    world.do(operations.edit_card, "card000300", title="Walk alone")
    world.do(operations.add_note, "We should walk", card="card000301")
    assert sum(shown(board_of(world, memory, "walk"))) == 2
    assert looked == []
    assert sum(shown(board_of(world, memory, "wal"))) == 2


@pytest.mark.parametrize("typed", [term.typed for term in ON_CARDS.terms()])
def test_what_was_prepared_is_not_read_again(typed: str) -> None:
    world, table = large(ALL)
    memory = BoardMemory()
    for _ in board_of(world, memory).prepare_filter(ON_CARDS.terms()):
        pass
    table.looks = 0
    board = board_of(world, memory, f"{typed} establish")
    assert table.looks == 0
    assert board.lanes == board_of(world, None, f"{typed} establish").lanes


async def test_nothing_of_it_stays_once_the_filter_is_closed(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        screen = user.app.screen
        assert isinstance(screen, BoardScreen)
        await user.press("/")
        await user.type("mail")
        assert screen.board.memory.search is not None
        await user.press("escape")
        assert screen.board.memory.search is None
        assert all(len(lanes) <= 1 for lanes in screen.board.memory.lanes.values())
