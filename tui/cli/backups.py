"""`custdev backup`: points in time to go back to."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from tui.cli.desk import Desk
from tui.cli.lazy import LazyGroup
from tui.cli.options import json_flag, words
from tui.cli.output import emit, hint, say, seen, table
from tui.domain.history.phrases import plural
from tui.domain.text import clean_line

if TYPE_CHECKING:
    from tui.session import Backup

COMMANDS = {
    "list": "tui.cli.backups:list_backups",
    "make": "tui.cli.backups:make",
    "restore": "tui.cli.backups:restore",
}


@click.group(cls=LazyGroup, lazy=COMMANDS, epilog="Example: custdev backup list")
def backup() -> None:
    """Go back to how the workspace was.

    Backups are made by themselves whenever the files are written: the newest five stay, one an hour for a day, one a
    day for thirty days, and the newest ten that were made on purpose.
    """


@click.command("list", epilog="Example: custdev backup list --json")
@json_flag
@click.pass_obj
def list_backups(desk: Desk, as_json: bool) -> None:
    """List the backups, newest first."""
    with desk.reading() as session:
        found = session.backups()
        if as_json:
            emit([_shape(each) for each in found])
        elif found:
            table(("BACKUP", "STATE OF", "SIZE", "WHY"), [_row(each) for each in found], no_color=desk.no_color)
        else:
            hint("There is no backup yet; the first one is made when the files are written for the second time.")


@click.command(epilog="Example: custdev backup make before the import")
@click.argument("reason", nargs=-1)
@json_flag
@click.pass_obj
def make(desk: Desk, reason: tuple[str, ...], as_json: bool) -> None:
    """Make a backup of this moment; REASON says why, in your words."""
    with desk.reading() as session:
        made = session.back_up(clean_line(words(reason)) or "made by hand")
        emit(_shape(made)) if as_json else say(f"Made {made.name}: {made.reason}.")


@click.command(epilog="Example: custdev backup restore 00000042")
@click.argument("name", metavar="BACKUP")
@json_flag
@click.pass_obj
def restore(desk: Desk, name: str, as_json: bool) -> None:
    """Go back to a backup. The state before is backed up first, and `custdev undo` takes it back."""
    with desk.writing() as session:
        before, change = session.restore(name)
        changed = sum(map(len, change.event.changes.values()))
        if as_json:
            emit({"restored": name, "changed": changed, "before": _shape(before)})
        elif change.is_empty:
            say(f"The workspace is as it was in {name}; nothing was changed.")
        else:
            say(f"Went back to {name}: {plural(changed, 'record')} changed.")
            hint(f"The state before is kept as {before.name}; custdev undo takes this back.")


def _shape(each: Backup) -> dict[str, Any]:
    return {
        "name": each.name,
        "at": each.at,
        "reason": each.reason and seen(each.reason),
        "sequence": each.sequence,
        "size": each.size,
        "readable": each.readable,
    }


def _row(each: Backup) -> tuple[str, str, str, str]:
    at = datetime.fromisoformat(each.at).astimezone()
    why = seen(each.reason or "")
    return each.name, f"{at:%a %d %b %Y %H:%M}", _size(each.size), why if each.readable else f"{why} damaged".strip()


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(count // 1000, 1)} kB"
