from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.architecture.sources import ROOT
from tests.bench.terminal import Terminal
from tests.conftest import PERSONAL_FOLDERS

HEAVY = {"textual", "asyncio", "yaml", "tinydb", "rich"}
UNREAD = {"ast", "dis", "opcode", "_ast", "_locale", "bz2", "lzma", "_ssl"}
"""What modules import that a command imports and does not read."""


NOT_FOR_THE_FIRST_SCREEN = {"click.core", "_ssl", "bz2", "email", "importlib.metadata", "tui.cli.root"}


def all_of(log: str) -> set[str]:
    """Return the modules that Python notes as imported."""
    return set(re.findall(r"^import time:.*\| +([\w.]+)$", log, re.MULTILINE))


def imported(*arguments: str) -> set[str]:
    """Return the top-level modules that a command of custdev imports."""
    command = [sys.executable, "-X", "importtime", "-m", "tui", *arguments]
    with TemporaryDirectory() as home:  # settings of somebody would have to be read
        env = {**os.environ, **dict.fromkeys(PERSONAL_FOLDERS, home)}
        ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8", env=env)
    return {name.split(".")[0] for name in all_of(ran.stderr)}


@pytest.mark.parametrize(
    ("arguments", "needless"),
    [
        (["--version"], HEAVY | {"msgspec", "ulid", "platformdirs", "filelock"}),
        (["boards", "list", "--json"], HEAVY - {"yaml", "tinydb"}),
        (["contact", "list", "--json"], HEAVY - {"yaml", "tinydb"}),
        (["contact", "list"], HEAVY - {"yaml", "tinydb"}),
        (["touchpoint", "list", "--json"], HEAVY - {"yaml", "tinydb"}),
        (["note", "list", "--waiting", "--json"], HEAVY - {"yaml", "tinydb"}),
        (["consent", "--help"], HEAVY - {"yaml", "tinydb"}),
        (["keys"], HEAVY),
        (["keys", "--json"], HEAVY),
    ],
)
def test_a_command_imports_only_what_it_needs(arguments: list[str], needless: set[str], tmp_path: Path) -> None:
    modules = imported("--workspace", str(tmp_path), *arguments)
    assert "tui" in modules
    assert not modules & needless


@pytest.mark.parametrize(
    "arguments",
    [["--version"], ["contact", "list", "--json"], ["note", "list", "--json"]],
)
def test_a_command_does_not_read_what_others_import_and_hardly_use(arguments: list[str], tmp_path: Path) -> None:
    assert not imported("--workspace", str(tmp_path), *arguments) & UNREAD


def test_the_first_screen_is_up_without_what_it_does_not_use(tmp_path: Path) -> None:
    log = tmp_path / "log"
    command = f"exec {sys.executable} -X importtime -m tui --workspace {tmp_path} 2>{log}"
    with Terminal(("bash", "-c", command), {"TERM": "xterm-256color", "XDG_CONFIG_HOME": str(tmp_path)}) as terminal:
        terminal.wait_for("experiments", "help")
        modules = all_of(log.read_text(encoding="utf-8"))
    assert {"textual.app", "tui.app.app"} < modules
    assert modules & NOT_FOR_THE_FIRST_SCREEN == set()


def test_a_change_is_made_without_libraries_for_ids_and_locks(tmp_path: Path) -> None:
    workspace = ("--workspace", str(tmp_path))
    imported(*workspace, "card", "add", "customer-development", "Ask about prices")
    modules = imported(*workspace, "card", "move", "Ask about prices", "doing")
    assert "fcntl" in modules
    assert not modules & ({"ulid", "filelock", "email"} | (HEAVY - {"tinydb"}) | UNREAD)


def test_own_keys_are_looked_through_without_the_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "custdev").mkdir()
    settings = tmp_path / "custdev" / "settings.yaml"
    settings.write_text("keymap: {card.add: f5}\n", encoding="utf-8")
    assert not imported("keys") & HEAVY - {"yaml"}
    settings.write_text("actor: ana\n", encoding="utf-8")
    assert not imported("keys", "--help") & HEAVY
