from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.domain.world import BERLIN, BOARD, MONDAY, World
from tui.domain import operations
from tui.domain.records.definition import BoardDefinition, CardDefinition


def start(world: World, definition: BoardDefinition) -> str:
    change = world.do(operations.start_experiment, definition, definition_hash="two", timezone="UTC")
    return str(change.event.experiment)


def test_starting_makes_the_cards_of_the_definition_in_its_order() -> None:
    world = World()
    experiment = world.experiment
    assert (experiment.key, experiment.timezone, experiment.iteration, experiment.status) == (
        "CD",
        BERLIN,
        1,
        "running",
    )
    assert (experiment.started_at, experiment.definition_hash, experiment.next_number) == (MONDAY, "one", 4)
    assert world.lane("todo") == [1, 2, 3]
    assert [card.title for card in world.workspace.cards_of(experiment.uid)] == [card.title for card in BOARD.cards]
    feedback = world.card(2)
    assert (feedback.definition_id, feedback.group, feedback.tags) == ("feedback", "Work", ("ask",))
    assert [item.text for item in feedback.checklist] == ["Survey", "Call"]
    assert not any(item.done for item in feedback.checklist)


def test_cards_start_where_their_definition_says() -> None:
    cards = (
        CardDefinition("a", "A", column="done"),
        CardDefinition("b", "B", column="doing"),
        CardDefinition("c", "C"),
    )
    world = World(replace(BOARD, cards=cards))
    started = [(card.column, card.started_at, card.finished_at) for card in map(world.card, (1, 2, 3))]
    assert started == [("done", MONDAY, MONDAY), ("doing", MONDAY, None), ("todo", None, None)]


def test_a_board_is_started_once() -> None:
    world = World()
    again = world.do(operations.start_experiment, BOARD, definition_hash="two", timezone="UTC")
    assert again.is_empty


@pytest.mark.parametrize(
    ("taken", "wanted", "given"),
    [
        ([], "CD", "CD"),
        (["CD"], "CD", "CE"),
        (["CD", "CE"], "CD", "CF"),
        (["CY", "CZ"], "CY", "CAA"),
        (["C1"], "C1", "CA"),
        (["CDX"], "CDX", "CE"),
    ],
)
def test_a_key_that_is_taken_gives_the_next_free_letters(taken: list[str], wanted: str, given: str) -> None:
    world = World(replace(BOARD, id="first", key="QQ"))
    for key in taken:
        start(world, replace(BOARD, id=f"board-{key.lower()}", key=key))
    uid = start(world, replace(BOARD, id="wanted", key=wanted))
    assert world.workspace.experiments[uid].key == given


def test_a_number_is_never_given_twice() -> None:
    world = World()
    first = world.do(operations.add_card, world.experiment.uid, "First")
    world.undo(first)
    assert world.workspace.card_by_number(world.experiment.uid, 4) is None
    assert world.add("Second").number == 5
    world.do(operations.archive_card, world.uid(5))
    assert world.add("Third").number == 6


def test_numbers_of_two_experiments_are_their_own() -> None:
    world = World()
    other = start(world, replace(BOARD, id="other", key="OT"))
    assert [card.number for card in world.workspace.cards_of(other)] == [1, 2, 3]
    assert world.add().number == 4
