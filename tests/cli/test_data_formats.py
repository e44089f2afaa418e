from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import Command


@pytest.fixture
def busy(custdev: Command) -> Command:
    custdev.ok("contact", "add", "Ada Lovelace", "--email", "ada@engines.example", "--card", "CD-3")
    custdev.ok("card", "due", "CD-3", "2026-11-30")
    return custdev


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("x.csv", '\ufeff"ID","Title"'),
        ("x.json", '{\n  "board"'),
        ("x.yaml", "# yaml-language-server"),
        ("x.yml", "# yaml-language-server"),
        ("x.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"),
    ],
)
def test_a_file_is_in_the_format_its_name_asks_for(busy: Command, tmp_path: Path, name: str, begins: str) -> None:
    busy.ok("export", "CD", "-o", str(tmp_path / name))
    data = (tmp_path / name).read_bytes()
    assert data.decode().startswith(begins)
    assert b"Ada" not in data


@pytest.mark.parametrize("what", ["notes", "touchpoints", "flow", "events", "insights", "metrics"])
def test_every_part_of_a_board_is_a_table_and_data(busy: Command, what: str) -> None:
    busy.ok("note", "add", "CD-3", "Ada said so", "--about", "P01")
    for form in ("csv", "json"):
        assert "Ada" not in busy.ok("export", "CD", "--what", what, "--format", form, "-o", "-")


@pytest.mark.parametrize("form", ["csv", "json"])
def test_contacts_leave_with_names_alone(busy: Command, form: str) -> None:
    refused = busy.error("export", "CD", "--what", "contacts", "--format", form, "-o", "-")
    assert refused.startswith("Contacts leave only for the profile identified, with names. Nothing was written.")


def test_vcards_are_for_who_may_know_names_and_of_who_agreed(busy: Command, tmp_path: Path) -> None:
    target = tmp_path / "x.vcf"
    assert "only for the profile identified" in busy.error("export", "CD", "-o", str(target))
    assert not target.exists()
    named = ("--profile", "identified", "--confirm", "names")
    assert "Nobody here agreed" in busy.error("export", "CD", "--format", "vcf", "-o", "-", *named)
    busy.ok("consent", "give", "P01", "share_internal")
    assert "\nFN:Ada Lovelace\n" in busy.ok("export", "CD", "--format", "vcf", "-o", "-", *named)
    assert "\nVERSION:3.0\n" in busy.ok("export", "CD", "--what", "contacts", "--format", "vcf3", "-o", "-", *named)


def test_what_a_format_does_not_hold_is_said(busy: Command) -> None:
    assert busy.error("export", "CD", "--what", "notes", "--format", "ics", "-o", "-").startswith(
        "iCalendar cannot hold notes. Nothing was written."
    )


def test_the_same_snapshot_is_written_once(busy: Command) -> None:
    assert len({busy.ok("export", "CD", "--format", "csv") for _ in range(2)}) == 1
