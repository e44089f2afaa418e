"""Kills at random moments and several writers at once: what was acknowledged is there, once, and whole."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def torture(*arguments: object) -> dict[str, int]:
    """Run it in a process of its own and return what it counted."""
    command = [sys.executable, "-m", "tests.store.torture", *map(str, arguments)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    counted: dict[str, int] = json.loads(ended.stdout)
    return counted


def test_killed_at_random_moments() -> None:
    assert torture("kills", 20, 7)["acknowledged"] > 0


def test_two_writers_on_one_record() -> None:
    assert torture("together", 2, 60)["changes"] == 120


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_a_thousand_kills(seed: int) -> None:
    assert torture("kills", 250, seed)["acknowledged"] > 250


@pytest.mark.slow
@pytest.mark.parametrize("writers", [2, 4])
def test_writers_at_once(writers: int) -> None:
    assert torture("together", writers, 500)["changes"] == 500 * writers


@pytest.mark.slow
@pytest.mark.parametrize("writers", [2, 4])
@pytest.mark.parametrize("seed", range(3))
def test_writers_at_once_killed_and_started_again(writers: int, seed: int) -> None:
    counted = torture("killed", writers, 500, seed)
    assert counted["acknowledged"] >= 500 * writers
    assert counted["kills"] > 10


@pytest.mark.slow
@pytest.mark.parametrize("writers", [2, 4])
def test_people_at_once_on_one_board(writers: int) -> None:
    assert torture("sessions", writers, 500)["changes"] == 500 * writers
