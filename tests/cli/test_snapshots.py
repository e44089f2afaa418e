"""`custdev snapshot show`: what a copy said, for the same reader."""

from __future__ import annotations

import pytest

from tests.cli.command import Command

WITH_NAMES = ("--profile", "identified", "--confirm", "names")


@pytest.fixture
def busy(custdev: Command) -> Command:
    custdev.ok("contact", "add", "Ada Lovelace")
    custdev.ok("card", "move", "CD-3", "doing")
    custdev.ok("card", "link", "CD-3", "P01")
    custdev.ok("consent", "give", "P01", "share_internal")
    return custdev


def newest(custdev: Command) -> str:
    return str(custdev.json("snapshot", "list")[0]["id"])


def test_a_copy_is_shown_in_another_format_or_refused_in_words(busy: Command) -> None:
    busy.ok("export", "CD")
    assert busy.ok("snapshot", "show", newest(busy)).startswith("# Customer Development")
    assert busy.ok("snapshot", "show", newest(busy), "--format", "html").startswith("<!DOCTYPE html>")
    assert "'gif' is not one of 'md'" in busy.error("snapshot", "show", newest(busy), "--format", "gif", code=2)


def test_a_copy_with_names_asks_for_the_word_again(busy: Command) -> None:
    busy.ok("export", "CD", *WITH_NAMES)
    refused = busy.run("snapshot", "show", newest(busy))
    assert refused.exit_code == 2
    assert "--confirm names" in refused.stderr
    assert "Ada" not in refused.stdout
    assert "Ada Lovelace" in busy.ok("snapshot", "show", newest(busy), "--confirm", "names")
