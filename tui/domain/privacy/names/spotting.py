"""Finds the names in a text: words that are somebody's name, where they stand as one.

A text is read in pieces: words that belong to nobody, which most are, cost it a look into a dictionary and no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from operator import add
from typing import NamedTuple

from tui.domain.privacy.names.folding import WORD, Folded, later
from tui.domain.privacy.names.name_words import COMMON_WORDS
from tui.domain.privacy.names.people_index import TIGHT, Index, Phrase
from tui.domain.privacy.names.wordings import HONORIFIC, Care

_ALIKE = 4
_MOST_SIGNS = 3
_GOES_ON = later(r"[-_.]?\w")
_BETWEEN = frozenset(" -‐‑–.'`_·・+~*")
_REVERSED = _BETWEEN | {","}
_LOOSE = _REVERSED | frozenset(";:/&")

Token = tuple[str, int, int]
"""A word of a folded text, and where it stands."""
_SIZE = 2000
_SIZE_OF_MIXED = 400
"""Where some letters are not plain, so that most pieces of it are."""
_CUT = later(r"[\s!-/:-@\[-`{-~]")
_NEAR = 64
_FAR = 4096
_GAPS = " \t\n\r.,;:/&'`_~+*-‐‑–·・"
_PLAIN = "0123456789abcdefghijklmnopqrstuvwxyz"
BLANKED = bytes(code if chr(code) in _PLAIN else 32 for code in range(256))
_QUOTED = later(r"""\s+(?:["“”„«'‘‚`][^"“”„«»'‘‚`()\n]{1,38}["“”»'`]|\([^\W\d_]{2,20}\))\s+""")
_QUOTE = later(r"""\s["“”„«'‘‚`(]""")
_SHORTEST_OPENING = 2
_LONGEST_QUOTED = 60
_NONE: frozenset[str] = frozenset()
Found = tuple[int, int, str, str]
"""Start and end in the folded text, kind, and what is to stand there instead."""


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


class _Piece(NamedTuple):
    """A part of a folded text, between two words, and which of its words belong to somebody."""

    start: int
    end: int
    telling: frozenset[str]
    """With two signs of a name, where words have no blanks between."""


def may_name(folded: str, index: Index) -> bool:
    """Return whether any word of a folded text belongs to a name."""
    if folded.isascii():
        return not index.words.isdisjoint(blanked(folded).split())
    return not index.words.isdisjoint(WORD.findall(folded)) or bool(_pairs(folded, 0, len(folded), index))


def blanked(folded: str) -> str:
    """Return a folded text of plain letters with blanks for all that is no part of a word."""
    return folded.encode("ascii").translate(BLANKED).decode("ascii")


def names_in(source: Folded, index: Index) -> list[Found]:
    """Return the names in a text from left to right, the longest of those that begin at one word."""
    folded = source.folded
    # All are looked at before any is read: a name may go on in the next piece.
    pieces = [piece for start, end in _pieces(folded) if (piece := _looked_at(folded, start, end, index)).telling]
    names: list[Found] = []
    reached = 0
    for piece in pieces:
        for start, word in _tellers(folded, piece):
            if start >= reached and (name := _name_at(source, start, word, reached, index)):
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
    telling = _NONE if index.words.isdisjoint(words) else frozenset(index.words & words)
    pairs = _NONE if part.isascii() else _pairs(folded, start, end, index)
    if telling or pairs:
        index.prepare(telling, pairs)
    return _Piece(start, end, telling | pairs)


def _pairs(folded: str, start: int, end: int, index: Index) -> frozenset[str]:
    """Return the pairs of signs in a part of a text that may begin a name; its last sign has the one after it."""
    if not index.pairs:
        return _NONE
    return frozenset(index.pairs & set(map(add, folded[start:end], folded[start + 1 : end + 1])))


def _tellers(folded: str, piece: _Piece) -> list[tuple[int, str]]:
    """Return where the words that belong to somebody stand in a piece."""
    part = folded[piece.start : piece.end]
    if not part.isascii():
        tokens = WORD.finditer(folded, piece.start, piece.end)
        return [(match.start(), word) for match in tokens if (word := match.group()) in piece.telling]
    text = f" {blanked(part)} "
    places = []
    for word in piece.telling:
        at = text.find(f" {word} ")
        while at >= 0:
            places.append((piece.start + at, word))
            at = text.find(f" {word} ", at + len(word) + 1)
    places.sort()
    return places


def _name_at(source: Folded, start: int, word: str, reached: int, index: Index) -> Found | None:
    """Return the name that a word belongs to: what begins first after what is read, and of that the longest."""
    folded, end = source.folded, start + len(word)
    most_before, most_after, shapes = index.shapes(word)
    before: list[Token] = []
    if most_before and index.are_neighbours(_word_before(folded, start), word):
        before = _tokens_before(folded, start, most_before)
    after = _tokens_after(folded, word, end, most_after, index) if most_after else []
    for lead, length in shapes:
        rest = length - lead - 1
        if lead > len(before) or rest > len(after):
            continue
        tokens = [*before[len(before) - lead :], (word, start, end), *after[:rest]]
        if tokens[0][1] >= reached and (phrase := standing(source, tokens, index)):
            return tokens[0][1], tokens[-1][2], phrase.kind, phrase.replacement
    return None


def _tokens_after(folded: str, word: str, end: int, most: int, index: Index) -> list[Token]:
    """Return the words after one, so many at most, as far as any phrase goes on with them."""
    second = WORD.search(folded, end)
    if not second or not index.are_neighbours(word, second[0]):
        return []
    tokens = [(second[0], *second.span())]
    third = WORD.search(folded, second.end()) if most > 1 else None
    if third and index.may_go_on(word, second[0], third[0]):
        following = islice(WORD.finditer(folded, third.start()), most - 1)
        tokens += [(match[0], *match.span()) for match in following]
    return tokens


def _word_before(folded: str, start: int) -> str:
    """Return the word before a place, as far as it is near."""
    near = folded[max(0, start - _NEAR) : start].rstrip(_GAPS)
    if near.isascii():
        return near[len(near.rstrip(_PLAIN)) :]
    words = WORD.findall(near)
    return words[-1] if words else ""


def _tokens_before(folded: str, start: int, count: int) -> list[Token]:
    """Return so many words before a place, fewer where they are far away."""
    floor = max(0, start - _NEAR * (count + 1))
    while floor and (folded[floor - 1].isalnum() and folded[floor].isalnum()):
        floor -= 1
        if start - floor > _FAR:
            return []
    return [(match.group(), *match.span()) for match in WORD.finditer(folded, floor, start)][-count:]


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


def _with_nicknames(folded: str, names: list[Found]) -> list[Found]:
    """Return names with what stands in quotation marks between two of one person: Robert "Bob" Miller."""
    if len(names) < 2 or not _QUOTE.search(folded):
        return names
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
    if not _SHORTEST_OPENING <= start - end <= _LONGEST_QUOTED or one[2:] != other[2:] or one[2] != "name":
        return False
    if folded[start - 1] in "'`" and "'" in folded[start : other[1]] and folded[end : start - 1].isspace():
        return True  # what is called so and the family name are one name already: 'bill' gray
    return bool(_QUOTED.fullmatch(folded, end, start))
