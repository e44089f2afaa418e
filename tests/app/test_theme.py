"""Dark or light: what was turned to is kept, and goes before what the settings begin with."""

from __future__ import annotations

import pytest

from tests.app.conftest import Sit
from tests.app.sample import BOARD
from tui.settings import PersonalSettings
from tui.settings.view_state import ViewState


@pytest.mark.parametrize("theme", ["dark", "light", "nord"])
async def test_what_was_turned_to_is_there_the_next_time(sit: Sit, sample: object, theme: str) -> None:
    settings = PersonalSettings(theme=theme)
    async with sit(board=BOARD, settings=settings) as user:
        was_dark = user.app.current_theme.dark
        await user.run("Theme: dark or light")
        assert user.app.current_theme.dark is not was_dark
        kept = user.app.view_state
    async with sit(board=BOARD, settings=settings, view_state=kept) as user:
        assert user.app.current_theme.dark is not was_dark
    async with sit(board=BOARD, settings=settings, view_state=ViewState()) as user:
        assert user.app.current_theme.dark is was_dark
