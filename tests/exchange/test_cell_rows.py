from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.exchange.cell_rows import cut, rows
from tui.exchange.document import Part

FAMILY = "👩\u200d👩\u200d👧"
TEXT = st.text(alphabet=f"ab  -é漢字ｱ한▲e\u0301❤\ufe0f🇩🇪👍🏽{FAMILY}", max_size=60)


def texts(text: str, width: int) -> list[str]:
    return [text[start:stop] for start, stop in cut(text, width)]


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 3, ["one", "two", "thr", "ee"]),
        ("wwwwwwww ww", 5, ["wwwww", "www", "ww"]),
        ("漢字漢字 漢字", 8, ["漢字漢字", "漢字"]),
        ("漢字漢字", 5, ["漢字", "漢字"]),
        ("漢字", 1, ["漢", "字"]),
        (f"{FAMILY}{FAMILY}", 3, [FAMILY, FAMILY]),
        ("🇩🇪🇫🇷", 2, ["🇩🇪", "🇫🇷"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
        ("by ben, ▲ for", 9, ["by ben,", "▲ for"]),
        ("", 5, []),
    ],
)
def test_rows_end_between_words_and_never_within_a_sign(text: str, width: int, shown: list[str]) -> None:
    assert texts(text, width) == shown


@given(TEXT, st.integers(2, 20))
def test_nothing_is_lost_and_no_row_is_too_wide(text: str, width: int) -> None:
    cuts = texts(text, width)
    assert "".join(cuts).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(unicodedata.normalize("NFC", row)) <= width or len(row) > 1 for row in cuts)
    assert all(row for row in cuts)


@given(st.lists(st.tuples(TEXT, st.sampled_from(["plain", "person", "quote"])), max_size=5), st.integers(2, 20))
def test_parts_keep_their_kinds_from_row_to_row(parts: list[tuple[str, str]], width: int) -> None:
    line = tuple(Part(text, kind) for text, kind in parts)  # type: ignore[arg-type]
    drawn = [part for row in rows(line, width) for part in row]
    for kind in ("plain", "person", "quote"):
        typed = "".join(part.text for part in line if part.kind == kind)
        assert "".join(part.text for part in drawn if part.kind == kind).replace(" ", "") == typed.replace(" ", "")
