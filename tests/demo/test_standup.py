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
        *("Done", "Blocked", "Expedite", "In progress", "Due, not begun", "Customers", "Hypothesis"),
        *("Metrics", "Pulled today", "Last decisions", "Decisions", "Privacy due"),
    ]
    for words in (
        "learned: 2 of 3 prefer chat (P01, P04)",
        "waiting for legal to approve consent form v2",
        "over SLE 8 d — = not moved since Fri",
        "Today: 14:00 interview P05, CD-29 (take part ✓, be recorded ✗)",
        "Tomorrow: 08:30 interview P02, CD-30 (take part ✓, be recorded ✗)",
        "Soon: P02 overdue, met tomorrow 08:30",
        "Due: P11 (18 d, ideal 14, CD-5), P07 (15 d, ideal 14, CD-3, CD-6)",
        "touchpoints 2/3 this week, 3 last week",
        "! CD-30 Write interview guide for churned accounts — TODO — due tomorrow — ana",
        "□ Interview P05 without a recording — ben — due today — CD-29",
        "! Answer requests before new research — ben — 3d late — CD-3",
        "Legal gets the consent form today — ana — done last Fri — CD-2",
        "P03 — 2 d — export to CSV",
        "new ▼ P04: “I stopped writing because nobody answered.”",
    ):
        assert words in report, words


def test_what_is_done_is_told_also_where_it_is_put_away_or_on_again(demo: Path) -> None:
    report = Command(demo).ok("standup", "--at", "2026-11-23T09:11")
    assert "✓ CX-9 Answer from one shared list — DONE, archived — 5 d" in report
    assert "✓ CX-7 Monitor and measure — TODO — recurring, done last Fri\n" in report
    assert "✓ Finish the shared list before anything else — cleo — card done last Fri — CX-9" in report


def test_it_names_nobody(demo: Path) -> None:
    names = [contact["name"] for contact in Command(demo).json("contact", "list")]
    report = Command(demo).ok(*WHOLE)
    assert names
    assert not [name for name in names if any(part in report for part in name.split() if len(part) > 3)]


def test_whoever_gets_no_such_texts_is_not_told_what_became_of_decisions(demo: Path) -> None:
    data = Command(demo).json(*WHOLE, "--profile", "public")
    assert (data["decided_before"], data["customers"]["ahead"], data["customers"]["met"]) == ([], [], [])
    assert "last decisions" in {each["what"] for each in data["left_out"]}
    told = Command(demo).json(*WHOLE)
    assert [(each["state"], each["late"]) for each in told["decided_before"]] == [
        *(("done", 0), ("card_done", 0), ("open", 0), ("overdue", 3)),
    ]
    assert [(each["person"], each["overdue"], each["day"]) for each in told["customers"]["met"]] == [
        ("P02", True, "2026-11-24")
    ]
    assert told["pulse"]["last_week"] == 6
    assert told["doing"][0]["card"] == {
        "key": "CD-3",
        "title": "Listen and respond to customer feedback",
        "column": "DOING",
    }
