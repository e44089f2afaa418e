"""What a team and a person have set, all of it optional; what is wrong in it is said once and never fatal.

What only the app remembers, in `view_state`, stays out of here: commands would pay for what it needs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from tui.domain.people.policy import Policy, Privacy
from tui.domain.text import clean_line
from tui.domain.time.calendar_days import WEEKDAYS
from tui.paths import PERSONAL_FILE as PERSONAL_FILE
from tui.paths import WORKSPACE_FILE as WORKSPACE_FILE
from tui.paths import config_folder
from tui.settings.settings_file import read_settings

Duration = Annotated[str, Meta(pattern=r"^P(?=.)(\d{1,3}Y)?(\d{1,4}M)?(\d{1,4}W)?(\d{1,5}D)?$")]

_TEAM_FORMS = {
    "wip": "a whole number of at least 1",
    "timezone": 'the name of a time zone, such as "Europe/Berlin"',
    "working_days": "a list of days, such as [mon, tue, wed, thu]",
    "holidays": "a list of dates, such as [2026-12-25, 2027-01-01]",
    "team": "a list of people, such as {id: ana, name: Ana Silva}",
    "filters": 'filters by their names, such as {legal: "is:blocked #legal"}',
    "names": "a list of words, such as [Acme, Rose]",
    "cadence": "durations, such as {ideal: P14D, max: P30D}",
    "cooldown": "how often and within what time, such as {asks: 3, within: P30D}",
    "studies": "a whole number of at least 1",
    "asking": "how often and within what time, such as {most: 2, per: P30D}",
    "incentives": "the most somebody is promised in a year, such as {cap: 200, currency: EUR}",
    "triangulation": "how many of each, such as {people: 3, methods: 2}",
    "evidence": "for how long it is fresh, such as {fresh: P180D}",
    "weekly_touchpoints": "a whole number of at least 1",
    "standup_minutes": "a whole number of at least 1",
    "privacy": "who answers for it, such as {controller: Acme Ltd, contact: privacy@example.com}",
}


class TeamMember(Struct, frozen=True):
    """Somebody cards can belong to; `id` is what follows the `@`."""

    id: str
    name: str = ""


class Cadence(Struct, frozen=True):
    """How often customers should hear from the team, as ISO 8601 durations such as `P14D`."""

    ideal: Duration | None = None
    max: Duration | None = None


class Cooldown(Struct, frozen=True):
    """After how many touchpoints that we asked for, within what time, somebody is left alone."""

    asks: Annotated[int, Meta(ge=1)] | None = None
    within: Duration | None = None


class Asking(Struct, frozen=True):
    """How often somebody is asked to take part, within what time, whatever came of it."""

    most: Annotated[int, Meta(ge=1)] | None = None
    per: Duration | None = None


class Incentives(Struct, frozen=True):
    """What somebody may be promised in a calendar year for taking part, and the currency that is meant."""

    cap: Decimal | None = None
    currency: str | None = None


class Triangulation(Struct, frozen=True):
    """From how many people, by how many methods, evidence is to come."""

    people: Annotated[int, Meta(ge=1)] | None = None
    methods: Annotated[int, Meta(ge=1)] | None = None


class Evidence(Struct, frozen=True):
    """For how long evidence is fresh; what is older counts, and is said to be old."""

    fresh: Duration | None = None


class PrivacySettings(Struct, frozen=True):
    """Who answers for what is kept of people, how to reach them, who oversees them, what it is kept for.

    `notice` is the version of the notice that people are given.
    """

    controller: str = ""
    contact: str = ""
    authority: str = ""
    purposes: str | tuple[str, ...] = ()
    notice: str = ""


class WorkspaceSettings(Struct, frozen=True):
    """Settings of a workspace; the program only reads them.

    `working_days` are weekdays from 0, Monday; `names` are words that redaction must keep.
    """

    wip: Annotated[int, Meta(ge=1)] | None = None
    timezone: str | None = None
    working_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    holidays: tuple[date, ...] = ()
    team: tuple[TeamMember, ...] = ()
    filters: dict[str, str] = {}
    names: tuple[str, ...] = ()
    cadence: Cadence = Cadence()
    cooldown: Cooldown = Cooldown()
    studies: Annotated[int, Meta(ge=1)] | None = None
    asking: Asking = Asking()
    incentives: Incentives = Incentives()
    triangulation: Triangulation = Triangulation()
    evidence: Evidence = Evidence()
    weekly_touchpoints: Annotated[int, Meta(ge=1)] | None = None
    standup_minutes: Annotated[int, Meta(ge=1)] | None = None
    privacy: PrivacySettings = PrivacySettings()

    @property
    def policy(self) -> Policy:
        """What these settings say the team agreed on; what they leave open is as usual."""
        as_said = ("studies", "weekly_touchpoints", "standup_minutes", "working_days", "holidays", "names")
        agreed = {name: getattr(self, name) for name in as_said} | {
            "ideal": self.cadence.ideal,
            "max": self.cadence.max,
            "asks": self.cooldown.asks,
            "within": self.cooldown.within,
            "most_asked": self.asking.most,
            "asked_within": self.asking.per,
            "incentive_cap": self.incentives.cap,
            "currency": self.incentives.currency,
            "people": self.triangulation.people,
            "methods": self.triangulation.methods,
            "fresh": self.evidence.fresh,
            "privacy": _privacy(self.privacy),
            "filters": tuple((clean_line(name), clean_line(line)) for name, line in self.filters.items()),
            "team": self._handles,
        }
        usual = Policy(timezone=choose_timezone(self.timezone))
        return replace(usual, **{name: value for name, value in agreed.items() if value is not None})

    @property
    def _handles(self) -> tuple[str, ...]:
        """What follows the `@` of each of the team; of those that differ by capitals alone the first one."""
        handles: dict[str, str] = {}
        for member in self.team:
            if handle := clean_line(member.id).lstrip("@"):
                handles.setdefault(handle.casefold(), handle)
        return (*handles.values(),)


def load_workspace_settings(folder: Path) -> tuple[WorkspaceSettings, list[str]]:
    """Return the settings of a workspace and a sentence for each that is unknown or wrong."""
    special = {"working_days": _working_days, "timezone": _timezone, "incentives": _incentives}
    settings, warnings = read_settings(folder / WORKSPACE_FILE, WorkspaceSettings, _TEAM_FORMS, special)
    if settings.team or settings.cadence.max:
        from tui.settings.contradictions import cadence_contradiction, team_contradictions  # most set neither

        odd = [cadence_contradiction(settings.cadence), *team_contradictions(settings.team)]
        warnings += [f"{WORKSPACE_FILE}: {sentence}" for sentence in odd if sentence]
    return settings, warnings


def _privacy(privacy: PrivacySettings) -> Privacy:
    purposes = (privacy.purposes,) if isinstance(privacy.purposes, str) else privacy.purposes
    return Privacy(
        clean_line(privacy.controller),
        clean_line(privacy.contact),
        clean_line(privacy.authority),
        tuple(filter(None, map(clean_line, purposes))),
        clean_line(privacy.notice),
    )


def _incentives(value: Any) -> Incentives:
    """Return what a setting says; an amount is taken from its digits, never from a binary number."""
    if not isinstance(value, dict) or not value.keys() <= {"cap", "currency"}:
        raise ValueError(value)
    cap, currency = value.get("cap"), value.get("currency")
    if currency is not None and not re.fullmatch("[A-Z]{3}", str(currency)):
        raise ValueError(currency)
    try:
        amount = None if cap is None else Decimal(str(cap))
    except InvalidOperation as error:
        raise ValueError(cap) from error
    if amount is not None and not (amount.is_finite() and amount >= 0):
        raise ValueError(cap)
    return Incentives(amount, currency)


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


def choose_timezone(shared: str | None = None, *, environ: Mapping[str, str] = os.environ) -> str:
    """Return the IANA time zone of new experiments: the one the workspace sets, else this machine's, else UTC."""
    return shared or local_timezone(environ=environ) or "UTC"


def local_timezone(*, environ: Mapping[str, str] = os.environ, etc: Path = Path("/etc")) -> str | None:
    """Return the IANA name of this machine's time zone, or None where it cannot be told."""
    candidates = [environ.get("TZ", "").removeprefix(":")]
    with suppress(OSError, ValueError):
        candidates.append((etc / "timezone").read_text(encoding="utf-8").strip())
    candidates.append(os.path.realpath(etc / "localtime").partition("zoneinfo/")[2])
    return next((name for name in candidates if name and is_timezone(name)), None)


def is_timezone(name: str) -> bool:
    """Return whether this machine knows a time zone of that name."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # only where a zone is set or chosen

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


ACTOR_VARIABLE = "CUSTDEV_ACTOR"
DEFAULT_ACTOR = "me"
_PERSONAL_FORMS = {
    "actor": "your name",
    "theme": "dark, light or the name of a theme",
    "editor": "a command",
    "keymap": "commands and their keys, such as {card.archive: [x]}",
}


class PersonalSettings(Struct, frozen=True):
    """Settings of a person; `theme` is `dark`, `light`, or the name of any theme the app knows.

    `keymap` has keys by the ids of commands, as they were written: who knows the commands looks through them.
    """

    actor: str | None = None
    theme: str = "dark"
    editor: str | None = None
    keymap: dict[str, Any] = {}


def load_personal_settings(folder: Path | None = None) -> tuple[PersonalSettings, list[str]]:
    """Return this person's settings and a sentence for each that is unknown or wrong."""
    return read_settings((folder or config_folder()) / PERSONAL_FILE, PersonalSettings, _PERSONAL_FORMS)


def personal_file() -> Path:
    """Return the file of this person's settings, which need not exist; its folder does from now on."""
    folder = config_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder / PERSONAL_FILE


def choose_actor(
    named: str | None = None, *, environ: Mapping[str, str] = os.environ, folder: Path | None = None
) -> str:
    """Return who acts: the one named, else `$CUSTDEV_ACTOR`, else the personal setting, else `me`."""
    return name_of_actor(named, environ=environ, folder=folder) or DEFAULT_ACTOR


def name_of_actor(
    named: str | None = None, *, environ: Mapping[str, str] = os.environ, folder: Path | None = None
) -> str | None:
    """Return who acts as `choose_actor` does, and None where nobody ever said a name."""
    for name in (named, environ.get(ACTOR_VARIABLE)):
        if actor := _name(name):
            return actor
    personal, _ = load_personal_settings(folder)
    return _name(personal.actor) or None


def _name(text: str | None) -> str:
    return clean_line(text or "").lstrip("@").strip()
