"""What a team shares in `custdev.yaml`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta, Struct

from tui.domain.dates import WEEKDAYS
from tui.paths import WORKSPACE_FILE
from tui.settings.reading import read_settings
from tui.settings.timezones import is_timezone

Duration = Annotated[str, Meta(pattern=r"^P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$")]

FORMS = {
    "wip": "a whole number of at least 1",
    "timezone": 'the name of a time zone, such as "Europe/Berlin"',
    "working_days": "a list of days, such as [mon, tue, wed, thu]",
    "holidays": "a list of dates, such as [2026-12-25, 2027-01-01]",
    "team": "a list of people, such as {id: ana, name: Ana Silva}",
    "names": "a list of words, such as [Acme, Rose]",
    "cadence": "durations, such as {ideal: P14D, max: P30D}",
}


class TeamMember(Struct, frozen=True):
    """Somebody cards can belong to; `id` is what follows the `@`."""

    id: str
    name: str = ""


class Cadence(Struct, frozen=True):
    """How often customers should hear from the team, as ISO 8601 durations such as `P14D`."""

    ideal: Duration | None = None
    max: Duration | None = None


class WorkspaceSettings(Struct, frozen=True):
    """Settings of a workspace; the program only reads them.

    `working_days` are weekdays from 0, Monday; `names` are words that redaction must keep.
    """

    wip: Annotated[int, Meta(ge=1)] | None = None
    timezone: str | None = None
    working_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    holidays: tuple[date, ...] = ()
    team: tuple[TeamMember, ...] = ()
    names: tuple[str, ...] = ()
    cadence: Cadence = Cadence()


def load_workspace_settings(folder: Path) -> tuple[WorkspaceSettings, list[str]]:
    """Return the settings of a workspace and a sentence for each that is unknown or wrong."""
    special = {"working_days": _working_days, "timezone": _timezone}
    return read_settings(folder / WORKSPACE_FILE, WorkspaceSettings, FORMS, special)


def _working_days(value: Any) -> tuple[int, ...]:
    names = [str(day).strip().casefold()[:3] for day in value] if isinstance(value, list) else []
    short = [day[:3] for day in WEEKDAYS]
    if not names or any(name not in short for name in names):
        raise ValueError(value)
    return tuple(sorted({short.index(name) for name in names}))


def _timezone(value: Any) -> str:
    if not isinstance(value, str) or not is_timezone(value):
        raise ValueError(value)
    return value
