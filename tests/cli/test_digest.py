"""`custdev digest` in the shell."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import Command


def learned(custdev: Command) -> str:
    custdev.ok("contact", "add", "Ada Lovelace")
    custdev.ok("note", "add", "CD-3", "Ada prints it", "--about", "P01", "--kind", "behaviour")
    note = custdev.json("note", "list")[0]["id"]
    custdev.ok("insight", "add", "Ada prints what she exports", "--note", note)
    return str(custdev.json("insight", "list")[0]["id"])


def test_it_prints_what_a_discipline_should_know_and_names_nobody(custdev: Command) -> None:
    insight = learned(custdev)
    text = custdev.ok("digest", "--for", "design")
    assert text.startswith("# What we learned, for design, ")
    assert "**P01 prints what she exports**, draft" in text
    assert "Lovelace" not in text
    custdev.ok("insight", "recommend", insight, "CD", "Print it for them")
    data = custdev.json("digest", "CD", "--for", "engineering", "--since", "3d")
    assert [(one["news"], one["insight"]["cards"]) for one in data["insights"]] == [("acted_on", ["CD-8"])]
    assert data["check"]["found"] == 0


def test_it_is_written_as_its_file_ends_and_remembered(custdev: Command, tmp_path: Path) -> None:
    learned(custdev)
    custdev.ok("digest", "CD", "--for", "marketing", "-o", str(tmp_path / "digest.html"))
    assert "<!DOCTYPE html>" in (tmp_path / "digest.html").read_text(encoding="utf-8")
    (copy,) = custdev.json("snapshot", "list")
    assert (copy["format"], copy["people"], copy["board"]) == ("html", ["P01"], "customer-development")


def test_wrong_usage_is_a_sentence(custdev: Command) -> None:
    assert "No experiment was started" in custdev.error("digest", "--for", "design")
    custdev.ok("experiment", "start", "customer-development")
    assert "--for" in custdev.error("digest", code=2)
    assert "a discipline" in custdev.error("digest", "--for", "nobody", code=2)
    assert "is not a day in the past" in custdev.error("digest", "--for", "design", "--since", "2100-01-01")
    assert "not started" in custdev.error("digest", "contextual-inquiry", "--for", "design")
