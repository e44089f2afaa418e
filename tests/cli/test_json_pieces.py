"""What is printed as JSON: one text whatever writes it, in pieces, and nothing made that nobody reads any more."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.command import Command
from tui.cli.json_pieces import as_json, list_as_json
from tui.cli.output import emit, print_bytes

DRIVING = "\x7f\x80\x9f\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\ufff9\ufffb"
TEXTS = (
    "plain",
    "",
    " \t\n\r\b\f\x00\x1b[2J",
    'say "no" to \\ and /',
    "Größe, Σ, «so» – “ja” … 李小龙 😀 \U0010ffff \u00a0\u00ad\u2010\u2060",
    DRIVING,
    "a\u2028b\x9bc",
)
NUMBERS = (0, -1, 2**63, -(2**63), 0.5, -0.0, 0.1, 1.0, 123456.789, 0.001)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


def written_slowly(data: object) -> str:
    """Return data as Python itself writes it, and what could drive a terminal as an escape."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return "".join(f"\\u{ord(char):04x}" if char in DRIVING or "\x7f" <= char <= "\x9f" else char for char in text)


@pytest.mark.parametrize("text", TEXTS)
def test_texts_are_written_as_python_writes_them(text: str) -> None:
    data = {text: [text, {"in": text}], "b": text, "a": ()}
    assert as_json(data).decode() == written_slowly(data)
    assert json.loads(as_json(data)) == {**data, "a": []}


@pytest.mark.parametrize("data", [[], {}, [[]], [{}], {"a": [], "b": {}}, [[], [1, {}]], None, True, "x"])
def test_what_is_empty_and_what_is_alone_stands_as_it_did(data: object) -> None:
    assert as_json(data).decode() == written_slowly(data)


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_are_written_as_python_writes_them(number: float) -> None:
    assert as_json([number]).decode() == written_slowly([number])


@given(VALUES)
def test_anything_is_written_as_python_writes_it(data: Any) -> None:
    assert as_json(data).decode() == written_slowly(data)
    items = data if isinstance(data, list) else [data]
    assert b"".join(list_as_json(items)) == as_json(items)


def test_times_days_and_what_is_no_text() -> None:
    at = datetime(2026, 11, 23, 8, 12, 5, 7, tzinfo=UTC)
    data = [at, at.replace(microsecond=0), at.astimezone(timezone(timedelta(hours=1))), date(2026, 11, 23)]
    assert json.loads(as_json(data)) == [
        "2026-11-23T08:12:05.000007Z",
        "2026-11-23T08:12:05Z",
        "2026-11-23T09:12:05.000007+01:00",
        "2026-11-23",
    ]
    assert as_json({"path": "/tmp/\udcff", "at": at, "seen\u200e": 1}).decode() == (
        '{\n  "path": "/tmp/\\udcff",\n  "at": "2026-11-23T08:12:05.000007Z",\n  "seen\\u200e": 1\n}'
    )


@pytest.mark.parametrize("count", [0, 1, 2, 255, 256, 257, 512, 700])
def test_pieces_are_one_text(count: int) -> None:
    items = [{"key": f"CD-{number}", "tags": [], "text": TEXTS[number % len(TEXTS)]} for number in range(count)]
    assert b"".join(list_as_json(iter(items))).decode() == written_slowly(items)


def test_a_piece_is_there_before_the_next_item_is_made() -> None:
    items = counted(1000)
    pieces = list_as_json(items)
    first = next(pieces)
    assert 0 < items.taken < 500
    assert first.count(b"\n  ") == items.taken


def test_a_reader_who_has_gone_stops_what_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BufferedWriter(Gone(), 16), encoding="utf-8"))
    items = counted(100_000)
    with pytest.raises(BrokenPipeError):
        print_bytes(list_as_json(items))
    assert items.taken < 1000


def test_a_stream_of_another_encoding_gets_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    data = io.BytesIO()
    stream = io.TextIOWrapper(data, encoding="latin-1", errors="replace", newline="\n")
    monkeypatch.setattr(sys, "stdout", stream)
    emit({"title": "Größe 李"})
    assert data.getvalue().decode("latin-1") == '{\n  "title": "Größe ?"\n}\n'


def test_what_was_said_before_stands_before(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    sys.stdout.write("first\n")
    emit([1])
    sys.stdout.write("last\n")
    sys.stdout.flush()
    assert capfdbinary.readouterr().out == b"first\n[\n  1\n]\nlast\n"


def test_a_list_longer_than_a_piece_is_one_text_on_the_command_line(custdev: Command) -> None:
    for number in range(3):
        custdev.ok("card", "add", "CD", f"Größe {number}\u200b")
    listing = custdev.ok("card", "list", "CD", "--json")
    assert listing == written_slowly(json.loads(listing)) + "\n"
    assert listing == json.dumps(custdev.json("show", "CD")["cards"], ensure_ascii=False, indent=2) + "\n"


class counted(Iterator[dict[str, int]]):
    """So many items, and how many of them were taken."""

    def __init__(self, count: int) -> None:
        self.taken, self._count = 0, count

    def __next__(self) -> dict[str, int]:
        if self.taken == self._count:
            raise StopIteration
        self.taken += 1
        return {}
