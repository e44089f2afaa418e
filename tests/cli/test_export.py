from __future__ import annotations

import json
import stat
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.command import Command

AT = "2027-01-04T09:00:00+01:00"


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
    assert "They gave up" not in text, "a plain note is not for stakeholders"
    team = busy.ok("export", "CD", "--format", "md", "--profile", "team", "-o", "-")
    assert "note of P01, by me\n    > They gave up" in team
    by_hand = busy.ok("export", "CD", "--format", "md", "--with-notes", "-o", "-")
    assert "note of P01, by me\n    > They gave up" in by_hand


def test_the_same_time_gives_the_same_bytes_and_names_no_path(busy: Command) -> None:
    for form in ("md", "json"):
        args = ("export", "CD", "--format", form, "--at", AT, "-o", "-")
        first = busy.run(*args).stdout_bytes
        assert first == busy.run(*args).stdout_bytes
        assert str(busy.folder).encode() not in first
        assert b"2027-01-04" in first


def test_the_snapshots_folder_by_default(busy: Command) -> None:
    path = Path(busy.ok("export", "CD", "--at", AT).strip())
    assert path.parent == busy.folder / "snapshots"
    assert path.name == "CD-2027-01-04-stakeholders.md"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert Path(busy.json("export", "CD", "--at", AT)["path"]) == path
    busy.ok("note", "add", "CD-3", "Again", "--kind", "learned")
    assert Path(busy.ok("export", "CD", "--at", AT).strip()).name == f"{path.stem}-2.md"


def test_a_file_of_ones_own_is_not_overwritten_unless_forced(busy: Command, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    busy.ok("export", "CD", "--format", "json", "-o", str(target))
    before = target.read_bytes()
    assert json.loads(before)["profile"] == "stakeholders"
    assert "--force" in busy.error("export", "CD", "-o", str(target))
    assert target.read_bytes() == before
    busy.ok("export", "CD", "--format", "md", "-o", str(target), "--force")
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
        assert "was not started yet" in result.stderr, "the state of that time is what is exported"


def test_a_format_that_is_none_is_wrong_usage(busy: Command) -> None:
    assert "docx" in busy.error("export", "CD", "--format", "docx", code=2)


def copies(custdev: Command) -> list[dict[str, object]]:
    rows = json.loads((custdev.folder / "research.json").read_text(encoding="utf-8")).get("exports", {})
    return list(rows.values())


def test_a_file_that_was_written_is_remembered_with_whom_it_is_about(
    busy: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert busy.ok("export", "CD", "-o", "report.md") == f"{tmp_path / 'report.md'}\n"
    (copy,) = copies(busy)
    assert copy["path"] == str(tmp_path / "report.md")
    assert copy["sha256"] == sha256((tmp_path / "report.md").read_bytes()).hexdigest()
    assert (copy["format"], copy["profile"], copy["board"], copy["by"]) == (
        "md",
        "stakeholders",
        "customer-development",
        "me",
    )
    people = json.loads((busy.folder / "research.json").read_text(encoding="utf-8"))["participants"].values()
    assert copy["people"] == [person["uid"] for person in people]
    assert busy.ok("log", "--limit", "1").endswith("Exported a file\n")


def test_the_same_copy_is_remembered_once(busy: Command) -> None:
    for _ in range(2):
        busy.ok("export", "CD", "--at", AT)
    assert len(copies(busy)) == 1
    busy.ok("export", "CD", "--at", AT, "--format", "json")
    assert len(copies(busy)) == 2


def test_what_goes_to_standard_output_is_not_remembered(busy: Command) -> None:
    before = (busy.folder / "research.json").read_bytes()
    busy.ok("export", "CD", "-o", "-")
    assert (busy.folder / "research.json").read_bytes() == before


def test_a_copy_of_a_workspace_that_takes_no_change_is_written_and_that_is_told(busy: Command, tmp_path: Path) -> None:
    research = busy.folder / "research.json"
    first, rest = research.read_text(encoding="utf-8").split("\n", 1)
    research.write_text(f"{first}\n<<<<<<< ours\n=======\n>>>>>>> theirs\n{rest}", encoding="utf-8")
    result = busy.run("export", "CD", "-o", str(tmp_path / "report.md"))
    assert result.exit_code == 0
    assert "That copy is not remembered: " in result.stderr
    assert (tmp_path / "report.md").exists()


def test_after_an_export_undo_takes_back_what_was_done_before(busy: Command) -> None:
    busy.ok("export", "CD")
    assert busy.ok("undo") == "Undid: note on CD-3.\n"


@pytest.mark.parametrize("command", [("export", "CD"), ("standup", "CD")])
@pytest.mark.parametrize("name", ["board.pdf", "board.docx", "board.PNG"])
def test_an_ending_of_another_program_is_wrong_usage(
    busy: Command, tmp_path: Path, command: tuple[str, ...], name: str
) -> None:
    target = tmp_path / name
    said = busy.error(*command, "-o", str(target), code=2)
    assert f"No format ends in {target.suffix}; add --format" in said
    assert not target.exists()
    busy.ok(*command, "-o", str(target), "--format", "md")
    assert target.read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("name", ["board", "board.2026-11-23", "board.v2"])
def test_what_is_no_ending_asks_for_no_format(busy: Command, tmp_path: Path, name: str) -> None:
    busy.ok("export", "CD", "-o", str(tmp_path / name))
    assert (tmp_path / name).read_text(encoding="utf-8").startswith("# Customer Development")


def test_what_is_left_out_for_one_reason_is_said_in_one_line(busy: Command) -> None:
    busy.ok("note", "add", "CD-3", "Read twice", "--kind", "learned")
    busy.ok("card", "block", "CD-3", "waits for legal")
    said = busy.run("export", "CD", "--profile", "public").stderr.splitlines()
    reasons = [line.rpartition(", ")[2] for line in said if line.startswith("Left out: ")]
    assert len(reasons) == len(set(reasons)) > 0
    (line,) = [line for line in said if line.endswith(", not for this reader")]
    assert all(word in line for word in ("block", "learned", "plain note", "hypothesis"))
