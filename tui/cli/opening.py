"""Opens the app; the only command that imports it."""

from __future__ import annotations

import gc
import sys

import click

from tui.cli.desk import Desk
from tui.cli.naming import board_to_read
from tui.cli.options import is_terminal
from tui.domain.errors import NotAllowed


@click.command("open", epilog="Example: custdev open CD")
@click.argument("board", required=False)
@click.pass_context
def open_board(ctx: click.Context, board: str | None) -> None:
    """Open the board of an experiment, by id, key or a part of its title."""
    ctx.exit(open_app(ctx.obj, board))


def open_app(desk: Desk, board: str | None) -> int:
    """Run the app until it is left and return its exit code."""
    if not is_terminal():
        raise NotAllowed("The board needs a terminal. custdev show BOARD prints it, custdev --help lists the rest.")
    board_id = _board_id(desk, board) if board else None
    from tui.app.run import run_app  # every other command does without the interface

    gc.enable()
    unicode_able = "utf" in (sys.stdout.encoding or "").lower()
    ascii_only = desk.ascii_only or not unicode_able
    return run_app(desk.folder, actor=desk.acting(), board=board_id, ascii_only=ascii_only)


def _board_id(desk: Desk, text: str) -> str:
    with desk.reading() as session:
        _, experiment = board_to_read(desk, session, text)
        return experiment.board_id
