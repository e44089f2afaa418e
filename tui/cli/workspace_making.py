"""`custdev init`: a folder becomes a workspace that can be shared in version control without anybody's name."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import click

from tui.cli.desk import Desk
from tui.cli.output import emit, hint, say
from tui.cli.verbs import verb
from tui.domain.errors import NotAllowed
from tui.paths import WORKSPACE_FILE
from tui.session.beside import names_not_to_share

SETTINGS = """\
# Settings of this workspace, for everybody who works in it. All are optional: take the sign away before one to set it.
# timezone: Europe/Berlin              for new experiments, and the days of people
# team: [{id: ana, name: Ana Silva}]   who cards can belong to
# wip: 3                               how many cards may be in progress on boards that do not say
# working_days: [mon, tue, wed, thu, fri]
# holidays: [2027-01-01]
# cadence: {ideal: P14D, max: P30D}    how often customers should hear from you
# names: [Acme]                        words that are no names of customers
"""


@verb(example="custdev init research")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
def init(desk: Desk, folder: Path | None, as_json: bool) -> None:
    """Make a folder a workspace: DIR, else --workspace, else where you are. What is there stays as it is.

    Its .gitignore keeps identities at home; everything else can be shared in version control.
    """
    place = (folder or Path(desk.workspace or ".")).expanduser().absolute()
    if place.exists() and not place.is_dir():
        raise NotAllowed(f"{place} is a file; a workspace is a folder. Nothing was changed.")
    (place / "boards").mkdir(parents=True, exist_ok=True)
    written = [name for name, is_new in (_settings(place), _ignoring(place)) if is_new]
    if as_json:
        emit({"path": str(place), "written": written})
        return
    if not written:
        say(f"{place} is a workspace already. Nothing was changed.")
        return
    say(f"{place} is a workspace now ({', '.join(written)}).")
    hint("Next:", f"  cd {shlex.quote(str(place))}", "  custdev", "  custdev boards list")


def _settings(place: Path) -> tuple[str, bool]:
    """Write the settings where there are none; return their name, and whether they are new."""
    try:
        with (place / WORKSPACE_FILE).open("x", encoding="utf-8") as file:
            file.write(SETTINGS)
    except FileExistsError:
        return WORKSPACE_FILE, False
    return WORKSPACE_FILE, True


def _ignoring(place: Path) -> tuple[str, bool]:
    """Have version control ignore what is not to be shared; lines that are there stay. Return the name as above."""
    file = place / ".gitignore"
    before = file.read_bytes() if file.exists() else b""
    lines = {line.strip().lstrip(b"/") for line in before.splitlines()}
    missing = [name.encode() for name in names_not_to_share() if not {name.encode(), name.rstrip("/").encode()} & lines]
    if missing:
        end = b"\r\n" if b"\r\n" in before else b"\n"
        gap = end if before and not before.endswith((b"\n", b"\r")) else b""
        with file.open("ab") as stream:
            stream.write(gap + end.join(missing) + end)
            os.fsync(stream.fileno())
    return file.name, bool(missing)
