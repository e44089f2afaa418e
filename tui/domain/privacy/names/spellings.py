"""Other spellings of the words of a name: habits where a letter is missing, and the genitive without an apostrophe."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from tui.domain.privacy.names.folding import is_unspaced, plain, words_of
from tui.domain.privacy.names.name_words import FUNCTION_WORDS
from tui.domain.privacy.names.patterns import later

_SHORTEST = 3
_MOST_LETTERS = 3
_WRITTEN_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "đ": "dj"} | {
    "Ä": "Ae",
    "Ö": "Oe",
    "Ü": "Ue",
    "Å": "Aa",
    "Ø": "Oe",
    "Æ": "Ae",
    "Đ": "Dj",
}
_WRITTEN = later("(?<![aeiouq])([aou])e(?=[a-z])(?!l$)|aa")
"""What may stand for ä, ö, ü or å: not at the end (Joe), after another vowel (Bauer), in Michael and Samuel."""
_HISSING = ("x", "z", "ch", "sh")


def spellings(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield other spellings of the words of names, each with the word it stands for, both folded."""
    for text in texts:
        folded = plain(text)
        words = words_of(folded)
        joined = ["".join(words)] if "'" in folded or "-" in folded else []
        yield from ((form, word) for word in (*words, *joined) for form in forms_of(word))
        for other in _written_out(text):
            others = words_of(plain(other))
            for word, form in zip(words, others if len(others) == len(words) else words, strict=True):
                if form != word:
                    yield from (
                        (spelled, word) for spelled in (form, *_genitives(form)) if spelled not in FUNCTION_WORDS
                    )


def _written_out(text: str) -> Iterator[str]:
    """Yield a text with two letters for one that others lack, Joerg for Jörg, for all of them and some of them."""
    letters = unicodedata.normalize("NFC", text)
    places = [at for at, letter in enumerate(letters) if letter in _WRITTEN_OUT][:_MOST_LETTERS]
    for chosen in range(1, 1 << len(places)):
        pieces = list(letters)
        for number, at in enumerate(places):
            if chosen >> number & 1:
                pieces[at] = _WRITTEN_OUT[pieces[at]]
        yield "".join(pieces)


def forms_of(word: str) -> list[str]:
    """Return other forms of a word as it is folded: its genitive, and with one letter for two that may stand for it."""
    if len(word) < _SHORTEST or word.isdecimal() or (not word.isascii() and is_unspaced(word)):
        return []
    forms = [*_genitives(word)]
    if "ae" in word or "oe" in word or "ue" in word or "aa" in word:
        collapsed = _WRITTEN.sub(_first, word)
        if collapsed != word and len(collapsed) >= _SHORTEST:
            forms += (collapsed, *_genitives(collapsed))
    return [form for form in forms if form not in FUNCTION_WORDS]


def _first(match: re.Match[str]) -> str:
    return match.group()[0]


def _genitives(word: str) -> tuple[str, ...]:
    """Return a word as many languages and keyboards have its genitive and plural: Janas, the Joneses."""
    if word.endswith("s"):
        return (f"{word}es",)
    return (f"{word}s", f"{word}es") if word.endswith(_HISSING) else (f"{word}s",)
