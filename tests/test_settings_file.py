from __future__ import annotations

from pathlib import Path

from tui.settings.settings_file import read_yaml_mapping


def test_text_stays_text_and_structure_stays(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text("a: no\nb: 2026-01-01\nc: [1, x]\nd: {e: 1.50}\nf:\n")
    fields, mistakes = read_yaml_mapping(tmp_path / "s.yaml")
    assert fields == {"a": "no", "b": "2026-01-01", "c": ["1", "x"], "d": {"e": "1.50"}, "f": None}
    assert mistakes == []


def test_a_field_written_twice_is_told_and_the_first_counts(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text("a: 1\na: 2\n")
    fields, mistakes = read_yaml_mapping(tmp_path / "s.yaml")
    assert fields == {"a": "1"}
    assert len(mistakes) == 1
    assert mistakes[0].startswith("s.yaml:2:1:")


def test_a_slip_does_not_hide_the_other_fields(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text("a: [1\nb: 2\n")
    fields, mistakes = read_yaml_mapping(tmp_path / "s.yaml")
    assert mistakes
    assert fields.get("b") in ("2", None)


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    fields, mistakes = read_yaml_mapping(tmp_path)
    assert fields == {}
    assert "cannot be read" in mistakes[0]
