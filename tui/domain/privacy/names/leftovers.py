"""What in a text may be somebody and is not replaced: for people to look at before anything leaves.

Listed are words that are also names, where a name can stand; short names; declined names; names in the names of files;
short forms and initials of organisations. Common words without a capital would flood a list, so function words never
count (`will`, `may`), and others not after an article (`the art`) or before what only follows a verb (`mark it`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tui.domain.privacy.names.declensions import Kind, cases_of, stems_of
from tui.domain.privacy.names.folding import WORD, Folded, is_unspaced, later, plain, words_in
from tui.domain.privacy.names.hits import Leftover
from tui.domain.privacy.names.identities import Identity
from tui.domain.privacy.names.name_words import (
    ACRONYMS,
    COMMON_WORDS,
    FUNCTION_WORDS,
    ORGANISATION_WORDS,
    PLAIN_FIRST_WORDS,
    UNSPACED_WORDS,
    word_set,
)
from tui.domain.privacy.names.wordings import local_words, org_parts, short_form

_SHORT = 3
_LONG_STEM = 5
_MOST_REMEMBERED = 20_000
_SHORTEST_GLUED = 4
_LONGEST_GLUED = 14
_SEVERAL = "several people"
_SOLID = later(r"[^\s<>()\[\]{}\"'`|,;]++")
_FILE = later(r"[\w)]\.(?=[a-z0-9]{0,4}[a-z])[a-z0-9]{2,5}[.!?:]?$")
_DOTTED = later(r"[\w)]\.[a-z0-9]")
_PART = later(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\dA-Za-z_]+")
_BEFORE_FAMILY = "小老阿"
_AFTER_FAMILY = "总總"
_GOES_ON = "是体體量数數额額计計共部的统統局会會裁之结結算"
"""What follows 总 where it is part of a word."""
_ARTICLES = word_set(
    "a an the this that these those my your his her its our their no any some each every per more less"
)
_AFTER_VERB = word_set(
    "a an the it this that these those them as all both my your his her its our their up down out off"
)
_BEFORE_NAME = word_set(
    "and asked by called cc emailed for from interviewed mailed met or saw says said showed thank thanked thanks "
    "told via with"
)
_BEFORE_TO = word_set(
    "back belongs gave given goes listened mailed replied reports said sent showed shown speak spoke spoken talk "
    "talked talking thanks went write wrote written according"
)
_WHY = "may be short for an organisation"
_FEWEST = 3
_MOST = 5
_MOST_ALIKE = 200
_ENDS_SENTENCE = ".!?:\n"


class Token(NamedTuple):
    """A word of a folded text that may be somebody, where it stands, and which of all words it is."""

    word: str
    start: int
    end: int
    number: int


class Suspicion:
    """Knows what names may look like that are not replaced. Made when leftovers are asked for first."""

    def __init__(self, identities: Iterable[Identity], keep: Iterable[str], *, orgs: bool) -> None:
        self._keep = frozenset(keep)
        self._roles: dict[str, tuple[str, str]] = {}
        self._stems: dict[tuple[str, Kind], str] = {}
        self._starts: dict[str, str] = {}
        self._harmless: set[str] = set()
        people = tuple(identities)
        for identity in people:
            self._learn(identity)
        self._organisations = Organisations((identity.org for identity in people if orgs), self._keep)
        self._signs = {word: role for word, role in self._roles.items() if is_unspaced(word)}

    def leftovers(self, text: str, hits: Sequence[tuple[int, int]]) -> list[Leftover]:
        """Return what in a text may be somebody, from left to right, beside the hits, which are replaced."""
        source = Folded(text)
        listed: list[Leftover] = []
        reached, at = 0, 0
        for start, end, why in sorted(self._suspects(source)):
            first, last = source.span(start, end)
            while at < len(hits) and hits[at][1] <= first:
                at += 1
            if first >= reached and not (at < len(hits) and hits[at][0] < last):
                listed.append(Leftover(first, last, text[first:last], why))
                reached = last
        return listed

    def _learn(self, identity: Identity) -> None:
        parts = [("given name", identity.given), ("family name", identity.family)]
        parts += [("name", name) for name in identity.names]
        for role, name in parts:
            words = words_in(name) if name else []
            for word in words if role != "name" else words[: len(words) == 1]:
                self._add_role(word, role, identity.label)
                for stem in stems_of(word):
                    self._stems[stem] = _shared(self._stems.get(stem), identity.label)
        for email in identity.emails:
            if len(words := local_words(email)) == 1:
                self._starts[words[0]] = _shared(self._starts.get(words[0]), identity.label)

    def _add_role(self, word: str, role: str, label: str) -> None:
        old = self._roles.get(word)
        self._roles[word] = (role, label) if old is None else (old[0], _shared(old[1], label))

    def _suspects(self, source: Folded) -> Iterator[tuple[int, int, str]]:
        folded = source.folded
        words = WORD.findall(folded)
        unknown = set(words) - self._harmless
        suspects = {word for word in unknown if self._may_be(word)}
        self._remember(unknown - suspects)
        files = list(_files(folded))
        if not suspects and not files:
            return
        at = 0
        for number, match in enumerate(WORD.finditer(folded)):
            while at < len(files) and files[at][1] <= match.start():
                at += 1
            in_file = at < len(files) and files[at][0] <= match.start()
            if in_file or match[0] in suspects:
                token = Token(match[0], *match.span(), number)
                if in_file:
                    yield from self._in_file(source, token)
                elif not token.word.isascii() and is_unspaced(token.word):
                    yield from self._in_unspaced(token)
                elif why := self._why(source, words, token):
                    yield token.start, token.end, why

    def _remember(self, harmless: set[str]) -> None:
        """Remember words that are nobody: the same ones make up most of all texts."""
        if len(self._harmless) > _MOST_REMEMBERED:
            self._harmless = set()
        self._harmless |= harmless

    def _may_be(self, word: str) -> bool:
        """Return whether a word may be somebody, if it stands where it needs to."""
        if word in self._keep:
            return False
        if word in self._roles or (not word.isascii() and is_unspaced(word)):
            return True
        if word in FUNCTION_WORDS:
            return False
        return word in self._starts or self._organisations.may_be(word) or bool(self._declined(word))

    def _why(self, source: Folded, words: Sequence[str], token: Token) -> str:
        word = token.word
        is_capital = source.is_capital(token.start)
        if role := self._roles.get(word):
            if len(word) < _SHORT:
                is_word = word in FUNCTION_WORDS and begins_sentence(source.folded, token.start)
                return f"may be the {role[0]} of {role[1]}" if is_capital and not is_word else ""
            if is_capital or (word not in FUNCTION_WORDS and _may_be_name(words, token.number)):
                return f"a word, and the {role[0]} of {role[1]}"
            return ""
        if who := self._starts.get(word):
            return f"may be {who}: an address begins so"
        short = self._organisations.may_be(word)
        if short and (why := self._organisations.why(source, word, token.start, token.end, is_capital=is_capital)):
            return why
        who, is_long = self._declined(word) or ("", False)
        return f"may be a declined name of {who}" if who and (is_capital or is_long) else ""

    def _declined(self, word: str) -> tuple[str, bool] | None:
        """Return of whom a word may be a declined name, and whether it hardly is another word without a capital."""
        likely: tuple[str, bool] | None = None
        for stem, kind, length in cases_of(word):
            if who := self._stems.get((stem, kind)):
                is_long = len(stem) >= _LONG_STEM and length > 1 and word not in COMMON_WORDS
                if likely is None or (is_long and not likely[1]):
                    likely = (likely[0] if likely else who, is_long)
        return likely

    def _in_file(self, source: Folded, token: Token) -> Iterator[tuple[int, int, str]]:
        """Yield a name in the name of a file or in a link: alone, or with something else in one word."""
        first, last = source.span(token.start, token.end)
        parts = [plain(part) for part in _PART.findall(source.text[first:last])]
        word = token.word
        glued = (
            piece
            for size in range(_SHORTEST_GLUED, min(_LONGEST_GLUED, len(word) - 1) + 1)
            for piece in (word[:size], word[-size:])
        )
        for part in (word, *parts, *glued):
            role = self._roles.get(part)
            if role and len(part) >= _SHORT and part not in FUNCTION_WORDS and part not in self._keep:
                yield token.start, token.end, f"{role[0]} of {role[1]} in a file name"
                return

    def _in_unspaced(self, token: Token) -> Iterator[tuple[int, int, str]]:
        word = token.word
        for at in range(len(word) - 1):
            pair = word[at : at + 2]
            if pair in UNSPACED_WORDS and (role := self._signs.get(pair)):
                yield token.start + at, token.start + at + 2, f"a word, and the {role[0]} of {role[1]}"
            for sign, other, where in ((pair[0], pair[1], _AFTER_FAMILY), (pair[1], pair[0], _BEFORE_FAMILY)):
                is_word = other in _AFTER_FAMILY and word[at + 2 : at + 3] in _GOES_ON and at + 2 < len(word)
                if other in where and not is_word and (role := self._signs.get(sign)) and role[0] == "family name":
                    yield token.start + at, token.start + at + 2, f"may be the family name of {role[1]}"


def _files(folded: str) -> Iterator[tuple[int, int]]:
    """Yield where links and names of files stand."""
    if "/" not in folded and not _DOTTED.search(folded):
        return
    for match in _SOLID.finditer(folded):
        if "/" in match.group() or _FILE.search(match.group()):
            yield match.span()


def _may_be_name(words: Sequence[str], number: int) -> bool:
    """Return whether a name can stand where a common word without a capital does."""
    before = words[number - 1] if number else ""
    after = words[number + 1] if number + 1 < len(words) else ""
    if before == "to":
        return number > 1 and words[number - 2] in _BEFORE_TO
    return before not in _ARTICLES and (before in _BEFORE_NAME or after not in _AFTER_VERB)


def _shared(one: str | None, other: str) -> str:
    return other if one is None or one == other else _SEVERAL


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
