"""How a filter line is read: into words, quoted phrases, what is excluded by a `-`, and alternatives around an `OR`.

Quotation marks are marks only around a phrase: inside a word they are part of it, as apostrophes and backslashes are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

_PHRASE = re.compile(
    r"""(?P<no>-?)(?P<lead>[@#]|[^\W\d_]+:|)["“”]      # what stands before it: -, @, #, col:
        (?P<text>(?:\\["”]|[^"”\\]|\\(?!["”])|["”](?=\S))*)    # a quotation mark inside goes on, and so does \"
        (?P<end>["”]|\Z)""",
    re.VERBOSE,
)
_LONE_SIGNS = ("", "-", "@", "#", "-@", "-#")
EITHER = "OR"


class Piece(Struct, frozen=True):
    """One part of a line: what leads it (`@`, `#`, `col:`, or nothing), what follows, and whether it is excluded.

    A quoted one without a lead is words, whatever it looks like.
    """

    lead: str
    text: str
    typed: str
    excluded: bool = False


def pieces_of(line: str) -> list[list[Piece]]:
    """Return the parts of a line, of which all are asked for; where one is a list of several, any of them will do."""
    groups: list[list[Piece]] = []
    joins = False
    for piece in _pieces(line):
        if piece.typed == EITHER and groups:
            joins = True
        elif joins:
            groups[-1].append(piece)
            joins = False
        else:
            groups.append([piece])
    return groups


def _pieces(line: str) -> Iterator[Piece]:
    at = 0
    while at < len(line):
        if line[at].isspace():
            at += 1
            continue
        if phrase := _PHRASE.match(line, at):
            piece, at = _quoted(phrase), phrase.end()
        else:
            word = line[at:].split(None, 1)[0]
            piece, at = _plain(word), at + len(word)
        if piece.typed not in _LONE_SIGNS and (piece.text.strip() or piece.lead not in ("", "@", "#")):
            yield piece


def _quoted(match: re.Match[str]) -> Piece:
    text = match["text"]
    if not match["end"] and text.endswith(('\\"', "\\”")):
        text = text[:-1]  # it is the end of the phrase, behind a backslash
    return Piece(match["lead"], text.replace('\\"', '"').replace("\\”", "”"), match[0], bool(match["no"]))


def _plain(word: str) -> Piece:
    bare = word.removeprefix("-")
    excluded = len(bare) < len(word)
    if bare[:1] in ("@", "#"):
        return Piece(bare[0], bare[1:], word, excluded)
    name, colon, value = bare.partition(":")
    if colon and name.isalpha():
        return Piece(f"{name}:", value, word, excluded)
    return Piece("", bare, word, excluded)
