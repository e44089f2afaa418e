from __future__ import annotations

from datetime import date

import pytest

from tui.domain.lines.quick_lines import Captured, parse_capture

LINES = [
    ("just a note", Captured("just a note")),
    ("", Captured("")),
    ("  two   blanks\nand a line ", Captured("two blanks and a line")),
    ("+ they paid", Captured("they paid", stance="supports")),
    ("- they left", Captured("they left", stance="refutes")),
    ("+5 % more", Captured("+5 % more")),
    ("-5 % less", Captured("-5 % less")),
    ("-", Captured("-")),
    ('"too slow"', Captured("too slow", "quote")),
    ('"too slow', Captured("too slow", "quote")),
    ("„zu langsam“", Captured("zu langsam", "quote")),
    ("“too slow”", Captured("too slow", "quote")),
    ("«trop lent»", Captured("trop lent", "quote")),
    ('- "too slow"', Captured("too slow", "quote", "refutes")),
    ('+"so fast"', Captured("so fast", "quote", "supports")),
    ("? a dark mode", Captured("a dark mode", "request")),
    ("+ ? a dark mode", Captured("a dark mode", "request", "supports")),
    ("?really", Captured("?really")),
    ("! she has two accounts", Captured("she has two accounts", "surprise")),
    ("!no idea", Captured("no idea", "surprise")),
    ("> thu send the draft @P03", Captured("send the draft", "promise", people=("P03",), due=date(2026, 11, 26))),
    ("> by 30 nov: the export", Captured("the export", "promise", due=date(2026, 11, 30))),
    ("> send the draft", Captured("send the draft", "promise")),
    ("- ! nobody came", Captured("nobody came", "surprise", "refutes")),
    ("why? no", Captured("why? no")),
    ("@P03 waits", Captured("waits", people=("P03",))),
    ("@p3 waits @P03", Captured("waits", people=("P03",))),
    ("asked @P3 and @P12, twice", Captured("asked @P3 and @P12, twice", people=("P03", "P12"))),
    ("waits #Speed #UX", Captured("waits", tags=("speed", "ux"))),
    ("#speed waits #speed", Captured("waits", tags=("speed",))),
    ('"too slow" @P03 #speed', Captured("too slow", "quote", people=("P03",), tags=("speed",))),
    ('@P03 "too slow"', Captured("too slow", "quote", people=("P03",))),
    ("@P03", Captured("", people=("P03",))),
    ("@P03 #ux", Captured("", people=("P03",), tags=("ux",))),
    ("mail ada@P03.org", Captured("mail ada@P03.org")),
    ("issue#12", Captured("issue#12")),
    ("@ada said", Captured("@ada said")),
    ("[/] [bold]x", Captured("[/] [bold]x")),
    ("\x1b[31m+ red\x00", Captured("red", stance="supports")),
    ("@P" + "9" * 5000, Captured("@P" + "9" * 5000)),
]


@pytest.mark.parametrize(("typed", "captured"), LINES, ids=[typed[:30] for typed, _ in LINES])
def test_a_line_is_read_as_it_was_meant(typed: str, captured: Captured) -> None:
    assert parse_capture(typed, date(2026, 11, 23)) == captured


@pytest.mark.parametrize(
    ("typed", "text", "due"),
    [
        ("> thu send the draft", "send the draft", date(2026, 3, 5)),
        ("thu they called", "thu they called", None),
        ("! thu they called", "thu they called", None),
        ('"thu is fine"', "thu is fine", None),
    ],
)
def test_only_a_promise_begins_with_its_day(typed: str, text: str, due: date | None) -> None:
    captured = parse_capture(typed, date(2026, 3, 2))
    assert (captured.text, captured.due) == (text, due)
