"""Whether words that are somebody's name are it where they stand: what is between them, and how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tui.domain.privacy.names.folding import Folded
from tui.domain.privacy.names.name_words import COMMON_WORDS
from tui.domain.privacy.names.patterns import later
from tui.domain.privacy.names.people_index import TIGHT, Index, Phrase
from tui.domain.privacy.names.wordings import Care

_ALIKE = 4
_MOST_SIGNS = 3
_GOES_ON = later(r"[-_.]?\w")
_BETWEEN = frozenset(" -‐‑–.'`_·・+~*")
_REVERSED = _BETWEEN | {","}
_LOOSE = _REVERSED | frozenset(";:/&")

Token = tuple[str, int, int]
"""A word of a folded text, and where it stands."""


def standing(source: Folded, tokens: Sequence[Token], index: Index) -> Phrase | None:
    """Return the phrase that words are, if it stands there as it needs to."""
    words = [word for word, _, _ in tokens]
    if match := index.phrase(words):
        phrase, is_spelled = match
        if len(words) == 1 and phrase.care == Care.NONE and not is_spelled:
            return phrase
        if _stands(phrase, source, tokens) and (not is_spelled or _is_spelled(source, tokens, index)):
            return phrase
    if len(words) > 1 and (match := index.phrase(words, joint=TIGHT)) and _is_tight(source.folded, tokens):
        return match[0]
    return None


def _stands(phrase: Phrase, source: Folded, tokens: Sequence[Token]) -> bool:
    """Return whether words that a phrase has are one: what is between them, and with the care that it needs."""
    folded = source.folded
    allowed = _BETWEEN if not phrase.loose else _REVERSED if phrase.kind == "name" else _LOOSE
    for (_, _, end), (_, start, _) in pairwise(tokens):
        gap = folded[end:start].strip()
        if len(gap) > _MOST_SIGNS or not allowed.issuperset(gap):
            return False
    start, end = tokens[0][1], tokens[-1][2]
    if phrase.care == Care.NONE or _is_marked(folded, start, end):
        return True
    if phrase.care == Care.CAPITALS:
        return folded[tokens[0][2]] == "." or all(source.is_capital(token[1]) for token in tokens)
    return phrase.care == Care.CAPITAL and source.is_capital(start)


def _is_spelled(source: Folded, tokens: Sequence[Token], index: Index) -> bool:
    """Return whether words in another spelling are meant: short ones and those of every day need a capital."""
    for word, start, _ in tokens:
        standard = index.standard(word)
        is_short = len(word) <= _ALIKE and len(word) < len(standard)
        if standard != word and (is_short or word in COMMON_WORDS) and not source.is_capital(start):
            return False
    return True


def _is_tight(folded: str, tokens: Sequence[Token]) -> bool:
    gaps = (folded[end:start] for (_, _, end), (_, start, _) in pairwise(tokens))
    return all(len(gap) <= _MOST_SIGNS and _BETWEEN.issuperset(gap) and " " not in gap for gap in gaps)


def _is_marked(folded: str, start: int, end: int) -> bool:
    """Return whether a name is the whole of a `@handle`, a `#tag` or a `[[link]]`."""
    if start and folded[start - 1] in "@#":
        return not _GOES_ON.match(folded, end)
    return folded[max(0, start - 2) : start] == "[[" and folded.startswith("]]", end)
