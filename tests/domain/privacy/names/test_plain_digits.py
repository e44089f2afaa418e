"""Digits next to letters are no telephone number: a text with no others is not looked through, and hides no less."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.domain.privacy.names import Identity, Scrubber, identity_of
from tui.domain.records import Contact


def identity(pid: str, fn: str, *tel: str) -> Identity:
    return identity_of(Contact(uid=pid, participant=pid, fn=fn, tel=tel), pid)


PEOPLE = (
    identity("P01", "Ana Silva", "+49 170 1234567"),
    identity("P02", "Bo Lund", "030 98765432", "555-0100x12"),
    identity("P03", "Agent 007", "(0)421-5550"),
)
DIGITS = ("1", "22", "030", "007", "170", "4567", "66667", "123456", "1234567", "98765432", "5550100", "2026", "00")
SIGNS = (
    " ",
    "  ",
    "-",
    "/",
    ".",
    "..",
    ",",
    ":",
    "(",
    ")",
    "(0)",
    "+",
    "+49",
    "_",
    "\n",
    "#",
    "\u2013",
    "\u00a0",
    "\u0667",
)
LETTERS = ("a", "d", "x", "x12", "BG-", "Ana", "Agent", "f", "\u00e4", "ab12cd34-1234-1234-1234-1234567890ab", "tel:")


class Thorough(Scrubber):
    """Looks through every text, as if none could be told to be plain."""

    def is_plain(self, text: str) -> bool:
        return False


@given(st.lists(st.sampled_from((*DIGITS, *SIGNS, *LETTERS)), max_size=12).map("".join))
@settings(max_examples=1500, deadline=None)
def test_what_is_taken_for_plain_holds_nothing_to_hide(text: str) -> None:
    quick, thorough = Scrubber(PEOPLE), Thorough(PEOPLE)
    assert quick.hits(text) == thorough.hits(text)
    assert quick.scrub(text) == thorough.scrub(text)


@pytest.mark.parametrize("text", ["BG-66667  22d", "66667d 22d 1234567d", "v1234567b", "half of 123456"])
def test_digits_next_to_letters_are_not_looked_through(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    scrubber = Scrubber(PEOPLE)
    monkeypatch.setattr(scrubber, "_places", lambda source: pytest.fail(f"{text!r} was looked through"))
    assert scrubber.scrub(text) is text


@pytest.mark.parametrize("text", ["call 5550100x12", "BG-6666 722 22", "0170/1234567d, or 170 1234567", "1234567"])
def test_what_may_be_a_number_is_looked_through(text: str) -> None:
    assert not Scrubber(PEOPLE).is_plain(text)
