"""What is late is said on opening, and what is due on all boards is one list from which each thing is opened."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from tests.app.conftest import OpenSession, Sit
from tests.app.sample import BOARD, NAMES
from tests.app.user import SMALL, USUAL, WIDE, Size
from tui.app.board.screen import BoardScreen
from tui.app.people.screen import PeopleScreen
from tui.domain import operations
from tui.session import Session

HOSTILE = "[/] [@click=app.quit] =1+1 漢字"


def committed(session: Session) -> Session:
    """Have a card late, and promise something that is late and something about a person by name."""
    workspace, yesterday = session.workspace, session.today - timedelta(days=1)
    card = next(card for card in workspace.cards.values() if card.number == 4)
    session.run(operations.edit_card, card.uid, due=yesterday, title=HOSTILE)
    contact = next(iter(workspace.contacts.values()))
    promise = partial(session.run, operations.add_note, people=[contact.participant], kind="promise")
    promise(f"Call {contact.fn}", due=yesterday - timedelta(days=2))
    promise("Write to them")
    return session


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
@pytest.mark.parametrize("board", [BOARD, None])
async def test_what_is_late_is_said_on_opening_and_listed(
    sit: Sit, open_session: OpenSession, sample: object, size: Size, board: str | None
) -> None:
    async with sit(board=board, size=size, session=committed(open_session())) as user:
        await user.until("Late: 1 card and 1 promise   O due")
        if size != SMALL:
            assert "! 1 late" in user.text or board is not None
        await user.press("O")
        rows = [row for row in user.grid if " promise " in row or " CD-4 " in row]
        days = [word for row in rows for word in ("3d late", "1d late", "no day") if word in row]
        assert days == ["3d late", "1d late", "no day"]
        assert "=1+1 漢字" in rows[-2] or size == SMALL
        assert not any(name in user.text for name in NAMES)
        await user.press("escape", "O", "down", "enter")
        assert isinstance(user.app.screen, BoardScreen)
        assert user.app.screen.card == user.card(4)


async def test_a_promise_opens_with_whom_it_was_made(sit: Sit, open_session: OpenSession, sample: object) -> None:
    async with sit(board=BOARD, session=committed(open_session())) as user:
        await user.press("O", "enter")
        assert isinstance(user.app.screen, PeopleScreen)


async def test_where_nothing_is_late_nothing_is_said(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        assert "late" not in user.message
        for card in [card for card in user.session.workspace.cards.values() if card.due]:
            user.session.run(operations.edit_card, card.uid, due=None)
        for note in user.session.workspace.waiting_notes():
            user.session.run(operations.archive_note, note.uid)
        await user.press("O")
        assert user.message == "Nothing is due, promised or decided."
