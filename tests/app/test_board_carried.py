"""A board takes from the one before what a change did not touch, and is what it would be if it were made anew."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from tests.domain.flow.test_population import Iterated, one_step
from tests.domain.world import World
from tui.app.board.board import Board
from tui.app.board.board_memory import BoardMemory
from tui.domain import operations
from tui.domain.errors import DomainError
from tui.domain.records import Card, layers
from tui.domain.records.ranks import first_ranks
from tui.domain.records.workspace import Workspace
from tui.domain.search.card_filter import ON_CARDS, View

FILTERS = ("", "t", "ta", "tal", "talk", "talk is:old", "is:blocked", "mail", "mail again", "is:nopeople", "due:none a")
COLUMNS = ("todo", "doing", "done")


def board_of(world: World, memory: BoardMemory | None, typed: str = "", experiment: Any = None) -> Board:
    """Return the board of an experiment, with a filter."""
    terms, shown = ON_CARDS.parse(typed), experiment or world.experiment
    return Board(world.workspace, shown, world.now, started=True, terms=terms, memory=memory, policy=world.policy)


def another_step(world: Iterated, random: Random) -> None:
    """Do one thing of those that change what is shown of a card."""
    cards = sorted(card.uid for card in world.workspace.cards.values() if card.experiment == world.newest.uid)
    card = random.choice(cards) if cards else ""
    match random.randrange(7):
        case 0:
            world.do(operations.add_note, random.choice(["Talk again", "A mail came"]), card=card)
        case 1:
            world.do(operations.edit_card, card, title=random.choice(["Talk", "Mail", "Call"]))
        case 2:
            world.do(operations.rank_card, card, random.randrange(4))
        case 3:
            world.do(operations.block_card, card, "no answer yet")
        case 4:
            world.do(operations.unblock_card, card)
        case 5 if world.workspace.notes:
            world.do(operations.archive_note, random.choice(sorted(world.workspace.notes)))
        case _:
            one_step(world, random)


@pytest.mark.parametrize("few", [3, layers.FEW])
@pytest.mark.parametrize("seed", range(30))
def test_it_is_what_it_would_be_if_it_were_made_anew(seed: int, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layers, "FEW", few)  # the tables of a large board lie in layers
    random, world, memory, typed = Random(seed), Iterated(), BoardMemory(), ""
    before: tuple[Workspace, Board] | None = None
    for step in range(80):
        with suppress(DomainError):
            random.choice((one_step, another_step))(world, random)
        if step % random.randrange(1, 4):
            continue  # several changes may come at a time
        typed = random.choice(FILTERS) if random.random() < 0.4 else typed
        board = board_of(world, memory, typed, world.newest)
        anew = board_of(world, None, typed, world.newest)
        assert board.lanes == anew.lanes
        assert board.thresholds == anew.thresholds
        if before is not None and before[1].experiment.uid == board.experiment.uid:
            assert_the_same_where_nothing_changed(*before, board)
        matches = ON_CARDS.matcher(board.terms, View(board.workspace, board.experiment, board.today, board.thresholds))
        for lane in board.lanes:
            assert {*lane.shown} == {uid for uid in lane.all if matches(world.workspace.cards[uid])}
            assert [board.index_in(lane, uid) for uid in lane.shown] == [*range(len(lane.shown))]
            assert all(board.index_in(lane, uid) is None for uid in set(lane.all) - set(lane.shown))
        before = world.workspace, board


def assert_the_same_where_nothing_changed(workspace: Workspace, former: Board, board: Board) -> None:
    """A lane that stays the same is not drawn again: no card of it may look different than before."""
    for lane in board.lanes:
        if any(lane is other for other in former.lanes):
            assert looks(workspace, lane.all) == looks(board.workspace, lane.all)


def looks(workspace: Workspace, uids: Iterable[str]) -> list[object]:
    """Return what cards look like: what they say, and their notes."""
    return [(workspace.cards[uid], workspace.notes_of(uid)) for uid in uids]


def test_a_lane_stays_the_very_same_where_another_one_changed() -> None:
    world, memory = World(), BoardMemory()
    before = board_of(world, memory)
    world.do(operations.move_card, world.uid(1), "doing")
    world.now += timedelta(minutes=1)
    after = board_of(world, memory)
    same = [one is other for one, other in zip(before.lanes, after.lanes, strict=True)]
    assert same == [False, False, True, True]


class Counting(dict[str, Card]):
    """A table that counts how often a card of it is looked at."""

    looks = 0

    def __getitem__(self, uid: str) -> Card:
        self.looks += 1
        return super().__getitem__(uid)

    def get(self, uid: str, default: Any = None) -> Any:
        self.looks += 1
        return super().get(uid, default)

    def values(self) -> Any:
        self.looks += len(self)
        return super().values()


def large(count: int) -> tuple[World, Counting]:
    """Return a board of many cards in three columns, some of them finished just now, in a table that counts."""
    world = World()
    first = world.workspace.cards[world.uid(1)]
    cards = [
        replace(
            first,
            uid=f"card{number:06d}",
            number=number + 10,
            rank=rank,
            column=COLUMNS[number % 3],
            started_at=None if number % 3 == 0 else world.now - timedelta(days=number % 40),
            finished_at=world.now - timedelta(days=number % 20) if number % 3 == 2 else None,
        )
        for number, rank in enumerate(first_ranks(count))
    ]
    workspace = Workspace.of((*world.workspace.experiments.values(), *world.workspace.counters.values(), *cards))
    table = workspace._tables["cards"] = Counting(workspace._tables["cards"])  # type: ignore[arg-type,index]
    world.workspace = workspace
    return world, table


@pytest.mark.parametrize("typed", ["", "channels", "is:blocked"])
def test_a_change_looks_at_as_few_cards_on_a_large_board_as_on_a_small_one(typed: str) -> None:
    counts: dict[int, list[int]] = {}
    for size in (700, 12_000):
        world, table = large(size)
        memory = BoardMemory()
        board_of(world, memory, typed)
        for operation, arguments in (
            (operations.move_card, ("card000300", "doing")),
            (operations.move_card, ("card000301", "done")),
            (operations.move_card, ("card000302", "todo")),
            (operations.edit_card, ("card000303",)),
            (operations.block_card, ("card000304", "no answer yet")),
        ):
            extra = {"title": "Establish other channels"} if operation is operations.edit_card else {}
            world.do(operation, *arguments, **extra)
            table.looks = 0
            board = board_of(world, memory, typed)
            counts.setdefault(size, []).append(table.looks)
            assert board.lanes == board_of(world, None, typed).lanes
    small, many = counts.values()
    # A place is looked for by halves: five more of them for sixteen times as many cards, a few times.
    assert max(many) <= max(small) + 40 <= 120


def test_what_was_finished_yesterday_is_no_news_from_midnight_on_where_the_board_is() -> None:
    world, memory = World(), BoardMemory()
    world.do(operations.move_card, world.uid(1), "done")
    world.now += timedelta(days=1, hours=13)  # 22:00 in UTC, where it is the same day still
    late = board_of(world, memory).lanes[-1].fresh
    world.now += timedelta(hours=1)
    assert (late, board_of(world, memory).lanes[-1].fresh) == (1, 0)
