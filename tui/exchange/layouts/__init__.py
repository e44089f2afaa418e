"""Lays out parcels as documents to be read: one module a kind of thing that leaves."""

from __future__ import annotations

from tui.exchange.document import Document
from tui.exchange.parcel import Parcel


def document_of(parcel: Parcel) -> Document:
    """Return a parcel as a document; those of tables and contacts have none.

    Raises:
        ValueError: It is of a kind that is no document.
    """
    if parcel.what == "report" and parcel.report is not None:
        from tui.exchange.layouts import report

        return report.document_of(parcel.report, parcel.style)
    if parcel.what == "flow":
        from tui.exchange.layouts import flow

        return flow.document_of(parcel)
    if parcel.what in ("board", "column", "card"):
        from tui.exchange.layouts import board

        return board.document_of(parcel)
    raise ValueError(f"{parcel.what} is no document")
