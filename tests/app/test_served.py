"""What is shown in a browser, to whoever looks over a shoulder or at a shared screen, names nobody."""

from __future__ import annotations

from tests.app.conftest import Sit
from tests.app.sample import BOARD


async def test_names_stay_hidden_in_a_browser(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        user.app.names_stay_hidden = True
        await user.press("*")
        assert not user.app.names_shown
        assert user.message.startswith("Names stay hidden in a browser")
        await user.press("w", "*")
        assert not user.app.names_shown
        assert "Names stay hidden in a browser" in user.text
