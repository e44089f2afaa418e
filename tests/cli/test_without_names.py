"""A clone that has `research.json` alone: people are known by P-id, and what they agreed to counts as everywhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.command import Command


@pytest.fixture
def clone(custdev_at: Command, tmp_path: Path) -> Command:
    """Return the command line of a clone without names."""
    folder = tmp_path / "clone"
    folder.mkdir()
    shutil.copy(custdev_at.folder / "research.json", folder)
    return Command(folder)


@pytest.fixture
def custdev_at(tmp_path: Path) -> Command:
    command = Command(tmp_path / "whole")
    command.ok("contact", "add", "Quenby Vandersloot", "--card", "CD-1")
    command.ok("note", "add", "CD-1", "I gave up at step two", "--about", "P01", "--kind", "quote")
    command.ok("consent", "give", "P01", "quote")
    command.ok("contact", "add", "Ada Example", "--card", "CD-2", "--minor")
    return command


def test_everything_works_with_p_ids(clone: Command) -> None:
    assert [(each["id"], each["name"]) for each in clone.json("contact", "list")] == [("P01", None), ("P02", None)]
    assert clone.json("contact", "show", "P01")["permission"]["quote"] == "given"
    assert clone.json("touchpoint", "add", "interview", "P01", "wants export")["people"] == ["P01"]
    assert clone.json("contact", "edit", "P01", "--relation", "trial")["relationship"] == "trial"
    assert clone.json("consent", "withdraw", "P01", "quote_pseudonymous")["status"] == "withdrawn"
    refused = clone.error("note", "add", "CD-2", "plays every day", "--about", "P02")
    assert "P02 is a minor" in refused
    assert "people.json" in clone.error("contact", "edit", "P01", "--name", "Somebody")
    assert clone.json("contact", "add", "Grace Example")["id"] == "P03"
    assert clone.ok("contact", "erase", "P01", "--confirm", "P01").startswith("Erased P01")
    assert "All is well" in clone.ok("doctor")
