"""Counts of people as the public may know them."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.evidence.small_cells import cell_of, is_small, suppressed

PARTS = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 12), min_size=1)


@pytest.mark.parametrize(("count", "shown"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5"), (23, "23")])
def test_small_cells(count: int, shown: str) -> None:
    assert cell_of(count) == shown


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"a": 7, "b": 9}, {"a": "7", "b": "9"}),
        ({"a": 2, "b": 3, "c": 9}, {"a": "<5", "b": "<5", "c": "9"}),
        ({"a": 2, "b": 6, "c": 9}, {"a": "<5", "b": "suppressed", "c": "9"}),
        ({"a": 1, "b": 1, "c": 9}, {"a": "<5", "b": "<5", "c": "suppressed"}),
        ({"a": 1, "b": 0, "c": 9}, {"a": "<5", "b": "0", "c": "suppressed"}),
        ({"a": 2}, {"a": "<5"}),
        ({"a": 4, "b": 4}, {"a": "<5", "b": "suppressed"}),
        ({"a": 4, "b": 4, "c": 9}, {"a": "<5", "b": "suppressed", "c": "9"}),
    ],
)
def test_what_would_tell_a_small_cell_is_suppressed_with_it(counts: dict[str, int], shown: dict[str, str]) -> None:
    assert suppressed(Counter(counts)) == shown


@pytest.mark.parametrize(
    ("counts", "whole", "shown"),
    [
        ({"a": 9}, 30, {"a": "9"}),
        ({"a": 3}, 30, {"a": "<5"}),
        ({"a": 9}, 12, {"a": "suppressed"}),
        ({"a": 7, "b": 8}, 12, {"a": "suppressed", "b": "suppressed"}),
        ({"a": 6, "b": 7}, 20, {"a": "6", "b": "7"}),
        ({"a": 3, "b": 9, "c": 6, "d": 6}, 12, {"a": "<5", "b": "suppressed", "c": "suppressed", "d": "suppressed"}),
    ],
)
def test_parts_that_are_not_the_whole_leave_no_few_to_be_told(
    counts: dict[str, int], whole: int, shown: dict[str, str]
) -> None:
    """Some are in several parts, or in none."""
    assert suppressed(counts, whole) == shown


@given(PARTS)
def test_no_suppressed_cell_can_be_subtracted_out(counts: dict[str, int]) -> None:
    """The sum is told where it is not small; to each count that is not, more than one number has to fit."""
    cells, whole = suppressed(counts), sum(counts.values())
    hidden = {name: cell for name, cell in cells.items() if not cell.isdecimal()}
    assert {name for name, count in counts.items() if is_small(count)} <= set(hidden)
    rest = sum(counts[name] for name in hidden)
    check_ranges(hidden, *((1, 4) if is_small(whole) else (rest, rest)))


@given(PARTS, st.integers(5, 40))
def test_whatever_parts_make_up_a_whole_none_of_them_can_be_subtracted_out(counts: dict[str, int], whole: int) -> None:
    """Nobody says which parts do: any that together are as many may."""
    cells = suppressed(counts, whole)
    if whole == sum(counts.values()):
        return
    for size in range(1, len(counts) + 1):
        for parts in combinations(counts, size):
            told = sum(counts[name] for name in parts if cells[name].isdecimal())
            hidden = [name for name in parts if not cells[name].isdecimal()]
            assert hidden or not is_small(whole - told), (counts, cells, parts)
            if sum(counts[name] for name in parts) == whole and len(hidden) > 1:
                check_ranges({name: cells[name] for name in hidden}, whole - told, whole - told)


def check_ranges(cells: dict[str, str], least: int, most: int) -> None:
    """Check that more than one number fits to each cell, if together they are between so many."""
    for name, cell in cells.items():
        others = [ends(each) for other, each in cells.items() if other != name]
        low, high = ends(cell)
        fits = max(low, least - sum(two for _, two in others)), min(high, most - sum(one for one, _ in others))
        assert fits[0] < fits[1], (cells, name)


def ends(cell: str) -> tuple[int, int]:
    """Return between what a count is for who reads its cell."""
    return (1, 4) if cell == "<5" else (0, 1000)
