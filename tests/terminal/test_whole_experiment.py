"""A whole experiment by keys alone, in a real pseudo-terminal: from its template to the next iteration and a report."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.cli.command import Command
from tests.conftest import PERSONAL_FOLDERS

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are of Unix", allow_module_level=True)

from tests.terminal.terminal import Terminal

KEYS = {"enter": "\r", "esc": "\x1b", "tab": "\t", "ctrl+n": "\x0e", "ctrl+u": "\x15", "space": " "}
CRITERION, LEAST = ">= 60 %", "10"

Steps = tuple[tuple[str, tuple[str, ...]], ...]
"""What is to be seen, and what is pressed or typed then: keys by their names, and all else as it stands."""

TEMPLATE: Steps = (
    ("none running yet", ("N",)),
    ("based on", ("First week", "tab", "tab", "tab", "Learn why people stay", "tab", "If we help, they stay")),
    ("If we help, they stay", ("tab", "CSAT", "tab", CRITERION, "tab", LEAST, "enter")),
    ("Wrote boards/first-week.yaml", ("a",)),
    ("New card in TODO", ("Ask three new customers", "enter")),
    ("Added 1 Ask three new customers", ()),
)
INTERVIEWS: Steps = (
    ("Ask three new customers", ("P",)),
    ("No contacts yet.", ("a",)),
    ("New person", ("Lena Brandt", "ctrl+n")),
    ("Added", ("Omar Haddad", "ctrl+n")),
    ("Added", ("Mia Sato", "enter")),
    ("3 contacts", ("1",)),
    ("TODO 1", ("n", "? an example in each field @P01", "ctrl+n")),
    ("≡1", ("ctrl+u", "? show me what to type @P02", "ctrl+n")),
    ("≡2", ("ctrl+u", "? a filled form to start from @P03", "enter")),
    ("≡3", ()),
)
THEMES: Steps = (
    ("≡3", ("I",)),
    ("3 notes in no theme", ("a", "Examples", "enter")),
    ("Examples", ("space", "space", "space")),
    ("Every note is in a theme.", ("enter",)),
    ("insight", ("People start from an example", "enter")),
    ("People start from an example", ("esc",)),
    ("TODO 1", ()),
)


SURVEY: Steps = (
    ("TODO 1", ("M",)),
    ("CSAT", ("i",)),
    ("Answers of a survey", ("{first}", "enter")),
    ("Would import 4 new", ("enter",)),
    ("Imported answers: 4 new", ()),
    ("not enough", ("i",)),
    ("Answers of a survey", ("{second}", "enter")),
    ("Would import 12 new, 4 the same", ("enter",)),
    ("Imported answers: 12 new", ()),
    ("met", ("esc",)),
)
DECISION: Steps = (
    ("TODO 1", ("L",)),
    ("DOING 1", ("L",)),
    ("DONE 1", (":",)),
    ("A command, a card", ("decide", "enter")),
    ("Decide", ("tab", "Most stayed who had an example", "tab", "Begin with an example", "enter")),
    ("TODO", (":",)),
    ("A command, a card", ("iterate", "enter")),
    ("Iteration 2 of First week", ("enter",)),
    ("iteration 2 · day 1", ()),
)
REPORT: Steps = (
    ("iteration 2", ("S",)),
    ("◆ pulse", ("G",)),
    ("LEAK CHECK", ("w",)),
    ("Wrote", ("esc",)),
    ("iteration 2", ()),
)


def play(terminal: Terminal, steps: Steps, files: Mapping[str, str] | None = None) -> None:
    """Wait for what is to be seen, and press keys; `files` are typed where they are named."""
    typed = KEYS | {f"{{{name}}}": path for name, path in (files or {}).items()}
    for seen, keys in steps:
        terminal.wait(seen)
        for key in keys:
            terminal.keys(typed.get(key, key))
        assert not re.search(r"Something unexpected", terminal.text), terminal.text


def survey(path: Path, scores: Sequence[int]) -> str:
    """Write the answers of a survey and return where they are."""
    lines = [f"R-{number},{score}" for number, score in enumerate(scores, start=1)]
    path.write_text("\n".join(["Respondent,CSAT", *lines, ""]), encoding="utf-8")
    return str(path)


def test_a_whole_experiment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PERSONAL_FOLDERS:
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    first = [5, 4, 5, 2]
    files = {
        "first": survey(tmp_path / "first.csv", first),
        "second": survey(tmp_path / "second.csv", [*first, 5, 4, 5, 5, 4, 5, 5, 4, 5, 3, 5, 4]),
    }
    folder = tmp_path / "workspace"
    with Terminal(folder, actor="ana") as terminal:
        for steps in (TEMPLATE, INTERVIEWS, THEMES, SURVEY, DECISION, REPORT):
            play(terminal, steps, files)
        terminal.keys("q")
        assert terminal.ends() == 0
    command = Command(folder)
    digest = command.ok("digest", "--for", "product")
    decided = "FW, iteration 1 today **persevere** — Begin with an example"
    for told in ("People start from an example", "Examples", decided, "n = 12: met"):
        assert told in digest, told
    (report,) = (folder / "snapshots").glob("*standup*.md")
    words = report.read_text("utf-8")
    assert "Satisfied customers 75.0 %, 30.1 to 95.4, n = 4" in words
    assert "n = 12 — **met**" in words
    assert "new: People start from an example" in words
    assert "Awaiting our reply: P03" in words, "what people wait for goes along"
    assert not any(name in words or name in digest for name in ("Lena", "Omar", "Mia"))
    assert "All is well" in command.ok("doctor")
