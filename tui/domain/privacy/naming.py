"""Finds the names in a text.

A text is read in pieces: words that belong to nobody, which most are, cost it a look into a dictionary and no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from operator import add
from typing import NamedTuple

from tui.domain.privacy.folding import WORD, Folded
from tui.domain.privacy.index import TIGHT, Index, Phrase
from tui.domain.privacy.unspaced import HONORIFIC
from tui.domain.privacy.vocabulary import COMMON_WORDS
from tui.domain.privacy.wordings import MAX_WORDS, Care

_SIZE = 2000
_SIZE_OF_MIXED = 400
"""Where some letters are not plain, so that most pieces of it are."""
_CUT = re.compile(r"[\s!-/:-@\[-`{-~]")
_BLANKED = bytes(code if chr(code) in "0123456789abcdefghijklmnopqrstuvwxyz" else 32 for code in range(256))
_ALIKE = 4
_MOST_SIGNS = 3
_GOES_ON = re.compile(r"[-_.]?\w")
_QUOTED = re.compile(r"""\s+(?:["“”„«'‘‚`][^"“”„«»'‘‚`()\n]{1,38}["“”»'`]|\([^\W\d_]{2,20}\))\s+""")
_SHORTEST_OPENING = 2
_LONGEST_QUOTED = 60
_BETWEEN = frozenset(" -‐‑–.'`_·・+~*")
_REVERSED = _BETWEEN | {","}
_LOOSE = _REVERSED | frozenset(";:/&")

Token = tuple[str, int, int]


Found = tuple[int, int, str, str]
"""Start and end in the folded text, kind, and what is to stand there instead."""


class _Piece(NamedTuple):
    """A part of a folded text, between two words, how many words it has, and whether one belongs to somebody."""

    start: int
    end: int
    words: int
    is_telling: bool


def may_name(folded: str, index: Index) -> bool:
    """Return whether any word of a folded text belongs to a name."""
    if folded.isascii():
        return not index.words.isdisjoint(blanked(folded).split())
    return not index.words.isdisjoint(WORD.findall(folded)) or bool(_pairs(folded, 0, len(folded), index))


def blanked(folded: str) -> str:
    """Return a folded text of plain letters with blanks for all that is no part of a word."""
    return folded.encode("ascii").translate(_BLANKED).decode("ascii")


def names_in(source: Folded, index: Index) -> list[Found]:
    """Return the names in a text from left to right, the longest of those that begin at one word."""
    folded = source.folded
    pieces = [_looked_at(folded, start, end, index) for start, end in _pieces(folded)]
    names: list[Found] = []
    reached = 0
    for piece in _worth_reading(pieces):
        for start, word in _beginnings(folded, piece, index):
            if start >= reached and (name := _name_at(source, start, word, index)):
                names.append(name)
                reached = name[1]
        if index.pairs:
            names += _inside(folded, piece, index)
    if index.pairs:
        names.sort(key=lambda name: (name[0], -name[1]))
    return _with_nicknames(folded, names)


def _pieces(folded: str) -> Iterator[tuple[int, int]]:
    size = _SIZE if folded.isascii() else _SIZE_OF_MIXED
    start = 0
    while start < len(folded):
        cut = _CUT.search(folded, start + size)
        end = cut.start() if cut else len(folded)
        yield start, end
        start = end


def _looked_at(folded: str, start: int, end: int, index: Index) -> _Piece:
    part = folded[start:end]
    words = blanked(part).split() if part.isascii() else WORD.findall(part)
    is_telling = not index.words.isdisjoint(words)
    if is_telling:
        index.prepare(index.words & words)
    if not part.isascii() and (pairs := _pairs(folded, start, end, index)):
        index.prepare((), pairs)
        is_telling = True
    return _Piece(start, end, len(words), is_telling)


def _pairs(folded: str, start: int, end: int, index: Index) -> set[str]:
    """Return the pairs of signs in a part of a text that may begin a name; its last sign has the one after it."""
    if not index.pairs:
        return set()
    return index.pairs & set(map(add, folded[start:end], folded[start + 1 : end + 1]))


def _worth_reading(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Return the pieces with names, and those before them: a name may begin there with words that are not its own."""
    found = []
    needed = 0
    for piece in reversed(pieces):
        if piece.is_telling or needed > 0:
            found.append(piece)
        needed = MAX_WORDS if piece.is_telling else needed - piece.words
    return found[::-1]


def _beginnings(folded: str, piece: _Piece, index: Index) -> list[tuple[int, str]]:
    """Return where names may begin in a piece, and with which word."""
    part = folded[piece.start : piece.end]
    if not part.isascii():
        tokens = [(match.start(), match.group()) for match in WORD.finditer(folded, piece.start, piece.end)]
        words = index.beginnings([word for _, word in tokens])
        return [token for token in tokens if token[1] in words]
    text = f" {blanked(part)} "
    places = []
    for word in index.beginnings(text.split()):
        at = text.find(f" {word} ")
        while at >= 0:
            places.append((piece.start + at, word))
            at = text.find(f" {word} ", at + len(word) + 1)
    places.sort()
    return places


def _name_at(source: Folded, start: int, word: str, index: Index) -> Found | None:
    folded = source.folded
    lengths = index.lengths(word)
    tokens: list[Token] = [(word, start, start + len(word))]
    if lengths and lengths[0] > 1:
        following = WORD.search(folded, start + len(word))
        if following and index.may_begin(word, following.group()):
            found = islice(WORD.finditer(folded, start), lengths[0])
            tokens = [(match.group(), match.start(), match.end()) for match in found]
    for length in lengths:
        if length <= len(tokens) and (phrase := _standing(source, tokens[:length], index)):
            return start, tokens[length - 1][2], phrase.kind, phrase.replacement
    return None


def _standing(source: Folded, tokens: Sequence[Token], index: Index) -> Phrase | None:
    """Return the phrase that words are, if it stands there as it needs to."""
    words = [word for word, _, _ in tokens]
    found = index.phrase(words)
    if found and len(words) == 1 and found[0].care == Care.NONE and not found[1]:
        return found[0]
    if found and _stands(found[0], source, tokens) and (not found[1] or _is_spelled(source, tokens, index)):
        return found[0]
    if len(words) > 1 and (found := index.phrase(words, joint=TIGHT)) and _is_tight(source.folded, tokens):
        return found[0]
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


def _inside(folded: str, piece: _Piece, index: Index) -> Iterator[Found]:
    """Yield the names inside words of scripts without blanks."""
    start, end = piece.start, piece.end
    if folded[start:end].isascii():
        return
    for at, pair in enumerate(map(add, folded[start:end], folded[start + 1 : end + 1]), start):
        for literal in index.literals(pair):
            stop = at + len(literal.text)
            if folded.startswith(literal.text, at) and (not literal.is_honoured or HONORIFIC.match(folded, stop)):
                yield at, stop, literal.phrase.kind, literal.phrase.replacement
                break


def _with_nicknames(folded: str, names: Sequence[Found]) -> list[Found]:
    """Return names with what stands in quotation marks between two of one person: Robert "Bob" Miller."""
    joined: list[Found] = []
    for name in names:
        for before in (1, 2):
            if len(joined) >= before and _is_one(folded, joined[-before], name):
                joined[-before:] = [(joined[-before][0], *name[1:])]
                break
        else:
            joined.append(name)
    return joined


def _is_one(folded: str, one: Found, other: Found) -> bool:
    end, start = one[1], other[0]
    if one[2:] != other[2:] or one[2] != "name" or not _SHORTEST_OPENING <= start - end <= _LONGEST_QUOTED:
        return False
    if folded[start - 1] in "'`" and "'" in folded[start : other[1]] and folded[end : start - 1].isspace():
        return True  # what is called so and the family name are one name already: 'bill' gray
    return bool(_QUOTED.fullmatch(folded, end, start))
