"""Two people at one card: what can be put together is, and nothing is overwritten unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import OpenSession, Sit
from tests.app.sample import BOARD
from tests.app.test_other_window import uid
from tests.app.test_saving import disk_of
from tui.domain import operations
from tui.session import writer

SIZES = [(160, 45), (80, 24), (40, 14)]


@pytest.fixture(autouse=True)
def _quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let windows notice each other at once."""
    monkeypatch.setattr(writer, "POLL_SECONDS", 0.01)


async def test_fields_of_both_are_put_together(sit: Sit, sample: Path, open_session: OpenSession) -> None:
    async with sit(board=BOARD) as user:
        other = open_session("eng")
        await user.press("e")
        other.save(operations.assign_card, uid(other, 4), "eng")
        other.save(operations.tag_card, uid(other, 4), ["theirs"])
        await user.press("ctrl+u")
        await user.type("Another title")
        await user.press("enter")
        await user.settle()
        card = user.card(4)
        assert (card.title, card.assignee, card.tags) == ("Another title", "eng", ("theirs",))


@pytest.mark.parametrize("size", SIZES)
async def test_one_field_of_both_is_offered_in_both_versions(
    sit: Sit, sample: Path, open_session: OpenSession, size: tuple[int, int]
) -> None:
    async with sit(board=BOARD, size=size) as user:
        other = open_session("eng")
        number = 4
        await user.press("e", "ctrl+u")
        await user.type("[/] mine")
        other.save(operations.edit_card, uid(other, number), title="Theirs, and [@click=app.quit]longer[/]")
        await user.settle()
        await user.press("enter")
        await user.until("was changed elsewhere too")
        for words in ("[/] mine", "Theirs, and", "m mine"):
            assert words in user.text
        assert user.card(number).title.startswith("Theirs")
        await user.press("m", "enter")
        await user.settle()
        assert user.card(number).title == "[/] mine"
        await user.press("u")
        assert user.card(number).title.startswith("Theirs")


async def test_taking_theirs_still_saves_what_nobody_else_changed(
    sit: Sit, sample: Path, open_session: OpenSession
) -> None:
    async with sit(board=BOARD) as user:
        other = open_session("eng")
        await user.press("e", "ctrl+u")
        await user.type("Mine")
        await user.press("tab", "tab", "tab", "ctrl+u")
        await user.type("2027-01-15")
        other.save(operations.edit_card, uid(other, 4), title="Theirs")
        await user.settle()
        await user.press("enter")
        await user.until("was changed elsewhere too")
        await user.press("t", "enter")
        await user.settle()
        card = user.card(4)
        assert (card.title, str(card.due)) == ("Theirs", "2027-01-15")


async def test_leaving_the_choice_keeps_a_draft(sit: Sit, sample: Path, open_session: OpenSession) -> None:
    async with sit(board=BOARD) as user:
        other = open_session("eng")
        await user.press("e", "ctrl+u")
        await user.type("Mine for later")
        other.save(operations.edit_card, uid(other, 4), title="Theirs")
        await user.settle()
        await user.press("enter")
        await user.until("was changed elsewhere too")
        await user.press("escape")
        assert "kept as a draft" in user.message
        assert user.card(4).title == "Theirs"
        await user.press("e")
        assert "Mine for later" in user.text


async def test_a_conflict_that_shows_only_while_saving_is_offered_as_well(
    sit: Sit, sample: Path, open_session: OpenSession
) -> None:
    session = open_session()
    async with sit(session=session, board=BOARD) as user:
        disk_of(session).gate.clear()
        await user.press("D")
        await user.type("2027-01-15")
        await user.pilot.press("enter")
        other = open_session("eng")
        other.save(operations.set_due, uid(other, 4), user.app.session.now().date())
        disk_of(session).gate.set()
        await user.until("was changed elsewhere too")
        assert "Fri 15 Jan 2027" in user.text
        await user.press("m", "enter")
        await user.settle()
        assert str(user.card(4).due) == "2027-01-15"


async def test_a_note_edited_by_both(sit: Sit, sample: Path, open_session: OpenSession) -> None:
    async with sit(board=BOARD) as user:
        await user.press("n")
        await user.type("Too dear")
        await user.press("enter")
        await user.settle()
        other = open_session("eng")
        note = next(note for note in other.workspace.notes.values() if note.text == "Too dear")
        await user.press("enter")
        for _ in range(30):
            chosen = user.app.screen.panel.chosen  # type: ignore[attr-defined]
            if chosen is not None and chosen.uid == note.uid:
                break
            await user.press("tab" if chosen is None else "j")
        await user.press("e")
        await user.type(" for us")
        other.save(operations.edit_note, note.uid, text="Far too dear")
        await user.settle()
        await user.press("enter")
        await user.until("The note was changed elsewhere too")
        assert "Too dear for us" in user.text
        await user.press("escape")
        assert user.session.workspace.notes[note.uid].text == "Far too dear"


@pytest.mark.parametrize("size", SIZES)
async def test_a_card_taken_away_while_its_form_is_open(
    sit: Sit, sample: Path, open_session: OpenSession, size: tuple[int, int]
) -> None:
    other = open_session("eng")
    experiment = next(card.experiment for card in other.workspace.cards.values())
    made = other.save(operations.add_card, experiment, "Short-lived")
    async with sit(board=BOARD, size=size) as user:
        await user.press("G")
        await user.press("e")
        await user.type("More words")
        other.save(operations.revert, made.event)
        await user.settle()
        await user.press("enter")
        assert "That card is not in the" in user.text
        assert "More words" in user.text
        await user.press("escape")
        assert user.marks == 1
