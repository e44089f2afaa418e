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
                "card": f"{experiment.key}-{chore.number}",
                "title": chore.title,
                "every": chore.every,
                "done": chore.done,
                "missed": chore.missed,
                "due": chore.due,
            }
            for chore in report.chores
        ],
        "cycle_time": {
            "reading": said["cycle_time"],
            "percentiles": known,
            "service_level": msgspec.to_builtins(report.expectation),
            "finished": [
                {
                    "card": f"{experiment.key}-{finish.number}",
                    "started": finish.started.isoformat(),
                    "finished": finish.day.isoformat(),
                    "days": finish.days,
                    "blocked_days": finish.blocked,
                }
                for finish in report.finishes
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
            [short_date(period.first) for period in report.periods],
            [str(period.finished) for period in report.periods],
            ["so far" if period.so_far else "" for period in report.periods],
        )
    yield from _table(
        [f"{board.key}-{chore.number}" for chore in report.chores],
        [f"done {chore.done}{f', missed {chore.missed}' if chore.missed else ''}" for chore in report.chores],
        [rhythm(chore.every) for chore in report.chores],
        [f"due {short_date(chore.due)}" if chore.due else "" for chore in report.chores],
        [chore.title for chore in report.chores],
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
    if any(end.total for end in ends):
        yield from _table(
            ["", *(short_date(end.day) for end in ends)],
            ["waiting", *(str(end.waiting) for end in ends)],
            ["active", *(str(end.active) for end in ends)],
            ["finished", *(str(end.finished) for end in ends)],
        )


def _signs(card: Ageing) -> str:
    now = f"blocked {card.blocked}d" if card.blocked else ""
    before = card.blocked_time.words if card.blocked_time.total != card.blocked else ""
    return " · ".join(filter(None, (now, before, "expedite" if card.expedite else "")))


def _ends(report: FlowReport) -> list[DayCount]:
    """Return the last day of each period that has begun."""
    ends = {period.last for period in report.periods}
    return [day for day in report.days if day.day in ends or day is report.days[-1]]


def _table(*columns: Sequence[str]) -> Iterator[str]:
    """Yield columns side by side, indented, without the blanks after the last cell."""
    wide = [max(map(width, column), default=0) for column in columns]
    for row in zip(*columns, strict=True):
        cells = (cell + " " * (room - width(cell)) for cell, room in zip(row, wide, strict=True))
        yield f"  {'  '.join(cells)}".rstrip()
