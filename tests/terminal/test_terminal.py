"""The command as people start it, in a real pseudo-terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.command import Command

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are of Unix", allow_module_level=True)

from tests.terminal.terminal import Terminal

CARD = "1 Establish communication"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


def work(terminal: Terminal) -> None:
    """Move the first card, write a note on it, and make a person known."""
    terminal.wait(CARD).keys("L").wait("Moved 1 to DOING")
    terminal.keys("n").wait("note on 1").keys("They answer by chat\r").wait("Noted on 1")
    terminal.keys("c").wait("link to 1").keys("Grace Hopper\r").wait("Made P01 and linked them to 1")
    terminal.wait("· saved ")


def is_all_there(folder: Path, *arguments: str) -> None:
    with Terminal(folder, *arguments) as again:
        again.wait("DOING 1/3").wait("P01").wait("≡1")
        again.keys("l\r").wait("They answer by chat").wait("TODO → DOING")
        again.keys("*").wait("Grace Hopper")
        again.keys("\x1b").wait("H L move").keys("q")
        assert again.ends() == 0


def test_work_quit_and_start_again(folder: Path) -> None:
    with Terminal(folder, "open", "CD") as terminal:
        work(terminal)
        terminal.keys("q")
        assert terminal.ends() == 0
        assert b"\x1b[?1049l" in terminal.received.split(b"\x1b[?1049h")[-1]
        assert terminal.received.rindex(b"\x1b[?25h") > terminal.received.rindex(b"\x1b[?25l")
        for mode in (b"1000", b"1003", b"1006", b"2004"):
            assert terminal.received.rfind(b"\x1b[?" + mode + b"l") > terminal.received.rfind(b"\x1b[?" + mode + b"h")
        assert b"Traceback" not in terminal.received
    is_all_there(folder)


def test_what_was_saved_survives_a_kill(folder: Path) -> None:
    with Terminal(folder, "open", "CD") as terminal:
        work(terminal)
        terminal.kill()
    is_all_there(folder, "open", "CD")


def test_another_process_is_seen_on_the_open_board(folder: Path) -> None:
    with Terminal(folder, "open", "CD") as terminal:
        terminal.wait(CARD).keys("L").wait("Moved 1 to DOING").wait("· saved ")
        assert Command(folder).json("card", "move", "CD-2", "done")["column"] == "done"
        terminal.wait("DONE 1", patience=2)
        Command(folder).ok("card", "edit", "CD-3", "--title", "Hear them out")
        terminal.wait("Hear them out", patience=2)
        terminal.keys("u").wait("Undid: move 1 to DOING")
        assert Command(folder).json("card", "show", "CD-1")["column"] == "todo"
        terminal.keys("q")
        assert terminal.ends() == 0


def test_shift_arrows_paste_and_resize(folder: Path) -> None:
    with Terminal(folder, "open", "CD") as terminal:
        terminal.wait(CARD).keys("\x1b[1;2C").wait("Moved 1 to DOING")
        terminal.keys("n").wait("note on 1")
        terminal.keys("\x1b[200~pasted [/] \u202etext\x1b[201~").wait("pasted [/] text")
        terminal.keys("\x1b[200~\x1b]0;owned\x07\x1b[201~").wait("owned").keys("\r").wait("Noted on 1")
        assert b"\x1b]0;owned" not in terminal.received
        assert "\u202e".encode() not in terminal.received
        terminal.screen.resize(24, 80)
        terminal.process.setwinsize(24, 80)
        terminal.wait("it. 1 · day 1")
        terminal.keys("q")
        assert terminal.ends() == 0


def test_a_first_start_writes_nothing(folder: Path) -> None:
    with Terminal(folder) as terminal:
        terminal.wait("none running yet").wait("Customer Retention Experiment")
        terminal.keys("\r").wait(CARD).keys("q")
        assert terminal.ends() == 0
    assert not folder.exists()
