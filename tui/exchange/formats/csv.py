"""CSV, a line for each record: for spreadsheets, and for what reads tables into data frames."""

from __future__ import annotations

from tui.exchange.cells import table
from tui.exchange.contact_table import contact_rows
from tui.exchange.format import Format
from tui.exchange.parcel import Parcel
from tui.exchange.table_rows import card_rows, event_rows, flow_rows, note_rows, touchpoint_rows


def write(parcel: Parcel) -> str:
    """Return a parcel as CSV: the head, and a line for each card, note, touchpoint, event or contact."""
    match parcel.what:
        case "notes":
            rows = note_rows(parcel)
        case "touchpoints":
            rows = touchpoint_rows(parcel)
        case "events":
            rows = event_rows(parcel)
        case "contacts":
            rows = contact_rows(parcel)
        case "flow":
            rows = flow_rows(parcel)
        case _:
            rows = card_rows(parcel)
    return table(rows)


FORMAT = Format(
    "csv",
    "CSV",
    "csv",
    ("board", "column", "card", "flow", "notes", "touchpoints", "events", "contacts"),
    write,
)
