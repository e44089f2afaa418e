"""Lays out parcels as documents to be read: one module a kind of thing that leaves, loaded when it is used."""

from __future__ import annotations

from importlib import import_module

from tui.exchange.document import Document
from tui.exchange.parcel import Parcel, What

_MODULES: dict[What, str] = {"report": "report", "flow": "flow", "board": "board", "column": "board", "card": "board"}


def document_of(parcel: Parcel) -> Document:
    """Return a parcel as a document; those of tables and contacts have none.

    Raises:
        ValueError: It is of a kind that is no document.
    """
    if parcel.what not in _MODULES:
        raise ValueError(f"{parcel.what} is no document")
    document: Document = import_module(f"{__name__}.{_MODULES[parcel.what]}").document_of(parcel)
    return document
