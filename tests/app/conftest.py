from __future__ import annotations

import json
import os
import shlex
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, nullcontext
from pathlib import Path
from typing import Any, TypeAlias

import pytest

os.environ["TEXTUAL_ANIMATIONS"] = "none"  # read once, when textual is imported
os.environ.setdefault("TEXTUAL_COLOR_SYSTEM", "truecolor")

from tests.app.sample import NOW, write_sample
from tests.app.user import User, seated
from tests.session.windows import Disk
from tui.app.app import CustdevApp
from tui.definitions.catalog import Catalog
from tui.demo import DEMO_NOW, build_demo
from tui.session import Session
from tui.settings import load_workspace_settings

OpenSession: TypeAlias = Callable[..., Session]
Sit: TypeAlias = Callable[..., AbstractAsyncContextManager[User]]


@pytest.fixture(scope="session", autouse=True)
def _greenwich() -> Iterator[None]:
    """Let the footer's clock be the same everywhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        if hasattr(time, "tzset"):
            time.tzset()
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where the workspace is; it is empty."""
    return tmp_path / "workspace"


@pytest.fixture(scope="session")
def _sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sample(tmp_path_factory.mktemp("sample") / "workspace")


@pytest.fixture
def sample(_sample: Path, folder: Path) -> Path:
    """Fill the workspace with the sample."""
    return Path(shutil.copytree(_sample, folder))


@pytest.fixture(scope="session")
def _demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "workspace"
    build_demo(folder)
    return folder


@pytest.fixture
def demo_session(_demo: Path, folder: Path) -> Iterator[Session]:
    """Open a session on the demo, on the Monday morning it tells of."""
    shutil.copytree(_demo, folder)
    opened = Session.open(folder, policy=load_workspace_settings(folder)[0].policy, clock=lambda: DEMO_NOW)
    yield opened
    opened.close()


@pytest.fixture
def open_session(folder: Path) -> Iterator[OpenSession]:
    """Open sessions on the workspace, at a quarter past nine on a Monday; they are closed in the end."""
    sessions: list[Session] = []

    def opened(actor: str = "ux") -> Session:
        sessions.append(Session(Disk(folder), Catalog(folder / "boards"), actor=actor, clock=lambda: NOW))
        return sessions[-1]

    yield opened
    for session in sessions:
        session.close()


@pytest.fixture
def sit(open_session: OpenSession) -> Sit:
    """Sit down in front of the application: `async with sit(board="customer-development") as user`."""

    def sitting(**options: Any) -> AbstractAsyncContextManager[User]:
        return seated(options.pop("session", None) or open_session(), **options)

    return sitting


class Editor:
    """Stands in for $EDITOR: it finds a text and leaves another one."""

    def __init__(self, folder: Path) -> None:
        self._found, self._left = folder / "found.json", folder / "left.txt"
        self.script = folder / "my editor.py"
        self.script.write_text(
            "import json, pathlib, sys\n"
            "*options, path = map(pathlib.Path, sys.argv[1:])\n"
            f"told = {{'options': [str(each) for each in options], 'text': path.read_text('utf-8')}}\n"
            f"pathlib.Path({str(self._found)!r}).write_text(json.dumps(told), 'utf-8')\n"
            f"path.write_text(pathlib.Path({str(self._left)!r}).read_text('utf-8'), 'utf-8')\n",
            encoding="utf-8",
        )
        self.leaves("Written in the editor,\non two lines.")

    @property
    def command(self) -> str:
        return shlex.join([sys.executable, str(self.script), "--wait", "two words"])

    def leaves(self, text: str) -> None:
        """Leave this text in whatever is opened next."""
        self._left.write_text(text, encoding="utf-8")

    @property
    def found(self) -> dict[str, Any]:
        """The options it was started with and the text it found."""
        return dict(json.loads(self._found.read_text(encoding="utf-8")))


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Set $EDITOR, with arguments, and let the application step aside for it without a terminal."""
    folder = tmp_path / "editor"
    folder.mkdir()
    editor = Editor(folder)
    monkeypatch.setenv("EDITOR", editor.command)
    monkeypatch.setattr(CustdevApp, "suspend", nullcontext)
    return editor
