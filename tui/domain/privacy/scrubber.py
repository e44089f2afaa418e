"""The scrubber: puts a label in the place of what tells who somebody is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from tui.domain.privacy import patterns
from tui.domain.privacy.folding import Folded, fold, is_cjk, tokens_of, word_spans
from tui.domain.privacy.identities import COMMON_WORDS, Identity, name_patterns

MOST_REMEMBERED = 20_000
_GAP = re.compile(r"[\s'.,_-]{1,3}")
_PID = re.compile(r"p\d{1,9}", re.ASCII)


class Hit(NamedTuple):
    """Something that tells who somebody is: where it stands, what kind it is, and what goes in its place."""

    start: int
    end: int
    kind: str
    replacement: str


class Scrubber:
    """Hides people. `keep` are words of the team: handles that stay, unless a person is called so."""

    def __init__(self, identities: Iterable[Identity], *, keep: Iterable[str] = (), orgs: bool = True) -> None:
        self._identities = list(identities)
        self._keep = {word.casefold() for word in keep}
        self._orgs = orgs
        self._remembered: dict[str, str] = {}

    def scrub(self, text: str) -> str:
        """Return a text without what tells who anybody is; the very same text where there is nothing."""
        known = self._remembered.get(text)
        if known is None:
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            known = self._remembered[text] = self._scrubbed(text)
        return known

    def hits(self, text: str) -> list[Hit]:
        """Return what tells who somebody is, in order and without overlaps; of two in one place the longer one."""
        found = sorted(self._candidates(text), key=lambda hit: (hit.start, hit.start - hit.end))
        spared = [match.span() for match in patterns.PLACEHOLDER.finditer(text)]
        kept: list[Hit] = []
        for hit in found:
            inside = any(start <= hit.start and hit.end <= end for start, end in spared)
            if not inside and (not kept or hit.start >= kept[-1].end):
                kept.append(hit)
        return kept

    def _scrubbed(self, text: str) -> str:
        # What is put in can, with what stands beside it, be found again; a second look at it is the last.
        for _ in range(3):
            hits = self.hits(text)
            if not hits:
                break
            pieces: list[str] = []
            at = 0
            for hit in hits:
                pieces += (text[at : hit.start], hit.replacement)
                at = hit.end
            text = "".join((*pieces, text[at:]))
        return text

    def _candidates(self, text: str) -> Iterator[Hit]:
        if "@" in text:
            yield from self._addresses(text)
        if "//" in text or "www." in text.lower():
            yield from self._links(text)
        if sum(map(text.count, "0123456789")) >= patterns.FEWEST_DIGITS:
            yield from self._phones(text)
        if self._identities:
            yield from self._names(text)

    def _addresses(self, text: str) -> Iterator[Hit]:
        for match in patterns.EMAIL.finditer(text):
            label = self._emails.get(fold(match[0]).text)
            yield Hit(match.start(), match.end(), "e-mail", label or "[e-mail]")
        for match in patterns.HANDLE.finditer(text):
            word = match[1].rstrip(".-").casefold()
            if word not in self._keep and not _PID.fullmatch(word) and not self._called(word):
                yield Hit(match.start(), match.start(1) + len(match[1].rstrip(".-")), "handle", "[handle]")

    def _called(self, word: str) -> bool:
        """Return whether a handle is the name of somebody, who is found by it anyway."""
        return any(token in self._by_word for token in tokens_of(word))

    def _links(self, text: str) -> Iterator[Hit]:
        for match in patterns.URL.finditer(text):
            label = self._urls.get(_bare_url(match[0]))
            if label or patterns.is_profile(match[0]):
                yield Hit(match.start(), match.end(), "link", label or "[link]")

    def _phones(self, text: str) -> Iterator[Hit]:
        for start, end, digits in patterns.phones(text):
            known = (
                label for number, label in self._numbers.get(digits[-4:], ()) if patterns.same_number(number, digits)
            )
            yield Hit(start, end, "phone", next(known, "[phone]"))

    def _names(self, text: str) -> Iterator[Hit]:
        folded = fold(text)
        words = word_spans(folded.text)
        for at, (word, _, _) in enumerate(words):
            for person in self._by_word.get(word, ()):
                yield from self._person_at(text, folded, words, at, person)
        if self._cjk and is_cjk(text):
            yield from self._cjk_names(folded)

    def _person_at(
        self, text: str, folded: Folded, words: list[tuple[str, int, int]], at: int, person: int
    ) -> Iterator[Hit]:
        """Yield what begins with word `at` and calls a person, by each name that fits there."""
        for kind, pattern, label in self._patterns(person):
            last = at + len(pattern)
            if tuple(word for word, _, _ in words[at:last]) != pattern or not _hang_together(
                folded.text, words[at:last]
            ):
                continue
            first = self._from_initial(folded.text, words, at, person) if kind == "name" else at
            start, end = folded.starts[words[first][1]], folded.ends[words[last - 1][2] - 1]
            words_too = first == at and COMMON_WORDS.issuperset(pattern)
            if (kind == "org" or words_too) and not text[start].isupper():
                continue
            yield Hit(start, end, kind, label)

    def _from_initial(self, folded: str, words: list[tuple[str, int, int]], at: int, person: int) -> int:
        """Return the word from which a family name with an initial before it is to be taken: `J. Doe`."""
        identity = self._identities[person]
        if at and words[at][0] in tokens_of(identity.family)[:1] and identity.given:
            before = words[at - 1][0]
            if len(before) == 1 and fold(identity.given).text.startswith(before):
                return at - 1 if _hang_together(folded, words[at - 1 : at + 1]) else at
        return at

    def _cjk_names(self, folded: Folded) -> Iterator[Hit]:
        for name, label in self._cjk:
            start = folded.text.find(name)
            while start >= 0:
                end = start + len(name)
                beside = folded.text[max(0, start - 1) : start] + folded.text[end : end + 1]
                if len(name) > 1 or not is_cjk(beside):
                    yield Hit(folded.starts[start], folded.ends[end - 1], "name", label)
                start = folded.text.find(name, end)

    def _patterns(self, person: int) -> tuple[tuple[str, tuple[str, ...], str], ...]:
        known = self._known_patterns.get(person)
        if known is None:
            identity = self._identities[person]
            found = [("name", pattern, identity.label) for pattern in dict.fromkeys(name_patterns(identity))]
            found += [("address", tokens_of(line), identity.label) for line in identity.addresses]
            if self._orgs and identity.org and identity.org.casefold() not in self._keep:
                found.append(("org", tokens_of(identity.org), "[org]"))
            known = self._known_patterns[person] = tuple(each for each in found if each[1])
        return known

    @cached_property
    def _known_patterns(self) -> dict[int, tuple[tuple[str, tuple[str, ...], str], ...]]:
        return {}

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        """Who is called by a name, an address or an organisation that begins with a word."""
        index: defaultdict[str, list[int]] = defaultdict(list)
        for number, person in enumerate(self._identities):
            texts = [*person.names, person.given, person.family, *person.addresses, person.org if self._orgs else ""]
            words = {word for text in texts if text for word in _words(text)}
            for word in words:
                index[word].append(number)
        return dict(index)

    @cached_property
    def _emails(self) -> dict[str, str]:
        return {fold(each).text: person.label for person in self._identities for each in person.emails}

    @cached_property
    def _urls(self) -> dict[str, str]:
        return {_bare_url(each): person.label for person in self._identities for each in person.urls}

    @cached_property
    def _numbers(self) -> dict[str, list[tuple[str, str]]]:
        """Known numbers by their last four digits."""
        index: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for person in self._identities:
            for each in person.phones:
                digits = patterns.digits_of(each)
                index[digits[-4:]].append((digits, person.label))
        return dict(index)

    @cached_property
    def _cjk(self) -> list[tuple[str, str]]:
        names = (
            (fold(name).text, person.label)
            for person in self._identities
            for name in person.names
            if not name.isascii()
        )
        return sorted(((name, label) for name, label in names if is_cjk(name)), key=lambda each: -len(each[0]))


def _words(text: str) -> Iterable[str]:
    """Return the folded words of a text; the plainest names are read the cheapest way."""
    return text.lower().split() if text.isascii() and text.replace(" ", "").isalpha() else tokens_of(text)


def _hang_together(folded: str, words: list[tuple[str, int, int]]) -> bool:
    return all(_GAP.fullmatch(folded, left[2], right[1]) for left, right in pairwise(words))


def _bare_url(url: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", url.casefold()).rstrip("/.,;:")
