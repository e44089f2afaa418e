"""Giving out by keyboard, in a real pseudo-terminal: looked at, written, printed when the program is left."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.command import Command

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are of Unix", allow_module_level=True)

from tests.terminal.terminal import Terminal

ENTER, LEAVE = "\r", "\x1b"


def test_a_snapshot_is_looked_at_and_then_written(tmp_path: Path) -> None:
    folder, command = tmp_path / "workspace", Command(tmp_path / "workspace")
    command.ok("card", "move", "CD-1", "doing")
    with Terminal(folder, "open", "CD") as terminal:
        terminal.wait("1 Establish communication").keys("w").wait("the very bytes").wait("# Customer Development (CD")
        assert not (folder / "snapshots").exists()
        terminal.keys(ENTER).wait("Wrote ").wait("· saved ")
        terminal.keys("w").wait("the very bytes").keys("jj").wait("█ goes to").keys("ll").wait("when custdev is left")
        terminal.keys(ENTER).wait("printed when custdev is left").keys("q")
        assert terminal.ends() == 0
    (written,) = (folder / "snapshots").iterdir()
    assert written.stat().st_mode & 0o777 == 0o600
    text = written.read_text(encoding="utf-8")
    assert text.startswith("# Customer Development (CD, iteration 1)")
    printed = terminal.received.decode("utf-8", errors="replace").rpartition("\x1b[?1049l")[2]
    assert "# Customer Development (CD, iteration 1)" in printed
    assert "## DOING" in printed


def test_esc_leaves_nothing_behind(tmp_path: Path) -> None:
    folder, command = tmp_path / "workspace", Command(tmp_path / "workspace")
    command.ok("card", "move", "CD-1", "doing")
    with Terminal(folder, "open", "CD") as terminal:
        terminal.wait("1 Establish communication").keys("w").wait("the very bytes")
        terminal.keys(LEAVE).wait("H L move").keys("q")
        assert terminal.ends() == 0
    assert not (folder / "snapshots").exists()
