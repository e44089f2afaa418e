from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import Command

OWN = "keymap: {card.add: [f5, '+'], zork: x}\n"
SAID = 'settings.yaml: keymap: "zork" is no command; custdev keys lists them.\n'


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where somebody's settings stand; there are none."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "config" / "custdev").mkdir(parents=True)
    return tmp_path / "config" / "custdev" / "settings.yaml"


def test_the_table_has_every_command_with_its_keys_and_place(custdev: Command, settings: Path) -> None:
    lines = [line.split("  ") for line in custdev.ok("keys").splitlines()]
    cells = [[cell.strip() for cell in line if cell.strip()] for line in lines]
    assert cells[0] == ["KEYS", "COMMAND", "DOES", "WHERE"]
    assert ["d delete", "card.archive", "Archive the card", "on a card"] in cells
    assert ["? f1", "app.help", "Help", "everywhere"] in cells
    assert ["board.edit", "Edit board: open its YAML in your editor", "on the board"] in cells


def test_own_keys_are_in_it_and_marked(custdev: Command, settings: Path) -> None:
    settings.write_text(OWN, encoding="utf-8")
    (line,) = (line for line in custdev.ok("keys").splitlines() if " card.add " in line)
    assert line.startswith("f5 + ")
    assert line.endswith("yours")
    (row,) = (row for row in custdev.json("keys") if row["id"] == "card.add")
    assert row == {
        "id": "card.add",
        "title": "Add a card",
        "keys": ["f5", "+"],
        "usual": ["a"],
        "place": "cards",
        "fixed": False,
        "own": True,
    }
    assert [row["id"] for row in custdev.json("keys") if row["own"]] == ["card.add"]


@pytest.mark.parametrize("words", [("keys",), ("boards", "list"), ("card", "list", "--json"), ("scan", "--help")])
def test_every_command_says_once_what_is_wrong_with_them(
    custdev: Command, settings: Path, words: tuple[str, ...]
) -> None:
    settings.write_text(OWN, encoding="utf-8")
    assert custdev.run(*words).stderr.count(SAID) == 1
    settings.write_text("actor: ana\n", encoding="utf-8")
    assert "zork" not in custdev.run(*words).stderr


@pytest.mark.parametrize("text", ["keymap: 3\n", "keymap: [x]\n"])
def test_what_is_no_keymap_is_passed_over(custdev: Command, settings: Path, text: str) -> None:
    settings.write_text(text, encoding="utf-8")
    said = "settings.yaml: keymap is passed over; write commands and their keys, such as {card.archive: [x]}.\n"
    assert custdev.run("boards", "list").stderr == said


def test_settings_that_cannot_be_read_are_no_reason_to_stop(custdev: Command, settings: Path) -> None:
    settings.write_bytes(b"keymap: {\xff\x00")
    assert custdev.ok("boards", "list")
    settings.unlink()
    settings.mkdir()
    assert custdev.ok("boards", "list")
