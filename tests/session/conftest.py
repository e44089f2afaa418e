from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.session.memory_store import MemoryStore
from tests.session.on_files import is_about_files
from tests.session.windows import Window
from tui.session import writer
from tui.store import opening

Open = Callable[..., Window]

LISTENING = """\
id: listening
key: LI
title: Listening
cards:
  - id: ask
    title: Ask
  - id: hear
    title: Hear
  - id: answer
    title: Answer
    column: doing
"""


@pytest.fixture(autouse=True)
def _quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let windows notice each other at once."""
    monkeypatch.setattr(writer, "POLL_SECONDS", 0.005)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test on both stores, but for those about files."""
    module = metafunc.module.__name__.rpartition(".")[2]
    about_files = is_about_files(module, metafunc.function.__name__)
    metafunc.parametrize("kind", ["files"] if about_files else ["files", "memory"], indirect=True)


@pytest.fixture(autouse=True)
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The kind of store that whoever opens a workspace gets."""
    if request.param == "memory":
        monkeypatch.setattr(MemoryStore, "shelves", {})
        monkeypatch.setitem(opening.STORES, "file", lambda place, timeout: MemoryStore(Path(place), timeout))
    return str(request.param)


@pytest.fixture
def open_window(tmp_path: Path, kind: str) -> Iterator[Open]:
    """Open windows on one workspace; they are closed when the test ends, whatever became of it."""
    windows: list[Window] = []

    def opened(actor: str = "ux") -> Window:
        windows.append(Window(tmp_path / "workspace", actor, kind=kind))
        return windows[-1]

    yield opened
    for window in windows:
        window.disk.gate.set()
        window.session.close()


@pytest.fixture
def boards(tmp_path: Path) -> Path:
    """Return the workspace's folder of boards, with one in it."""
    folder = tmp_path / "workspace" / "boards"
    folder.mkdir(parents=True)
    (folder / "listening.yaml").write_text(LISTENING, encoding="utf-8")
    return folder
