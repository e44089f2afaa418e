"""Declined names of Slavic languages and Finnish: what may be left of a name, and what may follow it.

All is folded, so that й is и and ě is e. Nothing here is sure: what fits is only a possible leftover.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from tui.domain.privacy.names.folding import is_unspaced
from tui.domain.privacy.names.name_words import word_set

Kind = Literal["slavic", "finnish", "bare"]

_SHORTEST_NAME = 4
_SHORTEST_FINNISH = 5
_VOWELS = "aeiouyаеиоуыэюяь"
_LONGEST_ENDING = 5
_ENDINGS: dict[Kind, frozenset[str]] = {
    "slavic": word_set("""
        a e i o u y ou em om am um ovi ove ova ovou ovy ovych ovym ovem evi ich ych ach ech ami emi ymi imi ego emu
        iego iemu ej iej owi owie ow im ym in ina inu ine iny ovu eho ho mu ie ia iu ii
        а у ом е ы и ои ою еи ею ых ым ыми ого ому ему его ем их им ими ам ами ах ов ова ове ову овы ин ина ине ину
        ины иным иной ая ую юю яя я ю еву евым овым овых овои ович овна ко
        α η ο ου ον ε ων ους ας ης
        """),
    "finnish": word_set(
        "n en een ta tta ten ella elta elle essa esta eksi ena et ia iin ille lle lla lta ssa sta ksi na"
    ),
    "bare": frozenset({""}),
}


def stems_of(word: str) -> Iterator[tuple[str, Kind]]:
    """Yield what of a name stays when it is declined, and how what follows is formed."""
    if len(word) < _SHORTEST_NAME or word.isdecimal() or (not word.isascii() and is_unspaced(word)):
        return
    yield word, "slavic"
    if word[-1] in _VOWELS:
        yield word[:-1], "slavic"
    if word.endswith(("ова", "ева", "ина", "ова", "ova", "eva")):
        yield word[:-1], "bare"
    if word.endswith(("ova", "eva")):
        yield word[:-3], "slavic"
        yield word[:-3], "bare"
    if word.endswith(("ыи", "ии", "ои", "ая", "яя", "οσ", "ασ", "ησ")):
        yield word[:-2], "slavic"
    if word.endswith(("ek", "ec", "ok", "ек", "ец", "ок")):
        yield word[:-2] + word[-1], "slavic"
    if word.endswith("nen"):
        yield f"{word[:-3]}s", "finnish"
    elif word[-1] in _VOWELS and len(word) >= _SHORTEST_FINNISH:
        yield word, "finnish"
    if word.endswith("ki"):
        yield f"{word[:-2]}e", "finnish"


def cases_of(word: str) -> Iterator[tuple[str, Kind, int]]:
    """Yield what may be the stem of a word in a text, how the rest is formed, and how long that is."""
    for length in range(min(_LONGEST_ENDING, len(word) - 2) + 1):
        stem, ending = word[: len(word) - length], word[len(word) - length :]
        yield from ((stem, kind, length) for kind, endings in _ENDINGS.items() if ending in endings)
