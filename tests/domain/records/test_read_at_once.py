"""Who asks for many records has them read many at a time, and gets what one after the other would give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from tests.domain.records.test_layers import Row
from tui.domain.records.layers import Unread, layered, passing, several

MANY = 5000
AT_MOST = 25


class Shelf:
    """Records that are read; `batches` are the rows that were read at once, `singles` those that were read alone."""

    def __init__(self) -> None:
        self.batches: list[Sequence[int]] = []
        self.singles: list[int] = []
        self.table = Unread({str(row): Row(row) for row in range(MANY)}, self._read, self._read_all)

    def _read(self, row: int) -> str:
        self.singles.append(row)
        return f"record {row}"

    def _read_all(self, rows: Sequence[int]) -> Iterable[str]:
        self.batches.append(rows)
        return (f"record {row}" for row in rows)

    @property
    def rows(self) -> list[int]:
        """The rows that were read at once."""
        return [row for batch in self.batches for row in batch]


def test_all_records_of_a_table_are_read_at_once_and_kept() -> None:
    shelf = Shelf()
    first = shelf.table["7"]
    assert [*shelf.table.values()] == [f"record {row}" for row in range(MANY)]
    assert shelf.table["7"] is first
    assert shelf.rows == [row for row in range(MANY) if row != 7]
    assert len(shelf.batches) < AT_MOST
    assert [*shelf.table.values()] == [*map(shelf.table.__getitem__, shelf.table)]
    assert len(shelf.rows) == MANY - 1
    assert shelf.singles == [7]


def test_who_looks_at_the_first_record_alone_has_no_others_read() -> None:
    shelf = Shelf()
    assert next(iter(shelf.table.values())) == "record 0"
    assert [*islice(passing(shelf.table, ("5", *shelf.table)), 1)] == ["record 5"]
    assert shelf.rows == [0, 5]


def test_what_passes_by_is_read_at_once_in_any_order_and_not_kept() -> None:
    shelf = Shelf()
    changed = layered(shelf.table, {"3": "another record", "new": "a new record"})
    assert shelf.table["4"] == "record 4"
    uids = ["new", *reversed([*shelf.table]), "3"]
    expected = ["a new record", *(f"record {row}" for row in reversed(range(MANY))), "another record"]
    expected[uids.index("3")] = "another record"
    assert [*passing(changed, uids)] == expected
    assert {*shelf.rows} == {*range(MANY)} - {3, 4}
    assert len(shelf.batches) < AT_MOST
    assert dict.keys(shelf.table) == {"4"}


def test_several_records_are_read_at_once_and_kept() -> None:
    shelf = Shelf()
    changed = layered(shelf.table, {"3": "another record"})
    uids = ["9", "3", *map(str, range(100, 1100))]
    assert several(changed, uids) == ["record 9", "another record", *(f"record {row}" for row in range(100, 1100))]
    assert len(shelf.batches) < AT_MOST
    assert not shelf.singles
    assert several(changed, uids)[-1] is shelf.table["1099"]
    assert len(shelf.rows) == 1001


def test_several_records_are_read_side_by_side_in_whatever_order_they_are_asked_for() -> None:
    shelf = Shelf()
    uids = [str(row) for first in range(7) for row in reversed(range(first, MANY, 7))]
    assert several(shelf.table, uids) == [f"record {uid}" for uid in uids]
    assert shelf.rows == [*range(MANY)]
