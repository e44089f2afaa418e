"""`custdev boards new`, `copy`: board files made here, to be edited like any other."""

from __future__ import annotations

from pathlib import Path

import click

from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.output import emit, hint, say
from tui.cli.verbs import verb
from tui.domain.records.definition import BoardDefinition
from tui.service.naming import entry_named


@verb(example="custdev boards new 'Shorter onboarding' --key ON --goal 'A first rota within a day'")
@click.argument("title")
@option("--key", default="", metavar="KEY", help="Two or three capitals, which the cards are named by.")
@option("--goal", "goals", multiple=True, metavar="GOAL", help="What it is for; one to three is usual.")
@option("--hypothesis", default="", metavar="TEXT", help="If we do this, that will follow, because of this.")
@option("--card", "cards", multiple=True, metavar="TITLE", help="What there is to do at first.")
def new(
    desk: Desk,
    title: str,
    *,
    key: str,
    goals: tuple[str, ...],
    hypothesis: str,
    cards: tuple[str, ...],
    as_json: bool,
) -> None:
    """Write the file of a new board; the first change to it starts it."""
    with desk.writing() as work:
        from tui.session.new_boards import new_board  # only to write one

        board, path = new_board(work.session, title, key=key, goals=goals, hypothesis=hypothesis, cards=cards)
    _tell(board, path, as_json=as_json)


@verb(example="custdev boards copy customer-development --as talks-in-spring")
@click.argument("board")
@option("--as", "board_id", default="", metavar="ID", help="The id of a board of its own.")
@option("--key", default="", metavar="KEY", help="Its key, instead of the next free one.")
def copy(desk: Desk, board: str, *, board_id: str, key: str, as_json: bool) -> None:
    """Copy the file of a board into boards/, comments and all, to be changed there.

    Without --as it takes the place of the board it was.
    """
    with desk.writing() as work:
        from tui.session.new_boards import copy_board  # only to write one

        entry = entry_named(work.session.catalog, board)
        copied, path = copy_board(work.session, entry, board_id=board_id, key=key)
    _tell(copied, path, as_json=as_json)


def _tell(board: BoardDefinition, path: Path, *, as_json: bool) -> None:
    if as_json:
        emit({"id": board.id, "key": board.key, "title": board.title, "path": str(path)})
        return
    say(str(path))
    hint(f"It is not started: custdev open {board.key} shows it, and the first change starts it.")
