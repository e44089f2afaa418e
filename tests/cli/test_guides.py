"""`custdev card guide`: questions beside those they were meant for, as a table, Markdown, CSV and JSON."""

from __future__ import annotations

import csv
import io

import pytest

from tests.cli.command import Command


@pytest.fixture
def met(custdev: Command) -> str:
    """The key of a card with a guide of two questions, for which two people were met."""
    for name in ("Zyxwolda", "Ben"):
        custdev.ok("contact", "add", name)
    guide = ("--step", "What | else?", "--step", "=1+1 for Zyxwolda")
    key = custdev.json("card", "add", "CD", "Ask them", *guide)["key"]
    for person in ("P01", "P02"):
        custdev.ok("touchpoint", "add", "interview", person, "--card", key)
    where = custdev.json("touchpoint", "list")[0]["id"]
    custdev.ok("note", "add", key, "by hand", "--touchpoint", where, "--about", "P01", "--answers", "1")
    return str(key)


def test_gaps_are_in_sight_in_every_format(custdev: Command, met: str) -> None:
    table = custdev.ok("card", "guide", met)
    assert "QUESTION" in table
    assert "covered" in table
    assert "1/2" in table
    told = custdev.json("card", "guide", met)
    assert told[0]["answers"] == {"P01": 1, "P02": 0}
    assert told[1]["asked"] == 0
    rows = [*csv.reader(io.StringIO(custdev.ok("card", "guide", met, "--format", "csv")))]
    assert rows[0] == ["QUESTION", "P01", "P02"]
    assert rows[1] == ["What | else?", "1", "·"]
    assert rows[2][0] == "'=1+1 for P01"
    markdown = custdev.ok("card", "guide", met, "--format", "md")
    assert "| QUESTION | P01 | P02 |\n| --- | --- | --- |\n| What \\| else? | 1 | · |" in markdown
    assert "Nobody was asked: \\=1+1 for P01." in markdown
    assert "Zyxwolda" not in table + markdown


def test_what_is_no_question_is_told(custdev: Command, met: str) -> None:
    where = custdev.json("touchpoint", "list")[0]["id"]
    wrong = ("note", "add", met, "by hand", "--touchpoint", where, "--about", "P01", "--answers", "3")
    assert "There is no question 3: its guide, the checklist of the card, has 2 questions." in custdev.error(*wrong)
