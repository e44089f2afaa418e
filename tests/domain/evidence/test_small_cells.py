"""Counts of people as the public may know them."""

from __future__ import annotations

from collections import Counter

import pytest

from tui.domain.evidence.ledger import cell_of, suppressed


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
    ],
)
def test_what_would_tell_a_small_cell_is_suppressed_with_it(counts: dict[str, int], shown: dict[str, str]) -> None:
    assert suppressed(Counter(counts)) == shown
