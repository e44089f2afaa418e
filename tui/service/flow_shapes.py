"""The flow of a board as data."""

from __future__ import annotations

from typing import Any

import msgspec

from tui.domain.records import Experiment
from tui.domain.views import BoardView
from tui.exchange.parcel import Flow
from tui.service.board_shapes import fields_of


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
