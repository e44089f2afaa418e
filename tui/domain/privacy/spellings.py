"""Other spellings of the words of a name: habits where a letter is missing, and the genitive without an apostrophe."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from tui.domain.privacy.folding import is_unspaced, plain, words_of
from tui.domain.privacy.vocabulary import FUNCTION_WORDS

_SHORTEST = 3
_WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "đ": "dj"}
    | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe", "Æ": "Ae", "Đ": "Dj"}
)
_WRITTEN = re.compile("(?<![aeiouq])([aou])e(?=[a-z])(?!l$)|aa")
"""What may stand for ä, ö, ü or å: not at the end (Joe), after another vowel (Bauer), in Michael and Samuel."""
_HISSING = ("s", "x", "z", "ch", "sh")


def written_out(text: str) -> str:
    """Return a text with two letters for each that others lack: Joerg for Jörg, Aase for Åse."""
    return unicodedata.normalize("NFC", text).translate(_WRITTEN_OUT)


def spellings(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield other spellings of the words of names, each with the word it stands for, both folded."""
    for text in texts:
        words = words_of(plain(text))
        long = words if text.isascii() else words_of(plain(written_out(text)))
        for word, other in zip(words, long if len(long) == len(words) else words, strict=True):
            yield from ((form, word) for form in forms_of(word))
            if other != word:
                yield from ((form, word) for form in (other, _genitive(other)) if form not in FUNCTION_WORDS)


def forms_of(word: str) -> list[str]:
    """Return other forms of a word as it is folded: its genitive, and with one letter for two that may stand for it."""
    if len(word) < _SHORTEST or word.isdecimal() or (not word.isascii() and is_unspaced(word)):
        return []
    forms = [_genitive(word)]
    if "ae" in word or "oe" in word or "ue" in word or "aa" in word:
        collapsed = _WRITTEN.sub(_first, word)
        if collapsed != word and len(collapsed) >= _SHORTEST:
            forms += (collapsed, _genitive(collapsed))
    return [form for form in forms if form not in FUNCTION_WORDS]


def _first(match: re.Match[str]) -> str:
    return match.group()[0]


def _genitive(word: str) -> str:
    """Return a word as many languages and keyboards have its genitive and plural: Janas, the Joneses."""
    return f"{word}es" if word.endswith(_HISSING) else f"{word}s"
