"""`custdev backup`: points in time to go back to."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from tui.cli.desk import Desk
from tui.cli.output import answer_rows, emit, hint, say, seen
from tui.cli.verbs import noun, verb
from tui.domain.text import clean_line, plural

if TYPE_CHECKING:
    from tui.session import Backup


@noun(("backups", "list", "make", "restore"), example="custdev backup list")
def backup() -> None:
    """Go back to how the workspace was.

    Backups are made by themselves whenever the files are written: the newest five stay, one an hour for a day, one a
    day for thirty days, and the newest ten that were made on purpose.
    """


@verb("list", example="custdev backup list --json")
def listing(desk: Desk, as_json: bool) -> None:
    """List the backups, newest first."""
    with desk.reading() as reading:
        copies = reading.session.backups()
        nothing = "There is no backup yet; the first one is made when the files are written for the second time."
        headers = ("BACKUP", "STATE OF", "SIZE", "WHY")
        answer_rows(as_json, map(_shape, copies), headers, map(_row, copies), no_color=desk.no_color, nothing=nothing)


@verb(example="custdev backup make before the import")
@click.argument("reason", nargs=-1)
def make(desk: Desk, reason: tuple[str, ...], as_json: bool) -> None:
    """Make a backup of this moment; REASON says why, in your words."""
    with desk.reading() as reading:
        copy = reading.session.back_up(clean_line(" ".join(reason)) or "made by hand")
        emit(_shape(copy)) if as_json else say(f"Made {copy.name}: {copy.reason}.")


@verb(example="custdev backup restore 00000042")
@click.argument("name", metavar="BACKUP")
def restore(desk: Desk, name: str, as_json: bool) -> None:
    """Go back to a backup. The state before is backed up first, and `custdev undo` takes it back."""
    with desk.writing() as work:
        before, change = work.session.restore(name)
        changed = sum(map(len, change.event.changes.values()))
        if as_json:
            emit({"restored": name, "changed": changed, "before": _shape(before)})
        elif change.is_empty:
            say(f"The workspace is as it was in {name}; nothing was changed.")
        else:
            say(f"Went back to {name}: {plural(changed, 'record')} changed.")
            hint(f"The state before is kept as {before.name}; custdev undo takes this back.")


def _shape(copy: Backup) -> dict[str, Any]:
    return {
        "name": copy.name,
        "at": copy.at,
        "reason": copy.reason and seen(copy.reason),
        "sequence": copy.sequence,
        "size": copy.size,
        "readable": copy.readable,
    }


def _row(copy: Backup) -> tuple[str, str, str, str]:
    at = datetime.fromisoformat(copy.at).astimezone()
    why = seen(copy.reason or "")
    return copy.name, f"{at:%a %d %b %Y %H:%M}", _size(copy.size), why if copy.readable else f"{why} damaged".strip()


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(count // 1000, 1)} kB"
