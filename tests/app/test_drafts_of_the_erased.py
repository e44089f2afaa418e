"""Who is erased, here or by somebody else, is erased from what was typed in an open window, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import OpenSession, Sit
from tests.app.crowd import write_crowd
from tests.app.sample import BOARD
from tui.app.typed import typed_line
from tui.domain import operations
from tui.domain.privacy.erasing.estate import Choices
from tui.session.erasing import erase, forget


@pytest.mark.parametrize("elsewhere", [False, True])
async def test_what_was_left_is_forgotten(sit: Sit, folder: Path, open_session: OpenSession, elsewhere: bool) -> None:
    write_crowd(folder)
    async with sit(board=BOARD) as user:
        user.app.drafts.leave("note:x", typed_line("Grace told us"))
        session = open_session() if elsewhere else user.session
        person = next(who for who in session.workspace.participants.values() if who.number == 3)
        erase(session, person, Choices())
        await user.until_known("P03", erased_at=session.workspace.participants[person.uid].erased_at)
        assert user.app.drafts.left("note:x") is None


async def test_what_was_left_is_forgotten_with_the_notes_of_who_wants_none(sit: Sit, folder: Path) -> None:
    write_crowd(folder)
    async with sit(board=BOARD) as user:
        user.app.drafts.leave("note:x", typed_line("Grace told us"))
        session = user.session
        person = next(who for who in session.workspace.participants.values() if who.number == 3)
        session.save(operations.withdraw_consent, person.uid, "notes")
        forget(session, person)
        await user.settle()
        assert user.app.drafts.left("note:x") is None
