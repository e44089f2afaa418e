"""Cards that wait for other cards: said, in no circle, and free once these are done or off the board."""

from __future__ import annotations

import pytest

from tests.domain.world import World
from tui.domain import operations
from tui.domain.errors import Conflict, NotAllowed, NotFound
from tui.domain.history.phrases import phrase_of
from tui.domain.search.naming import cards_ahead
from tui.domain.work.dependencies import freed_words, is_free, waiting_for


def waits(world: World, number: int, *others: int, reason: str = "") -> None:
    world.do(operations.block_card, world.uid(number), reason, by=[world.uid(other) for other in others])


def world_of(*titles: str) -> World:
    world = World()
    for title in titles:
        world.do(operations.add_card, world.experiment.uid, title)
    return world


def test_a_card_waits_for_others_and_is_free_once_all_of_them_are_done() -> None:
    world = world_of("Ask")
    waits(world, 4, 1, 2)
    assert (getattr(world.card(4).held, "reason", ""), is_free(world.workspace, world.card(4))) == ("CD-1, CD-2", False)
    assert [card.number for card in waiting_for(world.workspace, world.uid(2))] == [4]
    world.do(operations.move_card, world.uid(1), "done")
    assert freed_words(world.workspace, [world.uid(1)]) == ""
    finish = world.do(operations.archive_card, world.uid(2))
    assert freed_words(world.workspace, [world.uid(2)]) == "CD-4 is free now"
    assert is_free(world.workspace, world.card(4))
    world.do(operations.revert, finish.event)
    assert not is_free(world.workspace, world.card(4))


def test_what_it_waited_for_goes_with_the_block_and_comes_back_with_an_undo() -> None:
    world = world_of("Ask")
    waits(world, 4, 1, reason="CD-1 until legal agrees")
    before = world.state
    change = world.do(operations.unblock_card, world.uid(4))
    assert (world.card(4).blocked, world.card(4).blocked_by) == (None, ())
    assert waiting_for(world.workspace, world.uid(1)) == []
    world.do(operations.revert, change.event)
    assert world.state == before
    world.do(operations.move_card, world.uid(4), "done")
    assert world.card(4).blocked_by == ()


def test_another_reason_takes_the_place_of_the_cards() -> None:
    world = world_of("Ask")
    waits(world, 4, 1)
    world.do(operations.block_card, world.uid(4), "Legal")
    assert world.card(4).blocked_by == ()
    assert not is_free(world.workspace, world.card(4))


def test_no_card_waits_for_itself_by_whatever_way() -> None:
    world = world_of("Ask")
    waits(world, 1, 2)
    waits(world, 2, 3)
    before = world.state
    for number, other, words in (
        (3, 3, "CD-3 cannot wait for itself"),
        (2, 1, "CD-1 waits for CD-2: neither could go on"),
        (3, 1, "CD-1 waits for CD-3 by way of CD-2: neither could go on"),
    ):
        with pytest.raises(NotAllowed, match=words):
            waits(world, number, other)
    assert world.state == before
    world.do(operations.unblock_card, world.uid(2))
    waits(world, 3, 1)
    assert world.card(3).blocked_by == (world.uid(1),)


def test_nothing_waits_for_what_is_done_or_gone() -> None:
    world = world_of("Ask")
    world.do(operations.move_card, world.uid(1), "done")
    world.do(operations.archive_card, world.uid(2))
    with pytest.raises(NotAllowed, match="CD-1 Establish channels is finished"):
        waits(world, 4, 1)
    with pytest.raises(NotAllowed, match="archived"):
        waits(world, 4, 2)
    with pytest.raises(NotFound, match="not in the workspace any more"):
        world.do(operations.block_card, world.uid(4), "", by=["nobody"])


def test_several_cards_wait_for_one_and_are_told_together() -> None:
    world = world_of("Ask", "Call")
    uids = [world.uid(number) for number in (2, 4, 5)]
    change = world.do(operations.on_cards, uids, operations.block_card, "CD-1", by=[world.uid(1)])
    assert phrase_of(change.event, world.workspace).done == "Blocked 3 cards: CD-1"
    world.do(operations.move_cards, [world.uid(1)], "done")
    assert freed_words(world.workspace, [world.uid(1)]) == "CD-2 and CD-4 and CD-5 are free now"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("CD-2", [2]),
        ("cd-2, CD-3 until legal agrees", [2, 3]),
        ("CD-2 and CD-3", [2, 3]),
        ("2", [2]),
        ("2, 3", [2, 3]),
        ("2 customers have to answer", []),
        ("legal, see CD-2", []),
        ("ISO-9001 audit", []),
        ("[/] @click=app.quit", []),
        ("", []),
    ],
)
def test_a_reason_begins_with_the_cards_that_are_waited_for(text: str, numbers: list[int]) -> None:
    world = World()
    cards, reason = cards_ahead(world.workspace, world.experiment.uid, text)
    assert [card.number for card in cards] == numbers
    assert (reason == "") is (text in ("CD-2", "CD-2 and CD-3", "2", "2, 3", ""))


@pytest.mark.parametrize("text", ["CD-99", "99", "CD-2 CD-99"])
def test_a_card_that_is_not_there_is_told(text: str) -> None:
    world = World()
    with pytest.raises(NotFound, match="CD-99"):
        cards_ahead(world.workspace, world.experiment.uid, text)


def test_no_two_cards_wait_for_each_other_after_whatever_undo() -> None:
    world = world_of("Ask")
    waits(world, 1, 2)
    change = world.do(operations.unblock_card, world.uid(1))
    waits(world, 2, 1)
    with pytest.raises(Conflict, match="CD-2 waits for CD-1: neither could go on"):
        world.do(operations.revert, change.event)
    assert (world.card(1).blocked_by, world.card(2).blocked_by) == ((), (world.uid(1),))
