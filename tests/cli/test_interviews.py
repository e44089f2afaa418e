"""`custdev touchpoint show`: a conversation on a page, for the readers of a profile."""

from __future__ import annotations

import pytest

from tests.cli.command import Command


@pytest.fixture
def met(custdev: Command) -> str:
    """The id of an interview with steps, surroundings and quotes."""
    custdev.ok("contact", "add", "Zyxwolda")
    custdev.ok("consent", "give", "P01", "quote")
    custdev.ok("touchpoint", "add", "interview", "P01")
    (touchpoint,) = custdev.json("touchpoint", "list")
    where = ("--touchpoint", touchpoint["id"])
    custdev.ok("note", "add", "CD-1", "Zyxwolda writes twice", *where, "--about", "P01", "--step", "1", "--felt", "-1")
    custdev.ok("note", "add", "CD-1", "a paper diary", *where, "--about", "P01", "--aeiou", "objects")
    custdev.ok("note", "add", "CD-1", "nobody answered", *where, "--about", "P01", "--kind", "quote")
    return str(touchpoint["id"])


def test_the_page_tells_steps_surroundings_and_words(custdev: Command, met: str) -> None:
    shown = custdev.ok("touchpoint", "show", met, "--profile", "team")
    for words in ("P01 writes twice", "a paper diary", "nobody answered"):
        assert words in shown
    assert "Zyxwolda" not in shown
    assert custdev.ok("touchpoint", "show", "P01", "--profile", "team") == shown
    page = custdev.json("touchpoint", "show", met, "--profile", "team")["interview"]
    assert page["happened"][0]["felt"] == -1


def test_a_scene_is_edited_and_taken_away(custdev: Command, met: str) -> None:
    note = next(one for one in custdev.json("note", "list") if "writes twice" in one["text"])
    custdev.ok("note", "edit", note["id"], "--felt", "-2")
    page = custdev.json("touchpoint", "show", met, "--profile", "team")["interview"]
    assert page["happened"][0]["felt"] == -2
    custdev.ok("note", "edit", note["id"], "--step", "0")
    assert not custdev.json("touchpoint", "show", met, "--profile", "team")["interview"]["happened"]


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--step", "1"), "are told of a touchpoint"),
        (("--felt", "1"), "are told of a touchpoint"),
    ],
)
def test_a_step_is_of_a_touchpoint(custdev: Command, options: tuple[str, ...], why: str) -> None:
    assert why in custdev.error("note", "add", "CD-1", "Waits", *options)


def test_bounds_are_told(custdev: Command, met: str) -> None:
    where = ("--touchpoint", met, "--about", "P01")
    assert "from -2 to +2" in custdev.error("note", "add", "CD-1", "Waits", *where, "--felt", "3")
    assert "from 1 to 999" in custdev.error("note", "add", "CD-1", "Waits", *where, "--step", "1000")
    assert "not for anyone" in custdev.error("touchpoint", "show", met, "--profile", "public")
