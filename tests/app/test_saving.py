from __future__ import annotations

from pathlib import Path

from tests.app.conftest import OpenSession, Sit
from tests.app.sample import BOARD
from tests.session.windows import Disk
from tui.domain.errors import StoreError
from tui.session import Session

FULL = StoreError("The disk is full. What was saved before is safe; free some room and press r.")


def disk_of(session: Session) -> Disk:
    disk = session._store
    assert isinstance(disk, Disk)
    return disk


async def test_what_cannot_be_saved_is_kept_told_and_tried_again(
    sit: Sit, sample: Path, open_session: OpenSession
) -> None:
    session = open_session()
    disk = disk_of(session)
    async with sit(session=session, board=BOARD) as user:
        await user.press("d")
        assert "saved 09:12" in user.footer
        disk.trouble = FULL
        await user.press("L")
        await user.until("! not saved since 09:12")
        assert user.message.startswith("! Could not save  The disk is full.")
        assert "r try again" in user.message
        assert user.card(5).column == "doing"
        await user.press("j")
        assert "! not saved" in user.footer
        await user.press("r")
        await user.until("! Could not save")
        disk.trouble = None
        await user.press("r")
        await user.until("saved 09:12")
        await user.settle()
        assert "! not saved" not in user.text
        assert "! Could not save" not in user.text
        assert session.pending == 0


async def test_quitting_with_something_unsaved_asks_once(sit: Sit, sample: Path, open_session: OpenSession) -> None:
    session = open_session()
    disk_of(session).trouble = FULL
    async with sit(session=session, board=BOARD) as user:
        await user.press("L", "L")
        await user.until("! not saved")
        await user.press("q")
        assert user.app.return_value is None
        assert "2 changes are not saved and would be lost." in user.text
        assert "q quit anyway" in user.text
        await user.pilot.press("q")
        assert user.app.return_value == 0


async def test_a_slow_disk_never_holds_up_the_keys(sit: Sit, sample: Path, open_session: OpenSession) -> None:
    session = open_session()
    disk = disk_of(session)
    async with sit(session=session, board=BOARD) as user:
        disk.gate.clear()
        await user.pilot.press("L", "j", "d", "u")
        await user.pilot.pause()
        assert "saving" in user.footer
        assert user.message.startswith("Undid: archive")
        disk.gate.set()
        await user.settle()
        assert "saved 09:12" in user.footer
        assert user.card(4).column == "doing"
