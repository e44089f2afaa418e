"""What differs between two states of a table is known from its layers, without a look at all of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.records.layers import FEW, differing, layered

CHANGES = st.lists(st.dictionaries(st.integers(0, 12), st.none() | st.text(max_size=2), max_size=4), max_size=8)


@pytest.mark.parametrize("size", [4, FEW + 20])
@given(CHANGES, CHANGES)
def test_no_key_is_missed_and_none_is_named_that_nobody_changed(
    size: int, some: list[dict[int, str | None]], others: list[dict[int, str | None]]
) -> None:
    before = dict.fromkeys(range(2, size), "")
    for change in some:
        before = layered(before, change)  # type: ignore[assignment]
    after = before
    for change in others:
        after = layered(after, change)  # type: ignore[assignment]
    keys = differing(before, after)
    assert keys is not None
    assert keys == differing(after, before)
    assert {key for key in range(size) if before.get(key) is not after.get(key)} <= keys
    assert keys <= {key for change in others for key in change}
    assert differing(after, after) == set()


def test_of_tables_that_share_nothing_it_is_not_known() -> None:
    assert differing(dict.fromkeys(range(FEW + 1), 0), dict.fromkeys(range(FEW + 1), 0)) is None
