from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.command import Command
from tui.demo import DEMO_NOW, build_demo, clock_from
from tui.domain.errors import NotAllowed

READINGS = (
    ("card", "list", "CD"),
    ("card", "list", "CX"),
    ("contact", "list"),
    ("note", "list"),
    ("touchpoint", "list"),
    ("experiment", "list"),
    ("log",),
)


def test_two_demos_are_the_same_to_the_byte(demo: Path, tmp_path: Path) -> None:
    build_demo(tmp_path / "other")
    for name in ("research.json", "people.json", "custdev.yaml"):
        assert (tmp_path / "other" / name).read_bytes() == (demo / name).read_bytes(), name
    for reading in READINGS:
        assert Command(tmp_path / "other").json(*reading) == Command(demo).json(*reading), reading


def test_what_names_people_is_for_their_keeper_only(demo: Path) -> None:
    assert (demo / "people.json").stat().st_mode & 0o077 == 0
    assert "@example.com" not in (demo / "research.json").read_text(encoding="utf-8")


def test_a_workspace_that_is_there_is_left_alone(demo: Path) -> None:
    before = (demo / "research.json").read_bytes()
    with pytest.raises(NotAllowed):
        build_demo(demo)
    assert (demo / "research.json").read_bytes() == before


def test_the_clock_runs_on_from_where_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    passed = [5_000_000_000]
    monkeypatch.setattr("time.monotonic_ns", lambda: passed[0])
    clock = clock_from(DEMO_NOW)
    assert clock() == DEMO_NOW
    passed[0] += 61_234_567_890
    assert clock() == DEMO_NOW + timedelta(seconds=61, milliseconds=234)
