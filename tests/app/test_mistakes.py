"""A mistake of ours beside the interface is told in a sentence, and every screen can be left."""

from __future__ import annotations

import threading

import pytest

from tests.app.conftest import Sit
from tests.sample import BOARD
from tui.app.background import in_background
from tui.app.giving import proof
from tui.app.here import Here
from tui.app.keys.commands import Command
from tui.app.keys.keymap import keymap
from tui.app.keys.table import places_at
from tui.session import Session, giving

TOLD = "Something unexpected went wrong (ZeroDivisionError at tui/"


def broken(*arguments: object, **named: object) -> object:
    raise ZeroDivisionError


@pytest.mark.parametrize("keys", [("w",), ("S", "G")], ids=["snapshot", "report"])
async def test_what_cannot_be_put_together_is_told(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    async with sit(board=BOARD) as user:
        monkeypatch.setattr(proof, "pids_of", broken)
        await user.press(*keys)
        assert TOLD in user.text
        await user.press("escape")
        assert user.grid[0].strip().startswith("Customer Development")


@pytest.mark.parametrize("keys", [("w", "enter"), ("S", "G", "w")], ids=["snapshot", "report"])
async def test_what_cannot_be_written_is_told(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    async with sit(board=BOARD) as user:
        monkeypatch.setattr(giving, "to_file", broken)
        await user.press(*keys)
        assert "Something unexpected went wrong (ZeroDivisionError" in user.text
        await user.press("escape")
        assert user.grid[0].strip().startswith("Customer Development")


async def test_what_cannot_be_copied_is_told(sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sit(board=BOARD) as user:
        monkeypatch.setattr(giving, "to_clipboard", broken)
        await user.press("y")
        assert "Something unexpected went wrong (ZeroDivisionError" in user.text
        await user.press("j")
        assert user.grid[0].strip().startswith("Customer Development")


async def test_news_that_cannot_be_read_are_told(sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sit(board=BOARD) as user:
        monkeypatch.setattr(Session, "events", broken)
        await user.press("S")
        assert "Something unexpected went wrong (ZeroDivisionError" in user.text
        assert user.grid[0].strip().startswith("Standup")
        await user.press("escape")
        assert user.grid[0].strip().startswith("Customer Development")


async def test_a_mistake_where_a_result_is_taken_is_told(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        screen = user.app.screen
        assert isinstance(screen, Here)
        in_background(screen, "test", lambda: 1, broken, screen.say_error)
        await user.settle()
        assert "Something unexpected went wrong (ZeroDivisionError" in user.text


async def test_a_mistake_where_a_mistake_is_told_is_told(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        in_background(user.app.screen, "test", broken, broken, broken)
        await user.settle()
        assert "Something unexpected went wrong (ZeroDivisionError" in user.text


@pytest.mark.parametrize("keys", [("y",), ("G", "y")], ids=["card", "report"])
async def test_what_cannot_be_copied_in_a_standup_is_told(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    async with sit(board=BOARD) as user:
        monkeypatch.setattr(giving, "to_clipboard", broken)
        await user.press("S", "space", "space", "space", *keys)
        assert "Something unexpected went wrong (ZeroDivisionError" in user.text
        await user.press("escape")
        assert user.grid[0].strip().startswith("Customer Development")


async def test_who_leaves_while_the_report_fails_stays_until_it_is_told(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_to_leave = threading.Event()

    def late(*arguments: object) -> None:
        asked_to_leave.wait()
        raise ZeroDivisionError

    async with sit(board=BOARD) as user:
        await user.press("S", "G")
        monkeypatch.setattr(giving, "to_file", late)
        await user.pilot.press("w", "escape")
        asked_to_leave.set()
        await user.settle()
        assert user.grid[0].strip().startswith("Standup")
        assert "Something unexpected went wrong (ZeroDivisionError" in user.text
        await user.press("escape")
        assert user.grid[0].strip().startswith("Customer Development")


@pytest.mark.parametrize("work", [broken, lambda: 1], ids=["work", "result"])
async def test_what_goes_wrong_for_a_screen_that_has_left_is_told_by_the_one_in_front(
    sit: Sit, sample: object, work: object
) -> None:
    begun = threading.Event()

    def late() -> object:
        begun.wait()
        return work()  # type: ignore[operator]

    async with sit(board=BOARD) as user:
        screen = user.app.screen
        assert isinstance(screen, Here)
        in_background(screen, "test", late, broken, screen.say_error)
        await user.pilot.press("P")
        assert user.app.screen is not screen
        begun.set()
        await user.settle()
        assert "Something unexpected went wrong (ZeroDivisionError" in user.text
        assert user.grid[0].strip().startswith("People")


async def test_a_history_that_cannot_be_read_is_told(sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sit(board=BOARD) as user:
        monkeypatch.setattr(Session, "events_of", broken)
        await user.press("enter")
        assert TOLD in user.text
        await user.press("escape", "j")
        assert user.marked.startswith("5 ")


async def test_a_mistake_in_what_a_key_does_with_a_note_is_told(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit(board=BOARD) as user:
        await user.press("l", "enter", "tab")
        await user.go_down_to("Fri 09:00")
        monkeypatch.setattr(Command, "function", lambda row: broken)
        await user.press("C")
        assert user.message.startswith(TOLD)


async def test_a_mistake_in_what_any_key_does_is_told(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit(board=BOARD) as user:
        monkeypatch.setattr(Command, "function", lambda row: broken)
        for row in keymap().commands(places_at("board")):
            for key in keymap().keys(row)[:1]:
                await user.press(key)
                is_of_notes = row.id == "note.card"  # of those the board has none in front: nothing is done
                words = "That makes a card of a note." if is_of_notes else TOLD
                assert user.message.startswith(words), row.id
        monkeypatch.setattr(Command, "function", broken)
        await user.press("L")
        assert user.message.startswith("Something unexpected went wrong (ZeroDivisionError"), "it cannot even be read"
        monkeypatch.undo()
        await user.press("j")
        assert not user.message
        assert user.marked.startswith("5 ")
