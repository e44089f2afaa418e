"""To open a board, the command line is read without click, and never otherwise than click reads it."""

from __future__ import annotations

import itertools

import pytest

from tui.cli import launching, starting
from tui.cli.desk import Desk
from tui.cli.main import COMPLETING, board_asked_for, run
from tui.cli.root import cli

WORDS = ("--workspace", "open", "CD", "CD@1", "a part", "", "-", "--", "-x", "--as", "--help", "--workspace=w", "demo")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Return what was opened: the global options and the board."""
    opened: list[tuple[object, ...]] = []

    def note(desk: Desk, board: str | None) -> int:
        opened.append((desk.workspace, desk.actor, desk.no_color, desk.ascii_only, board))
        return 7

    monkeypatch.delenv(COMPLETING, raising=False)
    for module in (launching, starting):
        monkeypatch.setattr(module, "open_app", note)
    return opened


@pytest.mark.parametrize("length", range(5))
def test_click_reads_the_same(length: int, opened: list[tuple[object, ...]]) -> None:
    plain = [line for line in itertools.product(WORDS, repeat=length) if board_asked_for(line) is not None]
    for line in plain:
        assert run(line) == cli.main(list(line), standalone_mode=False) == 7, line
        assert opened[-2] == opened[-1], line
    assert len(opened) == 2 * len(plain)


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ((), (None, None)),
        (("open",), (None, None)),
        (("open", "CD"), (None, "CD")),
        (("open", "open"), (None, "open")),
        (("--workspace", "w"), ("w", None)),
        (("--workspace", "open"), ("open", None)),
        (("--workspace", "w", "open", "CD@1"), ("w", "CD@1")),
    ],
)
def test_to_open_a_board_is_read_plainly(line: tuple[str, ...], asked: tuple[str | None, str | None]) -> None:
    assert board_asked_for(line) == asked


@pytest.mark.parametrize(
    "line",
    [
        *(("open", "--help"), ("open", "-"), ("open", "CD", "CX"), ("open", ""), ("", "open"), ("--workspace",)),
        *(("--workspace", "-x"), ("--workspace", "", "open"), ("--workspace=w",), ("--as", "ana"), ("--", "open")),
        *(("demo",), ("CD",), ("--version",), ("--ascii", "open"), ("--workspace", "w", "card")),
    ],
)
def test_all_else_is_left_to_click(line: tuple[str, ...]) -> None:
    assert board_asked_for(line) is None


def test_what_a_shell_asks_to_complete_is_left_to_click(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(COMPLETING, "bash_complete")
    assert board_asked_for(("open", "CD")) is None
