"""What a standup walks, in which order, and since when things are news."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from tests.domain.world import BOARD, DAY, MONDAY, World
from tui.domain import operations
from tui.domain.errors import DomainError, NotAllowed
from tui.domain.operations.standups import MOST_PEOPLE, plan_standup
from tui.domain.people.policy import Policy
from tui.domain.records import Consent, Event, Standup, StandupItem
from tui.domain.records.change import Change
from tui.domain.standup.held import moved_since, running_experiments, since_of, todays_standup
from tui.domain.standup.walked import people_to_ask_again, people_without_notes, to_pull

HOUR = timedelta(hours=1)
FRIDAY_MIDNIGHT = datetime(2026, 2, 26, 23, tzinfo=UTC)
"""Friday 27 February begins in Berlin."""


def plan(world: World, since: datetime | None = None) -> list[tuple[str, int]]:
    """Return the stops as step and number of the card, 0 where it is about none."""
    workspace = world.workspace
    items = plan_standup(workspace, [world.experiment], world.policy, since or world.now - 7 * DAY, world.now)
    return [(item.step, workspace.cards[item.uid].number if item.uid in workspace.cards else 0) for item in items]


def begun(world: World, since: datetime | None = None) -> Standup:
    """Begin a standup and return it."""
    change = world.do(operations.begin_standup, [world.experiment.uid], since or world.now - DAY)
    held = change.records["standups"].values()
    return next(each for each in held if isinstance(each, Standup))


def held_one(world: World) -> Standup:
    """Begin a standup, walk a little, and return it."""
    made = begun(world)
    world.do(operations.walk_standup, made.uid, 1, 10)
    return made


def standup(world: World, uid: str) -> Standup:
    return world.workspace.standups[uid]


def test_the_walk_goes_from_what_is_done_to_the_report() -> None:
    world = World()
    blocked, urgent, old, young = world.add(), world.add(), world.add(), world.add()
    for card in (old, urgent, blocked, young):
        world.later(HOUR)
        world.do(operations.move_card, card.uid, "doing")
    world.do(operations.block_card, blocked.uid, "waits for legal")
    world.do(operations.expedite_card, urgent.uid)
    world.do(operations.move_card, world.uid(1), "done")
    assert plan(world) == [
        ("pulse", 0),
        ("done", 1),
        ("blocked", blocked.number),
        ("expedite", urgent.number),
        ("doing", old.number),
        ("doing", young.number),
        ("pull", 0),
        ("off_board", 0),
        ("report", 0),
    ]


def test_a_quiet_day_has_few_stops() -> None:
    assert [step for step, _ in plan(World())] == ["pulse", "pull", "off_board", "report"]


def test_what_is_blocked_longest_comes_first_wherever_it_stands() -> None:
    world = World()
    later, earlier = world.add(), world.add()
    world.do(operations.block_card, earlier.uid, "first")
    world.later()
    world.do(operations.move_card, later.uid, "review")
    world.do(operations.block_card, later.uid, "second")
    assert [number for step, number in plan(world) if step == "blocked"] == [earlier.number, later.number]


def test_a_recurring_card_comes_after_those_that_have_an_age() -> None:
    world = World()
    world.do(operations.move_card, world.uid(3), "doing")
    world.later()
    world.do(operations.move_card, world.uid(1), "doing")
    assert [number for step, number in plan(world) if step == "doing"] == [1, 3]


def test_done_is_what_was_finished_since() -> None:
    world = World()
    world.do(operations.move_card, world.uid(1), "done")
    world.later()
    world.do(operations.move_card, world.uid(2), "done")
    assert [number for step, number in plan(world) if step == "done"] == [1, 2]
    assert [number for step, number in plan(world, world.now) if step == "done"] == [2]


def test_the_columns_are_walked_from_the_right() -> None:
    world = World()
    shipped = replace(BOARD.columns[-1], id="shipped", title="SHIPPED")
    board = replace(BOARD, columns=(*BOARD.columns, shipped))
    world.do(operations.reconcile_definition, world.experiment.uid, board, definition_hash="two")
    world.do(operations.move_card, world.uid(1), "done")
    world.later(HOUR)
    world.do(operations.move_card, world.uid(2), "shipped")
    assert [number for step, number in plan(world) if step == "done"] == [2, 1]


def test_customers_are_those_planned_overdue_promised_waiting_and_without_permission() -> None:
    world = World(replace(BOARD, cards=(replace(BOARD.cards[0], needs=("observe",)), *BOARD.cards[1:])))
    person = world.person()
    world.do(operations.link_contact, world.uid(1), person.uid)
    world.do(operations.add_note, "a status page", card=world.uid(1), people=[person.uid], kind="request")
    world.do(
        operations.add_note, "send it", card=world.uid(1), people=[person.uid], kind="promise", due=date(2026, 3, 3)
    )
    world.do(operations.link_contact, world.uid(1), world.person("Bob Hopper").uid)
    world.later(31 * DAY)
    world.do(operations.log_touchpoint, "interview", [person.uid], at=world.now + HOUR, status="confirmed")
    workspace = world.workspace
    items = plan_standup(workspace, [world.experiment], world.policy, world.now, world.now)
    kinds = [
        next(table for table in ("touchpoints", "participants", "notes", "cards") if workspace.find(table, item.uid))
        for item in items
        if item.step == "customers"
    ]
    assert kinds == ["touchpoints", "participants", "notes", "notes", "cards"]


def test_of_many_overdue_people_a_few_are_stops_and_the_rest_are_one_together() -> None:
    world = World()
    for number in range(MOST_PEOPLE + 3):
        world.do(operations.link_contact, world.uid(1), world.person(f"Person {number}").uid)
    world.later(31 * DAY)
    items = plan_standup(world.workspace, [world.experiment], world.policy, world.now, world.now)
    customers = [item for item in items if item.step == "customers"]
    assert len(customers) == MOST_PEOPLE + 1
    assert customers[-1] == StandupItem("customers")


@pytest.mark.parametrize(("status", "stops"), [("free", 1), ("opted_out", 0), ("blocklisted", 0)])
def test_who_is_to_be_asked_again_is_told_at_the_stop_of_all_others(status: str, stops: int) -> None:
    world = World()
    ada = world.person()
    world.do(operations.edit_person, ada.uid, contact_status=status)
    word = Consent("said", ada.uid, "recontact", "given", world.now, "ux", bundle="talk")
    world.workspace = world.workspace.replace({"consents": {"said": word}})
    items = plan_standup(world.workspace, [world.experiment], world.policy, world.now, world.now)
    assert [item for item in items if item.step == "customers"] == [StandupItem("customers")] * stops
    again = people_to_ask_again(world.workspace, [world.experiment], world.policy, world.now)
    assert [(person.pid, scopes) for person, scopes in again] == [("P01", ["recontact"])] * stops


def test_notes_of_who_wants_none_are_due_at_the_stop_of_all_others() -> None:
    world = World()
    ada = world.person()
    world.do(operations.add_note, "it takes all morning", people=[ada.uid])
    assert ("customers", 0) not in plan(world)
    world.do(operations.withdraw_consent, ada.uid, "store_notes")
    assert ("customers", 0) in plan(world)
    due = people_without_notes(world.workspace, [world.experiment], world.policy, world.now)
    assert [(person.pid, count) for person, count in due] == [("P01", 1)]


def test_over_all_that_run_everybody_is_a_customer_over_one_board_those_on_it() -> None:
    world = World()
    world.do(operations.start_experiment, replace(BOARD, id="other", key="OT"), definition_hash="x", timezone="UTC")
    first, other = running_experiments(world.workspace)
    world.person()
    world.later(31 * DAY)

    def people(*over: object) -> int:
        items = plan_standup(world.workspace, over, world.policy, world.now, world.now)  # type: ignore[arg-type]
        return sum(item.step == "customers" for item in items)

    assert people(first) == 0
    assert people(first, other) == 1


def test_what_is_nearest_to_being_finished_is_walked_first_and_there_the_oldest() -> None:
    world = World()
    for number, column in ((1, "doing"), (2, "doing"), (3, "review")):
        world.do(operations.move_card, world.uid(number), column)
        world.later(HOUR)
    young, old = world.add(), world.add()
    for card in (old, young):
        world.do(operations.move_card, card.uid, "review")
        world.later(HOUR)
    assert [number for step, number in plan(world) if step == "doing"] == [old.number, young.number, 1, 2, 3]


def test_started_work_that_waits_is_walked_last() -> None:
    waiting = replace(BOARD.columns[0], id="customer", title="WAITING FOR CUSTOMER")
    world = World(replace(BOARD, columns=(*BOARD.columns[:2], waiting, *BOARD.columns[2:])))
    back, waits, doing, review = world.add(), world.add(), world.add(), world.add()
    for card in (back, waits, doing, review):
        world.do(operations.move_card, card.uid, "doing")
        world.later(HOUR)
    for card, column in ((back, "todo"), (waits, "customer"), (review, "review")):
        world.do(operations.move_card, card.uid, column)
    numbers = [number for step, number in plan(world) if step == "doing"]
    assert numbers == [review.number, doing.number, waits.number, back.number]


def test_done_is_also_what_was_archived_since() -> None:
    world = World()
    before, told, canceled = world.add(), world.add(), world.add()
    world.do(operations.move_card, before.uid, "done")
    world.later()
    since = world.now
    world.do(operations.archive_card, before.uid)
    world.do(operations.archive_card, canceled.uid)
    world.do(operations.move_card, told.uid, "done")
    world.do(operations.archive_card, told.uid)
    assert [number for step, number in plan(world, since) if step == "done"] == [told.number]


def test_done_is_also_recurring_work_that_is_on_again() -> None:
    world = World()
    world.do(operations.move_card, world.uid(3), "done")
    world.later()
    since = world.now
    world.do(operations.move_card, world.uid(3), "todo")
    assert [number for step, number in plan(world, since) if step == "done"] == [], "that was told the day before"
    world.do(operations.move_card, world.uid(3), "doing")
    done = world.do(operations.move_card, world.uid(3), "done")
    back = world.do(operations.move_card, world.uid(3), "todo")
    series = world.card(3).series
    assert (world.card(3).finished_at, series.last if series else None) == (None, world.now)
    assert [number for step, number in plan(world, since) if step == "done"] == [3]
    world.undo(back)
    world.undo(done)
    assert [number for step, number in plan(world, since) if step == "done"] == []


def test_a_task_that_was_opened_again_is_not_done() -> None:
    world = World()
    world.do(operations.move_card, world.uid(1), "done")
    world.do(operations.move_card, world.uid(1), "doing")
    assert [number for step, number in plan(world) if step == "done"] == []


def test_several_boards_are_walked_step_by_step() -> None:
    world = World()
    world.do(operations.start_experiment, replace(BOARD, id="other", key="OT"), definition_hash="x", timezone="UTC")
    first, other = running_experiments(world.workspace)
    theirs = world.workspace.card_by_number(other.uid, 1)
    assert theirs is not None
    world.do(operations.move_card, theirs.uid, "doing")
    world.later()
    world.do(operations.move_card, world.uid(1), "doing")
    items = plan_standup(world.workspace, [first, other], world.policy, world.now, world.now)
    assert [item.uid for item in items if item.step == "doing"] == [theirs.uid, world.uid(1)]
    assert [item.experiment for item in items if item.step == "pull"] == [first.uid, other.uid]


def test_the_next_card_is_the_first_that_waits_and_can_go_on_below_the_limit() -> None:
    world = World()
    world.do(operations.block_card, world.uid(1), "legal")
    found = to_pull(world.workspace, world.experiment)
    assert found is not None
    assert found.number == 2
    for _ in range(3):
        world.do(operations.move_card, world.add().uid, "doing")
    assert to_pull(world.workspace, world.experiment) is None


@pytest.mark.parametrize(
    ("policy", "since"),
    [
        (Policy(), FRIDAY_MIDNIGHT),
        (Policy(working_days=(0, 1, 2, 3)), FRIDAY_MIDNIGHT - DAY),
        (Policy(holidays=(date(2026, 2, 27), date(2026, 2, 26))), FRIDAY_MIDNIGHT - 2 * DAY),
    ],
)
def test_monday_covers_the_last_working_day_from_its_beginning(policy: Policy, since: datetime) -> None:
    world = World(policy=policy)
    assert since_of(world.workspace, [world.experiment], policy, MONDAY) == since


def test_news_begin_with_the_last_standup() -> None:
    world = World()
    held = held_one(world)
    world.later()
    assert since_of(world.workspace, [world.experiment], world.policy, world.now) == held.started_at == MONDAY


def test_over_several_boards_news_begin_with_the_earliest_of_their_last_standups() -> None:
    world = World()
    held_one(world)
    world.later(2 * DAY)
    world.do(operations.start_experiment, replace(BOARD, id="other", key="OT"), definition_hash="x", timezone="UTC")
    first, other = running_experiments(world.workspace)
    held = world.do(operations.begin_standup, [other.uid], world.now)
    world.do(operations.walk_standup, next(iter(held.records["standups"])), 1, 10)
    world.later()
    assert since_of(world.workspace, [first, other], world.policy, world.now) == MONDAY


def test_the_order_stays_as_it_was_when_the_standup_began() -> None:
    world = World()
    world.do(operations.move_card, world.uid(1), "doing")
    held = begun(world)
    world.do(operations.move_card, world.uid(2), "doing")
    world.do(operations.move_card, world.uid(1), "done")
    assert standup(world, held.uid).items == held.items


def test_the_same_day_a_standup_goes_on_and_the_next_day_there_is_another() -> None:
    world = World()
    held = begun(world)
    world.do(operations.walk_standup, held.uid, 2, 90)
    world.later(HOUR)
    assert world.do(operations.begin_standup, [world.experiment.uid], world.now).is_empty
    again = todays_standup(world.workspace, [world.experiment.uid], world.policy, world.now)
    assert again is not None
    assert (again.uid, again.position, again.spent) == (held.uid, 2, 90)
    world.later()
    assert todays_standup(world.workspace, [world.experiment.uid], world.policy, world.now) is None
    assert begun(world).uid != held.uid


@pytest.mark.parametrize(("position", "kept"), [(-3, 0), (2, 2), (99, 3)])
def test_a_standup_stays_within_its_stops(position: int, kept: int) -> None:
    world = World()
    held = begun(world)
    world.do(operations.walk_standup, held.uid, position, 5)
    assert standup(world, held.uid).position == kept


def test_the_clock_never_goes_back() -> None:
    world = World()
    held = begun(world)
    world.do(operations.walk_standup, held.uid, 1, 90)
    world.do(operations.walk_standup, held.uid, 1, 20)
    assert standup(world, held.uid).spent == 90


def test_a_decision_has_an_owner_a_day_and_a_card_and_can_be_undone() -> None:
    world = World()
    held = begun(world)
    decided = world.do(
        operations.decide_in_standup,
        held.uid,
        " chase \x1b]0;x\x07legal ",
        owner="@ana",
        due=date(2026, 3, 3),
        card=world.uid(1),
    )
    (decision,) = standup(world, held.uid).decisions
    assert (decision.text, decision.owner, decision.due) == ("chase legal", "ana", date(2026, 3, 3))
    assert (decision.card, decision.experiment) == (world.uid(1), world.experiment.uid)
    world.undo(decided)
    assert standup(world, held.uid).decisions == ()


def test_who_is_here_is_named_once_each() -> None:
    world = World()
    held = begun(world)
    world.do(operations.set_attendees, held.uid, ["@ana", "ben", "", "ana"])
    assert standup(world, held.uid).attendees == ("ana", "ben")


def test_an_ended_standup_keeps_its_first_end_and_its_report() -> None:
    world = World()
    held = begun(world)
    world.do(operations.end_standup, held.uid, 540, report="snapshots/a.md")
    world.later(HOUR)
    world.do(operations.end_standup, held.uid, 560)
    ended = standup(world, held.uid)
    assert (ended.ended_at, ended.spent, ended.report) == (MONDAY, 560, "snapshots/a.md")
    assert ended.position == len(ended.items) - 1


@pytest.mark.parametrize(
    ("do", "words"),
    [
        (lambda world: world.do(operations.begin_standup, [], MONDAY), "No experiment is running"),
        (lambda world: world.do(operations.walk_standup, "gone", 1, 1), "not in the workspace any more"),
        (lambda world: world.do(operations.decide_in_standup, begun(world).uid, " "), "A decision needs some text"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(do: object, words: str) -> None:
    with pytest.raises(DomainError, match=words):
        do(World())  # type: ignore[operator]


@pytest.mark.parametrize("operation", ["begin", "walk", "end"])
def test_walking_is_not_undone(operation: str) -> None:
    world = World()
    change = world.do(operations.begin_standup, [world.experiment.uid], MONDAY)
    uid = next(iter(change.records["standups"]))
    if operation == "walk":
        change = world.do(operations.walk_standup, uid, 1, 5)
    elif operation == "end":
        change = world.do(operations.end_standup, uid, 5)
    with pytest.raises(NotAllowed, match="cannot be undone"):
        world.undo(change)


def test_a_card_moved_since_unless_that_was_undone() -> None:
    world = World()
    told: list[Change] = [world.do(operations.move_card, world.uid(1), "doing")]
    world.later()
    since = world.now
    move = world.do(operations.move_card, world.uid(2), "doing")
    undone = world.do(operations.move_card, world.uid(3), "doing")
    told += [move, undone, world.undo(undone), world.do(operations.rank_card, world.uid(2), 0)]
    newest_first: list[Event] = [change.event for change in reversed(told)]
    assert moved_since(newest_first, since) == {world.uid(2)}
    assert moved_since(newest_first, MONDAY) == {world.uid(1), world.uid(2)}


def test_the_next_iteration_goes_on_from_the_last_standup() -> None:
    world = World()
    held = held_one(world)
    world.later(4 * DAY)
    change = world.do(operations.iterate_experiment, world.experiment.uid)
    second = next(uid for uid in change.records["experiments"] if uid != world.experiment.uid)
    world.later(3 * DAY)
    later = world.workspace.experiments[second]
    assert since_of(world.workspace, [later], world.policy, world.now) == held.started_at


def test_nobody_stands_up_for_what_is_decided() -> None:
    world = World()
    decide = operations.decide_experiment
    world.do(decide, world.experiment.uid, "stop", observation="Nobody came.", learning="Not worth it.")
    with pytest.raises(NotAllowed, match="is decided and not stood up for"):
        begun(world)


def test_a_standup_that_was_only_opened_makes_nothing_old_news() -> None:
    world = World()
    begun(world)
    world.later(HOUR)
    assert since_of(world.workspace, [world.experiment], world.policy, world.now) == FRIDAY_MIDNIGHT
