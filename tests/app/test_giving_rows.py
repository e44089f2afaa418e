"""What the dialog of giving out is drawn from: lines that lose nothing, words that are pointed at, runs of P-ids."""

from __future__ import annotations

import random

import pytest
from rich.cells import cell_len

from tests.exchange.every_format import FORMATS
from tui.app.giving.choice import PLACES, Choice, Offer, check_words, memory_words, runs
from tui.app.giving.proof import STAND_IN, Proof, drawable, drawable_lines, folds, hang_of, marks_in
from tui.app.look.preview import styled
from tui.domain.privacy.sheet import LeakCheck, Possible
from tui.exchange.parcel import Parcel

LETTERS = "ab  c-漢é👩\u0301"


@pytest.mark.parametrize("width", [2, 3, 10, 40])
def test_a_folded_line_loses_no_letter_and_fits(width: int) -> None:
    chance = random.Random(7)
    for length in (0, 1, width, width + 1, 3 * width, 200):
        line = "".join(chance.choices(LETTERS, k=length))
        rows = folds(line, width)
        assert "".join(line[begin:end] for begin, end in rows) == line
        assert all(cell_len(line[begin:end].rstrip(" ")) <= width for begin, end in rows)
        assert all(begin < end for begin, end in rows) or not line


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (
            "- **CD-2** Encourage feedback, due 2026-11-26, #survey",
            "- **CD-2** Encourage|  feedback, due|  2026-11-26, #survey",
        ),
        (
            "    > three themes, and the saga of the invoices",
            "    > three themes, and|      the saga of the|      invoices",
        ),
        ("  - [ ] Share with design and engineering", "  - [ ] Share with|        design and|        engineering"),
        ("plain words that go on and on", "plain words that go on|and on"),
    ],
)
def test_a_line_that_goes_on_is_set_in_and_does_not_look_like_another(line: str, shown: str) -> None:
    hang = hang_of(line, 24)
    rows = [line[begin:end].rstrip() for begin, end in folds(line, 24, hang)]
    assert [rows[0], *(" " * hang + row for row in rows[1:])] == shown.split("|")
    assert max(map(len, shown.split("|"))) <= 24


def test_a_line_breaks_at_words() -> None:
    line = "against: 2 people by 1 method, not yet triangulated"
    assert [line[begin:end].strip() for begin, end in folds(line, 31)] == [
        "against: 2 people by 1 method,",
        "not yet triangulated",
    ]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("a\tb", "a    b"),
        ("a\r", "a"),
        ("\x1b[31mred", f"{STAND_IN}[31mred"),
        ("\u202eevil", f"{STAND_IN}evil"),
        ("half \ud83d", f"half {STAND_IN}"),
        ("[/] [@click=app.quit]x", "[/] [@click=app.quit]x"),
    ],
)
def test_what_drives_a_terminal_is_a_sign_that_stands_for_it(line: str, shown: str) -> None:
    assert drawable(line) == shown


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("a", 1), ("a\n", 1), ("a\n\n", 2), ("\ufeffa\n", 1), ("\ufeff", 0), ("a\x85b\u2028c\r\n", 1)],
)
def test_lines_are_counted_as_files_count_them(text: str, count: int) -> None:
    assert len(drawable_lines(text)) == count


def test_leftovers_are_looked_for_where_they_are_said_to_be_and_then_elsewhere() -> None:
    lines = ["- **CD-1** a saga", "- **CD-21** the saga, Saga", "brandt\\-march.pdf", "O&#x27;Neil"]
    leftovers = (
        Possible("saga", "CD-21, learned", "a word"),
        Possible("brandt-march", "CD-3, in a link", "a name"),
        Possible("O'Neil", "", "a name"),
        Possible("absent", "CD-9", "a name"),
    )
    marks = list(marks_in(lines, leftovers))
    assert [(mark.number, mark.line, lines[mark.line][mark.start : mark.end]) for mark in marks] == [
        (1, 1, "saga"),
        (1, 0, "saga"),
        (2, 2, "brandt\\-march"),
        (3, 3, "O&#x27;Neil"),
    ]


def test_a_word_that_is_left_over_on_every_card_is_marked_where_it_stands_once() -> None:
    count = 300
    lines = [f"- **CD-{number}** Zoë" for number in range(1, count + 1)]
    leftovers = [Possible("Zoë", f"CD-{number}, title", "a word") for number in (*range(count, 0, -1), 999)]
    proof = Proof(Choice("md"), marks=tuple(marks_in(lines, leftovers)))
    assert [mark.line for mark in proof.marks if mark.number == 1] == [count - 1, *range(count - 1)]
    firsts = [proof.mark_of(number) for number in range(1, count + 3)]
    assert [mark.line if mark else None for mark in firsts] == [*range(count - 1, -1, -1), 0, None]
    assert len(proof.marks) == count + count, "where each stands, and all places of the first"


def test_colours_change_no_letter_and_only_words_of_customers_are_italic() -> None:
    lines = [
        "# A title",
        "**Evidence** by P01",
        "- 2026-11-23 quote of P03",
        "  > said P04 so",
        "- pain of P04",
        "  > lost",
    ]
    for at, line in enumerate(lines):
        spans = list(styled(lines, at, ()))
        assert "".join(span.text for span in spans) == line
        assert any("italic" in span.style for span in spans) == (at == 3)


@pytest.mark.parametrize(
    ("pids", "words"),
    [
        ((), ""),
        (("P01",), "P01"),
        (("P01", "P02"), "P01, P02"),
        (("P01", "P02", "P03", "P05", "P99", "P100", "P101"), "P01 to P03, P05, P99 to P101"),
    ],
)
def test_people_in_a_row_are_told_as_one(pids: tuple[str, ...], words: str) -> None:
    assert ", ".join(runs(pids)) == words


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (LeakCheck(9, 41, 0), "leak check clean"),
        (LeakCheck(9, 41, 0, strangers=2), "names cannot be checked here, 2 people known by P-id only"),
        (LeakCheck(0, 0, 0), "nobody is known here, so no name was looked for"),
        (LeakCheck(9, 41, 1), "not clean, 9 people, 41 identifiers, 1 found"),
    ],
)
def test_only_what_could_be_looked_through_is_called_clean(check: LeakCheck, words: str) -> None:
    assert check_words(check) == words


def test_what_is_printed_is_said_not_to_be_remembered() -> None:
    assert [memory_words(Choice("md", place=place), ["P01"]).split(":")[0] for place in PLACES] == [
        "remembered",
        "remembered",
        "not remembered",
    ]


def test_a_board_is_offered_in_every_format_that_can_write_it() -> None:
    def never(*arguments: object) -> Parcel:
        raise AssertionError

    offer = Offer("board", "A board", never)
    assert set(offer.forms) <= set(FORMATS)
    choice = Choice(offer.forms[0])
    seen = [choice.form]
    for _ in offer.forms:
        choice = choice.turned("format", 1, offer)
        seen.append(choice.form)
    assert list(dict.fromkeys(seen)) == offer.forms
