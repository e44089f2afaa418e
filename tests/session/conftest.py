from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.session.windows import Window
from tui.session import session

Open = Callable[..., Window]


@pytest.fixture(autouse=True)
def _quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let windows notice each other at once."""
    monkeypatch.setattr(session, "POLL_SECONDS", 0.005)


@pytest.fixture
def open_window(tmp_path: Path) -> Iterator[Open]:
    """Open windows on one workspace; they are closed when the test ends, whatever became of it."""
    windows: list[Window] = []

    def opened(actor: str = "ux") -> Window:
        windows.append(Window(tmp_path / "workspace", actor))
        return windows[-1]

    yield opened
    for window in windows:
        window.disk.gate.set()
        window.session.close()
