"""What a standup's report tells of what was measured and learned since, and what is to be looked at again."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from tests.domain.reporting import Reporting
from tests.domain.world import BOARD, DAY
from tui.domain import operations
from tui.domain.records.definition import Criterion
from tui.exchange.formats import format_named
from tui.exchange.leaving import Leaving


@pytest.fixture
def world() -> Reporting:
    return Reporting(replace(BOARD, test=Criterion("csat", ">= 80", 5)))


def measure(world: Reporting, satisfied: int, answers: int, **fields: object) -> None:
    numbers = [str(satisfied), str(answers)]
    world.do(operations.measure, world.experiment.uid, "csat", numbers, on=world.now.date(), **fields)


def learn(world: Reporting, review_by: date | None = None) -> str:
    ada = world.person("Ada Lovelace")
    note = world.note("They print it", kind="behaviour", people=[ada.uid])
    change = world.do(operations.add_insight, "Ada prints what she exports", notes=[note.uid], review_by=review_by)
    return next(iter(change.records["insights"]))


def text_of(world: Reporting, form: str = "txt") -> str:
    report = world.report()
    return format_named(form).render(Leaving.report(report))


def test_where_nothing_is_new_there_is_no_line(world: Reporting) -> None:
    report = world.report()
    assert not (report.measured or report.insights or report.reviews)
    assert "Learned" not in text_of(world)
    assert "measured " not in text_of(world).replace("not measured yet", "")


def test_a_measurement_says_whether_it_changes_what_is_said_of_the_criterion(world: Reporting) -> None:
    measure(world, 3, 4)
    world.later(7 * DAY)
    measure(world, 59, 60, wave="spring")
    (one,) = world.report().measured
    assert (one.key, one.title, one.wave, one.answer, one.before) == (
        "CD",
        "Satisfied customers",
        "spring",
        "met",
        "not enough data",
    )
    line = "measured today: Satisfied customers 98.3 %, 91.1 to 99.7, n = 60 (spring) — met, was not enough data"
    assert line in text_of(world)


def test_a_measurement_of_a_part_answers_nothing(world: Reporting) -> None:
    measure(world, 8, 9, segment="trial")
    (one,) = world.report().measured
    assert (one.answer, one.segment) == (None, "trial")


def test_outside_the_team_a_small_part_is_not_told(world: Reporting) -> None:
    measure(world, 15, 20)
    measure(world, 2, 3, segment="trial")
    measure(world, 13, 17, segment="customers")
    assert [one.figure for one in world.report().measured][1:] == ["<5 answers", "suppressed"]


def test_a_new_insight_is_told_once_without_names_and_with_how_sure_it_is(world: Reporting) -> None:
    learn(world)
    (insight,) = world.report().insights
    assert insight.statement == "P01 prints what she exports"
    text = text_of(world)
    assert "Learned\n  • new: P01 prints what she exports — for: 1 person by 0 methods, not yet triangulated" in text
    world.later(7 * DAY)
    assert world.report().insights == ()
    assert "Learned" not in text_of(world)


def test_an_insight_is_brought_up_again_from_the_day_on_that_was_set(world: Reporting) -> None:
    uid = learn(world, review_by=(world.now + 7 * DAY).date())
    world.later(6 * DAY)
    assert world.report().reviews == ()
    world.later()
    assert [each.review_by for each in world.report().reviews] == [world.now.date()]
    assert "look again: P01 prints what she exports" in text_of(world)
    world.do(operations.retire_insight, uid)
    assert world.report().reviews == ()


def test_insights_of_another_board_are_told_there(world: Reporting) -> None:
    learn(world)
    second = replace(BOARD, id="other", key="OT", test=None)
    world.do(operations.start_experiment, second, definition_hash="two", timezone="UTC")
    other = [*world.workspace.experiments.values()][1]
    assert world.report(over=[other.uid]).insights == ()
    assert len(world.report().insights) == 1
