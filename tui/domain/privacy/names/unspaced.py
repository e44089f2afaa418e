"""How people are written in scripts that put no blanks between words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.domain.privacy.names.folding import is_unspaced, later, plain, words_in
from tui.domain.privacy.names.name_words import HONORIFICS, UNSPACED_WORDS

HONORIFIC = later(rf"\s?(?:{'|'.join(sorted(HONORIFICS, key=len, reverse=True))})")
_AFTER_ONE_SIGN = frozenset({" ", *(word[0] for word in HONORIFICS)})
_SYLLABLES = later("[\u3400-\u9fff]+|[\uac00-\ud7a3]+")
_UNSURE = 4
_FAMILY_OF_LENGTH = {2: 1, 3: 1, 4: 2}
_JOINTS = ("", " ", "・", "·")


def literals_of(names: Iterable[str], given: str, family: str) -> Iterator[tuple[str, bool]]:
    """Yield what is to be found inside of texts, folded, and whether it names somebody only before an honorific.

    That is so for one sign, and for names that are also words.
    """
    parts = [(words_in(family), words_in(given))] if given and family else []
    # Of four signs without a blank the first two are as likely a place as a family name: 北京大学.
    guessed = [_family_and_given(name) for name in names]
    for last, first in (*parts, *guessed):
        whole = [*last, *first]
        if not whole or not all(map(is_unspaced, whole)):
            continue
        if last and first:
            yield from ((f"{''.join(last)}{joint}{''.join(first)}", False) for joint in _JOINTS)
            yield from ((f"{''.join(first)}{joint}{''.join(last)}", False) for joint in _JOINTS[1:])
        is_sure = (last, first) in parts or len("".join(whole)) != _UNSURE or "".join(whole) not in map(plain, names)
        for name in sorted({"".join(last), "".join(first)} - {""}):
            yield name, not is_sure or len(name) == 1 or name in UNSPACED_WORDS
    for name in (given, family, *names):
        words = words_in(name)
        if words and all(map(is_unspaced, words)) and len(joined := "".join(words)) > 1:
            yield joined, joined in UNSPACED_WORDS


def pairs_of(literals: Iterable[tuple[str, bool]]) -> set[str]:
    """Return the two signs that each of them begins with in a text."""
    pairs: set[str] = set()
    for literal, _ in literals:
        pairs.update((literal[:2],) if len(literal) > 1 else (literal + sign for sign in _AFTER_ONE_SIGN))
    return pairs


def _family_and_given(name: str) -> tuple[list[str], list[str]]:
    """Return the parts of a name that is written as one, or with a blank: the family name comes first."""
    words = words_in(name)
    if len(words) == 2:
        return words[:1], words[1:]
    if len(words) == 1 and _SYLLABLES.fullmatch(words[0]) and (at := _FAMILY_OF_LENGTH.get(len(words[0]), 0)):
        return [words[0][:at]], [words[0][at:]]
    return [], []
