from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, ROOT

SHIPPED = {
    "contextual-inquiry": (9, 3),
    "continuous-feedback-loop": (9, 3),
    "customer-advisory-board": (9, 2),
    "customer-development": (7, 3),
    "customer-experience-experiment": (8, 2),
    "customer-retention-experiment": (8, 2),
    "empathetic-interviews": (9, 2),
    "sharing-insights-across-functions": (9, 2),
}
"""How many cards and goals each shipped board has."""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel, built from this checkout without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_every_source_board_style_and_story(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for suffix in ("*.py", "*.tcss", "*.css", "*.json", "*.html")
        for path in PACKAGE.rglob(suffix)
    }
    wanted |= {f"tui/boards/{path.name}" for path in (ROOT / "boards").iterdir()}
    assert wanted <= held
    assert any(name.endswith(".tcss") for name in wanted)
    strays = {name for name in held if not name.startswith(("tui/", "custdev-"))}
    assert not strays


def test_custdev_lists_its_boards_from_wherever_it_is_installed(wheel: Path, tmp_path: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    install = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--target", str(site), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    command = [sys.executable, "-m", "tui", "--workspace", str(elsewhere / "workspace"), "boards", "list", "--json"]
    listed = subprocess.run(
        command,
        cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": str(site)},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    boards = json.loads(listed.stdout)
    assert {board["id"]: (board["cards"], board["goals"]) for board in boards} == SHIPPED
    assert {board["source"] for board in boards} == {"shipped"}
    assert list(elsewhere.iterdir()) == []
