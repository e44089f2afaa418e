"""What the demo's team would paste on Monday morning."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import Command
from tui.demo import build_demo

MONDAY = ("standup", "CD", "--at", "2026-11-23T09:11")
WHOLE = ("standup", "--since", "2026-11-20", "--at", "2026-11-23T09:11")


@pytest.mark.parametrize("form", ["text", "md", "slack", "html", "json"])
def test_its_report_is_the_same_to_the_byte(demo: Path, tmp_path: Path, form: str) -> None:
    build_demo(tmp_path / "other")
    first, again = (Command(demo).ok(*WHOLE, "--format", form) for _ in range(2))
    assert first == again == Command(tmp_path / "other").ok(*WHOLE, "--format", form)
    assert str(tmp_path) not in first


def test_monday_covers_friday_and_the_weekend(demo: Path) -> None:
    report = Command(demo).ok(*MONDAY, "--format", "md")
    title, _, since = report.splitlines()[:3]
    assert title == "# Standup — Customer Development (iteration 1) — Mon 2026-11-23"
    assert since.startswith("Since: Fri 2026-11-20 09:02")


def test_it_tells_what_a_team_has_to_know(demo: Path) -> None:
    report = Command(demo).ok(*MONDAY, "--format", "md")
    sections = [line[3:].partition(" (")[0] for line in report.splitlines() if line.startswith("## ")]
    assert sections == [
        *("Done", "Blocked", "Expedite", "In progress", "Customers", "Hypothesis"),
        *("Metrics", "Pulled today", "Last decisions", "Decisions", "Privacy due"),
    ]
    for words in (
        "learned: 2 of 3 prefer chat (P01, P04)",
        "waiting for legal to approve consent form v2",
        "over SLE 8 d — = not moved since Fri",
        "Today: 14:00 interview P05, CD-29 (take part ✓, be recorded ✗)",
        "Overdue: P02 (41 d, max 30, CD-2, CD-30)",
        "P03 — 2 d — export to CSV",
        "new ▼ P04: “I stopped writing because nobody answered.”",
    ):
        assert words in report, words


def test_it_names_nobody(demo: Path) -> None:
    names = [contact["name"] for contact in Command(demo).json("contact", "list")]
    report = Command(demo).ok(*WHOLE)
    assert names
    assert not [name for name in names if any(part in report for part in name.split() if len(part) > 3)]
