from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
from msgspec.structs import replace

from tests.domain.records.replaying import rebuilt
from tests.domain.world import DAY, MONDAY, World
from tests.fuzz.kept import KeptWorld, tables
from tui.domain import operations
from tui.domain.records import Event, Participant
from tui.domain.records.change import field_changes
from tui.session.time_travel import Replay


def test_before_the_first_event_there_is_nothing() -> None:
    world = KeptWorld()
    assert (
        tables(rebuilt([])) == tables(rebuilt(world.events, MONDAY - DAY)) == {name: {} for name in tables(rebuilt([]))}
    )


def test_what_happened_at_a_time_counts_and_what_is_later_does_not() -> None:
    world = KeptWorld()
    world.later()
    world.do(operations.move_card, world.uid(1), "doing")
    world.later()
    world.do(operations.move_card, world.uid(1), "done")
    columns = [
        rebuilt(world.events, at).cards[world.uid(1)].column
        for at in (MONDAY, MONDAY + DAY - timedelta(microseconds=1), MONDAY + DAY, MONDAY + 2 * DAY)
    ]
    assert columns == ["todo", "todo", "doing", "done"]


def test_a_card_whose_making_was_undone_and_done_again() -> None:
    world = KeptWorld()
    made = world.do(operations.add_card, world.experiment.uid, "Another", tags=["a"])
    uid = str(made.event.card)
    undoing = world.undo(made)
    gone = len(world.events)
    world.redo(made, undoing)
    assert uid not in rebuilt(world.events[:gone]).cards
    assert rebuilt(world.events).cards == world.workspace.cards
    assert rebuilt(world.events).cards[uid].tags == ("a",)


def test_a_change_saved_late_counts_by_its_time_and_on_top_of_what_was_saved_before() -> None:
    world = KeptWorld()
    world.later(2 * DAY)
    world.do(operations.edit_card, world.uid(1), title="Saved first", tags=["first"])
    world.later(-DAY)
    world.do(operations.edit_card, world.uid(1), title="Saved last")
    assert rebuilt(world.events, MONDAY + DAY).cards[world.uid(1)].tags == ()
    assert rebuilt(world.events).cards[world.uid(1)] == world.card(1)
    assert world.card(1).title == "Saved last"


def test_what_later_versions_wrote_is_passed_over() -> None:
    world = KeptWorld()
    card = world.uid(1)
    changes: dict[str, dict[str, dict[str, list[Any]]]] = {
        "cards": {card: {"title": ["Establish channels", "New"], "mood": [None, "good"]}},
        "weather": {"w1": {"uid": [None, "w1"], "sky": [None, "grey"]}},
    }
    later = Event("e", MONDAY, "ux", "s", "mood_told", changes=changes)
    workspace = rebuilt([*world.events, later])
    assert workspace.cards[card] == replace(world.card(1), title="New")
    unreadable = Event("e", MONDAY, "ux", "s", "told", changes={"cards": {card: {"number": [1, {"new": "form"}]}}})
    assert workspace.cards.keys() - rebuilt([*world.events, unreadable]).cards.keys() == {card}


def test_a_change_of_what_nobody_made_makes_nothing() -> None:
    stray = Event("e", MONDAY, "ux", "s", "card_edited", changes={"cards": {"nobody": {"title": ["A", "B"]}}})
    assert not rebuilt([stray]).cards


def test_of_an_erased_person_it_is_known_that_they_came() -> None:
    person = Participant("p", 3, MONDAY)
    told = {"participants": {"p": {name: [None, value] for name, value in (("uid", "p"), ("number", 3))}}}
    came = Event("e", MONDAY, "ux", "s", "contact_made", changes=told)
    assert rebuilt([came]).participants == {"p": person}


def test_values_that_are_not_read_yet_are_followed_alike() -> None:
    world = World()
    card = world.card(1)
    replay = Replay()
    for changes in ({"cards": {card.uid: field_changes(None, card)}}, {"cards": {card.uid: field_changes(card, None)}}):
        raw = msgspec.json.decode(
            msgspec.json.encode(changes), type=dict[str, dict[str, dict[str, tuple[msgspec.Raw, msgspec.Raw]]]]
        )
        before = list(replay.documents())
        replay.follow("2026-03-02T09:00:00Z", raw)
    ((table, document),) = before
    assert table == "cards"
    assert msgspec.json.decode(msgspec.json.encode(document), type=type(card)) == card
    assert list(replay.documents()) == []
