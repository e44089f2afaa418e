"""Cards as data, many at a time: what they have in common is worked out once, and each is as it is alone."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from tests.domain.world import DAY, World
from tests.exchange.hostile import hostile_world
from tui.domain import operations
from tui.domain.facts import CardFacts
from tui.domain.privacy.seen import SeenWorkspace
from tui.domain.privacy.sight import Sight
from tui.domain.records import Card
from tui.domain.records.workspace import Workspace
from tui.service.board_shapes import card_shape, card_shapes


def seen_by_team(world: World) -> SeenWorkspace:
    return SeenWorkspace(Sight(world.workspace, "team", lambda: world.policy, world.now))


def shapes_of(world: World, workspace: Workspace, cards: list[Card]) -> list[dict[str, Any]]:
    return list(card_shapes(workspace, cards, lambda: world.policy, world.now))


def test_each_card_is_as_it_is_alone() -> None:
    world = hostile_world()
    seen = seen_by_team(world)
    cards = [replace(card, column="gone") if card.number == 2 else card for card in seen.cards.values()]
    alone = [card_shape(seen, card, lambda: world.policy, world.now) for card in cards]
    assert shapes_of(world, seen, cards) == alone
    assert {shape["column"]: shape["role"] for shape in alone}["gone"] is None


def test_cards_of_two_boards_are_told_apart() -> None:
    world = World()
    first = world.workspace.cards[world.uid(1)]
    other = replace(world.experiment, uid="other", key="ZZ", board_id="other-board", timezone="Pacific/Auckland")
    workspace = world.workspace.replace({"experiments": {"other": other}})
    begun = {"started_at": world.now - DAY * 3, "column": "doing"}
    cards = [first, replace(first, experiment="other", **begun), replace(first, **begun)]
    shapes = shapes_of(world, workspace, cards)
    assert [shape["key"] for shape in shapes] == [f"{world.experiment.key}-1", "ZZ-1", f"{world.experiment.key}-1"]
    assert [shape["board"] for shape in shapes] == [world.experiment.board_id, "other-board", world.experiment.board_id]
    assert shapes == [card_shape(workspace, card, lambda: world.policy, world.now) for card in cards]


def test_what_cards_have_in_common_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    for number in range(40):
        world.add(f"Ask {number}")
    asked: list[str] = []
    facts: list[str] = []
    first, handle = CardFacts.__init__, SeenWorkspace.handle

    def counted(self: CardFacts, workspace: Workspace, card: Card, *rest: Any) -> None:
        facts.append(card.uid)
        first(self, workspace, card, *rest)

    def called(self: SeenWorkspace, text: str) -> str:
        asked.append(text)
        return handle(self, text)

    monkeypatch.setattr(CardFacts, "__init__", counted)
    monkeypatch.setattr(SeenWorkspace, "handle", called)
    seen = seen_by_team(world)
    cards = list(seen.cards.values())
    plain = [card for card in cards if card.kind != "recurring"]
    assert len(plain) >= 40
    shapes_of(world, seen, plain)
    assert len(facts) == 1
    assert len(asked) == 1 + len({card.column for card in plain})


def test_whoever_has_to_agree_is_asked_of_that_card_alone() -> None:
    world = World()
    ada = world.person("Ada Lovelace")
    card = world.add("Watch")
    world.do(operations.link_contact, card.uid, ada.uid)
    watched = replace(world.workspace.cards[card.uid], needs=("observe",), wish=("record_audio",))
    shape, other = shapes_of(world, world.workspace, [watched, world.workspace.cards[card.uid]])
    assert shape["missing"] == [{"person": "P01", "scope": "observe"}]
    assert shape["to_ask"] == [{"person": "P01", "scope": "record_audio"}]
    assert not other["missing"]
    assert not other["to_ask"]
    assert shape["people"] == other["people"] == ["P01"]
