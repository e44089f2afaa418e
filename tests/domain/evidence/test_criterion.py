from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from tests.domain.world import BOARD, DAY, World
from tui.domain import operations
from tui.domain.evidence.criterion import Standing, standing_of
from tui.domain.records import Participant
from tui.domain.records.definition import Criterion


def standing(world: World) -> Standing | None:
    newest = max(world.workspace.experiments.values(), key=lambda each: each.iteration)
    return standing_of(world.workspace, newest)


def world_with(metric: str, criterion: str = ">= 3", min_n: int | None = None) -> World:
    return World(replace(BOARD, test=Criterion(metric, criterion, min_n)))


def lived(metric: str, criterion: str = ">= 3", min_n: int | None = None) -> World:
    """Two people met twice, one once, one planned, one cancelled; two surprises; one card of two finished."""
    world = world_with(metric, criterion, min_n)
    ada, ben, cleo, dora = (world.person(name) for name in ("Ada", "Ben", "Cleo", "Dora"))
    card = [world.uid(1)]
    world.touch(ada, cards=card, surprise="They print it")
    world.touch(ben, ada, method="user_test", cards=card)
    world.later()
    world.touch(ben, method="interview", cards=card, surprise="They never log in")
    world.touch(ada, cleo, method="analytics", cards=card)
    world.touch(dora, status="confirmed", at=world.now + DAY, cards=card)
    world.touch(dora, status="cancelled", cards=card)
    world.touch(dora)
    world.do(operations.move_card, world.uid(1), "done")
    world.do(operations.move_card, world.uid(3), "done")
    return world


@pytest.mark.parametrize(
    ("metric", "value", "n", "among"),
    [
        ("people", 3, 3, "people"),
        ("interviews", 2, 2, "interviews"),
        ("touchpoints", 4, 4, "touchpoints"),
        ("finished", 1, 2, "cards"),
        ("surprises", 2, 4, "touchpoints"),
        ("returned", 2, 3, "people"),
        ("Returned ", 2, 3, "people"),
    ],
)
def test_what_is_counted_and_among_how_many(metric: str, value: int, n: int, among: str) -> None:
    found = standing(lived(metric))
    assert found is not None
    assert (found.value, found.n, found.among) == (value, n, among)


@pytest.mark.parametrize(
    ("metric", "criterion", "min_n", "words"),
    [
        ("people", ">= 3", None, "3 so far: met"),
        ("people", ">= 4", None, "3 so far: not met"),
        ("people", ">= 3", 3, "3 so far: met"),
        ("people", ">= 3", 4, "3 so far: not enough data (n = 3, at least 4)"),
        ("people", ">= 9", 4, "3 so far: not enough data (n = 3, at least 4)"),
        ("surprises", "<= 2", 4, "2 so far: met"),
        ("surprises", "< 2", 4, "2 so far: not met"),
        ("surprises", ">2", 4, "2 so far: not met"),
        ("surprises", "= 2", None, "2 so far: met"),
        ("interviews", "≥ 2", None, "2 so far: met"),
        ("touchpoints", "≤ 3", None, "4 so far: not met"),
        ("finished", ">= 1", 3, "1 so far: not enough data (n = 2, at least 3)"),
    ],
)
def test_the_answers(metric: str, criterion: str, min_n: int | None, words: str) -> None:
    found = standing(lived(metric, criterion, min_n))
    assert found is not None
    assert found.words == words


@pytest.mark.parametrize(
    ("metric", "criterion"),
    [("csat", ">= 80"), ("interviews with a real price", ">= 4"), ("people", "a lot"), ("people", ">= 80 %")],
)
def test_what_is_not_known_here_stays_a_text(metric: str, criterion: str) -> None:
    assert standing(lived(metric, criterion)) is None


def test_without_a_criterion_there_is_no_standing() -> None:
    assert standing(World()) is None


def test_nothing_yet_is_none_met_and_not_met() -> None:
    found = standing(world_with("people"))
    assert found is not None
    assert found.words == "0 so far: not met"


def test_who_is_met_twice_on_one_day_has_not_returned() -> None:
    world = world_with("returned", ">= 1")
    ada: Participant = world.person()
    world.touch(ada, cards=[world.uid(1)])
    world.later(timedelta(hours=3))
    world.touch(ada, cards=[world.uid(1)])
    found = standing(world)
    assert found is not None
    assert found.value == 0


def test_each_iteration_counts_what_was_done_in_it() -> None:
    world = lived("touchpoints")
    first = world.experiment
    world.later()
    ada = next(iter(world.workspace.participants.values()))
    world.touch(ada, cards=[world.uid(2)])
    world.later()
    world.do(operations.iterate_experiment, first.uid)
    world.later()
    second = max(world.workspace.experiments.values(), key=lambda each: each.iteration)
    carried = next(card for card in world.workspace.cards_of(second.uid) if card.definition_id == "feedback")
    world.touch(ada, cards=[carried.uid])
    values = [found.value for each in (first, second) if (found := standing_of(world.workspace, each))]
    assert values == [5, 1]


SIGNS = [
    *((sign, (False, True, True)) for sign in (">=", "≥")),
    *((sign, (True, True, False)) for sign in ("<=", "≤")),
    (">", (False, False, True)),
    ("<", (True, False, False)),
    ("=", (False, True, False)),
]


@pytest.mark.parametrize(("sign", "met"), SIGNS)
def test_each_sign_compares_as_it_says(sign: str, met: tuple[bool, bool, bool]) -> None:
    answers = []
    for count in (1, 2, 3):
        world = world_with("touchpoints", f"{sign} 2")
        for _ in range(count):
            world.touch(world.person(), cards=[world.uid(1)])
        found = standing(world)
        assert found is not None
        answers.append(found.answer == "met")
    assert tuple(answers) == met
