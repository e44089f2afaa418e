from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from tests.exchange.formats.boards import HOSTILE, busy_world, layout_of, world_of, written
from tui.exchange.cell_rows import cut
from tui.exchange.document import Document, Section, item, text_lines
from tui.exchange.formats.svg import CELL, picture_of
from tui.exchange.formats.txt import text_of

NAMESPACE = "{http://www.w3.org/2000/svg}"
MAY_HAVE = {
    "svg": {"width", "height", "viewBox", "role", "aria-labelledby", "{http://www.w3.org/XML/1998/namespace}space"},
    "title": {"id"},
    "desc": set(),
    "g": {"font-family", "font-size", "fill"},
    "rect": {"x", "y", "width", "height", "fill"},
    "text": {"x", "y", "font-size"},
    "tspan": {"fill", "font-weight", "font-style"},
}


def drawn(text: str) -> ET.Element:
    return ET.fromstring(text)


def shapes(picture: ET.Element, tag: str) -> list[ET.Element]:
    return list(picture.iter(f"{NAMESPACE}{tag}"))


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_typed_is_drawn_but_as_text(text: str) -> None:
    world = world_of(text)
    picture = drawn(written(world, "svg"))
    for element in picture.iter():
        assert set(element.attrib) <= MAY_HAVE[element.tag.removeprefix(NAMESPACE)]
    (description,) = shapes(picture, "desc")
    assert description.text == text_of(layout_of(world))
    letters = "".join("".join(row.itertext()) for row in shapes(picture, "text")).replace(" ", "")
    typed = "".join(text_of(layout_of(world)).split())
    assert set(letters) >= set(typed) - set("[]x")
    for section in layout_of(world).sections:
        for line in section.lines:
            assert "".join(line.text.split()).replace(",", "") in letters.replace(",", "")


@pytest.mark.parametrize("text", ["\ud800", "\ufffe\uffff", "\x00\x0b\x1b[31m", "\x85\x9f"])
def test_what_xml_cannot_hold_is_left_out(text: str) -> None:
    picture = drawn(picture_of(Document(f"a{text}b", (), (Section(text, tuple(text_lines(text, 0))),), ())))
    assert re.fullmatch(r"a(\[31m)?b", shapes(picture, "title")[0].text or "")


def test_nothing_is_loaded_or_squeezed() -> None:
    text = written(world_of("漢字" * 20), "svg")
    assert not re.search(r"textLength|lengthAdjust|<style|<script|<image|<use|<a |url\(|@font-face|href", text)
    assert text.count("http") == 1


def test_every_row_lies_on_the_picture_and_within_its_lane() -> None:
    for text in ("wwww " * 60, "w" * 300, "漢字" * 150):
        picture = drawn(written(world_of(text.strip()), "svg"))
        width, height = (int(picture.attrib[name]) for name in ("width", "height"))
        assert len(shapes(picture, "text")) > 4
        for row in shapes(picture, "text"):
            letters = "".join(row.itertext())
            cells = int(row.attrib.get("font-size", 14)) / 14 * CELL
            assert len(list(cut(letters, int((width - int(row.attrib["x"])) / cells)))) <= 1
            assert 0 < int(row.attrib["y"]) < height


def test_lanes_stand_beside_each_other_and_blocked_cards_have_a_red_edge() -> None:
    picture = drawn(written(busy_world(), "svg"))
    heads = {
        "".join(row.itertext()): row.attrib for row in shapes(picture, "text") if "(" in "".join(row.itertext())[:10]
    }
    lanes = [heads[head] for head in ("TODO (1)", "DOING (1/3)", "REVIEW (0)", "DONE (1)")]
    assert len({lane["y"] for lane in lanes}) == 1
    places = [int(lane["x"]) for lane in lanes]
    assert places == sorted(places)
    assert len({after - before for before, after in pairwise(places)}) == 1
    edges = [rect for rect in shapes(picture, "rect") if rect.attrib["width"] == "3"]
    assert [edge.attrib["fill"] for edge in edges] == ["#CDCAC3", "#9C2527", "#CDCAC3"]


def test_only_a_customers_words_are_italic() -> None:
    picture = drawn(written(busy_world(), "svg"))
    italic = [span.text for span in shapes(picture, "tspan") if "font-style" in span.attrib]
    assert italic == ["They gave up.", "Twice."]


def test_one_lane_alone_is_wide_and_rows_of_an_item_begin_where_its_text_does() -> None:
    lines = (item("word " * 60), item("step", sign="[x]", depth=1))
    picture = drawn(picture_of(Document("T", (), (Section("S", lines),), ())))
    rows = [row for row in shapes(picture, "text") if "word" in "".join(row.itertext())]
    assert len(rows) == 4
    assert len({row.attrib["x"] for row in rows}) == 1
    assert "✓" in ["".join(row.itertext()) for row in shapes(picture, "text")]
