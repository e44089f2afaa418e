"""Columns and the service level as people type them in one line: `TODO, DOING/3, DONE` and `85% in 10 days`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import get_args

from tui.definitions.slugs import Slugs, slug
from tui.domain.errors import NotAllowed
from tui.domain.records.definition import ColumnDefinition, Role, ServiceLevel
from tui.domain.text import clean_line

ROLES: tuple[Role, ...] = get_args(Role)
_ROLE = "|".join(ROLES)
_COLUMN = re.compile(
    rf"(?P<title>.*?)(?:\s*:\s*(?P<role>{_ROLE}))?(?:\s*/\s*(?P<wip>\d{{1,6}})(?:\s*:\s*(?P<role_behind>{_ROLE}))?)?"
)
_LEVEL = re.compile(r"(?:(\d{1,3})\s*%\s*(?:in|within|/)?\s*)?(\d{1,6})\s*(?:d|days?)?", re.IGNORECASE)


def columns_of(line: str, before: Sequence[ColumnDefinition] = ()) -> tuple[ColumnDefinition, ...]:
    """Return the columns of a line such as `TODO, DOING/3, Parked:waiting, DONE`.

    The first waits, the last is finished, those between are active, unless a column says its role. A column called as
    one was `before`, or alone in the place of one that is gone, is still that one, with its id.

    Raises:
        NotAllowed: They are no columns of a board.
    """
    written = [match for part in clean_line(line).split(",") if (match := _COLUMN.fullmatch(part.strip()))]
    titles = [match["title"].strip() for match in written]
    if not all(titles):
        raise NotAllowed('A column has no title; write "TODO, DOING/3, DONE". Nothing was changed.')
    ids, stays = _ids(titles, before), {column.id: column for column in before}
    columns = tuple(
        ColumnDefinition(
            column, title, _explicit_role(match) or _role(at, len(titles), stays.get(column)), _limit(match)
        )
        for at, (column, title, match) in enumerate(zip(ids, titles, written, strict=True))
    )
    if {"waiting", "finished"} - {column.role for column in columns}:
        raise NotAllowed(
            "A board needs a column where work waits and one where it is finished: TODO:waiting, DONE:finished. "
            "Nothing was changed."
        )
    return columns


def columns_line(columns: Sequence[ColumnDefinition]) -> str:
    """Return columns as a line that `columns_of` makes the same of."""
    return ", ".join(
        f"{column.title}{'' if column.role == _role(at, len(columns)) else f':{column.role}'}{_slash(column)}"
        for at, column in enumerate(columns)
    )


def service_level_of(line: str) -> ServiceLevel:
    """Return the service level of a line such as `85% in 10 days`; `10 days` alone are for 85 of 100.

    Raises:
        NotAllowed: It is none.
    """
    match = _LEVEL.fullmatch(clean_line(line))
    percent, days = (int(match[1] or ServiceLevel().percent), int(match[2])) if match else (0, 0)
    if not (0 < percent <= 100 and days > 0):
        raise NotAllowed('Write how many of 100 cards are finished in how many days: "85% in 10 days".')
    return ServiceLevel(days, percent)


def service_level_line(level: ServiceLevel) -> str:
    """Return a service level as `service_level_of` reads it."""
    return f"{level.percent}% in {level.days} {'day' if level.days == 1 else 'days'}"


def _explicit_role(match: re.Match[str]) -> Role | None:
    return next((role for role in ROLES if role in (match["role"], match["role_behind"])), None)


def _limit(match: re.Match[str]) -> int | None:
    return int(match["wip"]) or None if match["wip"] else None


def _slash(column: ColumnDefinition) -> str:
    return f"/{column.wip}" if column.wip else ""


def _role(at: int, number: int, before: ColumnDefinition | None = None) -> Role:
    if before is not None:
        return before.role
    return "waiting" if at == 0 else "finished" if at == number - 1 else "active"


def _ids(titles: Sequence[str], before: Sequence[ColumnDefinition]) -> Iterator[str]:
    """Yield the id of each column: that of the one of its title, or of the one whose place it took."""
    by_title = {column.title.casefold(): column.id for column in reversed(before)}
    same = [by_title.pop(title.casefold(), None) for title in titles]
    gone = {at: column.id for at, column in enumerate(before) if column.id not in same}
    renames = len(titles) == len(before)
    slugs, numbers = Slugs(column.id for column in before), count(1)
    for at, (title, stays) in enumerate(zip(titles, same, strict=True)):
        yield stays or (renames and gone.get(at)) or slugs.free(title if slug(title) else f"column-{next(numbers)}")
