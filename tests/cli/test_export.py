from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from tests.cli.command import Command

AT = "2026-11-23T09:00:00+01:00"


@pytest.fixture
def busy(custdev: Command) -> Command:
    custdev.ok("contact", "add", "Ada Lovelace", "--email", "ada@engines.example", "--org", "Engines")
    custdev.ok("card", "move", "CD-3", "doing")
    custdev.ok("note", "add", "CD-3", "They gave up", "--about", "P01")
    return custdev


def test_markdown_on_standard_output(busy: Command) -> None:
    text = busy.ok("export", "CD", "--format", "md", "-o", "-")
    assert text.startswith("# Customer Development (CD, iteration 1)")
    assert "## DOING (1/3)\n\n- **CD-3** Listen and respond" in text
    assert "note about P01, by me\n    > They gave up" in text


def test_the_same_time_gives_the_same_bytes_and_names_no_path(busy: Command) -> None:
    for form in ("md", "json"):
        args = ("export", "CD", "--format", form, "--at", AT, "-o", "-")
        first = busy.run(*args).stdout_bytes
        assert first == busy.run(*args).stdout_bytes
        assert str(busy.folder).encode() not in first
        assert b"2026-11-23" in first


def test_the_snapshots_folder_by_default(busy: Command) -> None:
    path = Path(busy.ok("export", "CD", "--at", AT).strip())
    assert path.parent == busy.folder / "snapshots"
    assert path.name.startswith("customer-development-2026-11-2")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert Path(busy.json("export", "CD", "--at", AT)["path"]) == path
    busy.ok("note", "add", "CD-3", "Again")
    assert Path(busy.ok("export", "CD", "--at", AT).strip()).name == f"{path.stem}-2.md"


def test_a_file_of_ones_own_is_not_overwritten_unless_forced(busy: Command, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    busy.ok("export", "CD", "--format", "json", "-o", str(target))
    before = target.read_bytes()
    assert json.loads(before)["profile"] == "team"
    assert "--force" in busy.error("export", "CD", "-o", str(target))
    assert target.read_bytes() == before
    busy.ok("export", "CD", "-o", str(target), "--force")
    assert target.read_text(encoding="utf-8").startswith("# Customer")
    assert "no folder" in busy.error("export", "CD", "-o", str(tmp_path / "none" / "x.md"))


def test_a_board_that_is_not_started_can_be_exported_and_stays_so(custdev: Command) -> None:
    text = custdev.ok("export", "CX", "-o", "-")
    assert "draft · 8 cards" in text
    assert not custdev.folder.exists()


@pytest.mark.parametrize("at", ["yesterday", "2026-13-01", "", "0001-01-01T00:00"])
def test_a_time_that_is_none(busy: Command, at: str) -> None:
    result = busy.run("export", "CD", "--at", at, "-o", "-")
    assert "Traceback" not in result.stderr
    assert result.exit_code in (0, 1)
    if at == "yesterday":
        assert "2026-11-23T09:00" in result.stderr


def test_a_format_that_is_none_is_wrong_usage(busy: Command) -> None:
    assert "docx" in busy.error("export", "CD", "--format", "docx", code=2)
