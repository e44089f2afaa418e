"""`custdev open` and `demo`: open the app, on a workspace or on a month of work; no other command imports it."""

from __future__ import annotations

import shlex
import tempfile
from pathlib import Path

import click

from tui.cli.desk import Desk, is_terminal
from tui.cli.options import Command
from tui.cli.output import emit, hint, say, warn
from tui.cli.starting import open_app
from tui.cli.verbs import verb
from tui.domain.errors import NotAllowed

FIRST_BOARD = "customer-development"
AT = "2026-11-23T09:11"
WORTH_TRYING = (
    f"standup --since 2026-11-20 --at {AT}",
    "open CD",
    "contact list",
    "log --card CD-16",
)


@click.command("open", cls=Command, epilog="Example: custdev open CD")
@click.argument("board", required=False)
@click.pass_context
def open_board(ctx: click.Context, board: str | None) -> None:
    """Open the board of an experiment, by id, key or a part of its title; CD@1 opens an earlier iteration to read."""
    ctx.exit(open_app(ctx.obj, board))


@verb(example="custdev demo")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
def demo(desk: Desk, folder: Path | None, as_json: bool) -> int:
    """Look around in a month of work that never was; nothing of yours is touched, and nothing is kept.

    The clock stands at Monday, 23 November 2026, 09:11. With DIR, an empty or new folder, the workspace is written
    there instead, to be kept, and nothing is opened.
    """
    if folder is not None:
        _write(folder, as_json=as_json)
        return 0
    if as_json:
        raise click.UsageError("--json tells where the demo was written; name a folder.")
    if not is_terminal():
        raise NotAllowed("The demo needs a terminal. custdev demo DIR writes its workspace into a folder instead.")
    return _look_around(desk)


def _write(folder: Path, *, as_json: bool) -> None:
    from tui.demo import build_demo  # --help does without the story

    place = folder.expanduser().absolute()
    build_demo(place)
    commands = [f"custdev --workspace {shlex.quote(str(folder))} {words}" for words in WORTH_TRYING]
    if as_json:
        emit({"path": str(place), "at": AT, "boards": ["CD", "CX", "CR"], "try": commands})
        return
    say(str(place))
    hint("The demo is in there; its last day is Mon 23 Nov 2026. Try:", *(f"  {command}" for command in commands))


def _look_around(desk: Desk) -> int:
    """Open the app on a workspace that is gone when it is left; return its exit code."""
    from tui.app.run import run_app  # nearly every other command does without the interface
    from tui.demo import DEMO_NOW, build_demo, clock_from
    from tui.session import Session
    from tui.settings import load_workspace_settings

    with tempfile.TemporaryDirectory(prefix="custdev-demo-") as scratch:
        folder = Path(scratch)
        build_demo(folder)
        settings, _ = load_workspace_settings(folder)
        clock = clock_from(DEMO_NOW)
        session = Session.open(folder, actor=desk.acting(), policy=settings.policy, clock=clock)
        code = run_app(session, board=FIRST_BOARD, ascii_only=desk.ascii_only, label="demo", remember=False)
    warn("Nothing of the demo was kept. To keep one of your own: custdev demo DIR")
    return code
