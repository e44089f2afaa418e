from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ulid import ULID

from tui.domain.records.ulid import CHANCE_BYTES, milliseconds_of, ulid
from tui.session.uids import Uids

AT = datetime(2026, 11, 23, 9, 11, 0, 123_000, tzinfo=UTC)


@given(
    st.datetimes(datetime(1970, 1, 1), datetime(9999, 1, 1), timezones=st.just(UTC)),
    st.binary(min_size=CHANCE_BYTES, max_size=CHANCE_BYTES),
)
def test_an_id_is_a_ulid(at: datetime, chance: bytes) -> None:
    milliseconds = milliseconds_of(at)
    written = ulid(milliseconds, int.from_bytes(chance))
    assert written == str(ULID.from_bytes(milliseconds.to_bytes(6) + chance))
    assert abs(ULID.from_str(written).datetime - at) < timedelta(milliseconds=1)


@given(st.lists(st.tuples(st.integers(0, 2**48 - 1), st.integers(0, 2**80 - 1)), min_size=2, max_size=5, unique=True))
def test_ids_sort_by_time_and_then_by_what_was_drawn(drawn: list[tuple[int, int]]) -> None:
    assert sorted(ulid(*one) for one in drawn) == [ulid(*one) for one in sorted(drawn)]


def test_ids_of_one_millisecond_sort_as_they_were_drawn() -> None:
    uids = Uids()
    drawn = [uids.draw(AT) for _ in range(1000)]
    assert drawn == sorted(set(drawn))
    assert {uid[:10] for uid in drawn} == {str(ULID.from_datetime(AT))[:10]}


def test_another_millisecond_is_drawn_anew() -> None:
    uids = Uids()
    drawn = [uids.draw(AT + timedelta(milliseconds=turn % 2)) for turn in range(100)]
    assert len({uid[10:18] for uid in drawn}) == 100


def test_two_who_draw_have_nothing_in_common() -> None:
    assert Uids().draw(AT)[10:18] != Uids().draw(AT)[10:18]


def test_threads_draw_no_id_twice() -> None:
    uids = Uids()
    with ThreadPoolExecutor(8) as threads:
        drawn = list(threads.map(uids.draw, [AT] * 4000))
    assert len(set(drawn)) == 4000


@pytest.mark.parametrize("year", [1, 1969])
def test_a_clock_that_stands_before_the_time_of_computers_counts_as_its_beginning(year: int) -> None:
    assert Uids().draw(datetime(year, 6, 1, tzinfo=UTC)).startswith("0" * 10)
