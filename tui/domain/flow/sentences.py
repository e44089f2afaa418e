"""What the flow of an experiment says, in one line of plain words for each of its charts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from math import sqrt

from tui.domain.flow.figures import Expectation
from tui.domain.flow.period import Ageing, FlowReport, Period
from tui.domain.records.definition import BoardDefinition
from tui.domain.text import plural
from tui.domain.time.dates import short_date

NOTHING_YET = "Flow appears after the first finished card"
_ENOUGH_PERIODS = 4
_SURE = 1.64
"""Two counts of rare events differ at the 5 % level where their difference is this many times the root of their sum."""
_TWO_WEEKS = timedelta(days=14)
_MOST_NAMED = 3


def throughput_words(report: FlowReport) -> str:
    """Return how much is finished in a period, and whether that grows: `3 cards a week, steady`.

    Only periods that are over and lie within the experiment are counted. What recurs is said apart.
    """
    return "; ".join(filter(None, (_pace_words(report), chore_words(report))))


def chore_words(report: FlowReport) -> str:
    """Return what became of recurring work in the window: `recurring work apart: done 4, missed 1`; empty without."""
    done, missed = sum(chore.done for chore in report.chores), sum(chore.missed for chore in report.chores)
    if not done and not missed:
        return ""
    return f"recurring work apart: done {done}{f', missed {missed}' if missed else ''}"


def _pace_words(report: FlowReport) -> str:
    if report.is_empty:
        return NOTHING_YET
    unit = report.unit[:-1]
    over = [period for period in report.periods if not period.so_far and _within(period, report)]
    if len(over) < _ENOUGH_PERIODS:
        return f"{plural(report.total, 'card')} finished, too few {report.unit} to tell"
    if not report.total:
        return f"nothing finished in these {len(report.periods)} {report.unit}"
    total = sum(period.finished for period in over)
    if not total:
        return f"none in {len(over)} {report.unit}, {report.total} in the current one so far"
    mean = total / len(over)
    count, span = (round(mean), f"a {unit}") if mean >= 1 else (total, f"in {len(over)} {report.unit}")
    return f"{plural(count, 'card')} {span}, {_trend([period.finished for period in over])}"


def cycle_words(report: FlowReport) -> str:
    """Return within how many days cards of the board finish: `half finish within 3d, 85 % within 8d (n=24)`."""
    if report.is_empty:
        return NOTHING_YET
    level = report.expectation
    if level.declared:
        return _declared_words(level)
    half = f"half finish within {report.thresholds.p50}d"
    return f"{half}, {level.percent} % within {level.days}d (n={level.finished}){_held_words(report)}"


def _declared_words(level: Expectation) -> str:
    return f"declared {level.days}d, {level.finished} finished so far"


def _held_words(report: FlowReport) -> str:
    """Return how much of the time of what was finished in the window it was blocked: `; blocked 6 of 84 days`."""
    held = sum(finish.blocked for finish in report.finishes)
    return f"; blocked {held} of {sum(finish.days for finish in report.finishes)} days" if held else ""


def ageing_words(report: FlowReport) -> str:
    """Return whether what is in progress is older than it should become."""
    if not report.ageing:
        return "nothing in progress"
    level, oldest = report.expectation, report.ageing[0]
    late = [card for card in report.ageing if card.days > level.days]
    if level.declared:
        if late:
            return f"{_named(late)} older than the declared {level.days}d"
        return f"oldest {oldest.days}d, {_declared_words(level)}"
    if late:
        return f"{_named(late)} already older than {level.percent} % of the finished cards were"
    if oldest.days == level.days:
        return f"card {oldest.number} has reached {level.days}d, within which {level.percent} % finish"
    return f"nothing is older than {level.days}d, within which {level.percent} % finish"


def cumulative_words(report: FlowReport, definition: BoardDefinition) -> str:
    """Return how work in active columns changed over two weeks: `DOING grew from 2 to 4 in the last two weeks`."""
    days = [day for day in report.days if report.started is None or day.day >= report.started]
    if not days or not days[-1].total:
        return "nothing has happened yet"
    active = [column.title for column in definition.columns if column.role == "active"]
    what = active[0] if len(active) == 1 else "work in active columns"
    last = days[-1]
    long = last.day - days[0].day >= _TWO_WEEKS
    before = next((day for day in days if day.day == last.day - _TWO_WEEKS), days[0])
    if before is last:
        return f"{what} holds {last.active} on the first day"
    if last.active == before.active:
        return f"{what} holds {last.active}, as {'two weeks ago' if long else f'on {short_date(before.day)}'}"
    verb = "grew" if last.active > before.active else "fell"
    span = "in the last two weeks" if long else f"since {short_date(before.day)}"
    return f"{what} {verb} from {before.active} to {last.active} {span}"


def readings(report: FlowReport, definition: BoardDefinition) -> dict[str, str]:
    """Return the reading of each chart by its name."""
    return {
        "throughput": throughput_words(report),
        "cycle_time": cycle_words(report),
        "ageing": ageing_words(report),
        "cumulative_flow": cumulative_words(report, definition),
    }


def window_words(report: FlowReport) -> str:
    """Return which window it is: `last 8 weeks`, or `8 weeks to 15 Nov` for one that is past."""
    count = f"{len(report.periods)} {report.unit}"
    return f"{count} to {short_date(report.last)}" if report.earlier or report.over else f"last {count}"


def _within(period: Period, report: FlowReport) -> bool:
    return report.started is None or period.last >= report.started


def _trend(counts: Sequence[int]) -> str:
    """Return whether the later half differs from the earlier one by more than chance does."""
    half = len(counts) // 2
    early, late = sum(counts[:half]), sum(counts[-half:])
    if early + late == 0 or abs(late - early) < _SURE * sqrt(early + late):
        return "steady"
    return "rising" if late > early else "falling"


def _named(cards: Sequence[Ageing]) -> str:
    """Return cards by number with a verb: `card 3 is`, `cards 3 and 8 are`, `5 cards are`."""
    if len(cards) > _MOST_NAMED:
        return f"{len(cards)} cards are"
    *others, last = [str(card.number) for card in cards]
    return f"cards {', '.join(others)} and {last} are" if others else f"card {last} is"
