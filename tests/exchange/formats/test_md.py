from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.domain.world import World
from tests.exchange.formats.boards import HOSTILE, busy_world, layout_of, parcel_of, words_of, world_of, written
from tests.exchange.formats.rendering import READERS, Page, by_markdown_it, by_mistune
from tui.domain import operations
from tui.domain.errors import DomainError
from tui.domain.text import clean_line, clean_text
from tui.exchange.document import Document, Section, item, line, text_lines
from tui.exchange.formats.md import markdown_of

EXPECTED = """\
# Customer Development (CD, iteration 1), Thu 2026-03-05

running, day 4 · 3 cards, 1 archived · for our team, people shown as P-ids

**Evidence** for: nobody; against: 2 people by 0 methods, not yet triangulated

**Criterion** csat \\>= 80 with n ≥ 20

## Goals

- Listen
- Learn

## Hypothesis

> If we listen, we learn.

## Expected outcome

> We know.

## TODO (1)

- **CD-2** Seek feedback, #ask
  - [x] Survey
  - [ ] Call

## DOING (1/3)

- **CD-1** Establish channels, 4 d, P01, P02, owner ben, due 2026-03-13
  - ■ blocked 3 d: Legal reads the form, needs: Ana
  - 2026-03-03 quote of P01, P02, by ux, ▼ against
    > They gave up.
    >
    > Twice.
  - 2026-03-05 note of P01, by ux
    > Reads mail\\
    > in the evening

## REVIEW (0)

none

## DONE (1)

- **CD-3** Engage continuously, recurring every 2 weeks, done 1 time, due 2026-03-16

— exported 2026-03-05T09:00:00+00:00 · custdev VERSION · profile team · 0 redactions

Not checked: who is meant where no name stands; people who are not in this workspace
"""

LINKS = (
    "https://a.example/x_y_z?a=1&b=~2&copy=3*4",
    "http://a.example/a_(b)",
    "https://a.example/~ann/*/__init__.py",
    "https://a.example/?a[]=1&b[x]=2#top",
    "HTTPS://A.example/",
)


def inlines(markdown: str) -> Iterator[Token]:
    return (token for token in MarkdownIt("commonmark").parse(markdown) if token.type == "inline")


def rendered(token: Token) -> str:
    """Return what a reader sees of a paragraph; a line break is a line break."""
    breaks = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(breaks.get(child.type, child.content) for child in token.children or ())


def kinds(markdown: str) -> set[str]:
    """Return every kind of inline mark-up in a text."""
    return {child.type for token in inlines(markdown) for child in token.children or ()}


def bare(lines: list[str]) -> list[str]:
    """Return lines without check boxes and the signs before items, which documents hold apart."""
    return sorted(re.sub(r"^(?:(?:\[[ x]\]|■|») )+", "", line) for line in lines)


def shape(page: Page) -> list[str]:
    """Return the elements without links, line breaks, and the last paragraphs, which tell what a text lost."""
    tags = [tag for tag in page.tags if tag not in ("a", "/a", "br")]
    while tags[-2:] == ["p", "/p"]:
        del tags[-2:]
    return tags


def test_a_busy_board_reads_well() -> None:
    text = written(busy_world(), "md")
    assert re.sub(r"custdev \d\S*", "custdev VERSION", text) == EXPECTED


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_title_is_read_as_it_was_typed(text: str) -> None:
    world = World()
    world.do(operations.edit_card, world.uid(1), title=text)
    markdown = written(world, "md")
    (title,) = (card.title for card in parcel_of(world).cards if card.key == "CD-1")
    assert any(rendered(token).startswith(f"CD-1 {title}") for token in inlines(markdown))
    assert kinds(markdown) <= {"text", "strong_open", "strong_close", "link_open", "link_close"}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("read", READERS)
def test_wherever_a_text_stands_two_readers_show_it_as_it_was_typed(read: Callable[[str], Page], text: str) -> None:
    world = world_of(text)
    page = read(written(world, "md"))
    assert bare(page.words) == bare(words_of(layout_of(world)))
    assert shape(page) == shape(read(written(world_of("harmless"), "md")))
    assert not page.faults
    assert all(href.startswith(("http://", "https://")) for href, _ in page.links)


@given(st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20)), min_size=1, max_size=6).map("\n".join))
def test_a_hostile_note_is_read_line_by_line_as_it_was_typed(text: str) -> None:
    world = World()
    try:
        world.note(text)
    except DomainError:
        return
    before = [rendered(token) for token in inlines(written(World(), "md"))]
    markdown = written(world, "md")
    read = [rendered(token) for token in inlines(markdown) if rendered(token) not in before]
    (note,) = (note.text for card in parcel_of(world).cards for note in card.notes)
    expected = [each.strip(" \t") for each in clean_text(note).split("\n") if each.strip(" \t")]
    assert "2026-03-02 note, by ux" in read[0]
    shown = "\n".join(each for each in read[1:] if not each.startswith(("— exported", "Changed: ", "Not checked: ")))
    assert shown.split("\n") == expected
    assert kinds(markdown) <= {"text", "strong_open", "strong_close", "hardbreak", "link_open", "link_close"}


@given(st.text(min_size=1, max_size=60))
def test_any_text_in_any_field_leaves_the_outline_alone(text: str) -> None:
    world = busy_world()
    before = outline(written(world, "md"))
    if not clean_line(text):
        return
    world.do(operations.edit_card, world.uid(1), title=text)
    world.do(operations.block_card, world.uid(1), text, "a yes")
    world.do(operations.assign_card, world.uid(1), text[:50] + "x")
    assert outline(written(world, "md")) == before


def outline(markdown: str) -> list[str]:
    """Return the elements down to the last lines, where it is told what a text lost."""
    board, _, foot = markdown.rpartition("\n— exported")
    assert foot.count("\n\n") <= 3
    return [token.type for token in MarkdownIt("commonmark").parse(board)]


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("read", READERS)
def test_links_stay_links_to_where_they_lead(read: Callable[[str], Page], link: str) -> None:
    page = read(markdown_of(Document(f"Read {link}, then (see {link}) *{link}*.", (), (), ())))
    assert [words for _, words in page.links] == [link] * 3
    assert [unquote(href).casefold() for href, _ in page.links] == [link.casefold()] * 3


@pytest.mark.parametrize("read", READERS)
def test_a_link_that_would_hold_a_sign_for_some_readers_is_the_same_for_all(read: Callable[[str], Page]) -> None:
    page = read(markdown_of(Document("https://a.example/?x=1&copy;=2", (), (), ())))
    assert [href for href, _ in page.links] == ["https://a.example/?x=1&copy%3B=2"]


def test_two_readers_nest_lists_and_quotes_alike() -> None:
    text = written(busy_world(), "md")
    assert by_markdown_it(text).tags == by_mistune(text).tags
    assert by_markdown_it(text).tags.count("blockquote") == 4


def test_a_list_goes_on_behind_a_text_and_a_paragraph_ends_it() -> None:
    lines = (
        line("Before"),
        item("one"),
        *text_lines("first\n\n  second\nthird", 1),
        item("deeper", depth=1),
        *text_lines("> q", 2),
        item("two"),
        line("After"),
    )
    text = markdown_of(Document("T", (), (Section("S", lines),), ()))
    for read in READERS:
        page = read(text)
        assert page.tags.count("ul") == 2
        assert page.tags.count("p") - page.tags.count("blockquote") == 3
        assert page.words == sorted(
            ["T", "S", "Before", "one", "first", "second", "third", "deeper", "> q", "two", "After"]
        )


def test_what_is_one_line_stays_one_line_whatever_is_in_it() -> None:
    text = markdown_of(Document("T", (line("one\n# two\n\n- three"),), (), ()))
    assert by_markdown_it(text).tags == ["h1", "/h1", "p", "/p"]
