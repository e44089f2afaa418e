"""What differs between two states of a table is known without a look at all of it, and who looks at all keeps none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from tui.domain.records.layers import FEW, Layered, Unread, differing, layered, passing

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


class Row(Struct):
    """A glance at a record."""

    row: int


def test_who_looks_at_all_records_once_keeps_none_of_them() -> None:
    reads: list[int] = []

    def read(row: int) -> str:
        reads.append(row)
        return f"record {row}"

    table = Unread({str(row): Row(row) for row in range(600)}, read)
    assert table["3"] == "record 3"
    changed = Layered[str, str](table, {"4": "another record", "new": "a new record"})
    assert [*passing(changed, ("3", "4", "5", "new"))] == ["record 3", "another record", "record 5", "a new record"]
    assert reads == [3, 5]
    assert changed["5"] == table["5"] == "record 5"
    assert reads == [3, 5, 5]


def test_small_tables_that_were_not_read_are_not_read_to_be_compared() -> None:
    def read(row: int) -> str:
        raise AssertionError(row)

    table = Unread({str(row): Row(row) for row in range(9)}, read)
    assert differing(table, layered(table, {"4": "another record"})) == {"4"}
