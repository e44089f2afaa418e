"""The demo in a real pseudo-terminal: it opens, work is done in it, and nothing is left."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are of Unix", allow_module_level=True)

from tests.terminal.terminal import Terminal


def files_in(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def test_the_demo_is_looked_at_and_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch, folder = tmp_path / "scratch", tmp_path / "workspace"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    home = Path(os.environ["HOME"]).parent
    mine = files_in(home)
    with Terminal(folder, "demo") as terminal:
        terminal.wait("demo  Customer Development").wait("Ask the advisory board").wait("names hidden")
        terminal.keys("L").wait("DOING 5/3").wait("· saved 08:1")
        assert list(scratch.iterdir())
        terminal.keys("P").wait("demo  People").keys("0").wait("demo  Experiments").keys("q")
        terminal.wait("Nothing of the demo was kept")
        assert terminal.ends() == 0
    assert list(scratch.iterdir()) == []
    assert not folder.exists()
    assert files_in(home) == mine, "the personal folders are as they were"
