"""The list of people: who is in which group, one row each, however many there are."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tui.app.look.item_list import ItemList
from tui.app.look.paint import BLANK, Row, Span, hint
from tui.app.people.crowd import Crowd
from tui.app.people.roster import Columns, Face, columns_for, group_row, head_rows, person_row

NO_MATCH = (Span("  no match", "muted"),)


def no_contacts() -> tuple[Span, ...]:
    """Return what is shown while nobody is there."""
    return (Span("  No contacts yet.  "), *hint("contact.add", "adds one"))


class PeopleList(ItemList):
    """Draws a crowd. The head of a group is part of the first person in it, and the blank row above it as well."""

    def __init__(self) -> None:
        super().__init__(id="people")
        self.kinds = ("person",)
        self.crowd: Crowd | None = None
        self.face: Face | None = None
        self.with_rule = True
        self._width = 0
        self._heads: Sequence[Row] = ()

    def show(self, crowd: Crowd, width: int, *, marked: bool, selected: str | None, rule: bool) -> None:
        """Show a crowd with one of them selected, who stays on their row of the screen."""
        before = self.crowd if self.with_rule == rule else None
        held = self._held(crowd, selected)
        self.crowd, self.with_rule, self._width = crowd, rule, width  # without a rule there is no air either
        self.face = Face(crowd, self._columns_for(crowd), self.host.glyphs, self.host.mask, marked)
        heads = head_rows(self.face.columns, self.host.glyphs, width)
        self._heads = heads if rule else heads[:1]
        if before is None or before.shown is not crowd.shown or before.starts != crowd.starts:
            heights = [1] * len(crowd.shown)
            for index in crowd.starts:
                heights[index] = 2 if index == 0 or not rule else 3
            self.set_heights(heights, held)
        else:
            self.refresh()
        self.select(crowd.index_of(selected))

    def mark(self, marked: bool) -> None:
        """Give the focus mark to the selected person, or take it away."""
        if self.face is not None and self.face.marked != marked:
            self.face = replace(self.face, marked=marked)
            if self.selected is not None:
                self.refresh_item(self.selected)

    def person_at(self, index: int | None) -> str | None:
        """Return the uid of the person at a place."""
        crowd = self.crowd
        if crowd is None or index is None or not 0 <= index < len(crowd.shown):
            return None
        return crowd.shown.uids[index]

    @property
    def rows_wanted(self) -> int:
        """How many rows show everything."""
        return len(self.head_rows()) + max(1, sum(self._heights))

    def head_rows(self) -> Sequence[Row]:
        """Return the heads of the columns, and the rule where there is room."""
        return self._heads

    def item_rows(self, index: int) -> Sequence[Row]:
        """Return a person, below the head of the group that begins there."""
        crowd, face = self.crowd, self.face
        if crowd is None or face is None or index >= len(crowd.shown):
            return ()
        row = person_row(face, crowd.shown[index], selected=index == self.selected)
        group = crowd.starts.get(index)
        if group is None:
            return (row,)
        airless = index == 0 or not self.with_rule
        return (group_row(group), row) if airless else (BLANK, group_row(group), row)

    def empty_row(self, y: int) -> Row:
        """Say what to do where there is nobody, or nobody who matches."""
        if y != 0 or self.crowd is None:
            return BLANK
        return Row(NO_MATCH if self.crowd.total else no_contacts())

    def on_resize(self) -> None:
        """Keep the selected person in sight, and no row empty that could show somebody."""
        super().on_resize()
        self.scroll_items(0)

    def _columns_for(self, crowd: Crowd) -> Columns:
        names, width = self.host.names_shown, self._width

        def fit() -> Columns:
            return columns_for(width, names=names, pid=max(4, len(str(crowd.last_number)) + 1))

        return crowd.memory.of("columns", (crowd.shown, width, names), fit)

    def _held(self, crowd: Crowd, selected: str | None) -> tuple[int, int] | None:
        """Return the selected person's new place, and the row of the body on which they are."""
        old = self.crowd.index_of(selected) if self.crowd is not None else None
        new = crowd.index_of(selected)
        if old is None or new is None or old >= len(self._heights):
            return None
        return new, self.line_of(old) - len(self.head_rows())

    def _gap(self, index: int) -> int:
        """Return how many of an item's rows are blank: none, whatever they are."""
        return 0
