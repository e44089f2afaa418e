"""Short forms of organisations that are not replaced: a word of every day, or initials."""

from __future__ import annotations

from collections.abc import Iterable

from tui.domain.privacy.names.folding import Folded
from tui.domain.privacy.names.name_words import (
    ACRONYMS,
    COMMON_WORDS,
    FUNCTION_WORDS,
    ORGANISATION_WORDS,
    PLAIN_FIRST_WORDS,
)
from tui.domain.privacy.names.wordings import org_parts, short_form

_WHY = "may be short for an organisation"
_FEWEST = 3
_MOST = 5
_MOST_ALIKE = 200
_ENDS_SENTENCE = ".!?:\n"


class Organisations:
    """Knows what organisations may be called for short. Those whose names stay readable are none of its."""

    def __init__(self, orgs: Iterable[str], keep: Iterable[str]) -> None:
        self._words: set[str] = set()
        self._names: dict[tuple[str, str], list[tuple[str, str]]] = {}
        readable = frozenset(keep)
        for org in dict.fromkeys(filter(None, orgs)):
            parts = org_parts(org)
            if any(" ".join(part) in readable for part in parts):
                continue
            self._words.add(short_form(parts) or parts[-1][0] if len(parts[-1]) > 1 else "")
            for words in parts:
                if len(words) > 1:
                    initials = "".join(word[0] for word in words)
                    self._names.setdefault((initials[0], initials[-1]), []).append((initials, "".join(words)))
        self._words.discard("")

    def may_be(self, word: str) -> bool:
        """Return whether a word may stand for an organisation, if it is written so."""
        if word in self._words:
            return word not in FUNCTION_WORDS
        if not _FEWEST <= len(word) <= _MOST or word in ACRONYMS:
            return False
        names = self._names.get((word[0], word[-1]), ())[:_MOST_ALIKE]
        return any(_are_initials(word, *name) for name in names)

    def why(self, source: Folded, word: str, start: int, end: int, *, is_capital: bool) -> str:
        """Return why a word that may stand for an organisation does; empty where it hardly does."""
        if word in self._words:
            if word in PLAIN_FIRST_WORDS or word in COMMON_WORDS or word in ORGANISATION_WORDS:
                return _WHY if is_capital and not begins_sentence(source.folded, start) else ""
            return _WHY
        first, last = source.span(start, end)
        return _WHY if source.text[first:last].isupper() else ""


def begins_sentence(folded: str, start: int) -> bool:
    """Return whether a word stands where every word has a capital."""
    before = folded[max(0, start - 3) : start].rstrip(" \t\"'([*_#>-")
    return not before or before[-1] in _ENDS_SENTENCE


def _are_initials(word: str, initials: str, name: str) -> bool:
    """Return whether the letters of a word follow each other in a name, those that begin its words among them."""
    return _follow(initials, word) and _follow(word, name)


def _follow(letters: str, text: str) -> bool:
    rest = iter(text)  # each letter is looked for behind the one before it
    return all(letter in rest for letter in letters)
