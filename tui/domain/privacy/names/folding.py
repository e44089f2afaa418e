"""Text as names are compared: without case, accents, invisible characters and escapes; and the way back.

Its large patterns are compiled when they are used for the first time.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, cast


class _Later:
    """Stands in for a compiled pattern; each method is looked up once."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, method)
        return method


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that costs nothing until it is used: large sets of letters take milliseconds to compile.

    Most commands meet no text for which these are needed.
    """
    return cast(re.Pattern[str], _Later(pattern, flags))


UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts that write words, or words and what is attached to them, without blanks between."""
_MARKED = "\u0900-\u0963\u0966-\u0dff\u0f18-\u0fbc"
"""Scripts of India and Tibet, whose vowel signs are no letters to a regular expression."""

WORD = later(rf"[^\W_{UNSPACED}{_MARKED}]+|[{_MARKED}]+|[{UNSPACED}]+")
_ASCII_WORD = later(r"[0-9a-z]+")
_UNSPACED_WORD = later(rf"[{UNSPACED}]+")
_UNSPACED_BLANK = later(rf"(?<=[{UNSPACED}]) (?=[{UNSPACED}])")
_IGNORED = later(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200d\u2060\u20d0-\u20ff\ufe00-\ufe0f"
    "\ufe20-\ufe2f\ufeff]+"
)
_ALIKE = str.maketrans(
    dict.fromkeys("\u02b9\u02bb\u02bc\u02bd\u02c8\u2018\u2019\u201b\u2032\ua78c", "'")
    | {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t"}
    | {"ŋ": "n", "ĸ": "k", "ƀ": "b", "ɓ": "b", "ɖ": "d", "ɗ": "d", "ɛ": "e", "ə": "e", "ǥ": "g", "ɠ": "g"}
    | {"ɨ": "i", "ƙ": "k", "ƚ": "l", "ɫ": "l", "ɲ": "n", "ɔ": "o", "ʉ": "u", "ʋ": "v", "ƴ": "y", "ƶ": "z"}
)
"""Letters that do not decompose, as those write them who lack them; and apostrophes."""
_HABIT = later("a[ae]+|[ou]e+")
_JOINS = later(r"[-_.\u058a\u05be\u2010-\u2015\u2212\u30fb\u00b7\s]+")
_ENTITY = r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)"
_PERCENT = r"%(?:[2-7][0-9a-fA-F]|[c-fC-F][0-9a-fA-F](?:%[89abAB][0-9a-fA-F]){1,3})"
_ESCAPE = later(f"{_ENTITY}|{_PERCENT}")
_LETTERS = (
    "\u00c0-\u00c5\u00c7-\u00dd\u00e0-\u00e5\u00e7-\u00fd\u00ff-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u0151\u0154-\u017f"
    "\u01a0\u01a1\u01af\u01b0\u0218-\u021b\u1ea0-\u1ef9\u0388-\u038a\u038e-\u03a1\u03a3-\u03ce\u0400-\u0481\u048a-\u04ff"
    "\u05d0-\u05ea\u0621-\u063a\u0641-\u064a\u0e01-\u0e30\u2010-\u2015\u2018-\u201f\u20ac\u3000-\u3007\u300a-\u300f"
    "\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff05\uff07-\uff5e"
)
"""Of other characters those that become one each when folded, whatever stands before them."""
_RUN = later(rf"[\x00-\x24\x27-\x7f{_LETTERS}]+")
_PIECE = later(rf"{_RUN.pattern}|{_ENTITY}|{_PERCENT}|.", re.DOTALL)
_FOREIGN = later("[^\x00-\x7f]+")
_LONGEST_REMEMBERED = 16
_MOST_REMEMBERED = 4096
_JAMO = later("[\u1160-\u11ff\u3131-\u318e\uffa0-\uffdc]")


def fold(text: str) -> str:
    """Return a text as it is compared: casefolded, compatible forms made one, without accents and vowel points.

    Accents go because people leave them out: José is also found as Jose, Søren as Soren, Groß as Gross.
    """
    if text.isascii():
        return text.lower()
    return _FOREIGN.sub(lambda match: _FOLDS[match[0]], text).lower()


def _fold_foreign(text: str) -> str:
    # No plain letter becomes another by what follows it: marks on it go. An acute accent by itself is typed for an
    # apostrophe, and would become a blank.
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.replace("\u00b4", "'")).casefold())
    return unicodedata.normalize("NFKC", _IGNORED.sub("", folded).translate(_ALIKE))


class _Folds(dict[str, str]):
    """Short runs of letters that are not plain, folded: most texts have the same few."""

    def __missing__(self, run: str) -> str:
        folded = _fold_foreign(run)
        if len(run) <= _LONGEST_REMEMBERED:
            if len(self) >= _MOST_REMEMBERED:
                self.clear()
            self[run] = folded
        return folded


_FOLDS = _Folds()
_fold_once = lru_cache(maxsize=4096)(fold)
"""For clusters of letters and their marks: texts have few of them, again and again."""


def search_key(text: str) -> str:
    """Return the key under which texts are compared when somebody is looked for: equal, or one in the other.

    Habits of spelling are one in it (Jörg, Jorg, Joerg; Åse, Aase), apostrophes are left out, hyphens are blanks, and
    scripts that need no blanks have none. It is for comparing only: nothing leads back from it to the text.
    """
    folded = fold(text).replace("'", "").replace("`", "")
    words = _JOINS.sub(" ", _HABIT.sub(lambda habit: habit.group()[0], folded)).strip()
    return words if words.isascii() else _UNSPACED_BLANK.sub("", words)


def plain(text: str) -> str:
    """Return a text folded, with character references (`&#160;`) and percent escapes (`%20`) resolved."""
    if _has_escape(text):
        text = _ESCAPE.sub(lambda match: _resolved(match.group()), text)
    return fold(text)


def _has_escape(text: str) -> bool:
    return ("&" in text or "%" in text) and bool(_ESCAPE.search(text))


def words_of(folded: str) -> list[str]:
    """Return the words of a folded text; a run of a script without blanks is one."""
    return _ASCII_WORD.findall(folded) if folded.isascii() else WORD.findall(folded)


def words_in(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return text.lower().split() if is_bare(text) else words_of(plain(text))


def is_bare(text: str) -> bool:
    """Return whether a text is of plain letters and digits with blanks between, as most names are."""
    return text.isascii() and text.replace(" ", "").isalnum()


def is_unspaced(word: str) -> bool:
    """Return whether a word is of a script without blanks."""
    return not word.isascii() and bool(_UNSPACED_WORD.fullmatch(word))


class Folded:
    """A text, the same folded, and for each folded character where it comes from.

    The way back is worked out when it is needed first: most texts have nobody in them.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = plain(text)
        self._parts: list[tuple[int, int, int]] = []
        self._begins: list[int] = []
        self.is_same = text.isascii() and not _has_escape(text)
        """Whether each character is at the same place in both."""
        self._is_traced = self.is_same

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the part of the text that a part of the folded text, one character at least, comes from."""
        if not self._is_traced:
            self._trace()
        if not self._parts:
            return start, end
        return self._origin(start)[0], self._origin(end - 1)[1]

    def is_capital(self, at: int) -> bool:
        """Return whether the letter at a place of the folded text is a capital, or of a script that has none."""
        start, end = self.span(at, at + 1)
        piece = self.text[start:end]
        return not (piece if len(piece) == 1 else _resolved(piece))[:1].islower()

    def _trace(self) -> None:
        """Work out the way back."""
        begin = 0
        for start, end, decoded in _clusters(self.text):
            length = end - start if decoded is None else len(_fold_once(decoded))
            if length:
                self._begins.append(begin)
                self._parts.append((begin, start, 0 if decoded is None else end))
                begin += length
        self._is_traced = True

    def _origin(self, at: int) -> tuple[int, int]:
        """Return what one folded character comes from: one of a run, or the whole of what became one."""
        begin, start, end = self._parts[bisect_right(self._begins, at) - 1]
        return (start, end) if end else (start + at - begin, start + at - begin + 1)


def _clusters(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Yield start, end and resolved text of what folds together; None as text for a run that folds one by one."""
    start, end = 0, 0
    decoded: list[str] = []
    for match in _PIECE.finditer(text):
        piece = match.group()
        if len(piece) > 1 and piece[0] not in "&%":
            if decoded:
                yield start, end, "".join(decoded)
            # The last character is kept back: what follows may be a mark on it.
            start, end = match.end() - 1, match.end()
            decoded = [text[start]]
            yield match.start(), start, None
            continue
        resolved, length = _resolved_part(piece)
        if decoded and resolved and not _extends(resolved[0]):
            yield start, end, "".join(decoded)
            start, decoded = match.start(), []
        elif not decoded:
            start = match.start()
        decoded.append(resolved)
        end = match.start() + length
        if length < len(piece):
            yield start, end, "".join(decoded)
            decoded = []
            yield end, match.end(), None
    if decoded:
        yield start, end, "".join(decoded)


def _resolved(piece: str) -> str:
    if piece[0] == "%":
        # A blank is a plus, the other way to write it in a link, so that the link stays one.
        return bytes.fromhex(piece.replace("%", "")).decode(errors="replace").replace(" ", "+")
    import html  # few texts have references, and its table of them takes its time

    resolved, lower = html.unescape(piece), piece.lower()
    # Shouted references are none, but may be by the time somebody has changed the case.
    return resolved if resolved != piece or html.unescape(lower) == lower else html.unescape(lower)


def _resolved_part(piece: str) -> tuple[str, int]:
    """Return what a piece resolves to and how long it is without letters after a reference, as in `&ampJane`."""
    resolved = piece if len(piece) == 1 else _resolved(piece)
    if resolved == piece:
        return piece[0], 1
    if piece[0] == "%" or piece[-1] == ";":
        return resolved, len(piece)
    rest = 0
    while rest < len(resolved) - 1 and resolved[-1 - rest] == piece[-1 - rest]:
        rest += 1
    return resolved[: len(resolved) - rest], len(piece) - rest


@lru_cache(maxsize=4096)
def _extends(char: str) -> bool:
    """Return whether a character joins what stands before it into one when folded."""
    if char.isascii():
        return False
    first = unicodedata.normalize("NFKD", char)[0]
    return unicodedata.category(first)[0] == "M" or bool(
        _IGNORED.match(char) or _JAMO.match(char) or _JAMO.match(first)
    )
