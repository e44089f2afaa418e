"""What a team is to do on all boards, in the order of days, and how much of it is late."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from tests.domain.standup.test_decided import HOUR, decide, held
from tests.domain.world import BOARD, DAY, TODAY, World
from tui.domain import operations
from tui.domain.records import Card, Note
from tui.domain.standup.commitments import commitments, late_words


def due(world: World) -> list[tuple[str, int | None, int]]:
    """Return what is to be done: its text, in how many days, and by how many it is late."""
    today = world.policy.day(world.now)
    return [
        (
            one.record.title if isinstance(one.record, Card) else one.record.text,
            (one.due - today).days if one.due else None,
            one.late,
        )
        for one in commitments(world.workspace, world.policy, world.now)
    ]


def words(world: World) -> str:
    return late_words(commitments(world.workspace, world.policy, world.now))


def test_cards_of_all_boards_promises_and_decisions_are_in_the_order_of_their_days() -> None:
    world = World()
    ada = world.person()
    other = replace(BOARD, id="other", key="OT", title="Another board")
    world.do(operations.start_experiment, other, definition_hash="two", timezone="UTC")
    other_uid = next(one.uid for one in world.workspace.experiments.values() if one.board_id == "other")
    world.do(operations.add_card, other_uid, "On the other", due=TODAY + DAY)
    world.do(operations.edit_card, world.uid(1), due=TODAY + 3 * DAY)
    world.note("Send the draft", people=[ada.uid], kind="promise", due=TODAY + 2 * DAY)
    world.note("Call back", people=[ada.uid], kind="promise")
    standup = held(world)
    decide(world, standup, "Ask legal", due=TODAY)
    decide(world, standup, "Seek more", card=world.uid(1))
    world.later(HOUR)
    assert due(world) == [
        ("Ask legal", 0, 0),
        ("On the other", 1, 0),
        ("Send the draft", 2, 0),
        ("Establish channels", 3, 0),
        ("Call back", None, 0),
    ]
    assert words(world) == ""
    world.later(timedelta(days=2))
    assert words(world) == "Late: 1 card and 1 decision"
    world.later()
    assert words(world) == "Late: 1 card, 1 promise and 1 decision"
    assert due(world)[0] == ("Ask legal", -3, 3)


@pytest.mark.parametrize("end", ["finish", "archive", "decide"])
def test_what_is_done_or_over_is_due_no_more(end: str) -> None:
    world = World()
    world.do(operations.edit_card, world.uid(1), due=TODAY - DAY)
    assert words(world) == "Late: 1 card"
    match end:
        case "finish":
            world.do(operations.move_card, world.uid(1), "done")
        case "archive":
            world.do(operations.archive_card, world.uid(1))
        case _:
            world.do(
                operations.decide_experiment, world.experiment.uid, "stop", observation="Nobody came", learning="Enough"
            )
    assert due(world) == []


def test_what_was_promised_and_kept_or_decided_and_ticked_is_due_no_more() -> None:
    world = World()
    note = world.note("Send the draft", people=[world.person().uid], kind="promise", due=TODAY)
    standup = held(world)
    decision = decide(world, standup, "Ask legal")
    world.later(HOUR)
    assert len(due(world)) == 2
    world.do(operations.keep_promise, note.uid)
    world.do(operations.tick_decision, standup.uid, decision.uid, True)
    assert due(world) == []


def test_a_note_about_nobody_who_may_be_seen_is_a_promise_all_the_same() -> None:
    world = World()
    note = world.note("For nobody", kind="promise", card=world.uid(1), due=TODAY)
    (one,) = commitments(world.workspace, world.policy, world.now)
    assert isinstance(one.record, Note)
    assert (one.record.uid, one.noun) == (note.uid, "promise")
