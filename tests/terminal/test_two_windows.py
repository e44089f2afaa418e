"""Two people at one workspace, each with the program in a terminal of their own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.command import Command

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are of Unix", allow_module_level=True)

from tests.terminal.terminal import Terminal

CARD = "1 Establish communication"
SOON = 3.0
"""A change of the other is to be seen within one second; the machine may have other things to do."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


def quit_both(*terminals: Terminal) -> None:
    for terminal in terminals:
        terminal.keys("q")
        assert terminal.ends() == 0
        assert b"Traceback" not in terminal.received


def test_each_sees_the_other_while_typing(folder: Path) -> None:
    with Terminal(folder, "open", "CD") as one, Terminal(folder, "open", "CD") as two:
        one.wait(CARD).keys("L").wait("Moved 1 to DOING").wait("· saved ")
        two.wait("DOING 1/3", SOON).keys("n").wait("note on").keys("half a thought")
        two.wait("half a thought")
        one.keys("L").wait("Moved 1 to DONE").wait("· saved ")
        two.wait("DONE 1", SOON).wait("half a thought").keys(", and all of it\r").wait("Noted on")
        one.wait("≡1", SOON)
        quit_both(one, two)
    assert Command(folder).json("card", "show", "CD-1")["column"] == "done"


def test_both_edit_one_title(folder: Path) -> None:
    with Terminal(folder, "open", "CD") as one, Terminal(folder, "open", "CD") as two:
        one.wait(CARD).keys("K").keys("n").wait("note on 1").keys("Begun\r").wait("· saved ")
        two.wait("≡1", SOON).keys("e").wait("Edit CD-1").keys("\x15").keys("Words of two")
        two.wait("Words of two")
        one.keys("e").wait("Edit CD-1").keys("\x15").keys("Words of one\r").wait("Edited 1").wait("· saved ")
        two.wait("edited 1 Words of one", SOON).keys("\r").wait("CD-1 was changed elsewhere too")
        two.wait("Words of one").wait("Words of two").keys("m").wait("enter save").keys("\r").wait("Edited 1")
        one.wait("1 Words of two", SOON)
        quit_both(one, two)
    assert Command(folder).json("card", "show", "CD-1")["title"] == "Words of two"
