"""An application that stays open over night."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.app.conftest import Sit
from tests.app.sample import BOARD, NOW
from tests.session.windows import Disk
from tui.definitions.catalog import Catalog
from tui.session import Session


async def test_ages_are_of_today_without_a_key(sit: Sit, sample: Path, folder: Path) -> None:
    now = [NOW]
    session = Session(Disk(folder), Catalog(folder / "boards"), actor="ux", clock=lambda: now[0])
    async with sit(session=session, board=BOARD) as user:
        assert "day 12" in user.grid[0]
        assert "blocked 4d" in user.text
        now[0] += timedelta(days=1)
        user.app.watch_once()
        await user.settle()
        assert "day 13" in user.grid[0]
        assert "blocked 5d" in user.text
    session.close()
