from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import Command


@pytest.fixture
def custdev(tmp_path: Path) -> Command:
    """The command on a workspace that does not exist yet."""
    return Command(tmp_path / "workspace")
