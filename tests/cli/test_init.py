"""A folder becomes a workspace; what is there stays, and names stay at home."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.command import Command
from tui.settings import WorkspaceSettings, load_workspace_settings


def test_a_folder_becomes_a_workspace(custdev: Command) -> None:
    place = custdev.folder
    assert custdev.ok("init").startswith(f"{place} is a workspace now (custdev.yaml, .gitignore).")
    assert (place / ".gitignore").read_text() == "people.json\n.custdev/\nsnapshots/\n"
    assert load_workspace_settings(place) == (WorkspaceSettings(), [])
    assert (place / "boards").is_dir()
    custdev.ok("card", "add", "CD", "First")
    assert "First" in (place / "research.json").read_text()


def test_every_setting_that_is_offered_can_be_set(custdev: Command) -> None:
    custdev.ok("init")
    file = custdev.folder / "custdev.yaml"
    _, *lines = file.read_text().splitlines()
    file.write_text("\n".join(line.removeprefix("# ").partition("   ")[0] for line in lines) + "\n")
    settings, problems = load_workspace_settings(custdev.folder)
    assert problems == []
    assert (settings.timezone, settings.wip, settings.team[0].id) == ("Europe/Berlin", 3, "ana")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"*.pyc", b"*.pyc\npeople.json\n.custdev/\nsnapshots/\n"),
        (b"/people.json\r\nsnapshots\r\n", b"/people.json\r\nsnapshots\r\n.custdev/\r\n"),
    ],
)
def test_what_is_there_stays(custdev: Command, before: bytes, after: bytes) -> None:
    custdev.folder.mkdir(parents=True)
    (custdev.folder / ".gitignore").write_bytes(before)
    (custdev.folder / "custdev.yaml").write_text("wip: 7  # ours\n")
    custdev.ok("init")
    assert (custdev.folder / ".gitignore").read_bytes() == after
    assert (custdev.folder / "custdev.yaml").read_text() == "wip: 7  # ours\n"
    assert custdev.ok("init").endswith("is a workspace already. Nothing was changed.\n")
    assert (custdev.folder / ".gitignore").read_bytes() == after


def test_a_folder_is_named_as_people_do(custdev: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written = json.loads(custdev.ok("init", "two words/[x] 李", "--json"))
    assert written == {"path": str(tmp_path / "two words" / "[x] 李"), "written": ["custdev.yaml", ".gitignore"]}
    (tmp_path / "file").write_text("")
    assert "is a file; a workspace is a folder" in custdev.error("init", "file")


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")
def test_nobody_gets_into_version_control(custdev: Command) -> None:
    custdev.ok("init")
    custdev.ok("contact", "add", "Ada Lovelace")
    custdev.ok("export", "CD")
    for words in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *words], cwd=custdev.folder, check=True, capture_output=True)
    shared = subprocess.run(["git", "ls-files"], cwd=custdev.folder, check=True, capture_output=True, text=True).stdout
    assert set(shared.splitlines()) == {".gitignore", "custdev.yaml", "research.json"}
