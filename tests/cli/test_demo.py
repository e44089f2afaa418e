from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Command
from tui.app import run
from tui.cli import launching
from tui.demo import DEMO_NOW
from tui.session import Session


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[dict[str, Any]]:
    """A terminal in which looking around is only written down."""
    calls: list[dict[str, Any]] = []

    def run_app(session: Session, **options: Any) -> int:
        mode = session.folder.stat().st_mode & 0o777
        cards = len(session.workspace.cards)
        calls.append({"folder": session.folder, "mode": mode, "cards": cards, "now": session.now(), **options})
        session.close()
        return 0

    monkeypatch.setattr(launching, "is_terminal", lambda: True)
    monkeypatch.setattr(run, "run_app", run_app)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return calls


def test_looking_around_leaves_nothing_behind(custdev: Command, looked: list[dict[str, Any]], tmp_path: Path) -> None:
    ran = custdev.run("--as", "ana", "demo")
    assert ran.exit_code == 0
    assert "Nothing of the demo was kept" in ran.stderr
    assert "custdev demo DIR" in ran.stderr
    (call,) = looked
    assert call["mode"] == 0o700
    assert call["cards"] > 40
    assert (call["label"], call["remember"], call["board"]) == ("demo", False, "customer-development")
    assert 0 <= (call["now"] - DEMO_NOW).total_seconds() < 60
    assert not call["folder"].exists()
    assert list(tmp_path.iterdir()) == []
    assert not custdev.folder.exists()


def test_a_demo_to_keep_is_written_where_it_is_wanted(custdev: Command, tmp_path: Path) -> None:
    place = tmp_path / "my demo"
    ran = custdev.run("demo", str(place))
    assert ran.exit_code == 0
    assert ran.stdout.strip() == str(place)
    assert f"custdev --workspace '{place}' standup --since 2026-11-20 --at 2026-11-23T09:11" in ran.stderr
    assert [each["key"] for each in Command(place).json("experiment", "list")] != []
    assert not custdev.folder.exists()


def test_scripts_are_told_where_it_is(custdev: Command, tmp_path: Path) -> None:
    told = json.loads(custdev.ok("demo", str(tmp_path / "demo"), "--json"))
    assert told["path"] == str(tmp_path / "demo")
    assert told["boards"] == ["CD", "CX", "CR"]
    assert all(str(tmp_path / "demo") in command for command in told["try"])


def test_what_is_there_is_not_written_over(custdev: Command, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("dear", encoding="utf-8")
    assert "is not empty" in custdev.error("demo", str(mine))
    assert [each.name for each in mine.iterdir()] == ["letter.txt"]
    assert "is a file" in custdev.error("demo", str(mine / "letter.txt"))


def test_without_a_terminal_it_says_what_goes_without_one(custdev: Command) -> None:
    assert "custdev demo DIR" in custdev.error("demo")
    assert "name a folder" in custdev.error("demo", "--json", code=2)
