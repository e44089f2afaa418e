"""What a scan reads in a file, however its letters are written."""

from __future__ import annotations

import json

import pytest

from tests.domain.world import World
from tui.domain.privacy.hiding import scrubber_of
from tui.exchange.scanning import findings, read_text

NAME = "Jørgen Strøm"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (f"x\n{NAME}".encode(), 2),
        (f"x\n{NAME}".encode("utf-8-sig"), 2),
        (f"x\r\n{NAME}".encode("utf-16"), 2),
        (b"\xfe\xff" + NAME.encode("utf-16-be"), 1),
        (f"a\nb {NAME}".encode("cp1252"), 2),
        (b"J&#248;rgen&nbsp;Str&oslash;m", 1),
        (json.dumps({"a": "b", "name": NAME}, indent=1).encode(), 3),
        (b"a\nJ=C3=B8rgen Str=C3=B8m", 2),
        (b"https://x.example/J%C3%B8rgen%20Str%C3%B8m", 1),
        (("x " * 100_000 + NAME).encode(), 1),
        ("Jør\u200bgen Strøm".encode(), 1),
        (b"Joergen\nStroem", 1),
    ],
)
def test_a_name_is_read_however_it_is_written(data: bytes, line: int) -> None:
    world = World()
    world.person(NAME)
    found = [each for each in findings(scrubber_of(world.workspace, ()), read_text(data)) if not each.is_possible]
    assert [(each.line, each.who) for each in found[:1]] == [(line, "P01")]
    assert all("\n" not in each.text and "rgen" not in each.text for each in found)


@pytest.mark.parametrize("data", [b"a\0b", NAME.encode("utf-16-le"), "李小龙".encode("utf-16") + b"\x01"])
def test_what_is_no_whole_text_is_not_called_clean(data: bytes) -> None:
    with pytest.raises(ValueError, match="it is no"):
        read_text(data)


@pytest.mark.parametrize("text", ["a=1", "x == 20", "=00=0A", r"\u000a\u0000", r"\ud800", "50=FF"])
def test_what_stands_for_no_letter_stays(text: str) -> None:
    assert list(findings(scrubber_of(World().workspace, ()), text)) == []
