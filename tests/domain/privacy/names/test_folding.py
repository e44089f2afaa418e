"""What is one when names are compared, and what stays different."""

from __future__ import annotations

import unicodedata

import pytest

from tui.domain.privacy.names.folding import Folded, fold, search_key

FOLDED = [
    ("Søren Ørsted", "soren orsted"),
    ("Łukasz ŁUKASZ", "lukasz lukasz"),
    ("Đorđe, Guðrún, Þór, ÞÓR", "dorde, gudrun, thor, thor"),
    ("Işıl IŞIL İlhan", "isil isil ilhan"),
    ("Ægir œuvre ŒUVRE", "aegir oeuvre oeuvre"),
    ("Groß GROSS GROẞ", "gross gross gross"),
    ("O’Neil Oʼneil O′Neil O´Neil", "o'neil o'neil o'neil o'neil"),
    (unicodedata.normalize("NFD", "Ångström"), "angstrom"),
    ("Ёлкин", "елкин"),
]
ONE = [
    ("Jörg", "Jorg", "Joerg", "JÖRG", unicodedata.normalize("NFD", "Jörg")),
    ("Åse", "Aase", "Ase", "AASE"),
    ("Müller", "Mueller", "Muller"),
    ("Søren", "Soeren", "Soren"),
    ("Groß", "Gross", "GROẞ"),
    ("José", "jose"),
    ("O'Neil", "ONeil", "O’Neil", "O´Neil", "o`neil"),
    ("Ann-Marie", "ann marie", "Ann‑Marie", " ann  marie "),
    ("Işıl", "ISIL", "isil"),
    ("Þór", "Thor"),
    ("Łukasz", "lukasz"),
    ("田中 太郎", "田中太郎"),
    ("マリア・ロペス", "マリアロペス"),
    ("김 철수", "김철수"),
]
INSIDE = [("joer", "Jörg"), ("jör", "Joerg"), ("mue", "Müller"), ("neil", "O'Neil"), ("marie", "Ann-Marie")]
APART = [("Jörg", "Jürg"), ("Maria", "Marie"), ("Müller", "Miller"), ("Anna", "Ana"), ("Ann Marie", "Annmarie")]


@pytest.mark.parametrize(("text", "expected"), FOLDED)
def test_letters_that_do_not_decompose_are_as_those_write_them_who_lack_them(text: str, expected: str) -> None:
    source = Folded(text)
    assert fold(text) == source.folded == expected
    assert [source.span(at, at + 1) for at in range(len(expected))][-1][1] == len(text)


@pytest.mark.parametrize("spellings", ONE)
def test_spellings_of_one_name_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({search_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(("typed", "name"), INSIDE)
def test_the_key_of_what_is_typed_so_far_is_in_that_of_the_name(typed: str, name: str) -> None:
    assert search_key(typed) in search_key(name)


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_names_have_another_key(one: str, other: str) -> None:
    assert search_key(one) != search_key(other)
