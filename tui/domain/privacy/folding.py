"""Folding text so that what reads the same compares the same, with the way back to where it stood."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});")
_TOKEN = re.compile(r"[^\W_]+")
_ALIKE = {**dict.fromkeys("’‘ʼ`´ʹ′＇", "'"), **dict.fromkeys("‐‑‒–—−﹣－", "-")}
_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff\u3040-\u30ff]")


class Folded(NamedTuple):
    """A folded text; character `n` of it stands at `starts[n]` to `ends[n]` of the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def fold(text: str) -> Folded:
    """Return a text in lower case, without accents, entities read, all blanks, apostrophes and hyphens alike."""
    if text.isascii() and "&" not in text:
        return Folded(text.lower(), range(len(text)), range(1, len(text) + 1))
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        source = text[at]
        if source == "&" and (entity := _ENTITY.match(text, at)):
            end, source = entity.end(), html.unescape(entity[0])
        folded = _fold_piece(source)
        if not folded and ends:
            ends[-1] = end
        for char in folded:
            chars.append(char)
            starts.append(at)
            ends.append(end)
        at = end
    return Folded("".join(chars), starts, ends)


def tokens_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a name: letters and digits, parted by all else."""
    return tuple(_TOKEN.findall(fold(text).text))


def is_cjk(text: str) -> bool:
    """Return whether a text is written without blanks between words."""
    return bool(_CJK.search(text))


def word_spans(folded: str) -> list[tuple[str, int, int]]:
    """Return each word of a folded text with its place."""
    return [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(folded)]


@lru_cache(maxsize=4096)
def _fold_piece(source: str) -> str:
    source = _ALIKE.get(source, source)
    plain = unicodedata.normalize("NFKD", source).casefold()
    kept = "".join(_ALIKE.get(char, char) for char in plain if not unicodedata.combining(char))
    return "".join(" " if char.isspace() else char for char in kept)
