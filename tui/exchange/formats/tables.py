"""The way of each card over its board as CSV, one line a card, for tools that analyse flow.

The columns are `ID, Title`, one date for each column of the board, as such tools import them, and what follows from
them. A cell that a spreadsheet would run as a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from io import StringIO

from tui.domain.definition import ColumnDefinition
from tui.domain.flow import local_day, zone_of
from tui.domain.flow_report import days_of
from tui.domain.hiding import scrubber_of
from tui.domain.passages import CardHistory, Passage
from tui.domain.records import Card, Experiment
from tui.domain.workspace import Workspace
from tui.exchange.cells import plain_cell

LAST_COLUMNS = ("Finished", "Cycle days", "Times done", "Archived")


def flow_csv(workspace: Workspace, experiment: Experiment, histories: Iterable[CardHistory]) -> str:
    """Return the cards of an experiment as CSV with days in ISO 8601, in its time zone; people are P-ids.

    A date says when a column was first entered; what passed a column that was removed since has its date in the first
    column of the same role. `Finished` is the last finish, `Times done` how often a recurring card was done.
    """
    zone = zone_of(experiment.timezone)
    columns = experiment.definition.columns
    scrubber = scrubber_of(workspace, ())
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(map(plain_cell, ("ID", "Title", *(column.title for column in columns), *LAST_COLUMNS)))
    for history in histories:
        card = workspace.cards.get(history.card)
        if card is not None and card.experiment == experiment.uid:
            title = scrubber.scrub(card.title)
            entered = _entered(columns, history.entered(experiment.uid))
            days = [_day(at, zone) for at in entered]
            line = (f"{experiment.key}-{card.number}", title, *days, *_ends(history, card, experiment, zone))
            writer.writerow(map(plain_cell, line))
    return written.getvalue()


def flow_csv_name(experiment: Experiment, now: datetime) -> str:
    """Return `customer-development-flow-2026-11-23.csv`."""
    return f"{experiment.board_id}-flow-{local_day(now, zone_of(experiment.timezone)).isoformat()}.csv"


def _entered(columns: Iterable[ColumnDefinition], first: dict[str, Passage]) -> Iterator[datetime | None]:
    columns = list(columns)
    known = {column.id for column in columns}
    for column in columns:
        leading = next(each for each in columns if each.role == column.role) is column
        fits = [
            passage.at
            for place, passage in first.items()
            if place == column.id or (leading and place not in known and passage.role == column.role)
        ]
        yield min(fits, default=None)


def _ends(history: CardHistory, card: Card, experiment: Experiment, zone: tzinfo) -> Iterator[str]:
    done = history.occurrences(experiment.uid)
    last = done[-1] if done else None
    yield _day(last.finished_at if last else None, zone)
    yield str(days_of(last, zone)) if last else ""
    yield str(len(done)) if card.kind == "recurring" else ""
    yield _day(card.archived_at, zone)


def _day(at: datetime | None, zone: tzinfo) -> str:
    return local_day(at, zone).isoformat() if at is not None else ""
