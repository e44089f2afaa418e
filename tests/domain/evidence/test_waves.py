"""What was measured metric by metric: what is compared, and how often the outcome was looked at."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from tests.domain.world import BOARD, World
from tui.domain import operations
from tui.domain.evidence.measured import deciding_of
from tui.domain.evidence.waves import looks_words, waves_of
from tui.domain.records import Experiment
from tui.domain.records.definition import Criterion
from tui.domain.records.vocabulary import Phase


def world_with(metric: str, criterion: str, min_n: int | None = None, planned_n: int | None = None) -> World:
    return World(replace(BOARD, test=Criterion(metric, criterion, min_n, planned_n)))


def experiment(world: World) -> Experiment:
    return next(iter(world.workspace.experiments.values()))


def measure(world: World, metric: str, *numbers: int, phase: Phase | None = None, segment: str = "") -> None:
    words = [str(number) for number in numbers]
    world.do(operations.measure, experiment(world).uid, metric, words, phase=phase, segment=segment)


def test_the_worked_example_of_a_change_has_its_interval() -> None:
    world = world_with("NPS", ">= 30")
    measure(world, "nps", 20, 30, 20, phase="baseline")
    measure(world, "nps", 35, 25, 10, phase="after")
    (nps,) = waves_of(world.workspace, experiment(world))
    (compared,) = nps.compared
    assert compared.difference == Fraction(250, 7)
    assert compared.interval is not None
    assert (round(compared.interval.low), round(compared.interval.high)) == (10, 58)
    assert compared.words(nps.metric) == "after less baseline: +36, 10 to 58: a clear difference"


def test_a_share_is_compared_as_an_a_b_difference() -> None:
    world = world_with("NPS", ">= 30")
    measure(world, "conversion", 18, 410, phase="control")
    measure(world, "conversion", 30, 400, phase="variant")
    (conversion,) = waves_of(world.workspace, experiment(world))
    words = "variant less control: +3.1 points, −0.2 to 6.4: no clear difference"
    assert conversion.compared[0].words(conversion.metric) == words


def test_segments_are_not_compared_with_all() -> None:
    world = world_with("NPS", ">= 30")
    measure(world, "nps", 20, 30, 20, phase="baseline")
    measure(world, "nps", 35, 25, 10, phase="after", segment="trial")
    assert not waves_of(world.workspace, experiment(world))[0].compared


def test_looks_at_the_outcome_are_counted_and_more_than_one_is_said() -> None:
    world = world_with("NPS", ">= 30", 40)
    assert looks_words(world.workspace, experiment(world)) == ""
    measure(world, "nps", 20, 30, 20, phase="baseline")
    measure(world, "nps", 5, 3, 2, segment="trial")
    assert looks_words(world.workspace, experiment(world)) == "", "a baseline and a part are no looks"
    measure(world, "nps", 5, 3, 2)
    assert looks_words(world.workspace, experiment(world)) == "1 look so far, 40 answers planned"
    world.later()
    measure(world, "nps", 35, 25, 10)
    assert looks_words(world.workspace, experiment(world)).startswith("2 looks so far, 40 answers planned: an interval")
    deciding = deciding_of(world.workspace, experiment(world), "nps")
    assert deciding is not None
    assert deciding.figure.n == 70


def test_the_metric_of_the_criterion_comes_first() -> None:
    world = world_with("CSAT", ">= 80 %")
    measure(world, "nps", 5, 3, 2)
    measure(world, "csat", 7, 9)
    assert [group.metric.key for group in waves_of(world.workspace, experiment(world))] == ["csat", "nps"]


def test_what_was_planned_is_held_against_looks_where_a_board_says_it() -> None:
    world = world_with("NPS", ">= 30", 40, 120)
    measure(world, "nps", 5, 3, 2)
    assert looks_words(world.workspace, experiment(world)) == "1 look so far, 120 answers planned"
