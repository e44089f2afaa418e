from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any, TypeAlias

import pytest

os.environ["TEXTUAL_ANIMATIONS"] = "none"  # read once, when textual is imported

from tests.app.sample import NOW, write_sample
from tests.app.user import User, seated
from tests.session.windows import Disk
from tui.definitions.catalog import Catalog
from tui.session import Session

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
