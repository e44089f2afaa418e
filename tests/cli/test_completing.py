"""What a shell is offered: the boards, cards, columns, people and teammates there are, quickly and without names."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from click.shell_completion import ShellComplete

from tests.cli.command import Command
from tui.cli.root import cli


@pytest.fixture
def filled(custdev: Command) -> Command:
    custdev.ok("contact", "add", "Ada Lovelace")
    custdev.ok("contact", "add", "Bo")
    custdev.ok("card", "add", "CD", "Ask Ada Lovelace about prices", "--assign", "zoe", "--tag", "pricing")
    custdev.ok("card", "add", "CX", "Elsewhere")
    return custdev


def offered(custdev: Command, *words: str) -> list[str]:
    """Return what is offered for the last of some words."""
    before, begun = ["--workspace", str(custdev.folder), *words[:-1]], words[-1]
    shell = ShellComplete(cli, {}, "custdev", "_CUSTDEV_COMPLETE")
    return [item.value for item in shell.get_completions(before, begun)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("open", "C"), ["CD", "CX"]),
        (("open", "cust"), ["customer-development", "customer-experience-experiment"]),
        (("card", "list", "ret"), ["customer-retention-experiment"]),
        (("card", "show", "cx-"), [f"CX-{number}" for number in range(1, 10)]),
        (("card", "show", "prices"), ["CD-8"]),
        (("card", "move", "CD-3", "do"), ["doing", "done"]),
        (("card", "move", "CD-3", "cd-1"), ["CD-1"]),
        (("card", "move", "CD-3", "CD-1", "do"), ["doing", "done"]),
        (("card", "archive", "CD-3", "ask"), []),
        (("card", "list", "CD", "--column", "t"), ["todo"]),
        (("card", "link", "CD-3", "P"), ["P01", "P02"]),
        (("card", "link", "CD-3", "lovel"), ["P01"]),
        (("note", "add", "CD-8", "x", "--about", "P0"), ["P01", "P02"]),
        (("note", "add", "P0"), ["P01", "P02"]),
        (("card", "assign", "CD-3", "@z"), ["zoe"]),
        (("log", "--by", ""), ["zoe"]),
        (("card", "tag", "CD-3", "p"), ["pricing"]),
        (("card", "list", "CD", "--format", ""), ["table", "json", "csv"]),
        (("contact", "edit", "P01", "--name", ""), []),
        (("card", "add", "CD", ""), []),
    ],
)
def test_what_there_is_is_offered(filled: Command, words: tuple[str, ...], expected: list[str]) -> None:
    assert offered(filled, *words) == expected


def test_nobody_is_named(filled: Command) -> None:
    shell = ShellComplete(cli, {}, "custdev", "_CUSTDEV_COMPLETE")
    for words in (["card", "show"], ["card", "link", "CD-3"], ["open"], ["contact", "show"]):
        for item in shell.get_completions(["--workspace", str(filled.folder), *words], ""):
            assert "Lovelace" not in f"{item.value} {item.help}"


def test_where_there_is_no_workspace_the_boards_that_ship_are_offered_and_nothing_is_written(custdev: Command) -> None:
    assert "CD" in offered(custdev, "open", "C")
    assert offered(custdev, "card", "show", "") == []
    custdev.folder.parent.mkdir(parents=True, exist_ok=True)
    assert not custdev.folder.exists()


def test_a_workspace_that_cannot_be_read_is_no_mistake_of_the_shell(custdev: Command) -> None:
    custdev.folder.parent.mkdir(parents=True, exist_ok=True)
    custdev.folder.write_text("a file")
    assert offered(custdev, "card", "show", "C") == []


def test_the_shell_gets_lines_and_nothing_else(filled: Command) -> None:
    words = f"custdev --workspace {filled.folder} card show CX-1"
    env = {**os.environ, "COMP_WORDS": words, "COMP_CWORD": "5", "_CUSTDEV_COMPLETE": "bash_complete"}
    done = subprocess.run([sys.executable, "-m", "tui"], capture_output=True, text=True, env=env, check=False)
    assert done.stderr == ""
    assert done.stdout.splitlines()[0].startswith("plain,CX-1")
