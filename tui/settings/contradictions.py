"""Settings that are right one by one and cannot be meant together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from tui.definitions.problems import shown
from tui.domain.text import clean_line
from tui.domain.time.durations import add_duration, duration_words

if TYPE_CHECKING:
    from tui.settings import Cadence, TeamMember

SOME_DAY = date(2027, 1, 1)
"""Durations are compared by the days they reach."""


def team_contradictions(team: Sequence[TeamMember]) -> Iterator[str]:
    """Yield a sentence for each id that several have, each name that has several ids, and those without an id."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    ids: defaultdict[str, list[str]] = defaultdict(list)
    for member in team:
        handle, name = clean_line(member.id).lstrip("@"), clean_line(member.name)
        if not handle:
            yield f"team has somebody without an id ({shown(name) if name else 'nor a name'}), who is passed over."
            continue
        names[handle.casefold()].append(name or handle)
        if name:
            ids[name.casefold()].append(handle)
    for handle, called in names.items():
        if len(called) > 1:
            yield f"team has {shown(handle)} {_times(called)} ({', '.join(called)}); the first one counts."
    for handles in ids.values():
        if len({handle.casefold() for handle in handles}) > 1:
            yield f"team names one person {_times(handles)} ({', '.join(handles)}); they count as several."


def cadence_contradiction(cadence: Cadence) -> str:
    """Return a sentence where people should hear from the team less often than is allowed; else nothing."""
    if not (cadence.ideal and cadence.max):
        return ""
    if add_duration(SOME_DAY, cadence.ideal) <= add_duration(SOME_DAY, cadence.max):
        return ""
    ideal, most = duration_words(cadence.ideal), duration_words(cadence.max)
    return f"cadence contradicts itself: ideal ({ideal}) is longer than max ({most}), so that everybody is late first."


def _times(values: Sequence[str]) -> str:
    return "twice" if len(values) == 2 else f"{len(values)} times"
