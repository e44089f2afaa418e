"""Cells of a table for spreadsheets."""

from __future__ import annotations

from tui.domain.text import clean_line

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def plain_cell(text: str) -> str:
    """Return a text as a cell that no spreadsheet runs: what would begin a formula gets an apostrophe before it."""
    guarded = f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
    return clean_line(guarded)
