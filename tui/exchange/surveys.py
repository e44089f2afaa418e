"""Surveys as other programs export them, read as answers that can be counted: a row is what somebody answered."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from msgspec import Struct

from tui.domain.errors import NotAllowed
from tui.domain.evidence.respondents import (
    Given,
    Group,
    State,
    counting,
    groups_of,
    people_by_address,
    sorted_answers,
)
from tui.domain.metrics.registry import METRICS
from tui.domain.metrics.scores import SCALES, score_of
from tui.domain.records.vocabulary import Phase
from tui.domain.records.workspace import Workspace
from tui.domain.text import listed, plural
from tui.exchange.table_reading import Line, Table, read_table

_ASKED = {
    "nps": ("nps", "recommend", "net promoter"),
    "csat": ("csat", "satisf"),
    "ces": ("ces", "effort", "easy"),
}
"""What the question of a metric, or the name of its column, has in it."""
_ADDRESS = ("e-mail", "email", "email address", "e-mail address", "username")
_RESPONDENT = ("respondent", "respondent id", "response id", "response", "id", "user id", "customer id", "token", "#")
_DAY = ("date", "timestamp", "submitted", "submitted at", "submit date", "completed at", "end date", "response date")
_GROUPED = {"wave": ("wave", "mailing"), "segment": ("segment",)}
_MOST_SIGNS = 40
_NAMES = frozenset((*_ADDRESS, *_RESPONDENT, *_DAY, *(name for names in _GROUPED.values() for name in names)))


class Asked(Struct, frozen=True):
    """What was said of a survey beside the file: names of columns, and the wave it is of where no column says so."""

    column: str = ""
    respondent: str = ""
    wave: str = ""
    wave_column: str = ""
    segment_column: str = ""
    day_column: str = ""


class Remark(Struct, frozen=True):
    """Something to be known of a line; of the whole file where that is 0."""

    line: int
    text: str


class Survey(Struct, frozen=True):
    """The answers of a survey, the question they are to, which lines were skipped, and what was assumed."""

    question: str
    given: tuple[Given, ...]
    skipped: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = ()


class Outcome(Struct, frozen=True):
    """What importing a survey would do: how many answers are new, others of the same respondents, the same again.

    `replaced` are those that stand before a later one of the same respondent; `groups` say what is counted for which.
    """

    new: int
    changed: int
    same: int
    replaced: tuple[Remark, ...]
    groups: tuple[tuple[Group, int, int], ...]


def read_survey(data: bytes, metric: str, asked: Asked, today: date) -> Survey:
    """Return the answers for a metric in a table of a survey, each with its line.

    Raises:
        NotAllowed: It is no such table, or which column has the answers cannot be told.
    """
    if metric not in SCALES:
        names = listed([METRICS[key].key for key in SCALES], "or")
        raise NotAllowed(f"{METRICS[metric].title} is not made of single answers; {names} is. Nothing was changed.")
    table = read_table(data, lambda cell: _is_known(cell, metric))
    columns = _Columns(table, metric, asked)
    digest = hashlib.sha256(data).hexdigest()[:16]
    given: list[Given] = []
    skipped: list[Remark] = []
    remarks = [Remark(0, text) for text in table.remarks]
    unread_days = 0
    for line in table.lines:
        answer = _cell(line, columns.score)
        score = score_of(metric, answer)
        if len(line.cells) > len(table.header):
            skipped.append(Remark(line.number, "it has more cells than there are columns"))
        elif score is None:
            low, high = SCALES[metric]
            words = f"“{_brief(answer)}” is no answer from {low} to {high}" if answer else "nothing was answered"
            skipped.append(Remark(line.number, words))
        else:
            day = _day(_cell(line, columns.day))
            unread_days += day is None and bool(_cell(line, columns.day))
            if day is not None and day > today:
                skipped.append(Remark(line.number, f"{day.isoformat()} is still to come"))
                continue
            called = _cell(line, columns.respondent)
            given.append(
                Given(
                    line.number,
                    score,
                    key="" if "@" in called else called or f"{digest}:{line.number}",
                    email=called if "@" in called else "",
                    wave=_cell(line, columns.wave) or asked.wave,
                    segment=_cell(line, columns.segment),
                    on=day,
                )
            )
    if columns.respondent is None:
        text = "No column says who answered, so only the very same file is known to be the same answers again."
        remarks.append(Remark(0, text))
    if unread_days:
        remarks.append(Remark(0, f"{plural(unread_days, 'day')} could not be read and were left out."))
    return Survey(table.header[columns.score], tuple(given), tuple(skipped), tuple(remarks))


def outcome_of(
    workspace: Workspace, experiment: str, metric: str, given: Sequence[Given], phase: Phase | None
) -> Outcome:
    """Return what importing some answers into an experiment (uid) would do."""
    people = people_by_address(workspace, {one.email for one in given})
    states: Counter[State] = Counter()
    replaced: list[Remark] = []
    groups: list[tuple[Group, int, int]] = []
    for group, answers in groups_of(given).items():
        before = counting(workspace, experiment, metric, group, phase)
        standing = sorted_answers(workspace, before, answers, people)
        of_group = Counter(one.state for one in standing)
        groups.append((group, of_group["new"], of_group["changed"]))
        if not group.segment:  # of all: each answer once
            states += of_group
            later = "the same respondent answers again further down, which counts"
            replaced += (Remark(one.given.line, later) for one in standing if one.state == "replaced")
    return Outcome(states["new"], states["changed"], states["same"], tuple(replaced), tuple(groups))


def outcome_words(outcome: Outcome, skipped: int) -> str:
    """Say what came of it: `38 new, 1 changed, 1 the same again; 2 lines skipped`."""
    parts = [
        f"{outcome.new:,} new",
        *([f"{outcome.changed:,} changed"] if outcome.changed else []),
        *([f"{outcome.same:,} the same again"] if outcome.same else []),
    ]
    lines = skipped + len(outcome.replaced)
    left = f"; {plural(lines, 'line')} skipped" if lines else ""
    return f"{', '.join(parts)}{left}"


def remarks_of(survey: Survey, outcome: Outcome) -> list[Remark]:
    """Return all that is to be known of lines, in their order; what is about the whole file first."""
    return sorted((*survey.remarks, *survey.skipped, *outcome.replaced), key=lambda one: one.line)


class _Columns:
    """Which columns of a table hold what; those that are not named are found by what they are called."""

    def __init__(self, table: Table, metric: str, asked: Asked) -> None:
        self._table = table
        self.score = self._named(asked.column) if asked.column else self._answers(metric)
        self.respondent = self._either(asked.respondent, (*_ADDRESS, *_RESPONDENT))
        self.wave = self._either(asked.wave_column, _GROUPED["wave"] if not asked.wave else ())
        self.segment = self._either(asked.segment_column, _GROUPED["segment"])
        self.day = self._either(asked.day_column, _DAY)

    def _either(self, name: str, usual: Iterable[str]) -> int | None:
        if name:
            return self._named(name)
        titles = [" ".join(title.split()).casefold() for title in self._table.header]
        return next((titles.index(one) for one in usual if one in titles), None)

    def _named(self, name: str) -> int:
        at = self._table.column(name)
        if at is None:
            raise NotAllowed(f"No column is called “{name}”; there are {self._titles}. Nothing was changed.")
        return at

    def _answers(self, metric: str) -> int:
        asked = [at for at, title in enumerate(self._table.header) if _asks(title, metric)]
        if len(asked) == 1:
            return asked[0]
        fitting = list(self._fitting(asked or range(len(self._table.header)), metric))
        if len(fitting) == 1:
            return fitting[0]
        raise NotAllowed(
            f"Which column has the answers cannot be told; there are {self._titles}. Nothing was changed; "
            "name it with --column."
        )

    def _fitting(self, columns: Iterable[int], metric: str) -> Iterator[int]:
        """Yield the columns all of whose cells are answers."""
        for at in columns:
            cells = [cell for line in self._table.lines if (cell := _cell(line, at))]
            if cells and all(score_of(metric, cell) is not None for cell in cells):
                yield at

    @property
    def _titles(self) -> str:
        return listed([f"“{_brief(title)}”" for title in self._table.header if title][:12])


def _is_known(cell: str, metric: str) -> bool:
    return " ".join(cell.split()).casefold() in _NAMES or _asks(cell, metric)


def _asks(title: str, metric: str) -> bool:
    words = title.casefold()
    return any(word in words for word in _ASKED[metric])


def _brief(text: str) -> str:
    return text if len(text) <= _MOST_SIGNS else f"{text[: _MOST_SIGNS - 1]}…"


def _cell(line: Line, column: int | None) -> str:
    return line.cells[column].strip() if column is not None and column < len(line.cells) else ""


def _day(text: str) -> date | None:
    """Return the day of a cell in ISO's form, with a time or without; which of 3/4 is the month cannot be known."""
    try:
        return datetime.fromisoformat(text).date() if text else None
    except ValueError:
        return None
