"""The flow of a board as JSON, and as text with small tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from tui.cli.output import width
from tui.domain.flow.period import Ageing, DayCount, FlowReport
from tui.domain.flow.sentences import window_words
from tui.domain.history.phrases import plural
from tui.domain.records import Experiment
from tui.domain.time.dates import short_date
from tui.domain.time.durations import rhythm
from tui.domain.views import BoardView
from tui.exchange.parcel import Flow

_MOST_SHOWN = 10


def flow_shape(experiment: Experiment, board: BoardView, flow: Flow) -> dict[str, Any]:
    """Return everything in a report; days are in ISO 8601, cards named as `CD-3`."""
    report, said = flow.report, flow.readings
    levels = report.thresholds
    known = None if levels.declared else {"50": levels.p50, "70": levels.p70, "85": levels.p85}
    return {
        "board": {"id": board.id, "key": experiment.key, "iteration": experiment.iteration},
        "timezone": experiment.timezone,
        "unit": report.unit,
        "first": report.first.isoformat(),
        "last": report.last.isoformat(),
        "finished": report.total,
        "wip": report.wip,
        "throughput": {"reading": said["throughput"], "periods": msgspec.to_builtins(report.periods)},
        "recurring": [
            {
                "card": f"{experiment.key}-{each.number}",
                "title": each.title,
                "every": each.every,
                "done": each.done,
                "missed": each.missed,
                "due": each.due,
            }
            for each in report.chores
        ],
        "cycle_time": {
            "reading": said["cycle_time"],
            "percentiles": known,
            "service_level": msgspec.to_builtins(report.expectation),
            "finished": [
                {
                    "card": f"{experiment.key}-{each.number}",
                    "started": each.started.isoformat(),
                    "finished": each.day.isoformat(),
                    "days": each.days,
                    "blocked_days": each.blocked,
                }
                for each in report.finishes
            ],
        },
        "ageing": {
            "reading": said["ageing"],
            "cards": [
                {
                    "card": f"{experiment.key}-{each.number}",
                    "title": each.title,
                    "column": each.column,
                    "days": each.days,
                    "level": each.level,
                    "blocked": each.blocked,
                    "blocked_days": each.blocked_time.total,
                    "blocked_longest": each.blocked_time.longest,
                    "expedite": each.expedite,
                }
                for each in report.ageing
            ],
        },
        "cumulative_flow": {"reading": said["cumulative_flow"], "days": msgspec.to_builtins(report.days)},
    }


def flow_lines(board: BoardView, flow: Flow) -> Iterator[str]:
    """Yield the four readings, each with what it is read from."""
    report, said = flow.report, flow.readings
    yield f"{board.title} ({board.key}) · {window_words(report)} · {plural(report.total, 'card')} finished"
    yield from ("", f"Throughput: {said['throughput']}")
    if not report.is_empty:
        yield from _table(
            [short_date(each.first) for each in report.periods],
            [str(each.finished) for each in report.periods],
            ["so far" if each.so_far else "" for each in report.periods],
        )
    yield from _table(
        [f"{board.key}-{each.number}" for each in report.chores],
        [f"done {each.done}{f', missed {each.missed}' if each.missed else ''}" for each in report.chores],
        [rhythm(each.every) for each in report.chores],
        [f"due {short_date(each.due)}" if each.due else "" for each in report.chores],
        [each.title for each in report.chores],
    )
    yield from ("", f"Cycle time: {said['cycle_time']}")
    longest = sorted(report.finishes, key=lambda each: (-each.days, each.day, each.number))[:_MOST_SHOWN]
    yield from _table(
        [f"{board.key}-{each.number}" for each in longest],
        [f"{each.days}d" for each in longest],
        [f"finished {short_date(each.day)}" for each in longest],
        [f"blocked {each.blocked}d" if each.blocked else "" for each in longest],
    )
    yield from ("", f"Ageing work in progress: {said['ageing']}")
    yield from _table(
        [f"{board.key}-{each.number}" for each in report.ageing],
        [f"{each.days}d" for each in report.ageing],
        [each.title for each in report.ageing],
        [_signs(each) for each in report.ageing],
    )
    yield from ("", f"Cumulative flow: {said['cumulative_flow']}")
    ends = _ends(report)
    if any(each.total for each in ends):
        yield from _table(
            ["", *(short_date(each.day) for each in ends)],
            ["waiting", *(str(each.waiting) for each in ends)],
            ["active", *(str(each.active) for each in ends)],
            ["finished", *(str(each.finished) for each in ends)],
        )


def _signs(card: Ageing) -> str:
    now = f"blocked {card.blocked}d" if card.blocked else ""
    before = card.blocked_time.words if card.blocked_time.total != card.blocked else ""
    return " · ".join(filter(None, (now, before, "expedite" if card.expedite else "")))


def _ends(report: FlowReport) -> list[DayCount]:
    """Return the last day of each period that has begun."""
    ends = {each.last for each in report.periods}
    return [each for each in report.days if each.day in ends or each is report.days[-1]]


def _table(*columns: Sequence[str]) -> Iterator[str]:
    """Yield columns side by side, indented, without the blanks after the last cell."""
    wide = [max(map(width, column), default=0) for column in columns]
    for row in zip(*columns, strict=True):
        cells = (cell + " " * (room - width(cell)) for cell, room in zip(row, wide, strict=True))
        yield f"  {'  '.join(cells)}".rstrip()
