"""What docs/ says of files, tables and modules is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT
from tests.sample import fill
from tui.domain.records import IDENTITY_TABLES, RECORD_TYPES

PAGES = sorted((ROOT / "docs").rglob("*.md"))
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
PLACE = re.compile(r"`((?:tui|domain|store|session|service|exchange|app|cli|tests)/[\w./]+)`")
TABLE_ROW = re.compile(r"^\| (`[^|]+`) \| (research|people) \|", re.MULTILINE)
LIVE = {
    "research": {*RECORD_TYPES, "events"} - IDENTITY_TABLES,
    "people": {*IDENTITY_TABLES, "people_events"},
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    lost = [target for target in LINK.findall(page.read_text("utf-8")) if not (page.parent / target).exists()]
    assert not lost


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_modules_that_are_named_are_there(page: Path) -> None:
    named = PLACE.findall(page.read_text("utf-8"))
    assert not [place for place in named if not any((root / place).exists() for root in (ROOT, ROOT / "tui"))]


def test_every_decision_is_in_the_list() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(LINK.findall((folder / "README.md").read_text("utf-8")))
    assert listed == {page.name for page in folder.glob("[0-9]*.md")}


@pytest.mark.parametrize("file", LIVE)
def test_every_table_is_told_of_with_its_file(file: str) -> None:
    page = (ROOT / "docs" / "FILES.md").read_text("utf-8")
    told = {table for cell, where in TABLE_ROW.findall(page) if where == file for table in re.findall(r"`(\w+)`", cell)}
    assert told == LIVE[file]


def test_examples_in_python_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(tmp_path)
    monkeypatch.chdir(tmp_path)
    for block in re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "FILES.md").read_text("utf-8"), re.DOTALL):
        exec(compile(block, "FILES.md", "exec"), {})
    assert "Encourage customer feedback" in capsys.readouterr().out
