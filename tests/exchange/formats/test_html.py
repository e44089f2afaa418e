from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.exchange.formats.boards import HOSTILE, busy_world, layout_of, words_of, world_of, written
from tests.exchange.formats.rendering import Page
from tui.exchange.colours import DARK, LIGHT
from tui.exchange.document import Document, Section, item, line, text_lines
from tui.exchange.formats.html import STYLE, page_of

MAY_HAVE = {
    "html": {"lang"},
    "meta": {"charset", "name", "content", "http-equiv"},
    "section": {"aria-labelledby"},
    "h2": {"id"},
    "div": {"class", "role"},
    "li": {"class"},
    "span": {"class", "role", "aria-label"},
    "a": {"href", "rel"},
}
PLAIN = {
    *("head", "title", "style", "body", "header", "main", "footer"),
    *("h1", "p", "ul", "strong", "blockquote", "br", "!DOCTYPE html"),
}
CLASSES = re.compile(r"lanes|card|name|facts|whole|signed|typed|(sign ?)?(muted|person|quote|ok|warn|danger)?")
FONT_TOKENS = ("muted", "text", "bright", "accent", "people", "ok", "warn", "danger")


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def shape(page: Page) -> list[str]:
    """Return the elements without links, line breaks, and the last lines, which tell what a text lost."""
    tags = [tag for tag in page.tags if tag not in ("a", "/a", "br")]
    return tags[: tags.index("footer")]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_typed_is_html(text: str) -> None:
    page = Page(written(world_of(text), "html"))
    assert shape(page) == shape(Page(written(world_of("harmless"), "html")))
    assert {tag for tag in page.tags if not tag.startswith("/")} <= PLAIN | MAY_HAVE.keys()
    for tag, name, value in page.attributes:
        assert name in MAY_HAVE[tag], f"{tag} has {name}"
        assert name != "class" or CLASSES.fullmatch(value)
        assert name != "href" or re.match("https?://", value)
    assert not page.faults
    assert not page.open


@pytest.mark.parametrize("text", HOSTILE)
def test_everything_is_read_as_it_was_typed(text: str) -> None:
    world = world_of(text)
    page = Page(written(world, "html"))
    shown = Counter(" ".join(re.sub("^[✓□■] ", "", words).split()) for words in page.words)
    for words in words_of(layout_of(world)):
        head, _, facts = words.partition(", ") if words.startswith("CD-") else (words, "", "")
        for each in filter(None, (head, facts)):
            assert shown[" ".join(each.split())] or any(each in block for block in shown), each


def test_a_page_is_of_one_piece_and_nothing_is_loaded_or_run() -> None:
    text = written(busy_world(), "html")
    assert not re.search(r"<script|<link|<img|https?:|url\(|@import|javascript|\bon\w+=| style=", text)
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy}">' in text
    assert '<meta name="referrer" content="no-referrer">' in text


def test_a_page_has_landmarks_headings_in_order_and_sections_with_names() -> None:
    page = Page(written(busy_world(), "html"))
    assert [tag for tag in page.tags if tag in ("header", "main", "footer", "h1")] == ["header", "h1", "main", "footer"]
    named = [value for _, name, value in page.attributes if name == "aria-labelledby"]
    assert named == [value for tag, name, value in page.attributes if (tag, name) == ("h2", "id")]
    assert named == [f"s{number}" for number in range(1, 8)]
    assert page.attributes[0] == ("html", "lang", "en")
    assert page.tags.count("h2") == page.tags.count("section") == 7


def test_lanes_are_one_group_and_what_belongs_to_a_card_is_in_it() -> None:
    text = written(busy_world(), "html")
    assert text.count('<div class="lanes">') == 1
    card = text[text.index("CD-1</strong>") : text.index("REVIEW")]
    assert '<div class="name"><strong>' in text
    assert '<span class="person">P01</span>, <span class="person">P02</span>, owner ben' in card
    assert "<blockquote>They gave up.<br><br>Twice.</blockquote>" in card
    assert '<div class="typed">Reads mail<br>in the evening</div>' in card
    assert 'aria-label="done">✓</span> Survey' in text
    assert 'aria-label="open">□</span> Call' in text


def test_lists_lie_in_the_items_they_belong_to() -> None:
    lines = (
        line("Before"),
        item("one"),
        item("two", depth=1),
        *text_lines("text", 2),
        item("three", depth=2),
        item("four"),
        *text_lines("apart", 0),
        item("five", depth=1),
    )
    page = Page(page_of(Document("T", (), (Section("S", lines),), ())))
    tags = page.tags[page.tags.index("/h2") + 1 : page.tags.index("/section")]
    assert " ".join(tags) == (
        "p /p ul li ul li div /div ul li /li /ul /li /ul /li li /li /ul div /div ul li ul li /li /ul /li /ul"
    )
    assert not page.faults


def test_links_lead_where_they_say_and_tell_nobody_from_where() -> None:
    link = "https://a.example/x_y?a=1&b=~2*3"
    page = Page(page_of(Document(f"Read {link}, javascript:alert(1)", (), (), ())))
    assert page.links == [(link, link)]
    assert ("a", "rel", "noreferrer noopener") in page.attributes


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
@pytest.mark.parametrize("name", FONT_TOKENS)
def test_every_text_can_be_read_on_the_page_and_on_a_card(tokens: dict[str, str], name: str) -> None:
    assert min(contrast(tokens[name], tokens[ground]) for ground in ("bg", "card")) >= 4.5


def test_colours_follow_the_reader_and_paper_is_white() -> None:
    assert "prefers-color-scheme: dark" in STYLE
    printed = STYLE[STYLE.index("@media print") :]
    assert "--bg: #fff; --card: #fff;" in printed
    assert "--text: #000;" in printed
    assert "break-inside: avoid" in printed


def test_nothing_but_a_customers_words_is_italic() -> None:
    assert re.findall(r"([^{}\n]+)\{ font-style: italic; \}", STYLE) == ["blockquote, .quote "]
