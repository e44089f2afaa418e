"""Texts in disguise are read as what they say, and texts that are none stay as they are."""

from __future__ import annotations

import base64
import json
import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.privacy.erasing.encodings import from_base64, unescaped, unescaped_json, unquoted

NAME = "Jörg O\u2019Neil 李 \U0001f600"


@pytest.mark.parametrize("text", [json.dumps(NAME), json.dumps(json.dumps(NAME)), json.dumps(json.dumps([NAME]))])
def test_escapes_are_resolved_however_deep_they_are(text: str) -> None:
    assert NAME in unescaped(text)
    assert NAME in unescaped_json(text)


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        (r'{"a": "said\nJane"}', '{"a": "said Jane"}'),
        (r"say \"Jane\" twice", 'say "Jane" twice'),
        (r"C:\users\jane", r"C:\users\jane"),
        (r"\u00zz and \u12", r"\u00zz and \u12"),
        ("nothing", "nothing"),
    ],
)
def test_raw_json_reads_as_its_texts(raw: str, read: str) -> None:
    assert unescaped_json(raw) == read


def test_quoted_printable_is_resolved_over_its_broken_lines() -> None:
    text = quopri.encodestring(f"{'before it ' * 12}{NAME} and after".encode()).decode()
    assert NAME in unquoted(text)
    assert unquoted("a = 10, b=zz") == "a = 10, b=zz"


@pytest.mark.parametrize("before", [b"", b"x", b"xy", b"xyz", b"much else is before it in the same attachment "])
@pytest.mark.parametrize("cut", [0, 1, 2, 3])
@pytest.mark.parametrize("around", ["{}", "data:text/plain;base64,{}", "before\n{}\nafter", '"{}"'])
def test_base64_is_read_wherever_it_begins(before: bytes, cut: int, around: str) -> None:
    text = around.format(base64.b64encode(before + NAME.encode() + b" and after").decode()[cut if before else 0 :])
    assert any("Neil" in decoded for _, _, decoded in from_base64(text))


@pytest.mark.parametrize(
    "text", ["customer development", "01KJPWD6M0TCW4GQK7W50WP029", "0123456789abcdef", "Interview"]
)
def test_words_and_ids_are_no_base64(text: str) -> None:
    assert list(from_base64(text)) == []


@given(st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    for read in (unescaped, unescaped_json, unquoted):
        read(text)
    for start, end, decoded in [*from_base64(text), *from_base64(text, long=True)]:
        assert 0 <= start < end <= len(text)
        assert decoded
