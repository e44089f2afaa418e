"""What is worked out once stays as long as what it follows from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count

import pytest

from tui.app.look.memory import Memory
from tui.domain.people.policy import Policy

TABLE: dict[str, int] = {}

# Two sets of facts, and whether what follows from the first stands for the second.
FACTS: list[tuple[tuple[object, ...], tuple[object, ...], bool]] = [
    ((TABLE, "due"), (TABLE, "".join(("d", "ue"))), True),
    ((TABLE, date(2026, 3, 2)), (TABLE, date(2026, 3, 2)), True),
    ((TABLE, date(2026, 3, 2)), (TABLE, date(2026, 3, 3)), False),
    ((TABLE, Policy()), (TABLE, Policy()), True),
    ((TABLE, Policy()), (TABLE, Policy(asks=7)), False),
    ((TABLE,), ({},), False),
    (((),), ((), ()), False),
    (([1],), ([1],), False),
    ((None, True), (None, True), True),
    ((None,), (True,), False),
]


@pytest.fixture(name="work")
def _work() -> Callable[[], int]:
    return count().__next__


@pytest.mark.parametrize(("before", "after", "stays"), FACTS)
def test_what_is_large_is_the_same_only_where_it_is_the_very_same(
    before: tuple[object, ...], after: tuple[object, ...], stays: bool, work: Callable[[], int]
) -> None:
    memory = Memory()
    assert memory.of("figure", before, work) == 0
    assert memory.of("figure", after, work) == (0 if stays else 1)


def test_each_key_has_a_memory_of_its_own(work: Callable[[], int]) -> None:
    memory = Memory()
    assert [memory.of(key, (TABLE,), work) for key in ("one", "other", "one")] == [0, 1, 0]


def test_what_holds_too_much_begins_anew(work: Callable[[], int]) -> None:
    memory = Memory(most=2)
    assert [memory.of(key, (TABLE,), work) for key in "aba"] == [0, 1, 0]
    assert memory.of("c", (TABLE,), work) == 2
    assert memory.of("a", (TABLE,), work) == 3


def test_what_is_cleared_is_worked_out_again(work: Callable[[], int]) -> None:
    memory = Memory()
    memory.of("figure", (TABLE,), work)
    memory.clear()
    assert memory.of("figure", (TABLE,), work) == 1
