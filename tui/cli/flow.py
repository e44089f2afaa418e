"""`custdev flow`: how work flows over a board, in words and figures."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any

import click
import msgspec

from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.output import aligned, emit, say
from tui.cli.verbs import verb
from tui.domain.flow.period import Ageing, DayCount, FlowReport
from tui.domain.flow.sentences import window_words
from tui.domain.records import Experiment
from tui.domain.text import plural
from tui.domain.time.dates import short_date
from tui.domain.time.durations import rhythm
from tui.domain.views import BoardView
from tui.exchange.leaving import Leaving
from tui.exchange.parcel import Flow
from tui.service.board_shapes import fields_of

_MOST_SHOWN = 10


@verb(example="custdev flow CD --days")
@click.argument("board")
@option("--days", is_flag=True, help="Four weeks day by day, instead of eight weeks.")
@option("--csv", "as_csv", is_flag=True, help="Print a line for each card with the days it entered columns.")
def flow(desk: Desk, board: str, *, days: bool, as_csv: bool, as_json: bool) -> None:
    """Show throughput, cycle times, ageing work and cumulative flow of a board.

    Figures are read from what happened, by the Kanban Guide: work starts with the first entry to an active column and
    is finished with the last entry to a finished one. Days are calendar days of the experiment.
    """
    if as_csv and as_json:
        raise click.UsageError("--csv and --json are two formats; give one of them.")
    from tui.session.giving import flow_parcel, write  # what help and wrong usage do without

    with desk.reading(policy=True) as reading:
        workspace, experiment = reading.board_to_read(board)
        session = reading.session
        leaving = Leaving(workspace, reading.policy, reading.now(), profile="team")
        parcel = flow_parcel(session, experiment, leaving, unit="days" if days else "weeks", lines=as_csv)
        if as_csv:
            sys.stdout.buffer.write(write(session, parcel, "csv").data)
            return
        assert parcel.flow is not None, "a parcel of flow has it"
        assert parcel.board is not None, "flow is that of a board"
        if as_json:
            emit(flow_shape(experiment, parcel.board, parcel.flow))
            return
        say("\n".join(flow_lines(parcel.board, parcel.flow)))


def flow_lines(board: BoardView, flow: Flow) -> Iterator[str]:
    """Yield the four readings, each with what it is read from."""
    report, readings = flow.report, flow.readings
    yield f"{board.title} ({board.key}) · {window_words(report)} · {plural(report.total, 'card')} finished"
    yield from ("", f"Throughput: {readings['throughput']}")
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
    yield from ("", f"Cycle time: {readings['cycle_time']}")
    longest = sorted(report.finishes, key=lambda finish: (-finish.days, finish.day, finish.number))[:_MOST_SHOWN]
    yield from _table(
        [f"{board.key}-{finish.number}" for finish in longest],
        [f"{finish.days}d" for finish in longest],
        [f"finished {short_date(finish.day)}" for finish in longest],
        [f"blocked {finish.blocked}d" if finish.blocked else "" for finish in longest],
    )
    yield from ("", f"Ageing work in progress: {readings['ageing']}")
    yield from _table(
        [f"{board.key}-{work.number}" for work in report.ageing],
        [f"{work.days}d" for work in report.ageing],
        [work.title for work in report.ageing],
        [_signs(work) for work in report.ageing],
    )
    yield from ("", f"Cumulative flow: {readings['cumulative_flow']}")
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
    """Yield columns side by side, indented."""
    return (f"  {line}".rstrip() for line in aligned(list(zip(*columns, strict=True))))


def flow_shape(experiment: Experiment, board: BoardView, flow: Flow) -> dict[str, Any]:
    """Return everything in a report; days are in ISO 8601, cards named as `CD-3`."""
    report, readings = flow.report, flow.readings
    levels = report.thresholds
    percentiles = None if levels.declared else {"50": levels.p50, "70": levels.p70, "85": levels.p85}
    return {
        "board": {"id": board.id, "key": experiment.key, "iteration": experiment.iteration},
        "timezone": experiment.timezone,
        **fields_of(report, "unit", "first", "last"),
        "finished": report.total,
        "wip": report.wip,
        "throughput": {"reading": readings["throughput"], "periods": msgspec.to_builtins(report.periods)},
        "recurring": [fields_of(chore, "card", "title", "every", "done", "missed", "due") for chore in report.chores],
        "cycle_time": {
            "reading": readings["cycle_time"],
            "percentiles": percentiles,
            "service_level": msgspec.to_builtins(report.expectation),
            "finished": [
                {
                    **fields_of(finish, "card", "started"),
                    "finished": finish.day,
                    "days": finish.days,
                    "blocked_days": finish.blocked,
                }
                for finish in report.finishes
            ],
        },
        "ageing": {
            "reading": readings["ageing"],
            "cards": [
                {
                    **fields_of(work, "card", "title", "column", "days", "level", "blocked"),
                    "blocked_days": work.blocked_time.total,
                    "blocked_longest": work.blocked_time.longest,
                    "expedite": work.expedite,
                }
                for work in report.ageing
            ],
        },
        "cumulative_flow": {"reading": readings["cumulative_flow"], "days": msgspec.to_builtins(report.days)},
    }
