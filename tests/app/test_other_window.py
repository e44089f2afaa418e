from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import OpenSession, Sit
from tests.app.sample import BOARD
from tui.domain import operations
from tui.domain.records import RECORD_TYPES, Record
from tui.session import Session, writer


@pytest.fixture(autouse=True)
def _quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let windows notice each other at once."""
    monkeypatch.setattr(writer, "POLL_SECONDS", 0.01)


def uid(other: Session, number: int) -> str:
    return next(card.uid for card in other.workspace.cards.values() if card.number == number)


async def test_what_another_window_does_is_shown_at_once(sit: Sit, sample: Path, open_session: OpenSession) -> None:
    async with sit(board=BOARD) as user:
        other = open_session("eng")
        await user.press("j", "j")
        assert user.marked.startswith("6 ")
        other.save(operations.edit_card, uid(other, 5), title="Measure it with a survey")
        await user.until("5 Measure it with a survey")
        other.save(operations.archive_card, uid(other, 4))
        other.save(operations.move_card, uid(other, 6), "doing")
        await user.until("DOING 5/3")
        await user.settle()
        assert user.marked.startswith("6 Continuously engage")
        assert user.marks == 1
        await user.press("L")
        assert user.card(6).column == "done"


async def test_what_is_written_anew_in_a_note_is_on_its_card_at_once(
    sit: Sit, sample: Path, open_session: OpenSession
) -> None:
    async with sit(board=BOARD, size=(200, 60)) as user:
        other = open_session("eng")
        assert "2 of 3 prefer chat" in user.text
        notes = other.workspace.notes_of(uid(other, 1))
        learned = next(note.uid for note in notes if note.kind == "learned")
        other.save(operations.edit_note, learned, text="9 of 9 want the app")
        await user.until("9 of 9 want the app")
        assert "2 of 3 prefer chat" not in user.text


async def test_typed_text_survives_what_another_window_does(sit: Sit, sample: Path, open_session: OpenSession) -> None:
    async with sit(board=BOARD) as user:
        other = open_session("eng")
        await user.press("n")
        await user.type("half a thought")
        other.save(operations.add_card, user.card(4).experiment, "From the other window")
        await user.until("From the other window")
        assert "half a thought" in user.text
        assert user.marks == 1
        other.save(operations.archive_card, uid(other, 4))
        await user.until("DOING")
        await user.type(" more", "enter")
        assert "is archived; restore it first" in user.text
        assert "half a thought more" in user.text


async def test_the_selected_card_archived_elsewhere(sit: Sit, sample: Path, open_session: OpenSession) -> None:
    async with sit(board=BOARD) as user:
        other = open_session("eng")
        await user.press("j", "enter")
        assert "CD-5 · " in user.text
        other.save(operations.archive_card, uid(other, 5))
        await user.until("CD-6 · ")
        assert user.marked.startswith("6 ")


async def test_undo_refuses_what_another_window_changed_since(
    sit: Sit, sample: Path, open_session: OpenSession
) -> None:
    async with sit(board=BOARD) as user:
        other = open_session("eng")
        await user.press("L")
        other.save(operations.move_card, uid(other, 4), "done")
        await user.until("DONE 6")
        await user.press("u")
        assert user.card(4).column == "done"
        assert user.message == "The column changed again since. Nothing was changed."


async def test_a_board_started_elsewhere(sit: Sit, folder: Path, open_session: OpenSession) -> None:
    async with sit(board=BOARD) as user:
        other = open_session("eng")
        entry = other.catalog.entry(BOARD)
        assert entry is not None
        other.start(other.draft(entry))
        await user.until("day 1 · running")
        await user.press("L")
        assert user.column("doing") == [1]
        assert len(user.session.workspace.experiments) == 1


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 14)])
async def test_a_board_that_another_window_took_away(
    sit: Sit, sample: Path, open_session: OpenSession, size: tuple[int, int]
) -> None:
    async with sit(board=BOARD, size=size) as user:
        other = open_session("eng")
        nothing: dict[str, dict[str, Record]] = {table: {} for table in RECORD_TYPES}
        await user.press("n")
        await user.type("half a thought")
        change = other.save(operations.restore_backup, nothing)
        await user.until("That experiment is not in")
        assert "half a thought" in user.text
        await user.press("enter")
        assert "half a thought" in user.text
        await user.press("escape", "L", "j", "u", "d", "e", "escape", "0")
        other.save(operations.revert, change.event)
        await user.press("1")
        await user.until("TODO 7")
        assert user.marks == 1
