"""Cards that come of others: duplicates, and steps that become cards."""

from __future__ import annotations

import pytest

from tests.domain.world import World
from tui.domain import operations
from tui.domain.errors import NotAllowed, NotFound
from tui.domain.history.phrases import phrase_of
from tui.domain.records import Card
from tui.domain.records.change import Change


def card_of(world: World, change: Change) -> Card:
    return world.workspace.cards[change.event.card or ""]


def lane(world: World, column: str) -> list[int]:
    return [card.number for card in world.workspace.lane_cards(world.experiment.uid, column)]


def test_a_duplicate_stands_behind_its_card_with_open_steps_and_without_its_past() -> None:
    world = World()
    world.do(operations.make_contact, "Ada Lovelace", card=world.uid(2))
    world.do(operations.tick_item, world.uid(2), world.card(2).checklist[0].uid)
    world.do(operations.set_due, world.uid(2), world.now.date())
    before = world.state
    change = world.do(operations.duplicate_card, world.uid(2))
    card, old = card_of(world, change), world.card(2)
    assert lane(world, "todo") == [1, 2, 4, 3]
    assert (card.number, card.title, card.tags, card.group) == (4, old.title, old.tags, old.group)
    assert [(step.text, step.done) for step in card.checklist] == [("Survey", False), ("Call", False)]
    assert {step.uid for step in card.checklist}.isdisjoint(step.uid for step in old.checklist)
    assert (card.people, card.due, card.definition_id, card.started_at) == ((), None, None, None)
    assert phrase_of(change.event, world.workspace).done == "Duplicated 4 Seek feedback"
    world.do(operations.revert, change.event)
    assert world.state == before


def test_a_duplicate_of_what_is_finished_waits() -> None:
    world = World()
    world.do(operations.move_card, world.uid(1), "done")
    change = world.do(operations.duplicate_card, world.uid(1), "Once more")
    assert (card_of(world, change).title, card_of(world, change).column, lane(world, "todo")) == (
        "Once more",
        "todo",
        [2, 3, 4],
    )


def test_a_step_becomes_a_card_that_waits_with_whom_it_is_about() -> None:
    world = World()
    world.do(operations.make_contact, "Ada Lovelace", card=world.uid(2))
    world.do(operations.move_card, world.uid(2), "doing")
    before = world.state
    change = world.do(operations.split_item, world.uid(2), world.card(2).checklist[1].uid)
    card = card_of(world, change)
    assert (card.title, card.column, card.people, card.tags) == ("Call", "todo", world.card(2).people, ("ask",))
    assert [step.text for step in world.card(2).checklist] == ["Survey"]
    world.do(operations.revert, change.event)
    assert world.state == before


def test_what_is_ticked_or_gone_is_not_split_off() -> None:
    world = World()
    step = world.card(2).checklist[0].uid
    world.do(operations.tick_item, world.uid(2), step)
    with pytest.raises(NotAllowed, match="needs no card"):
        world.do(operations.split_item, world.uid(2), step)
    world.do(operations.remove_checklist_item, world.uid(2), step)
    with pytest.raises(NotFound):
        world.do(operations.split_item, world.uid(2), step)
