"""`custdev flow`: how work flows over a board, in words and figures."""

from __future__ import annotations

import sys

import click

from tui.cli.desk import Desk
from tui.cli.grammar import verb
from tui.cli.output import emit, say
from tui.exchange.leaving import Leaving


@verb(example="custdev flow CD --days")
@click.argument("board")
@click.option("--days", is_flag=True, help="Four weeks day by day, instead of eight weeks.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a line for each card with the days it entered columns.")
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
        parcel = flow_parcel(session, experiment, leaving, unit="days" if days else "weeks")
        if as_csv:
            sys.stdout.buffer.write(write(session, parcel, "csv").data)
            return
        from tui.cli.flow_output import flow_lines, flow_shape

        assert parcel.flow is not None, "a parcel of flow has it"
        assert parcel.board is not None, "flow is that of a board"
        if as_json:
            emit(flow_shape(experiment, parcel.board, parcel.flow))
            return
        for line in flow_lines(parcel.board, parcel.flow):
            say(line)
