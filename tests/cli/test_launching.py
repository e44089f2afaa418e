from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Command
from tui.app import run
from tui.cli import starting
from tui.session import Session
from tui.settings.own_name import keep_name


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """A terminal in which opening the app is only written down."""
    calls: list[dict[str, Any]] = []

    def run_app(session: Session, **options: Any) -> int:
        calls.append({"folder": session.folder, "actor": session.actor, **options})
        session.close()
        return 7

    monkeypatch.setattr(starting, "is_terminal", lambda: True)
    monkeypatch.setattr(run, "run_app", run_app)
    return calls


def test_without_a_command_the_app_opens_where_it_was(custdev: Command, opened: list[dict[str, Any]]) -> None:
    assert custdev.run("--as", "ana").exit_code == 7
    call = {"folder": custdev.folder, "actor": "ana", "board": None, "ascii_only": False, "warnings": []}
    assert opened == [call | {"iteration": None, "asks_who": False}]


def test_who_somebody_is_is_asked_only_where_nobody_said_it(
    custdev: Command, opened: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for options in ((), ("--as", "me"), ("--as", "@ "), ("open", "CD")):
        custdev.run(*options)
    monkeypatch.setenv("CUSTDEV_ACTOR", "me")
    custdev.run()
    monkeypatch.delenv("CUSTDEV_ACTOR")
    keep_name("zoe")
    custdev.run()
    assert [call["asks_who"] for call in opened] == [True, False, True, True, False, False]
    assert [call["actor"] for call in opened] == ["me"] * 5 + ["zoe"]


@pytest.mark.parametrize("name", ["CD", "customer-development", "development"])
def test_a_board_is_opened_by_any_of_its_names(custdev: Command, opened: list[dict[str, Any]], name: str) -> None:
    for _ in range(2):
        assert custdev.run("--ascii", "open", name).exit_code == 7
        custdev.run("experiment", "start", "CD")
    assert [call["board"] for call in opened] == ["customer-development"] * 2
    assert opened[0]["ascii_only"] is True


def test_an_earlier_iteration_is_opened_by_its_number(custdev: Command, opened: list[dict[str, Any]]) -> None:
    custdev.ok("experiment", "start", "CD")
    custdev.ok("experiment", "iterate", "CD")
    for name in ("CD@1", "CD@2", "CD"):
        custdev.run("open", name)
    assert [call["board"] for call in opened] == ["customer-development"] * 3
    assert [call["iteration"] is None for call in opened] == [False, True, True]


def test_a_board_that_is_not_there_is_told_before_anything_opens(
    custdev: Command, opened: list[dict[str, Any]]
) -> None:
    assert "no board" in custdev.error("open", "pricing")
    assert "say which" in custdev.error("open", "customer", code=2)
    assert opened == []


def test_numbers_that_a_merge_gave_twice_are_told_apart_and_said(
    custdev: Command, opened: list[dict[str, Any]]
) -> None:
    custdev.ok("card", "move", "CD-1", "doing")
    path = custdev.folder / "research.json"
    path.write_text(path.read_text().replace('"number": 7', '"number": 3'))
    custdev.run("open", "CD")
    told = "CD-3 was given twice when two copies were merged; “Build customer relationships” is CD-8 now."
    assert opened[0]["warnings"] == [told]
    assert custdev.json("card", "show", "CD-8")["title"] == "Build customer relationships"
    custdev.run("open", "CD")
    assert opened[1]["warnings"] == []
