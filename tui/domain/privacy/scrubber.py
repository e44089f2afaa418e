"""Finds people in a text and puts their labels in their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from tui.domain.privacy.addresses import emails_in, handles_in
from tui.domain.privacy.folding import WORD, Folded, fold, is_unspaced, plain, words_of
from tui.domain.privacy.identities import Identity
from tui.domain.privacy.index import Index, Phrase
from tui.domain.privacy.links import bare_link, has_user, links_in, prefixes
from tui.domain.privacy.phones import Phones, has_digits
from tui.domain.privacy.wordings import Care

REMEMBERED = 4096
LONGEST_REMEMBERED = 2000
_ROUNDS = 8

_REPLACED = re.compile(r"\[(?:name|e-mail|phone|link|address|org|handle)\]")
_PID = re.compile(r"p[0-9]{1,9}")
_GOES_ON = re.compile(r"[-_.]?\w")
_BETWEEN = frozenset(" -‐‑–.'`_·・+~*")
_REVERSED = _BETWEEN | {","}
_LOOSE = _REVERSED | frozenset(";:/&")
_UNKNOWN = object()


class Hit(Struct, frozen=True):
    """A part of a text that names somebody, by character, and what is to stand there instead."""

    start: int
    end: int
    kind: str
    replacement: str


class Leftover(Struct, frozen=True):
    """A part of a text that may name somebody, and why it may."""

    start: int
    end: int
    text: str
    why: str


class Scrubber:
    """Knows everybody, and takes them out of any text.

    `keep` are words that stay readable: teammates, and what the settings say; but a name of a contact never does.
    Without `orgs`, organisations stay. Where several people are called the same, `[name]` stands for whoever it is.
    """

    def __init__(self, identities: Iterable[Identity], *, keep: Iterable[str] = (), orgs: bool = True) -> None:
        self._index = Index(identities, orgs=orgs)
        self._keep = {form for word in map(fold, keep) for form in (word.strip(), " ".join(words_of(word)))}
        self._phones_found: Phones | None = None
        self._emails_found: dict[str, str] | None = None
        self._links_found: dict[str, str] | None = None
        self._young: dict[str, str | None] = {}
        self._old: dict[str, str | None] = {}

    def scrub(self, text: str) -> str:
        """Return a text without people; the same object where there are none. Scrubbing again changes nothing."""
        try:
            scrubbed = self._young[text]
        except KeyError:
            scrubbed = self._old[text] if text in self._old else self._scrubbed(text)
            if len(text) <= LONGEST_REMEMBERED:
                self._remember(text, scrubbed)
        return text if scrubbed is None else scrubbed

    def hits(self, text: str) -> list[Hit]:
        """Return who and what is found in a text, from left to right, none over another."""
        if not self._is_suspect(text):
            return []
        source = Folded(text)
        found = sorted(self._found(source), key=lambda hit: (hit.start, -hit.end, hit.replacement.startswith("[")))
        return list(_side_by_side(found, [match.span() for match in _REPLACED.finditer(text)] if "[" in text else []))

    def leftovers(self, text: str) -> list[Leftover]:
        """Return what may be somebody in a text and is not replaced."""
        return []

    def _remember(self, text: str, scrubbed: str | None) -> None:
        if len(self._young) >= REMEMBERED:
            self._old, self._young = self._young, {}
        self._young[text] = scrubbed

    def _scrubbed(self, text: str) -> str | None:
        """Return a text without people, or None where there are none.

        It is read again until nothing is found: what is left may be next to something else than before.
        """
        scrubbed = text
        for _ in range(_ROUNDS):
            if not (hits := self.hits(scrubbed)):
                break
            scrubbed = _replaced(scrubbed, hits)
        return None if scrubbed == text else scrubbed

    def _is_suspect(self, text: str) -> bool:
        """Return whether a text is worth a closer look. Most are not, and this is all they cost."""
        folded = plain(text)
        return (
            "@" in folded
            or self._index.may_name(words_of(folded))
            or has_digits(folded)
            or next(links_in(folded), None) is not None
        )

    def _found(self, source: Folded) -> Iterator[Hit]:
        folded = source.folded
        names = [found for found in _names(source, self._index) if not self._is_kept(folded, found)]
        ends = {start: end for start, end, _, _ in names}
        for start, end, kind, replacement in (
            *names,
            *self._emails(folded),
            *self._handles(folded, ends),
            *self._links(folded),
            *self._phones(folded),
        ):
            yield Hit(*source.span(start, end), kind, replacement)

    def _is_kept(self, folded: str, found: Found) -> bool:
        start, end, kind, _ = found
        return kind == "org" and " ".join(words_of(folded[start:end])) in self._keep

    def _emails(self, folded: str) -> Iterator[Found]:
        if "@" not in folded:
            return
        if self._emails_found is None:
            owners = ((email, identity.label) for identity in self._index.identities for email in identity.emails)
            self._emails_found = _by_key(owners, _bare_email, "[e-mail]")
        for start, end, email, is_usual in emails_in(folded):
            label = self._emails_found.get(email)
            if label or (is_usual and email not in self._keep):
                yield start, end, "e-mail", label or "[e-mail]"

    def _handles(self, folded: str, names: dict[int, int]) -> Iterator[Found]:
        for start, end, word in handles_in(folded):
            is_name = names.get(start + 1, 0) >= end
            is_kept = word in self._keep or " ".join(words_of(word)) in self._keep or _PID.fullmatch(word)
            if not is_name and not is_kept and any(map(str.isalpha, word)):
                yield start, end, "handle", "[handle]"

    def _links(self, folded: str) -> Iterator[Found]:
        for start, end, link in links_in(folded):
            if self._links_found is None:
                owners = ((url, identity.label) for identity in self._index.identities for url in identity.urls)
                self._links_found = _by_key(owners, bare_link, "[link]")
            found = (self._links_found.get(prefix) for prefix in prefixes(bare_link(link)))
            label = next(filter(None, found), None)
            if label or (has_user(link) and link not in self._keep):
                yield start, end, "link", label or "[link]"

    def _phones(self, folded: str) -> Iterator[Found]:
        if not has_digits(folded):
            return
        if self._phones_found is None:
            self._phones_found = Phones(
                (phone, identity.label) for identity in self._index.identities for phone in identity.phones
            )
        for start, end, label in self._phones_found.find(folded):
            if label or folded[start:end] not in self._keep:
                yield start, end, "phone", label or "[phone]"


Found = tuple[int, int, str, str]
"""Start and end in the folded text, kind, replacement."""


def _names(source: Folded, index: Index) -> Iterator[Found]:
    """Yield the names in a text, the longest first of those that begin at one word."""
    folded = source.folded
    tokens = [(match.group(), match.start(), match.end()) for match in WORD.finditer(folded)]
    words = [word for word, _, _ in tokens]
    index.prepare(dict.fromkeys(words))
    reached = 0
    for at, (word, start, _) in enumerate(tokens):
        if at < reached:
            continue
        for length in index.lengths(word):
            phrase = index.phrase(words[at : at + length]) if at + length <= len(words) else None
            if phrase and _stands(phrase, source, tokens[at : at + length]):
                yield start, tokens[at + length - 1][2], phrase.kind, phrase.replacement
                reached = at + length
                break
        else:
            if is_unspaced(word):
                for first, last, phrase in index.inside(word):
                    yield start + first, start + last, phrase.kind, phrase.replacement


def _stands(phrase: Phrase, source: Folded, tokens: Sequence[tuple[str, int, int]]) -> bool:
    """Return whether words that a phrase has are one: what is between them, and with the care that it needs."""
    folded = source.folded
    allowed = _BETWEEN if not phrase.loose else _REVERSED if phrase.kind == "name" else _LOOSE
    for (_, _, end), (_, start, _) in pairwise(tokens):
        gap = folded[end:start].strip()
        if len(gap) > 3 or not allowed.issuperset(gap):
            return False
    start, end = tokens[0][1], tokens[-1][2]
    if phrase.care == Care.NONE or _is_marked(folded, start, end):
        return True
    if phrase.care == Care.CAPITALS:
        return folded[tokens[0][2]] == "." or all(source.is_capital(token[1]) for token in tokens)
    return phrase.care == Care.CAPITAL and source.is_capital(start)


def _is_marked(folded: str, start: int, end: int) -> bool:
    """Return whether a name is the whole of a `@handle`, a `#tag` or a `[[link]]`."""
    if start and folded[start - 1] in "@#":
        return not _GOES_ON.match(folded, end)
    return folded[max(0, start - 2) : start] == "[[" and folded.startswith("]]", end)


def _replaced(text: str, hits: Sequence[Hit]) -> str:
    parts = [""]
    done = 0
    for hit in hits:
        for part in (text[done : hit.start], hit.replacement):
            parts += [" ", part] if _run_together(parts[-1], part) else [part] if part else []
        done = hit.end
    rest = text[done:]
    return "".join([*parts, " " if _run_together(parts[-1], rest) else "", rest])


def _run_together(left: str, right: str) -> bool:
    """Return whether a label and what is beside it would be read as one, as P01 and a 2 would be somebody else.

    Names of scripts without blanks can stand directly next to a digit.
    """
    beside = left[-1:] + right[:1]
    return len(beside) == 2 and beside.isascii() and beside.isalnum()


def _by_key(owners: Iterable[tuple[str, str]], key: Callable[[str], str], shared: str) -> dict[str, str]:
    """Return labels by what is looked up; what several people have says only what it is."""
    labels: dict[str, str] = {}
    for owned, label in owners:
        if found := key(owned):
            labels[found] = label if labels.get(found, label) == label else shared
    return labels


def _bare_email(email: str) -> str:
    return plain(email).strip().removeprefix("mailto:")


def _side_by_side(found: Iterable[Hit], replaced: Sequence[tuple[int, int]]) -> Iterator[Hit]:
    """Yield the first of hits that overlap, and none over what was replaced before."""
    end, at = 0, 0
    for hit in found:
        while at < len(replaced) and replaced[at][1] <= hit.start:
            at += 1
        if hit.start >= end and not (at < len(replaced) and replaced[at][0] < hit.end):
            yield hit
            end = hit.end
