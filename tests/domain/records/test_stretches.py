"""Many uids in stretches are read like a tuple, and most of them are shared with what they were made of."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.records import stretches
from tui.domain.records.stretches import LENGTH, Stretches, Uids, in_stretches, place_among, put_in, take_out

NAMES = st.text("abc", min_size=1, max_size=3)
STEPS = st.lists(st.tuples(NAMES, st.booleans()), max_size=60)


@pytest.fixture(scope="module", autouse=True)
def _short() -> object:
    """Cut into stretches early, so that few uids show what many do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stretches, "LENGTH", 3)
        yield


@given(st.lists(NAMES, max_size=30), STEPS)
def test_uids_that_come_and_go_stay_in_order_and_what_they_came_of_stays_as_it_was(
    first: list[str], steps: list[tuple[str, bool]]
) -> None:
    states: list[tuple[list[str], Uids]] = [(sorted(first), in_stretches(sorted(first)))]
    for name, goes in steps:
        names, uids = states[-1]
        at = place_among(uids, name, str)
        assert names[at - 1 : at] < [name]
        assert at == len(names) or names[at] >= name
        if not goes:
            states.append(([*names[:at], name, *names[at:]], put_in(uids, at, name)))
        elif at < len(names):
            states.append(([*names[:at], *names[at + 1 :]], take_out(uids, at)))
    for names, uids in states:
        assert_same(uids, names)


def assert_same(uids: Uids, names: list[str]) -> None:
    """Everything that can be asked of uids has the answer of a tuple."""
    assert [*uids] == names
    assert uids == tuple(names)
    assert uids != ("x", *names[1:])
    assert len(uids) == len(names)
    assert bool(uids) == bool(names)
    assert all(uids[at] == name and uids[at - len(names)] == name for at, name in enumerate(names))
    for start, end in ((0, 3), (2, 9), (4, None), (-3, None), (None, None), (9, 2)):
        assert uids[start:end] == tuple(names[start:end])
    assert uids[::-1] == tuple(reversed(uids)) == tuple(names[::-1])
    assert all((name in uids) == (name in names) for name in ("a", "bb", "none"))
    for at in (len(names), -len(names) - 1):
        with pytest.raises(IndexError):
            uids[at]


def test_of_many_no_more_than_one_stretch_is_made_anew() -> None:
    many = in_stretches([f"{number:04}" for number in range(40)])
    assert isinstance(many, Stretches)
    for changed in (put_in(many, 17, "0016x"), take_out(many, 17)):
        assert isinstance(changed, Stretches)
        anew = [part for part in changed._parts if not any(part is other for other in many._parts)]
        assert len(anew) == 1
    assert [*many] == sorted(many)


def test_of_many_few_are_looked_at_to_find_a_place() -> None:
    names = [f"{number:06}" for number in range(3000)]
    many, asked = in_stretches(names), list[str]()

    def place_of(uid: str) -> str:
        asked.append(uid)
        return uid

    for name in names[::100]:
        assert many[place_among(many, name, place_of)] == name
    assert len(asked) < 20 * len(names[::100])


def test_a_stretch_that_grows_is_cut() -> None:
    uids = in_stretches(["a"] * 20)
    for _ in range(200):
        uids = put_in(uids, 5, "a")
    assert isinstance(uids, Stretches)
    assert max(map(len, uids._parts)) <= 2 * stretches.LENGTH < LENGTH
    assert all(uids._parts)
    assert all(low < high for low, high in pairwise(uids._ends))
