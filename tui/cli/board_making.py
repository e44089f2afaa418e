"""`custdev boards new`, `copy`, `set`, `schema`: board files made and set here, to be edited like any other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.output import emit, hint, say
from tui.cli.verbs import verb
from tui.domain.errors import Conflict
from tui.domain.privacy.hiding import scrubbed
from tui.domain.records.definition import BoardDefinition
from tui.service.naming import entry_named


@verb(example="custdev boards new 'Shorter onboarding' --key ON --goal 'A first rota within a day'")
@click.argument("title")
@option("--key", default="", metavar="KEY", help="Two or three capitals, which the cards are named by.")
@option("--goal", "goals", multiple=True, metavar="GOAL", help="What it is for; one to three is usual.")
@option("--hypothesis", default="", metavar="TEXT", help="If we do this, that will follow, because of this.")
@option("--metric", default="", metavar="WHAT", help="What is measured, such as interviews.")
@option("--criterion", default="", metavar="TEXT", help="What would make us right, such as '>= 5'.")
@option("--min-n", default="", metavar="N", help="With fewer observations there is not enough data.")
@option("--columns", default="", metavar="LINE", help="Such as 'TODO, DOING/3, REVIEW, DONE', with limits.")
@option("--sle", "service_level", default="", metavar="LINE", help="The service level, such as '85% in 10 days'.")
@option("--card", "cards", multiple=True, metavar="TITLE", help="What there is to do at first.")
@option("--outcome", "expected_outcome", default="", metavar="TEXT", help="What will be different then.")
@option(
    "--based-on", "like", default="", metavar="BOARD", help="Start from another board, in all that is not said here."
)
def new(desk: Desk, *, as_json: bool, like: str, **typed: Any) -> None:
    """Write the file of a new board; the first change to it starts it."""
    with desk.writing() as work:
        from msgspec.structs import replace

        from tui.session.new_boards import NewBoard, begun_like, new_board  # only to write one

        base = NewBoard("")
        if like:
            entry = entry_named(work.session.catalog, like)
            if entry.definition is None:
                raise entry.refusal
            base = begun_like(entry.definition)
        board, path = new_board(work.session, replace(base, **{name: value for name, value in typed.items() if value}))
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


@verb("set", example="custdev boards set CD --wip doing=4 --sle '85% in 8 days'")
@click.argument("board")
@option("--columns", default="", metavar="LINE", help="All of them, such as 'TODO, DOING/3, REVIEW, DONE'.")
@option("--wip", "limits", multiple=True, metavar="COLUMN=N", help="The limit of a column; COLUMN= takes it away.")
@option("--sle", "service_level", default="", metavar="LINE", help="The service level, such as '85% in 10 days'.")
def setting(
    desk: Desk, board: str, *, columns: str, limits: tuple[str, ...], service_level: str, as_json: bool
) -> None:
    """Set columns, limits or the service level of a board in its file, where nothing else changes.

    A column keeps its cards under another title, and while their number stays also in another's place. The file of a
    board that ships is copied into boards/ first. What is running follows at once.
    """
    if not (columns or limits or service_level):
        raise click.UsageError("Say what to set: --columns, --wip or --sle.")
    if any("=" not in limit for limit in limits):
        raise click.UsageError("--wip is COLUMN=N, such as doing=4.")
    with desk.writing() as work:
        from tui.session.board_files import follow_definition
        from tui.session.board_settings import BoardSettings, set_board, settings_lines  # only to set something

        typed = BoardSettings(columns, dict(limit.rsplit("=", 1) for limit in limits), service_level)
        entry = entry_named(work.session.catalog, board)
        written = set_board(work.session, entry, typed)
        sentence = follow_definition(work.session, entry.id)
    lines = settings_lines(written.definition)
    if as_json:
        shape = {**_shape(written.definition, written.path), "columns": lines[0], "sle": lines[1]}
        emit(scrubbed({**shape, "written": written.is_written, "copied": written.is_copied}, desk.hiding()))
        return
    say(str(written.path))
    hint(" · ".join(lines) if written.is_written else "It was like that already.")
    if written.is_copied:
        hint(f"{written.path.name} was copied into boards/ first: it is yours now.")
    if sentence:
        hint(sentence)


@verb(example="custdev boards schema")
@option("-o", "--output", metavar="FILE|-", help="A new file; - is standard output. By default beside the boards.")
def schema(desk: Desk, *, output: str | None, as_json: bool) -> None:
    """Write the JSON Schema by which editors complete and check board files, as boards/board.schema.json.

    A new board names it in its first line.
    """
    from tui.definitions.board_writer import write_text
    from tui.definitions.schema import schema_text

    if output == "-":
        say(schema_text().removesuffix("\n"))
        return
    if output is not None:
        path = Path(output)
        try:
            write_text(path.parent, path.name, schema_text().encode())
        except FileExistsError as error:
            raise Conflict(f"There is a file {output} already. Nothing was written.") from error
    else:
        with desk.writing() as work:
            from tui.session.new_boards import write_schema  # only to write it

            path = write_schema(work.session)
    if as_json:
        emit({"path": str(path)})
    else:
        say(str(path))


def _tell(board: BoardDefinition, path: Path, *, as_json: bool) -> None:
    if as_json:
        emit(_shape(board, path))
        return
    say(str(path))
    hint(f"It is not started: custdev open {board.key} shows it, and the first change starts it.")


def _shape(board: BoardDefinition, path: Path) -> dict[str, Any]:
    return {"id": board.id, "key": board.key, "title": board.title, "path": str(path)}
