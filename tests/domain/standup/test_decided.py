"""What became of the decisions of standups: literal cases, one a row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.domain.world import BOARD, DAY, World
from tui.domain import operations
from tui.domain.errors import NotAllowed, NotFound
from tui.domain.records import Standup, StandupDecision
from tui.domain.records.change import Change
from tui.domain.records.definition import BoardDefinition
from tui.domain.standup.held import Followed, last_decisions

HOUR = timedelta(hours=1)


def held(world: World, *experiments: str) -> Standup:
    """Hold a standup today and return it."""
    over = experiments or (world.experiment.uid,)
    change = world.do(operations.begin_standup, over, world.now - DAY)
    uid = next(iter(change.records["standups"]))
    world.do(operations.walk_standup, uid, 1, 10)
    return world.workspace.standups[uid]


def decide(world: World, standup: Standup, text: str = "Ask legal again", **fields: object) -> StandupDecision:
    """Note a decision of a standup and return it."""
    world.do(operations.decide_in_standup, standup.uid, text, **fields)
    return world.workspace.standups[standup.uid].decisions[-1]


def last(world: World, *experiments: str) -> list[Followed]:
    over = [world.workspace.experiments[uid] for uid in experiments] or [world.experiment]
    return last_decisions(world.workspace, over, world.policy, world.now, world.now)


def tick(world: World, done: bool = True) -> None:
    (standup,) = world.workspace.standups.values()
    world.do(operations.tick_decision, standup.uid, standup.decisions[0].uid, done)


def finish(world: World) -> None:
    world.do(operations.move_card, world.uid(1), "done")


def reopen(world: World) -> None:
    finish(world)
    world.do(operations.move_card, world.uid(1), "doing")


def archive(world: World) -> None:
    world.do(operations.archive_card, world.uid(1))


def tick_and_untick(world: World) -> None:
    tick(world)
    tick(world, done=False)


def nothing(world: World) -> None:
    """Let nothing happen."""


def set_card_due(world: World) -> None:
    world.do(operations.set_due, world.uid(1), date(2026, 3, 3))


TUESDAY, THURSDAY = date(2026, 3, 3), date(2026, 3, 5)
CASES: list[tuple[str, bool, date | None, Callable[[World], None], str, int, date | None]] = [
    # name, about card 1, due, what happens on Tuesday, state on Thursday, days late, ended
    ("nothing is due", False, None, nothing, "open", 0, None),
    ("due today", False, THURSDAY, nothing, "open", 0, None),
    ("two days late", False, TUESDAY, nothing, "overdue", 2, None),
    ("ticked late is done", False, TUESDAY, tick, "done", 0, TUESDAY),
    ("a tick taken back", False, TUESDAY, tick_and_untick, "overdue", 2, None),
    ("its card is done", True, TUESDAY, finish, "card_done", 0, TUESDAY),
    ("its card was opened again", True, TUESDAY, reopen, "overdue", 2, None),
    ("its card was given up", True, TUESDAY, archive, "card_archived", 0, TUESDAY),
    ("ticked though its card is not done", True, None, tick, "done", 0, TUESDAY),
    ("it is due when its card is", True, None, set_card_due, "overdue", 2, None),
    ("its card stands as it did", True, None, nothing, "open", 0, None),
]


@pytest.mark.parametrize(("name", "card", "due", "act", "state", "late", "ended"), CASES)
def test_what_became_of_a_decision(  # noqa: PLR0917 - the columns of the table
    name: str,
    card: bool,
    due: date | None,
    act: Callable[[World], None],
    state: str,
    late: int,
    ended: date | None,
) -> None:
    world = World()
    decide(world, held(world), due=due, card=world.uid(1) if card else None)
    world.later()
    act(world)
    world.later(2 * DAY)
    (found,) = last(world)
    assert (found.state, found.late) == (state, late), name
    assert (found.ended.date() if found.ended else None) == ended


def test_a_card_that_was_done_already_says_nothing() -> None:
    world = World()
    finish(world)
    world.later(HOUR)
    decide(world, held(world), "Tell everybody", card=world.uid(1))
    world.later()
    assert [each.state for each in last(world)] == ["open"]


def test_open_ones_of_earlier_standups_come_along_and_done_ones_do_not() -> None:
    world = World()
    first = held(world)
    decide(world, first, "Open")
    decide(world, first, "Done")
    world.do(operations.tick_decision, first.uid, world.workspace.standups[first.uid].decisions[1].uid)
    world.later()
    decide(world, held(world), "Later")
    world.later()
    assert [each.decision.text for each in last(world)] == ["Later", "Open"]


def test_one_that_was_done_since_the_last_standup_is_told_once_more() -> None:
    world = World()
    first = held(world)
    decision = decide(world, first, "Done since")
    world.later()
    held(world)
    world.later(HOUR)
    world.do(operations.tick_decision, first.uid, decision.uid)
    assert [each.state for each in last(world)] == ["done"]
    world.later()
    held(world)
    world.later()
    assert last(world) == []


def test_what_is_open_is_brought_up_until_it_is_done_however_old_it_is() -> None:
    world = World()
    old = held(world)
    decision = decide(world, old, "Old", due=TUESDAY)
    decide(world, old, "On no day")
    world.later(2 * DAY)
    held(world)
    world.later(200 * DAY)
    assert [(each.decision.text, each.late, each.days) for each in last(world)] == [
        *(("Old", 201, 203), ("On no day", 0, 203)),
    ]
    world.do(operations.tick_decision, old.uid, decision.uid)
    assert [each.state for each in last(world)] == ["done", "open"]
    world.later()
    held(world)
    world.later()
    assert [each.decision.text for each in last(world)] == ["On no day"]


def test_a_standup_tells_what_was_decided_about_its_boards_or_about_none() -> None:
    world = World()
    other = BoardDefinition("retention", "CR", "Retention", cards=BOARD.cards[:2])
    world.do(operations.start_experiment, other, definition_hash="x", timezone="Europe/Berlin")
    theirs = world.workspace.experiments_of("retention")[0]
    both = held(world, world.experiment.uid, theirs.uid)
    decide(world, both, "For all")
    decide(world, both, "For us", card=world.uid(1))
    decide(world, both, "For them", experiment=theirs.uid)
    world.later()
    assert [each.decision.text for each in last(world)] == ["For all", "For us"]
    assert [each.decision.text for each in last(world, theirs.uid)] == ["For all", "For them"]
    assert len(last(world, world.experiment.uid, theirs.uid)) == 3


def test_a_tick_is_one_step_of_undo() -> None:
    world = World()
    standup = held(world)
    decision = decide(world, standup)
    ticked = world.do(operations.tick_decision, standup.uid, decision.uid)
    assert world.workspace.standups[standup.uid].decisions[0].done_at == world.now
    world.undo(ticked)
    assert world.workspace.standups[standup.uid].decisions[0].done_at is None
    assert world.do(operations.tick_decision, standup.uid, decision.uid, False).is_empty


def test_a_decision_that_is_gone_is_not_ticked() -> None:
    world = World()
    with pytest.raises(NotFound, match="not in the workspace any more"):
        world.do(operations.tick_decision, held(world).uid, "gone")


def make(world: World, standup: Standup, decision: StandupDecision) -> Change:
    return world.do(operations.card_from_decision, standup.uid, decision.uid, into=world.experiment.uid)


def test_a_decision_becomes_a_card_and_follows_it_and_that_is_one_step_of_undo() -> None:
    world = World()
    standup = held(world)
    decision = decide(world, standup, "[/] =1+1 Ask legal", owner="ana", due=TUESDAY, card=world.uid(1))
    world.later(HOUR)
    change = make(world, standup, decision)
    card = world.workspace.cards[change.event.card or ""]
    assert (card.title, card.assignee, card.due, card.column) == ("[/] =1+1 Ask legal", "ana", TUESDAY, "todo")
    assert card.description == "Decided in the standup of 2 Mar 2026, about CD-1."
    assert world.workspace.standups[standup.uid].decisions[0].card == card.uid
    world.do(operations.set_due, card.uid, THURSDAY)
    world.later(2 * DAY)
    assert [(each.state, each.due) for each in last(world)] == [("open", THURSDAY)], "the day of the card counts"
    world.do(operations.move_card, card.uid, "done")
    assert [each.state for each in last(world)] == ["card_done"]


def test_undoing_that_takes_the_card_away_and_leaves_the_decision() -> None:
    world = World()
    standup = held(world)
    decision = decide(world, standup, card=world.uid(1))
    world.later(HOUR)
    change = make(world, standup, decision)
    world.undo(change)
    assert (change.event.card or "") not in world.workspace.cards
    assert world.workspace.standups[standup.uid].decisions == (decision,)


def test_what_is_done_or_a_card_already_becomes_none() -> None:
    world = World()
    standup = held(world)
    decision = decide(world, standup)
    world.later(HOUR)
    make(world, standup, decision)
    number = max(card.number for card in world.workspace.cards.values())
    with pytest.raises(NotAllowed, match=f"a card already: CD-{number}"):
        make(world, standup, decision)
    other = decide(world, standup, "Done")
    world.do(operations.tick_decision, standup.uid, other.uid)
    with pytest.raises(NotAllowed, match="is done"):
        make(world, standup, other)
    with pytest.raises(NotFound, match="not in the workspace any more"):
        world.do(operations.card_from_decision, standup.uid, "gone", into=world.experiment.uid)
