"""What scrubbing costs: in proportion to the text, whatever stands in it, and little where nobody is."""

from __future__ import annotations

import sys
import time

import pytest

from tests.bench.scrubbing import NASTY, PEOPLE, nasty, ordinary
from tui.domain.privacy.names import Scrubber
from tui.domain.privacy.names.people_index import Index

SMALL = 6_000
LARGE = 2 * SMALL
LIMIT = 3.0
ROUNDS = 5


@pytest.mark.parametrize("leftovers", [False, True])
@pytest.mark.parametrize("kind", NASTY)
def test_twice_the_text_takes_about_twice_the_steps(kind: str, leftovers: bool) -> None:
    small, large = nasty(NASTY[kind], SMALL), nasty(NASTY[kind], LARGE)
    assert steps(large, leftovers=leftovers) < LIMIT * steps(small, leftovers=leftovers) + 1_000


@pytest.mark.slow
@pytest.mark.parametrize("kind", NASTY)
def test_twice_the_text_takes_no_more_than_about_twice_the_time(kind: str) -> None:
    small, large = nasty(NASTY[kind], SMALL), nasty(NASTY[kind], LARGE)
    assert cost(large) < LIMIT * cost(small) + 0.002


@pytest.mark.slow
@pytest.mark.parametrize("kind", NASTY)
def test_leftovers_take_time_in_proportion(kind: str) -> None:
    small, large = nasty(NASTY[kind], SMALL), nasty(NASTY[kind], LARGE)
    assert cost(large, leftovers=True) < LIMIT * cost(small, leftovers=True) + 0.004


def test_nobody_is_worked_out_whom_no_text_names(monkeypatch: pytest.MonkeyPatch) -> None:
    worked_out: list[int] = []
    monkeypatch.setattr(Index, "_expand", lambda _, number: worked_out.append(number))
    scrubber = Scrubber(PEOPLE)
    for number in range(100):
        scrubber.scrub(f"Ask how the export of week {number} is used")
    assert worked_out == []


def test_what_is_only_scrubbed_makes_no_list_of_suspicions() -> None:
    scrubber = Scrubber(PEOPLE)
    scrubber.scrub(ordinary(2_000))
    assert scrubber._suspicion is None


def steps(text: str, *, leftovers: bool) -> int:
    """Return how many calls a text takes, once everybody in it is worked out: the same on every machine."""
    scrubber = Scrubber(PEOPLE)
    act = scrubber.leftovers if leftovers else scrubber.hits
    act(text[:500])
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        act(text)
    finally:
        sys.setprofile(None)
    return count


def cost(text: str, *, leftovers: bool = False) -> float:
    """Return the CPU seconds that a text takes at best, once everybody in it is worked out."""
    scrubber = Scrubber(PEOPLE)
    act = scrubber.leftovers if leftovers else scrubber.hits
    act(text[:500])
    seconds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        act(text)
        seconds.append(time.process_time() - start)
    return min(seconds)
