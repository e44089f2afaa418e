"""A word that narrows another is in no text in which that one is not: it is looked for among what matched before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.search.matching import Needle, haystack

LETTERS = st.text("aeouxöüßÅø'- .", max_size=5)


@given(LETTERS, LETTERS, st.lists(LETTERS, max_size=6))
def test_what_narrows_is_nowhere_else(word: str, more: str, texts: list[str]) -> None:
    longer, shorter = Needle(word + more), Needle(word)
    if longer.narrows(shorter):
        for text in (*texts, *(f"{text}{word}{other}" for text in texts for other in texts), word + more):
            hay = haystack([text])
            assert shorter.is_in(hay) or not longer.is_in(hay)


@pytest.mark.parametrize(
    ("longer", "shorter", "narrows"),
    [
        ("week", "wee", True),
        ("week", "week", True),
        ("week", "eek", True),
        ("wee", "week", False),
        ("müller", "müll", True),
        ("muel", "mu", True),
        ("muel", "mue", False),  # the ue of mue ends a word, as in Mü; that of muel is in Müller
        ("ann-marie", "ann", True),
        ("ann-marie", "ann-", True),
    ],
)
def test_a_longer_word_narrows_where_that_is_certain(longer: str, shorter: str, narrows: bool) -> None:
    assert Needle(longer).narrows(Needle(shorter)) is narrows
