"""`custdev experiment`: the boards that are under way, from their start to what was decided."""

from __future__ import annotations

import click

from tui.cli.card_output import evidence_words, today_of
from tui.cli.desk import Desk
from tui.cli.lazy import LazyGroup
from tui.cli.options import json_flag
from tui.cli.output import emit, hint, say, table
from tui.cli.shapes import experiment_shape
from tui.cli.writing import working
from tui.domain.flow.figures import local_day, zone_of
from tui.domain.time.dates import day_words
from tui.domain.work.iterations import status_words

COMMANDS = {
    "list": "tui.cli.experiments:list_experiments",
    "start": "tui.cli.experiments:start",
    "iterate": "tui.cli.iterating:iterate",
    "decide": "tui.cli.decisions:decide",
    "act": "tui.cli.decisions:act",
    "archive": "tui.cli.iterating:archive",
    "restore": "tui.cli.iterating:restore",
}
FOLLOWS = {
    "decided": "custdev experiment iterate {} begins its next iteration.",
    "archived": "custdev experiment restore {} brings it back.",
}


@click.group(cls=LazyGroup, lazy=COMMANDS, epilog="Example: custdev experiment start customer-development")
def experiment() -> None:
    """Experiments: start one, begin its next iteration, decide on it, put it away."""


@click.command("list", epilog="Example: custdev experiment list")
@json_flag
@click.pass_obj
def list_experiments(desk: Desk, as_json: bool) -> None:
    """List experiments, every iteration of each."""
    with desk.reading() as session:
        workspace = desk.seen(session)
        found = sorted(workspace.experiments.values(), key=lambda each: (each.key, each.iteration))
        if as_json:
            emit([experiment_shape(workspace, each) for each in found])
            return
        rows = []
        for each in found:
            zone, today = zone_of(each.timezone), today_of(each, session.now())
            started = day_words(local_day(each.started_at, zone), today) if each.started_at else ""
            columns = each.definition.columns
            counts = " ".join(f"{column.title} {len(workspace.lane(each.uid, column.id))}" for column in columns)
            row = (each.key, each.definition.title, str(each.iteration), status_words(each), started, counts)
            rows.append((*row, evidence_words(workspace, each)))
        headers = ("KEY", "TITLE", "ITERATION", "STATUS", "STARTED", "CARDS", "EVIDENCE")
        table(headers, rows, no_color=desk.no_color)


@click.command(epilog="Example: custdev experiment start customer-development")
@click.argument("board")
@json_flag
@click.pass_obj
def start(desk: Desk, board: str, as_json: bool) -> None:
    """Start the experiment of a board; one that runs already goes on as it is."""
    with working(desk) as work:
        running = work.start(work.board(board))
        if running.status in FOLLOWS:
            hint(FOLLOWS[running.status].format(running.key))
        if as_json:
            emit(experiment_shape(work.seen, work.seen.experiments[running.uid]))
        else:
            say(f"{running.definition.title} ({running.key}) is {status_words(running)}.")
