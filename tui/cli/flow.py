"""`custdev flow`: how work flows over a board, in words and figures."""

from __future__ import annotations

import sys

import click

from tui.cli.desk import Desk
from tui.cli.naming import board_to_read
from tui.cli.options import json_flag
from tui.cli.output import emit, say


@click.command(epilog="Example: custdev flow CD --days")
@click.argument("board")
@click.option("--days", is_flag=True, help="Four weeks day by day, instead of eight weeks.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a line for each card with the days it entered columns.")
@json_flag
@click.pass_obj
def flow(desk: Desk, board: str, *, days: bool, as_csv: bool, as_json: bool) -> None:
    """Show throughput, cycle times, ageing work and cumulative flow of a board.

    Figures are read from what happened, by the Kanban Guide: work starts with the first entry to an active column and
    is finished with the last entry to a finished one. Days are calendar days of the experiment.
    """
    if as_csv and as_json:
        raise click.UsageError("--csv and --json are two formats; give one of them.")
    from tui.domain.flow_report import flow_report  # what help and wrong usage do without

    with desk.reading() as session:
        workspace, experiment = board_to_read(desk, session, board)
        histories = session.histories(experiment.board_id)
        if as_csv:
            from tui.exchange.flow_csv import flow_csv

            sys.stdout.buffer.write(flow_csv(workspace, experiment, histories).encode("utf-8", errors="replace"))
            return
        from tui.cli.flow_output import flow_lines, flow_shape
        from tui.domain.hiding import scrubber_of

        report = flow_report(workspace, experiment, histories, session.now(), unit="days" if days else "weeks")
        hide = scrubber_of(workspace, ()).scrub
        if as_json:
            emit(flow_shape(experiment, report, hide))
            return
        for line in flow_lines(experiment, report, hide):
            say(line)
