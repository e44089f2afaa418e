from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.demo import DEMO_NOW, build_demo
from tui.domain.records.workspace import Workspace
from tui.session import Session
from tui.settings import load_workspace_settings


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demo that nobody changes."""
    folder = tmp_path_factory.mktemp("demo") / "workspace"
    build_demo(folder)
    return folder


@pytest.fixture(scope="session")
def session(demo: Path) -> Iterator[Session]:
    """The demo as it stands when somebody begins to look around."""
    policy = load_workspace_settings(demo)[0].policy
    opened = Session.open(demo, policy=policy, clock=lambda: DEMO_NOW)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def workspace(session: Session) -> Workspace:
    return session.workspace
