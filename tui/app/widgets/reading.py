"""A text to read, in rows that scroll."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.paint import Row
from tui.app.widgets.rows import ItemList


class Reading(ItemList):
    """Rows on a dialog's surface, without a selection."""

    background = "panel"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Show rows from the top."""
        self.rows = rows
        self.set_heights([1] * len(rows))

    def item_rows(self, index: int) -> Sequence[Row]:
        """Return one row."""
        return self.rows[index : index + 1]
