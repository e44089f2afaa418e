"""One population for every percentile, age and service level, wherever it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from math import ceil
from random import Random
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from tests.domain.told import Told
from tests.domain.world import BOARD, COLUMNS
from tui.app.board.board import Board
from tui.domain import operations
from tui.domain.errors import DomainError
from tui.domain.flow.figures import age_days, load_of, thresholds_of
from tui.domain.flow.period import FlowReport, flow_report
from tui.domain.records import Card, Experiment
from tui.domain.records.definition import CardKind, ColumnDefinition, ServiceLevel
from tui.domain.standup.report import build_report

WORKSPACES = 200
CUSTOMER = ColumnDefinition("customer", "WAITING FOR CUSTOMER", "waiting", wip=1)
WITH_WAITING = replace(BOARD, cards=(), columns=(*COLUMNS[:3], CUSTOMER, COLUMNS[3]))


class Iterated(Told):
    """A board that is iterated: what is done is done in its newest iteration."""

    def __init__(self, sle: ServiceLevel | None = None) -> None:
        super().__init__(replace(WITH_WAITING, sle=sle or ServiceLevel()))

    @property
    def newest(self) -> Experiment:
        return self.workspace.experiments_of(BOARD.id)[0]

    def of(self, iteration: int) -> FlowReport:
        """Return the flow of an iteration, as of now."""
        experiment = next(each for each in self.workspace.experiments_of(BOARD.id) if each.iteration == iteration)
        return flow_report(self.workspace, experiment, self.histories(), self.now)

    def make(self, kind: CardKind = "task") -> Card:
        change = self.do(operations.add_card, self.newest.uid, "Talk", kind=kind)
        return self.workspace.cards[str(change.event.card)]

    def go(self, day: int, card: Card, column: str) -> None:
        """Move a card on a day of March at noon."""
        self.at(f"2026-03-{day:02d}T12:00").do(operations.move_card, card.uid, column)

    def decide(self, day: int) -> None:
        self.at(f"2026-03-{day:02d}T12:00")
        self.do(operations.decide_experiment, self.newest.uid, "repeat", observation="Seen", learning="Learned")

    def iterate(self, day: int) -> None:
        self.at(f"2026-03-{day:02d}T12:00").do(operations.iterate_experiment, self.newest.uid)


def a_task(world: Iterated) -> None:
    card = world.make()
    world.go(2, card, "doing")
    world.go(5, card, "done")


def a_cycle(world: Iterated) -> None:
    card = world.make("cycle")
    world.go(3, card, "doing")
    world.go(5, card, "done")


def a_chore_done_twice(world: Iterated) -> None:
    card = world.make("recurring")
    for day, column in ((3, "doing"), (4, "done"), (9, "todo"), (10, "done")):
        world.go(day, card, column)


def straight_to_done(world: Iterated) -> None:
    world.go(6, world.make(), "done")


def archived_when_done(world: Iterated) -> None:
    a_task(world)
    world.do(operations.archive_card, next(iter(world.workspace.cards)))


def archived_before_it_was_done(world: Iterated) -> None:
    card = world.make()
    world.go(2, card, "doing")
    world.do(operations.archive_card, card.uid)


def opened_again(world: Iterated) -> None:
    a_task(world)
    world.go(8, next(iter(world.workspace.cards.values())), "doing")


def put_back(world: Iterated) -> None:
    card = world.make()
    world.go(4, card, "doing")
    world.go(6, card, "todo")


def put_back_and_not_really_started(world: Iterated) -> None:
    put_back(world)
    world.do(operations.not_started, next(iter(world.workspace.cards)))


def with_the_customer(world: Iterated) -> None:
    card = world.make()
    world.go(4, card, "doing")
    world.go(6, card, "customer")


def waits_from_the_start(world: Iterated) -> None:
    world.go(6, world.make(), "customer")


def in_two_iterations(world: Iterated) -> None:
    a_task(world)
    world.iterate(9)
    card = world.make()
    world.go(10, card, "doing")
    world.go(11, card, "done")


def finished_after_the_decision(world: Iterated) -> None:
    card = world.make()
    world.go(2, card, "doing")
    world.decide(4)
    world.go(7, card, "done")
    world.iterate(12)


def decided_with_work_in_progress(world: Iterated) -> None:
    world.go(2, world.make(), "doing")
    world.decide(4)


def carried_along(world: Iterated) -> None:
    card = world.make()
    world.go(2, card, "doing")
    world.iterate(9)
    world.go(12, card, "done")


def a_role_that_changed(world: Iterated) -> None:
    world.make()
    columns = (COLUMNS[0], replace(COLUMNS[0], id="next", title="NEXT"), *COLUMNS[1:])
    definition = replace(world.newest.definition, columns=columns)
    world.at("2026-03-04T12:00")
    world.do(operations.reconcile_definition, world.newest.uid, definition, definition_hash="a")
    world.go(4, next(iter(world.workspace.cards.values())), "next")
    definition = replace(definition, columns=(columns[0], replace(columns[1], role="active"), *columns[2:]))
    world.at("2026-03-06T12:00")
    world.do(operations.reconcile_definition, world.newest.uid, definition, definition_hash="b")


# What happened; the cycle times of the population; how many were finished in each iteration, in order; then how often
# recurring work was done, and how much is in progress in the newest iteration; the ages there on 20 March.
CASES: list[tuple[Callable[[Iterated], None], list[int], list[int], tuple[int, int], list[int]]] = [
    (a_task, [4], [1], (0, 0), []),
    (a_cycle, [3], [1], (0, 0), []),
    (a_chore_done_twice, [], [0], (2, 0), []),
    (straight_to_done, [1], [1], (0, 0), []),
    (archived_when_done, [4], [1], (0, 0), []),
    (archived_before_it_was_done, [], [0], (0, 0), []),
    (opened_again, [], [0], (0, 1), [19]),
    (put_back, [], [0], (0, 1), [17]),
    (put_back_and_not_really_started, [], [0], (0, 0), []),
    (with_the_customer, [], [0], (0, 1), [17]),
    (waits_from_the_start, [], [0], (0, 0), []),
    (in_two_iterations, [2, 4], [1, 1], (0, 0), []),
    (finished_after_the_decision, [6], [1, 0], (0, 0), []),
    (decided_with_work_in_progress, [], [0], (0, 1), [3]),
    (carried_along, [11], [0, 1], (0, 0), []),
    (a_role_that_changed, [], [0], (0, 1), [15]),
]


@pytest.mark.parametrize(
    ("told", "times", "finished", "counts", "ages"), CASES, ids=[case[0].__name__ for case in CASES]
)
def test_who_is_in_the_population(
    told: Callable[[Iterated], None], times: list[int], finished: list[int], counts: tuple[int, int], ages: list[int]
) -> None:
    world = Iterated()
    told(world)
    world.at("2026-03-20T12:00")
    reports = [world.of(number + 1) for number in range(world.newest.iteration)]
    assert [sorted(report.times) for report in reports] == [times] * len(finished)
    assert [report.total for report in reports] == finished
    assert (sum(chore.done for report in reports for chore in report.chores), reports[-1].wip) == counts
    assert load_of(world.workspace, world.newest).wip == reports[-1].wip
    assert [each.days for each in reports[-1].ageing] == ages
    cards = [card for card in world.workspace.cards.values() if card.archived_at is None]
    today = world.now.date()
    assert [age for card in cards if (age := age_days(card, world.newest, today)) is not None] == ages


@pytest.mark.parametrize(
    ("columns", "wip", "limit", "over"),
    [
        (("doing", "doing"), 2, 3, []),
        (("doing",) * 4, 4, 3, ["doing"]),
        (("doing", "review", "review"), 3, None, []),
        (("doing", "customer"), 2, None, []),
        (("doing", "customer", "customer"), 3, None, ["customer"]),
    ],
)
def test_each_column_is_held_against_its_own_limit(
    columns: tuple[str, ...], wip: int, limit: int | None, over: list[str]
) -> None:
    world = Iterated()
    for column in columns:
        card = world.make()
        world.go(3, card, "doing")
        world.go(4, card, column)
    load = load_of(world.workspace, world.newest)
    assert (load.wip, load.limit, [column.id for column in load.over]) == (wip, limit, over)


def one_step(world: Iterated, random: Random) -> None:
    """Do one thing of those that matter for flow, some time later."""
    world.now += timedelta(minutes=random.randrange(1, 3000))
    cards = sorted(card.uid for card in world.workspace.cards.values() if card.experiment == world.newest.uid)
    card = random.choice(cards) if cards else ""
    column = random.choice(["todo", "doing", "review", "customer", "done", "done", "done"])
    match random.randrange(12):
        case 0 | 1 | 2:
            world.make(random.choice(["task", "task", "cycle", "recurring"]))
        case 3:
            world.do(operations.archive_card, card)
        case 4:
            world.do(operations.restore_card, card)
        case 5:
            world.do(operations.not_started, card)
        case 6 if random.random() < 0.3:
            world.do(operations.iterate_experiment, world.newest.uid)
        case 7 if random.random() < 0.3:
            world.do(operations.decide_experiment, world.newest.uid, "repeat", observation="S", learning="L")
        case 8 if random.random() < 0.3:
            roles = [replace(each, role=random.choice(["waiting", "active"])) for each in COLUMNS[1:3]]
            definition = replace(world.newest.definition, columns=(COLUMNS[0], *roles, CUSTOMER, COLUMNS[3]))
            world.do(operations.reconcile_definition, world.newest.uid, definition, definition_hash=str(world.now))
        case _:
            world.do(operations.move_card, card, column)


def active_columns(experiment: Experiment) -> set[str]:
    return {column.id for column in experiment.definition.columns if column.role == "active"}


def recomputed(world: Iterated) -> tuple[list[int], int, bool]:
    """Return the 50th percentile, the 70th and the declared one, their percent, and whether they are declared.

    From the events alone, by no function of custdev.
    """
    cards: dict[str, dict[str, object]] = {}
    for event in world.events:
        for uid, fields in event.changes.get("cards", {}).items():
            cards.setdefault(uid, {}).update({name: after for name, (_, after) in fields.items()})
    days = []
    for card in cards.values():
        if card.get("finished_at") and card.get("kind", "task") != "recurring":
            start, end = (
                datetime.fromisoformat(str(card[name])).astimezone(ZoneInfo("Europe/Berlin")).date()
                for name in ("started_at", "finished_at")
            )
            days.append((end - start).days + 1)
    sle, days = world.newest.definition.sle, sorted(days)
    if len(days) < 5:
        return [-(-sle.days * 2 // 5), -(-sle.days * 13 // 20), sle.days], sle.percent, True
    return [days[max(1, ceil(len(days) * each / 100)) - 1] for each in (50, 70, sle.percent)], sle.percent, False


@pytest.mark.parametrize("seed", range(WORKSPACES))
def test_percentiles_are_the_same_everywhere_and_those_of_the_events(seed: int) -> None:
    random = Random(seed)
    world = Iterated(ServiceLevel(random.randrange(3, 15), random.choice([50, 80, 85, 95])))
    board: Board | None = None
    for step in range(random.randrange(10, 60)):
        with suppress(DomainError):
            one_step(world, random)
        if step % 5 == 0:
            memory = board.memory if board is not None else None
            board = Board(world.workspace, world.newest, world.now, started=True, memory=memory)
    memory = board.memory if board is not None else None
    board = Board(world.workspace, world.newest, world.now, started=True, memory=memory)
    report = flow_report(world.workspace, world.newest, world.histories(), world.now)
    standup = build_report(
        world.workspace, [world.newest], world.policy, since=world.now, now=world.now, moved=frozenset()
    ).boards[0]
    expected, percent, declared = recomputed(world)
    for levels in (board.thresholds, report.thresholds, thresholds_of(world.workspace, world.newest)):
        assert [levels.p50, levels.p70, levels.sle.days] == expected
        assert (levels.sle.percent, levels.declared, levels.sle.declared) == (percent, declared, declared)
    assert (standup.days, standup.percent, standup.declared) == (expected[2], percent, declared)
    assert (report.wip, report.expectation) == (board.load.wip, board.thresholds.sle)
    shown = [card for lane in board.lanes for uid in lane.all if (card := board.card(uid)) is not None]
    ages = [age for card in shown if (age := board.facts(card).age) is not None]
    assert sorted(each.days for each in report.ageing) == sorted(ages)
    assert all(card.started_at for card in shown if card.column in active_columns(world.newest))
