from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from tests.app.conftest import Sit
from tests.app.sample import BOARD
from tests.app.user import SMALL, USUAL, WIDE, Size, User
from tui.app.board.screen import BoardScreen
from tui.domain import operations
from tui.domain.records import Experiment
from tui.session import Session

SIZES = [WIDE, USUAL, SMALL]
HOSTILE = "[/] [@click=app.quit] \x1b]0;x\x07 =1+1 " + "漢" * 300


def current(session: Session) -> Experiment:
    found = session.current(BOARD)
    assert found is not None
    return found


def earlier(session: Session) -> Experiment:
    return session.workspace.experiments_of(BOARD)[-1]


async def begin(user: User, *keys: str) -> None:
    await user.run("Iterate: begin the next iteration")
    await user.press(*keys, "enter")


async def decide(user: User, *actions: str, observation: str = "Five gave up", learning: str = "Too dear") -> None:
    await user.run("Decide: write the Learning Card")
    await user.press("right")
    for text in (observation, learning, *actions):
        await user.press("tab")
        await user.type(text)
    await user.press("enter")


@pytest.mark.parametrize("size", SIZES)
async def test_the_next_iteration_begins_with_what_is_ticked(sit: Sit, sample: Path, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        before = current(user.session)
        await user.run("Iterate: begin the next iteration")
        assert "Iteration 2" in user.text
        assert "undone." in user.text
        assert user.marks == 1
        await user.press("a", "x", "enter")
        after = current(user.session)
        assert (after.iteration, after.status, after.parent) == (2, "running", before.uid)
        assert "it. 2" in user.grid[0] or "iteration 2" in user.grid[0] or size == SMALL
        carried = [
            card
            for card in user.session.workspace.cards_of(after.uid)
            if card.created_at < (after.started_at or card.created_at)
        ]
        assert len(carried) == 1
        assert earlier(user.session).decision == "repeat"


async def test_the_dialog_says_what_it_will_do(sit: Sit, sample: Path) -> None:
    async with sit(board=BOARD) as user:
        await user.run("Iterate: begin the next iteration")
        assert "iteration 2 begins with 11 carried cards and" in user.text
        assert "repeat. This cannot be undone." in user.text
        await user.press("x")
        assert "iteration 2 begins with 10 carried cards and" in user.text
        await user.press("escape")
        assert current(user.session).iteration == 1


@pytest.mark.parametrize("size", SIZES)
async def test_an_earlier_iteration_is_read_only_and_esc_goes_back(sit: Sit, sample: Path, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        await begin(user)
        await user.run("Open an earlier iteration")
        assert "read-only" in user.text
        assert "adds a card" not in user.text
        before = user.session.workspace
        for key in ("L", "H", "J", "K", "d", "a", "e", "n", "t", "c", "b", "o", "D", "!", "#", "x"):
            await user.press({"!": "exclamation_mark", "#": "number_sign"}.get(key, key))
            assert user.message.startswith("CD iteration 1 is over."), key
        assert user.session.workspace is before
        await user.press("escape")
        assert "read-only" not in user.text


async def test_a_board_opens_at_an_earlier_iteration(sit: Sit, sample: Path, open_session: object) -> None:
    async with sit(board=BOARD) as user:
        await begin(user)
        session, first = user.session, earlier(user.session)
    async with sit(session=session, board=BOARD, iteration=first.uid) as user:
        assert "iteration 1 · " in user.grid[0]
        assert "decided: repeat · read-only" in user.grid[0]


@pytest.mark.parametrize("size", SIZES)
async def test_a_learning_card_is_written_and_read(sit: Sit, sample: Path, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        await decide(user, "Price by the month", "Ask again")
        learning = current(user.session).learning
        assert learning is not None
        assert (learning.observation, learning.learning) == ("Five gave up", "Too dear")
        assert [action.text for action in learning.actions] == ["Price by the month", "Ask again"]
        assert user.message.startswith("Decided: pivot")
        await user.press("i")
        assert "DECIDED" in user.text
        assert "Five gave up" in user.text
        await user.press("escape", "u")
        assert current(user.session).status == "running"


async def test_what_was_typed_of_a_learning_card_is_there_again(sit: Sit, sample: Path) -> None:
    async with sit(board=BOARD) as user:
        await user.run("Decide: write the Learning Card")
        await user.press("tab")
        await user.type("Five gave up", "enter")
        assert "What was learned is to be said in words" in user.text
        await user.press("escape")
        assert current(user.session).status == "running"
        await user.run("Decide: write the Learning Card")
        assert "Five gave up" in user.text
        assert "EVIDENCE" in user.text


async def test_actions_become_a_card_and_a_board(sit: Sit, sample: Path, folder: Path) -> None:
    async with sit(board=BOARD) as user:
        await decide(user, "Price by the month", "A study of prices")
        await user.press("i", "a", "c")
        assert user.message.startswith("Added 17 Price by the month")
        await user.run("Act on the decision: its actions become cards or boards")
        assert "card CD-17" in user.text
        await user.press("j", "b")
        await user.settle()
        assert (folder / "boards" / "a-study-of-prices.yaml").exists()
        learning = current(user.session).learning
        assert learning is not None
        assert learning.actions[1].board == "a-study-of-prices"
        await user.press("0")
        assert "A study of prices" in user.text


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_has_decided_ones_apart_and_archived_ones_last(sit: Sit, sample: Path, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        await decide(user)
        await user.press("0")
        assert "1 decided" in user.grid[0]
        row = next(row for row in user.grid if "CD Customer Dev" in row)
        assert "pivot" in row
        await user.press("1")
        await user.run("Archive the experiment")
        assert "read-only" in user.text
        await user.press("0")
        assert "1 archived" in user.grid[0]
        await user.press("G")
        assert "CD Customer Dev" in user.marked
        await user.press("enter", "L")
        assert user.message.startswith("CD is archived.")
        await user.run("Restore the experiment")
        assert current(user.session).status == "decided"


async def test_finishing_a_cycle_card_offers_the_next_iteration(sit: Sit, sample: Path) -> None:
    async with sit(board=BOARD) as user:
        change = user.session.save(
            operations.add_card, current(user.session).uid, "Repeat", column="doing", kind="cycle"
        )
        await user.settle()
        cast(BoardScreen, user.app.screen).show_card(str(change.event.card))
        await user.press("L")
        assert "The next iteration can begin   : iterate" in user.message


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_are_only_words(sit: Sit, sample: Path, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        user.session.save(
            operations.decide_experiment,
            current(user.session).uid,
            "pivot",
            observation=HOSTILE,
            learning=HOSTILE,
            actions=[HOSTILE],
        )
        user.session.save(operations.add_card, current(user.session).uid, HOSTILE)
        await user.settle()
        await user.press("i")
        assert "=app.quit]" in user.text
        await user.press("a", "escape")
        for title in ("Decide: write the Learning Card", "Iterate: begin the next iteration"):
            await user.run(title)
            assert "\x1b" not in user.text
            await user.press("escape")


async def test_names_stay_hidden_in_what_was_learned(sit: Sit, sample: Path) -> None:
    async with sit(board=BOARD) as user:
        name = next(iter(user.session.workspace.contacts.values())).fn
        await decide(user, f"Call {name}", observation=f"{name} gave up", learning=f"Ask {name}")
        for keys in (("i",), ("i", "a")):
            await user.press(*keys)
            assert name not in user.text
            await user.press("escape")
        await user.run("Decide: write the Learning Card")
        await user.until("The Learning Card names somebody")
        await user.press("asterisk")
        await user.run("Decide: write the Learning Card")
        assert f"{name} gave up" in user.text


async def test_another_window_that_begins_an_iteration_takes_this_one_along(
    sit: Sit, sample: Path, open_session: object
) -> None:
    async with sit(board=BOARD) as user:
        other = open_session("eng")  # type: ignore[operator]
        other.save(operations.iterate_experiment, current(other).uid)
        await user.until("iteration 2")
        await user.press("L")
        assert current(user.session).iteration == 2
