"""What a board file may say, and what comes of it."""

from datetime import date
from unicodedata import is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.definitions.loader import definition_hash, load_board
from tui.domain.errors import DefinitionError
from tui.domain.records.definition import (
    DEFAULT_COLUMNS,
    BoardDefinition,
    CardDefinition,
    ColumnDefinition,
    Criterion,
    ServiceLevel,
)

HEAD = "id: talk\nkey: TK\ntitle: Talk\n"

WHOLE = """\
id: talk
key: T2
title: Talk to them
tags: [early, b2b]
goals: [Listen]
hypothesis: >-
  If we talk,
  we learn.
related: [https://example.org/a#b, customer-development]
test: {metric: csat, criterion: ">= 80", min_n: 20, planned_n: 60}
columns:
  - {id: next, title: NEXT, role: waiting}
  - {id: review, title: REVIEW, role: active, wip: 2}
  - {id: done, title: DONE, role: finished}
sle: {days: 5, percent: 90}
cards:
  - id: ask
    title: Ask
    group: Talking
    description: |
      Ask why.

      Then ask again.
    kind: recurring
    every: P1W
    column: review
    tags: [first]
    due: 2027-01-31
    checklist: [Prepare, Ask]
    needs: [contact_me, observe]
    wish: [record_audio]
expected_outcome: We know.
notes: [Seen elsewhere]
"""


def titled(*titles: str) -> str:
    return HEAD + "cards:\n" + "".join(f"  - title: {title}\n" for title in titles)


def test_every_field_arrives_in_the_definition() -> None:
    assert load_board(WHOLE, "talk.yaml") == BoardDefinition(
        id="talk",
        key="T2",
        title="Talk to them",
        tags=("early", "b2b"),
        goals=("Listen",),
        hypothesis="If we talk, we learn.",
        related=("https://example.org/a#b", "customer-development"),
        test=Criterion("csat", ">= 80", 20, 60),
        columns=(
            ColumnDefinition("next", "NEXT", "waiting"),
            ColumnDefinition("review", "REVIEW", "active", 2),
            ColumnDefinition("done", "DONE", "finished"),
        ),
        sle=ServiceLevel(5, 90),
        cards=(
            CardDefinition(
                id="ask",
                title="Ask",
                group="Talking",
                description="Ask why.\n\nThen ask again.",
                kind="recurring",
                every="P1W",
                column="review",
                tags=("first",),
                due=date(2027, 1, 31),
                checklist=("Prepare", "Ask"),
                needs=("contact_me", "observe"),
                wish=("record_audio",),
            ),
        ),
        expected_outcome="We know.",
        notes=("Seen elsewhere",),
    )


def test_a_board_of_three_lines_has_the_usual_columns_and_no_cards() -> None:
    board = load_board(HEAD, "talk.yaml")
    assert (board.columns, board.cards, board.sle) == (DEFAULT_COLUMNS, (), ServiceLevel(10, 85))


def test_an_empty_list_may_be_left_blank() -> None:
    assert load_board(HEAD + "tags:\ncards:\n", "talk.yaml") == load_board(HEAD, "talk.yaml")


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(ending: str) -> None:
    foreign = ("\ufeff" + WHOLE.replace("\n", ending)).encode()
    assert load_board(foreign, "talk.yaml") == load_board(WHOLE, "talk.yaml")


def test_numbers_and_dates_are_text_where_text_is_meant() -> None:
    board = load_board(titled("2026", "007", "1e3", "2026-11-23", "12:30", "0x1F", '"no"', "y"), "talk.yaml")
    assert [card.title for card in board.cards] == ["2026", "007", "1e3", "2026-11-23", "12:30", "0x1F", "no", "y"]


def test_cards_without_an_id_get_one_from_their_title() -> None:
    board = load_board(titled("Ask", "Repeat it", "Repeat it", "???", "Repeat it"), "talk.yaml")
    assert [card.id for card in board.cards] == ["ask", "repeat-it", "repeat-it-2", "card", "repeat-it-3"]


def test_a_written_id_is_never_taken_by_an_earlier_card() -> None:
    board = load_board(HEAD + "cards: [{title: Ask}, {title: Other, id: ask}]\n", "talk.yaml")
    assert [card.id for card in board.cards] == ["ask-2", "ask"]


def test_text_may_be_shared_by_alias() -> None:
    board = load_board(HEAD + "hypothesis: &say We learn.\nexpected_outcome: *say\n", "talk.yaml")
    assert board.hypothesis == board.expected_outcome == "We learn."


def test_markup_is_text_and_what_drives_a_terminal_is_gone() -> None:
    titles = [
        "'[/]'",
        "'[@click=app.quit]quit[/]'",
        '"\\e[31mred\\e[0m \\u202eevil\\u2069"',
        '"two\\nlines"',
        "顧" * 300,
    ]
    board = load_board(titled(*titles), "talk.yaml")
    assert [card.title for card in board.cards] == [
        "[/]",
        "[@click=app.quit]quit[/]",
        "red evil",
        "two lines",
        "顧" * 300,
    ]


def test_an_alias_bomb_is_refused_before_it_unfolds() -> None:
    bomb = "a: &a0 [x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"b{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    with pytest.raises(DefinitionError, match="aliases of this file unfold"):
        load_board(HEAD + bomb, "talk.yaml")


@pytest.mark.parametrize("nest", ["[", "{a: ", "- ", "? ", "!t [", "&a ["])
def test_deep_nesting_is_refused_early(nest: str) -> None:
    with pytest.raises(DefinitionError, match=r":1:.*nested more than 30 levels deep"):
        load_board(nest * 100_000, "talk.yaml")


def test_a_hash_follows_the_text() -> None:
    assert definition_hash(HEAD) == definition_hash(HEAD.encode())
    assert definition_hash(HEAD) != definition_hash(HEAD + "tags: []\n")


@given(st.text() | st.binary())
def test_whatever_a_file_holds_the_answer_is_a_board_or_its_problems(content: str | bytes) -> None:
    try:
        load_board(content, "any.yaml")
    except DefinitionError as error:
        assert error.problems
        assert error.problems == sorted(error.problems)


@given(st.lists(st.sampled_from([*WHOLE.splitlines(), "\t", "  - x", "'", "[", "&a *a", "\x00", "!!", "---", "%"])))
def test_a_shuffled_board_is_a_board_or_its_problems(lines: list[str]) -> None:
    try:
        load_board("\n".join(lines), "any.yaml")
    except DefinitionError as error:
        assert all(1 <= problem.line <= len(lines) + 1 and problem.column >= 1 for problem in error.problems)


def plainly_visible(text: str) -> bool:
    return bool(text.strip()) and text.isprintable() and is_normalized("NFC", text)


@given(st.text(min_size=1, max_size=30).filter(plainly_visible))
def test_a_quoted_title_comes_back_as_it_was_written(title: str) -> None:
    quoted = title.replace("'", "''")
    board = load_board(titled(f"'{quoted}'"), "any.yaml")
    assert board.cards[0].title == " ".join(title.split())
