from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tui.exchange.markdown import to_markdown

from tests.domain.world import World
from tests.exchange.boards import busy_world, snapshot_of
from tui.domain import operations
from tui.domain.errors import DomainError
from tui.domain.text import clean_line, clean_text

HOSTILE = (
    "a | b",
    "`code`",
    "# heading",
    "- item",
    "+ item",
    "1. one",
    "2) two",
    "[/]",
    "[@click=app.quit]",
    "[x](javascript:alert)",
    "<script>alert(1)</script>",
    "&amp; &#160;",
    "*bold* _it_ ~~gone~~ $x$",
    "> quote",
    "===",
    "---",
    "***",
    "```",
    "~~~",
    "back\\slash\\",
    "李" * 300,
    "![image](x)",
    "ends with #",
)

EXPECTED = """\
# Customer Development (CD, iteration 1) — Thu 2026-03-05

running, day 4 · 3 cards · 1 archived · Profile: team (people shown as P-ids)

**Goals**

- Listen
- Learn

**Hypothesis**

> If we listen, we learn.

**Criterion** csat \\>= 80 with n ≥ 20

**Expected outcome**

> We know.

## TODO (1)

- **CD-2** Seek feedback — \\#ask
  - [x] Survey
  - [ ] Call

## DOING (1/3)

- **CD-1** Establish channels — 4 d, since 2026-03-02 — P01, P02 — owner ben — due Fri 2026-03-13
  - ■ blocked 3 d: Legal reads the form — needs: Ana
  - 2026-03-03 quote about P01, P02, by ux — ▼ refutes
    > They gave up.
    >
    > Twice.

## REVIEW (0)

none

## DONE (1)

- **CD-3** Engage continuously — ↻ P2W — 1 d, 2026-03-02 to 2026-03-02

— exported 2026-03-05T09:00:00+00:00 · custdev VERSION · profile team
"""


def inlines(markdown: str) -> Iterator[Token]:
    return (token for token in MarkdownIt("commonmark").parse(markdown) if token.type == "inline")


def rendered(token: Token) -> str:
    """Return what a reader sees of a paragraph; a line break is a line break."""
    breaks = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(breaks.get(child.type, child.content) for child in token.children or ())


def kinds(markdown: str) -> set[str]:
    """Return every kind of inline mark-up in a text."""
    return {child.type for token in inlines(markdown) for child in token.children or ()}


def test_a_busy_board_reads_well() -> None:
    text = to_markdown(snapshot_of(busy_world()))
    assert re.sub(r"custdev \d\S*", "custdev VERSION", text) == EXPECTED


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_title_is_read_as_it_was_typed(text: str) -> None:
    world = World()
    world.do(operations.edit_card, world.uid(1), title=text)
    markdown = to_markdown(snapshot_of(world))
    assert f"CD-1 {text}" in [rendered(token) for token in inlines(markdown)]
    assert kinds(markdown) <= {"text", "strong_open", "strong_close"}


@given(st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20)), min_size=1, max_size=6).map("\n".join))
def test_a_hostile_note_is_read_line_by_line_as_it_was_typed(text: str) -> None:
    world = World()
    try:
        world.note(text)
    except DomainError:
        return
    before = [rendered(token) for token in inlines(to_markdown(snapshot_of(World())))]
    markdown = to_markdown(snapshot_of(world))
    seen = [rendered(token) for token in inlines(markdown) if rendered(token) not in before]
    expected = [line.strip(" \t") for line in clean_text(text).split("\n") if line.strip(" \t")]
    assert "2026-03-02 note, by ux" in seen[0]
    assert "\n".join(seen[1:]).split("\n") == expected
    assert kinds(markdown) <= {"text", "strong_open", "strong_close", "hardbreak"}


@given(st.text(min_size=1, max_size=60))
def test_any_text_in_any_field_leaves_the_outline_alone(text: str) -> None:
    world = busy_world()
    before = [token.type for token in MarkdownIt("commonmark").parse(to_markdown(snapshot_of(world)))]
    if not clean_line(text):
        return
    world.do(operations.edit_card, world.uid(1), title=text)
    world.do(operations.block_card, world.uid(1), text, "Ana")
    world.do(operations.assign_card, world.uid(1), text[:50] + "x")
    after = [token.type for token in MarkdownIt("commonmark").parse(to_markdown(snapshot_of(world)))]
    assert after == before
