"""The first hour on an empty workspace, in a real pseudo-terminal: no key but those that the screen names."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.command import Command
from tests.conftest import PERSONAL_FOLDERS

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are of Unix", allow_module_level=True)

from tests.terminal.terminal import Terminal

KEYS = {"enter": "\r", "esc": "\x1b", "ctrl+n": "\x0e", "space": " ", "tab": "\t"}


class Step(NamedTuple):
    """What is read on the screen, a key and what it does; what is typed into the field there; what is to be seen then.

    Where no key is named, only something is typed.
    """

    named: str
    typed: str = ""
    then: str = ""


CARDS = (
    *("Write the interview guide", "Recruit five new customers", "Interview three new customers"),
    *("Read the last 20 tickets", "Watch one first day", "Sort the notes by theme", "Pick the riskiest assumption"),
    *("Try a shorter first form", "Call those who left in the first week"),
)
HOUR = (
    # A board of one's own, and ten cards.
    Step("N new board", "Onboarding interviews", "Onboarding interviews"),
    Step("enter create", then="Wrote boards/onboarding-interviews.yaml"),
    Step("a adds a card", then="who are you"),
    Step("enter that is me", then="New card in TODO"),
    *(
        step
        for title in CARDS
        for step in (Step("", title, title), Step("ctrl+n create and add another", then="Added"))
    ),
    Step("", "Tell the team what we learned", "Tell the team"),
    Step("enter create", then="Added 10 Tell the team"),
    # Three people.
    Step("P people", then="No contacts yet."),
    Step("a adds one", "Lena Brandt", "Lena Brandt"),
    Step("ctrl+n create and add another", "Omar Haddad", "Omar Haddad"),
    Step("ctrl+n create and add another", "Mia Sato", "Mia Sato"),
    Step("enter create", then="3 contacts"),
    # An interview, with what was said in it.
    Step("t touchpoint", "interview P01 25m: lost in the second step", "lost in the second step"),
    Step("ctrl+n save, then notes of it", '" I did not know what to type there', "I did not know"),
    Step("ctrl+n save, another", "? an example in each field", "an example in each field"),
    Step("enter save", then="Noted"),
    Step("1 board", then="TODO 10"),
    Step("L moves the selected card here", then="DOING 1/3"),
    # A standup.
    Step("S standup", then="◆ pulse"),
    Step("space next item", then="◆ doing 1"),
    Step("m note a decision", "@ana show it to P02 by fri", "show it to P02"),
    Step("enter save", then="Noted the decision"),
    Step("space next", then="◆ customers"),
    Step("space next", then="◆ pull"),
    Step("space next", then="◆ off-board"),
    Step("space next", then="LEAK CHECK"),
    Step("w write", then="Wrote"),
    Step("esc leave", then="DOING 1/3"),
    # A snapshot, whose key the help names.
    Step("? help", then="WHAT THE SIGNS MEAN"),
    Step("w          give out a snapshot"),
    Step("esc close", then="? help"),
    Step("w", then="not written yet"),
    Step("enter write", then="leak check clean"),
)


def test_a_first_hour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "ana")
    for name in PERSONAL_FOLDERS:  # who one is is kept there
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    folder = tmp_path / "workspace"
    learned: set[str] = set()
    with Terminal(folder, actor=None) as terminal:
        terminal.wait("none running yet")
        for step in HOUR:
            _take(terminal, step, learned)
        terminal.keys("q")
        assert terminal.ends() == 0
    command = Command(folder)
    assert [card["title"] for card in command.json("card", "list", "OI")] == [*CARDS, "Tell the team what we learned"]
    assert [person["id"] for person in command.json("contact", "list")] == ["P01", "P02", "P03"]
    assert sorted(note["kind"] for note in command.json("note", "list", "--about", "P01")) == ["quote", "request"]
    (standup,) = command.json("standups", "list")
    assert [decision["text"] for decision in standup["decisions"]] == ["show it to P02"]
    written = {file.name for file in (folder / "snapshots").iterdir()}
    assert len(written) == 2
    assert any("standup" in name for name in written)
    assert not any(
        name in file.read_text("utf-8") for file in (folder / "snapshots").iterdir() for name in ("Lena", "Omar")
    )


def _take(terminal: Terminal, step: Step, learned: set[str]) -> None:
    """Read what a key does, press it, and see that; a key that was read once may be pressed without reading again."""
    key = step.named.split(" ")[0]
    if step.named and " " in step.named:
        terminal.wait(step.named)
        learned.add(key)
    if "  " not in step.named and key:
        assert key in learned
        terminal.keys(KEYS.get(key, key))
    if step.typed:
        terminal.keys(step.typed)
    if step.then:
        terminal.wait(step.then)
    assert not re.search(r"Something unexpected", terminal.text), terminal.text
