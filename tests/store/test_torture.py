"""Kills at random moments and several writers at once: what was acknowledged is there, once, and whole."""

from __future__ import annotations

import pytest

from tests.store.apart import counted


def test_killed_at_random_moments() -> None:
    assert counted("torture", "kills", 20, 7)["acknowledged"] > 0


def test_two_writers_on_one_record() -> None:
    assert counted("torture", "together", 2, 60)["changes"] == 120


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_a_thousand_kills(seed: int) -> None:
    assert counted("torture", "kills", 250, seed)["acknowledged"] > 250


@pytest.mark.slow
@pytest.mark.parametrize("writers", [2, 4])
def test_writers_at_once(writers: int) -> None:
    assert counted("torture", "together", writers, 500)["changes"] == 500 * writers


@pytest.mark.slow
@pytest.mark.parametrize("writers", [2, 4])
@pytest.mark.parametrize("seed", range(3))
def test_writers_at_once_killed_and_started_again(writers: int, seed: int) -> None:
    done = counted("torture", "killed", writers, 500, seed)
    assert done["acknowledged"] >= 500 * writers
    assert done["kills"] >= 5


@pytest.mark.slow
@pytest.mark.parametrize("writers", [2, 4])
def test_people_at_once_on_one_board(writers: int) -> None:
    assert counted("torture", "sessions", writers, 500)["changes"] == 500 * writers
