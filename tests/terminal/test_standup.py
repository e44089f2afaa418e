"""A whole standup over three experiments by keyboard, in a real pseudo-terminal: interrupted, taken up, written."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.command import Command

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are of Unix", allow_module_level=True)

from tests.terminal.terminal import Terminal

ENTER, LEAVE = "\r", "\x1b"


def prepare(command: Command) -> None:
    """Have three experiments run: something is blocked, something under way, something done."""
    command.ok("card", "move", "CD-1", "doing")
    command.ok("card", "block", "CD-1", "legal to approve the form")
    command.ok("card", "move", "CX-1", "doing")
    command.ok("card", "move", "CR-1", "done")


def test_a_standup_over_three_experiments(tmp_path: Path) -> None:
    folder, command = tmp_path / "workspace", Command(tmp_path / "workspace")
    prepare(command)
    with Terminal(folder) as terminal:
        terminal.wait("3 running").keys("S").wait("◆ pulse").wait("3 experiments")
        terminal.keys(" ").wait("◆ done").wait("CR-1")
        terminal.keys("n").wait("learned").keys("a map is understood faster").keys(ENTER).wait("Noted on 1")
        terminal.keys(" ").wait("◆ blocked").wait("legal to approve the form")
        terminal.keys("b").wait("not blocked any more")
        terminal.keys("m").wait("decision on CD-1").keys("@ana tell everybody by fri").keys(ENTER).wait(
            "Noted the decision"
        )
        terminal.keys(" ").wait("◆ doing").wait("CX-1").wait("· saved ")
        terminal.kill()
    with Terminal(folder) as terminal:
        terminal.wait("3 running").keys("S").wait("◆ doing").wait("CX-1").wait("@ana tell everybody")
        terminal.keys("L").wait("Moved 1 to DONE")
        terminal.keys("G").wait("Standup — 3 experiments").wait("LEAK CHECK")
        terminal.keys("w").wait("WRITTEN TO")
        terminal.keys(LEAVE).wait("3 running").keys("q")
        assert terminal.ends() == 0
    (written,) = (folder / "snapshots").iterdir()
    report = written.read_text(encoding="utf-8")
    for words in ("a map is understood faster", "tell everybody", "ana", "CX-1", "CR-1"):
        assert words in report, report
    assert "legal to approve" not in report
    done = report.split("## Done")[1].split("##")[0]
    assert "CX-1" in done
    (held,) = command.json("standups", "list")
    assert len(held["decisions"]) == 1
