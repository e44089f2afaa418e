"""A list shows of its items what is in sight, as if it knew where each of them stands, and measures no others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Any

import pytest
from textual.geometry import Size

from tui.app.look.item_list import ItemList
from tui.app.look.paint import Row, Span

WIDTH = 20
HEAD = 2


class Measured(Sequence[int]):
    """Heights that remember which of them were asked for."""

    def __init__(self, heights: Sequence[int]) -> None:
        self.heights = heights
        self.asked: set[int] = set()

    def __len__(self) -> int:
        return len(self.heights)

    def __getitem__(self, index: int) -> int:  # type: ignore[override]
        self.asked.add(index)
        return self.heights[index]


class Listing(ItemList):
    """A list of a size, without a screen; an item of more than one row ends with a blank one."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self.height = height
        self.heights: Sequence[int] = ()

    @property
    def size(self) -> Size:
        return Size(WIDTH, self.height)

    def refresh(self, *_: Any, **__: Any) -> Any:
        return self

    def head_rows(self) -> Sequence[Row]:
        return (Row(),) * HEAD

    def item_rows(self, index: int) -> Sequence[Row]:
        return [Row((Span(f"{index}.{row}"),)) for row in range(content(self.heights[index]))]

    def lay_out(self, heights: Sequence[int], held: tuple[int, int] | None = None) -> None:
        self.heights = heights
        self.set_heights(heights, held)

    def shown(self) -> list[str]:
        return [self.row(y).text for y in range(HEAD, self.height)]


class Table:
    """The same list as somebody reckons who knows the place of every row."""

    def __init__(self, height: int) -> None:
        self.body = max(1, height - HEAD)
        self.scroll = 0
        self.tops: list[int] = []
        self.total = 0
        self.heights: Sequence[int] = ()
        self.selected: int | None = None

    def lay_out(self, heights: Sequence[int], held: tuple[int, int] | None = None) -> None:
        self.heights = heights
        *self.tops, self.total = accumulate(heights, initial=0)
        if held is not None:
            self.scroll = self.tops[held[0]] - held[1]
        self.scroll_items(0)

    def scroll_items(self, rows: int) -> None:
        self.scroll = max(0, min(self.scroll + rows, self.total - self.body))

    def select(self, index: int) -> None:
        self.selected = index
        top, is_last = self.tops[index], index == len(self.tops) - 1
        lowest = top + content(self.heights[index]) - self.body + (0 if is_last else 1)
        self.scroll = max(0, min(max(self.scroll, lowest), top))

    def page_length(self, step: int) -> int:
        if self.selected is None:
            return 1
        target = max(0, self.tops[self.selected] + step * max(1, self.body - 2))
        return max(1, abs(bisect_right(self.tops, target) - 1 - self.selected))

    def item_at(self, y: int) -> int | None:
        position = y - HEAD + self.scroll
        return bisect_right(self.tops, position) - 1 if y >= HEAD and position < self.total else None

    def shown(self) -> list[str]:
        rows = [f"{index}.{row}" for index, height in enumerate(self.heights) for row in range(height)]
        blank = {f"{index}.{height - 1}" for index, height in enumerate(self.heights) if height > 1}
        lines = [*rows[self.scroll : self.scroll + self.body], *[""] * self.body][: self.body]
        ends = [top + content(height) for top, height in zip(self.tops, self.heights, strict=True)]
        bottom = self.scroll + self.body
        if ends and ends[-1] > bottom:
            lines[-1] = f"  {sum(end > bottom - 1 for end in ends)} more below"
        return ["" if line in blank else line for line in lines]


def content(height: int) -> int:
    """Return how many rows of an item are not blank."""
    return max(1, height - 1)


@pytest.mark.parametrize("seed", range(60))
def test_it_shows_what_it_would_if_it_knew_where_every_item_stands(seed: int) -> None:
    chance = Random(seed)
    height = chance.randint(HEAD + 1, 16)
    listing, table = Listing(height), Table(height)
    for _ in range(60):
        count = len(table.heights)
        what = chance.choice(("lay_out", "hold", "select", "scroll", "jump"))
        if what in ("lay_out", "hold") or not count:
            heights = [chance.randint(1, 5) for _ in range(chance.randint(0, 30))]
            held = (chance.randrange(len(heights)), chance.randint(-4, 12)) if heights and what == "hold" else None
            listing.selected = table.selected = None
            listing.lay_out(heights, held)
            table.lay_out(heights, held)
        elif what == "select":
            index = chance.randrange(count)
            listing.select(index)
            table.select(index)
        elif what == "scroll":
            rows = chance.choice((-3, 3, chance.randint(-200, 200)))
            listing.scroll_items(rows)
            table.scroll_items(rows)
        else:
            rows = chance.randint(0, table.total)
            listing.scroll = table.scroll = rows
            listing.scroll_items(0)
            table.scroll_items(0)
        assert (listing.scroll, listing.shown()) == (table.scroll, table.shown()), what
        assert [listing.page_length(step) for step in (-1, 1)] == [table.page_length(step) for step in (-1, 1)]
        places = range(height + 4)
        assert [*map(listing.item_at, places)] == [*map(table.item_at, places)]
        lines = [listing.line_of(index) - HEAD + listing.scroll for index in range(len(table.tops))]
        assert lines == table.tops


@pytest.mark.parametrize("count", [1_000, 100_000])
def test_no_item_is_measured_that_is_not_near_what_is_in_sight(count: int) -> None:
    listing, heights = Listing(20), Measured([3] * count)
    listing.lay_out(heights)
    asked: list[set[int]] = []

    def done() -> None:
        listing.shown()
        asked.append(set(heights.asked))
        heights.asked.clear()

    done()
    for index in (0, 1, count - 1, count // 2):
        listing.select(index)
        done()
        listing.scroll_items(3)
        done()
    assert min(listing.page_length(-1), listing.page_length(1)) > 1
    done()
    listing.lay_out(heights, (count // 3, 5))
    done()
    assert max(map(len, asked)) <= 2 * 20
