"""The net below the layout: a line that may hold nothing unmistakable is not looked through, and that hides no less."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.app.look import masking
from tui.app.look.masking import FEWEST_DIGITS, Mask
from tui.domain.privacy.names import Identity, Scrubber, identity_of
from tui.domain.privacy.names.unknown import MIN_DIGITS
from tui.domain.records import Contact


def identity(fn: str, pid: str, **details: object) -> Identity:
    return identity_of(Contact(uid=pid, participant=pid, fn=fn, **details), pid)  # type: ignore[arg-type]


PEOPLE = (
    identity("Ana Silva", "P01", email=("ana@localhost", "Ana.Silva@mail.example"), tel=("+49 170 1234567",)),
    identity("A B", "P02", url=("https://www.social.example/~ab",)),
    identity("Jean-Luc O'Neill", "P03", email=("jl@x.example",)),
    identity("\u5c71\u7530 \u592a\u90ce", "P04"),
    identity("ÉLODIE ŒUVRE", "P05", tel=("030 98765432",)),
)
PIECES = (
    *("Ana", "ana", "ANA", "Silva", "SILVA", "A", "B", "Jean", "-", "Luc", "O'Neill", "Élodie", "Œuvre"),
    *("\u5c71\u7530", "\u592a\u90ce", "ana@localhost", "ana", "@", "\uff20", "\ufe6b", "%40", "&#64;", "&commat;"),
    *("localhost", "mail.example", ".", "\uff0e", "…", "/", "www.", "://", "https", "social.example/~ab", "x"),
    *("0170", "1234567", "98765432", "030", "7", "\u0667", "+49", " ", "  ", "\u00a0", "\n", "·", "✓", "≡", "█", "─"),
    *("→", "35/3 over", "@ux", "iteration 1", "\u200d", "\u00ad", "\u0301"),
)
LINES_OF_OURS = ("█ ", "35/3 over limit", "   iteration 1 · day 91 · running", "@ux", "≡1", "/ filter")


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
@settings(max_examples=1500, deadline=None)
def test_what_is_not_looked_through_holds_nothing_to_hide(text: str) -> None:
    scrubber = Scrubber(PEOPLE, keep=["pm"])
    assert Mask(scrubber).drawn(text) == scrubber.without(text, masking._is_unmistakable)


@pytest.mark.parametrize("text", LINES_OF_OURS)
def test_lines_of_ours_are_not_looked_through(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    scrubber = Scrubber(PEOPLE, keep=[])
    monkeypatch.setattr(scrubber, "hits", lambda text: pytest.fail(f"{text!r} was looked through"))
    assert Mask(scrubber).drawn(text) is text


@pytest.mark.parametrize("text", ["Ana Silva", "with Ana Silva", "ana@localhost", "ana%40localhost", "+49 170 1234567"])
def test_who_is_known_is_hidden_in_a_line(text: str) -> None:
    assert Mask(Scrubber(PEOPLE, keep=[])).drawn(text) != text


def test_a_telephone_number_has_no_fewer_digits() -> None:
    assert FEWEST_DIGITS == MIN_DIGITS
