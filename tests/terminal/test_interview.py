"""The ten minutes after an interview, in a real pseudo-terminal: what is typed, and how few keys beside the words."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.command import Command

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are of Unix", allow_module_level=True)

from tests.terminal.terminal import Terminal

NEXT, SAVE, CLOSE = "\x0e", "\r", "\x1b"
SAID = (
    ("interview video 25m: how she answers her customers", NEXT, "note · interview P01"),
    ('"I never know where to write to', NEXT, "≡1"),
    ('+ "you fixed it the week I asked', NEXT, "≡2"),
    ('- "nobody answered, so I stopped', NEXT, "≡3"),
    ("! keeps a list on paper", NEXT, "≡4"),
    ("> thu send her the draft", SAVE, "Promised on 1"),
)
"""What is typed, the key that ends it, and what the screen says then."""

MOST_KEYS = 12


def test_after_an_interview_in_few_keys(tmp_path: Path) -> None:
    folder, command = tmp_path / "workspace", Command(tmp_path / "workspace")
    command.ok("contact", "add", "Juno Holm", "--card", "CD-1")
    keys = 0
    with Terminal(folder, "open", "CD") as terminal:
        terminal.wait("1 Establish communication").keys("t").wait("touchpoint on 1")
        keys += 1
        for words, key, follows in SAID:
            terminal.keys(words).wait(words).keys(key).wait(follows)
            keys += 1
        terminal.wait("· saved ").keys("p").wait("Permission of P01").keys("q").wait("✓  quote").keys(CLOSE)
        keys += 3
        terminal.wait("P01 agrees to be quoted").keys("q")
        assert terminal.ends() == 0
    assert keys <= MOST_KEYS
    notes = command.json("note", "list", "CD-1")
    assert [(note["kind"], note["stance"], note["text"], note["about"]) for note in notes] == [
        ("quote", None, "I never know where to write to", ["P01"]),
        ("quote", "supports", "you fixed it the week I asked", ["P01"]),
        ("quote", "refutes", "nobody answered, so I stopped", ["P01"]),
        ("surprise", None, "keeps a list on paper", ["P01"]),
        ("promise", None, "send her the draft", ["P01"]),
    ]
