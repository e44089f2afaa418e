from __future__ import annotations

import unicodedata

import pytest

from tui.domain.text import clean_line, clean_text, is_clean, is_plain, listed

CJK = "顧客" * 150
FAMILY = "👨‍👩‍👧‍👦"

TEXTS = [
    ("plain", "plain"),
    ("  two\r\nlines\r", "two\nlines"),
    ("a\tb", "a\tb"),
    ("next\x85line\u2028and\u2029on", "next\nline\nand\non"),
    ("\x1b[31mred\x1b[0m", "red"),
    ("\x1b[38;2;1;2;3mred", "red"),
    ("\x1b]0;a title\x07text", "text"),
    ("\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
    ("\x1bP1;2|device\x1b\\text", "text"),
    ("\x1b_app\x1b\\text", "text"),
    ("\x1b(0lqk\x1b(B", "lqk"),
    ("\x1bctext", "text"),
    ("text\x1b", "text"),
    ("text\x1b[", "text"),
    ("\x9b31mred", "red"),
    ("\x90\x9d\x9c\x9e\x9f", ""),
    ("nul\x00bell\x07back\x08del\x7f", "nulbellbackdel"),
    ("\u202egpj.exe\u202c", "gpj.exe"),
    ("\u2066a\u2069\u200eb\u200f\u061c", "ab"),
    ("\ufeffbom", "bom"),
    ("\ud800lone", "lone"),
    (FAMILY, FAMILY),
    ("🇩🇪 ❤️ 👍🏽", "🇩🇪 ❤️ 👍🏽"),
    (CJK, CJK),
    ("e\u0301te\u0301", "été"),
    ("e\x00\u0301", "é"),
    ("[/] [@click=app.quit]x[/] {0} %s", "[/] [@click=app.quit]x[/] {0} %s"),
    (" \x00 ", ""),
]


@pytest.mark.parametrize(("dirty", "clean"), TEXTS)
def test_text_loses_what_drives_a_terminal_and_keeps_the_rest(dirty: str, clean: str) -> None:
    assert clean_text(dirty) == clean
    assert clean_text(clean) == clean


@pytest.mark.parametrize(("dirty", "clean"), TEXTS)
def test_what_is_clean_is_told_from_what_is_not(dirty: str, clean: str) -> None:
    assert is_clean(clean)
    assert is_clean(dirty) == (clean == dirty.strip())


@pytest.mark.parametrize(("dirty", "clean"), TEXTS)
def test_what_is_plain_by_its_bytes_is_clean(dirty: str, clean: str) -> None:
    row = dirty.encode(errors="surrogatepass")
    assert not is_plain(row) or dirty.isascii() or clean == dirty.strip()
    assert is_plain(clean.encode())


def test_what_is_composed_with_a_letter_of_ascii_is_not_plain() -> None:
    canonical = (unicodedata.decomposition(chr(code)).split() for code in range(0x80, 0x110000))
    pairs = [parts for parts in canonical if len(parts) == 2 and len(parts[0]) == 4 and int(parts[0], 16) < 0x80]
    assert len(pairs) > 200
    for letter, mark in pairs:
        assert not is_plain((chr(int(letter, 16)) + chr(int(mark, 16))).encode())


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("  one \n\t two\r\n", "one two"),
        ("a\u00a0b\u3000c", "a b c"),
        ("a\x1b[2J\nb", "a b"),
        ("\n\n", ""),
        (CJK, CJK),
    ],
)
def test_a_line_has_no_line_ends_and_single_blanks(dirty: str, clean: str) -> None:
    assert clean_line(dirty) == clean


@pytest.mark.parametrize(
    ("text", "line"),
    [("a  b", "a b"), ("  a   b  ", "a b"), ("a b", "a b"), ("a\tb", "a b"), ("a\n\nb", "a b"), ("", "")],
)
def test_a_line_has_one_blank_between_words(text: str, line: str) -> None:
    assert clean_line(text) == line


@pytest.mark.parametrize(
    ("words", "sentence"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_words_are_listed_as_a_sentence_does(words: list[str], sentence: str) -> None:
    assert listed(words) == sentence
    assert listed(words, "or") == sentence.replace(" and ", " or ")
