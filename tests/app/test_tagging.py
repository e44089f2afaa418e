"""The tags of a workspace are counted once, and then carried along."""

from __future__ import annotations

from random import Random

import pytest

from tests.app.test_board_carried import large
from tests.domain.world import World
from tui.app.board.tagging import Tags
from tui.domain import operations
from tui.domain.records import layers

TAGS = ("ux", "export", "pricing", "mail")


@pytest.mark.parametrize("few", [2, layers.FEW])
def test_they_are_those_of_the_cards_whatever_changes(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layers, "FEW", few)
    random, world, tags = Random(few), World(), Tags()
    for _ in range(60):
        card = random.choice(sorted(world.workspace.cards))
        world.do(operations.tag_card, card, random.sample(TAGS, random.randrange(3)))
        if random.random() < 0.7:
            cards = world.workspace.cards
            assert sorted(tags.of(cards)) == sorted({tag for card in cards.values() for tag in card.tags})


def test_a_change_looks_at_the_cards_it_touches() -> None:
    world, table = large(2_000)
    tags = Tags()
    assert sorted(tags.of(world.workspace.cards)) == []
    world.do(operations.tag_card, "card000300", ("ux",))
    table.looks = 0
    assert [*tags.of(world.workspace.cards)] == ["ux"]
    assert table.looks <= 2
