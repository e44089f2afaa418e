from __future__ import annotations

from tests.domain.operations.test_undo import prepared
from tests.domain.world import World
from tui.domain import operations
from tui.domain.records.workspace import Workspace


def test_the_old_workspace_stays_as_it_was() -> None:
    world = World()
    before = world.workspace
    world.do(operations.move_card, world.uid(1), "done")
    assert [card.number for card in before.lane_cards(world.experiment.uid, "todo")] == [1, 2, 3]
    assert before.cards[world.uid(1)].column == "todo"


def test_what_is_not_there_is_empty_or_none() -> None:
    empty = Workspace.of()
    assert empty.lane("x", "todo") == ()
    assert not [*empty.lane_cards("x", "todo"), *empty.set_aside("x"), *empty.cards_of("x")]
    assert empty.card_by_number("x", 1) is None
    assert not [*empty.notes_of("x"), *empty.cards_with("x"), *empty.experiments_of("x")]
    assert empty.contact_of("x") is None
    assert empty.find("cards", "x") is None
    assert empty.find("cards", None) is None


def test_all_cards_of_an_experiment_come_by_number() -> None:
    world = prepared()
    world.do(operations.move_card, world.uid(1), "done")
    assert [card.number for card in world.workspace.cards_of(world.experiment.uid)] == [1, 2, 3, 4]


def test_a_person_leads_to_their_cards_also_archived_ones() -> None:
    world = prepared()
    ada = next(iter(world.workspace.participants))
    world.do(operations.archive_card, world.uid(2))
    assert [card.number for card in world.workspace.cards_with(ada)] == [2]


def test_removing_a_record_takes_it_out_of_every_lookup() -> None:
    world = prepared()
    uid, ada = world.uid(2), next(iter(world.workspace.participants))
    workspace = world.workspace.replace({"cards": {uid: None}})
    assert workspace.card_by_number(world.experiment.uid, 2) is None
    assert workspace.cards_with(ada) == []
    assert uid not in workspace.lane(world.experiment.uid, "todo")
