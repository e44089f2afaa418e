"""CSV for spreadsheets and tools: cards, notes, touchpoints, events, the flow of cards, contacts.

The first column is an id, days and times are in ISO 8601, and a cell that a spreadsheet would run as a formula begins
with an apostrophe.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO

from tui.exchange.formats.cells import plain_cell
from tui.exchange.formats.format import Format
from tui.exchange.parcel import Flow, Parcel

LAST_OF_FLOW = ("Finished", "Cycle days", "Times done", "Archived")
_CARD_HEADS = (
    *("ID", "Title", "Column", "Kind", "Group", "Owner", "People", "Tags", "Due", "Expedite"),
    *(
        "Blocked days",
        "Blocked reason",
        "Steps done",
        "Steps",
        "Started",
        "Finished",
        "Age days",
        "Cycle days",
        "Notes",
    ),
)


def write(parcel: Parcel) -> str:
    """Return a parcel as CSV with a line for each record."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    for row in _rows(parcel):
        writer.writerow(map(plain_cell, row))
    return written.getvalue()


def _rows(parcel: Parcel) -> Iterable[Sequence[str]]:
    match parcel.what:
        case "flow":
            assert parcel.flow is not None and parcel.board is not None
            return _flow([column.title for column in parcel.board.columns], parcel.flow)
        case _:
            return _cards(parcel)


def _cards(parcel: Parcel) -> Iterable[Sequence[str]]:
    yield _CARD_HEADS
    titles = {column.id: column.title for column in parcel.board.columns} if parcel.board else {}
    for card in parcel.cards:
        yield (
            card.key,
            card.title,
            titles.get(card.column, card.column),
            card.kind,
            card.group,
            card.assignee or "",
            " ".join(card.people),
            " ".join(f"#{tag}" for tag in card.tags),
            _day(card.due),
            "yes" if card.expedite else "",
            str(card.blocked.days) if card.blocked else "",
            card.blocked.reason if card.blocked else "",
            str(sum(step.done for step in card.checklist)) if card.checklist else "",
            str(len(card.checklist)) if card.checklist else "",
            _day(card.started),
            _day(card.finished),
            _number(card.age_days),
            _number(card.cycle_days),
            str(len(card.notes)),
        )


def _flow(columns: Sequence[str], flow: Flow) -> Iterable[Sequence[str]]:
    yield ("ID", "Title", *columns, *LAST_OF_FLOW)
    for line in flow.lines:
        ends = (_day(line.finished), _number(line.cycle_days), _number(line.times_done), _day(line.archived))
        yield (line.key, line.title, *map(_day, line.entered), *ends)


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


FORMAT = Format("csv", "CSV", "csv", ("board", "column", "card", "flow"), write)
