from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

HEAVY = {"textual", "asyncio", "yaml", "tinydb", "rich"}
UNREAD = {"ast", "dis", "opcode", "_ast", "_locale", "bz2", "lzma", "_ssl"}
"""What modules import that a command imports and does not read."""


def imported(*arguments: str) -> set[str]:
    """Return the top-level modules that a command of custdev imports."""
    command = [sys.executable, "-X", "importtime", "-m", "tui", *arguments]
    ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    return {name.split(".")[0] for name in re.findall(r"^import time:.*\| +([\w.]+)$", ran.stderr, re.MULTILINE)}


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


def test_own_keys_are_looked_through_without_the_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "custdev").mkdir()
    settings = tmp_path / "custdev" / "settings.yaml"
    settings.write_text("keymap: {card.add: f5}\n", encoding="utf-8")
    assert not imported("keys") & HEAVY - {"yaml"}
    settings.write_text("actor: ana\n", encoding="utf-8")
    assert not imported("keys", "--help") & HEAVY
