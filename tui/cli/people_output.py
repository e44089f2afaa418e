"""People in a terminal: when it is time to hear from them, what they agreed to, what they wait for."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date, datetime

from tui.cli.desk import Desk
from tui.domain.history.people_phrases import method_words
from tui.domain.people.consent import Group, Sign
from tui.domain.people.policy import Policy
from tui.domain.records import Touchpoint
from tui.domain.time.dates import day_words

SIGNS: dict[Sign, str] = {"given": "✓", "refused": "✗", "asked": "?", "expired": "!", "unknown": "–"}
ASCII_SIGNS: dict[Sign, str] = {"given": "y", "refused": "n", "asked": "?", "expired": "!", "unknown": "-"}


def signs_of(desk: Desk) -> Mapping[Sign, str]:
    """Return the signs of permission that this terminal can show."""
    unicode_able = "utf" in (sys.stdout.encoding or "").lower()
    return SIGNS if unicode_able and not desk.ascii_only else ASCII_SIGNS


def permission_words(permission: Mapping[Group, Sign], signs: Mapping[Sign, str]) -> str:
    """Return the five plain groups as signs with their letters: `✓t ✗o ?r –q –s`."""
    return " ".join(f"{signs[sign]}{group[0]}" for group, sign in permission.items())


def touchpoint_words(touchpoint: Touchpoint) -> str:
    """Return what kind of contact it was: `interview, video, 25 min`, `user test, inbound, no show`."""
    parts = [method_words(touchpoint.method), *([touchpoint.channel.replace("_", " ")] if touchpoint.channel else [])]
    if touchpoint.duration:
        parts.append(f"{touchpoint.duration} min")
    if touchpoint.direction == "inbound":
        parts.append("inbound")
    if touchpoint.status != "done":
        parts.append({"confirmed": "planned"}.get(touchpoint.status, touchpoint.status.replace("_", " ")))
    return ", ".join(parts)


def time_words(at: datetime, policy: Policy, today: date) -> str:
    """Return a time where the team is: `Tue 14:00`, `30 Nov 09:05`."""
    return f"{day_words(policy.day(at), today)} {at.astimezone(policy.zone):%H:%M}"
