"""Finds people in a text and puts their labels in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from tui.domain.privacy.names.folding import Folded, fold, later, plain, words_of
from tui.domain.privacy.names.hits import Hit, Leftover, Place, replaced, side_by_side, stands_alone
from tui.domain.privacy.names.identities import (
    Identity,
    bare_folded,
    bare_link,
    emails_in,
    handles_in,
    has_user,
    links_in,
    prefixes,
)
from tui.domain.privacy.names.people_index import Index
from tui.domain.privacy.names.phones import Phones, digits_apart, has_digits
from tui.domain.privacy.names.spotting import BLANKED, Found, blanked, may_name, names_in
from tui.domain.privacy.names.unknown import MIN_DIGITS

if TYPE_CHECKING:
    from tui.domain.privacy.names.leftovers import Suspicion

REMEMBERED = 4096
LONGEST_REMEMBERED = 2000
_ROUNDS = 8

_REPLACED = later(r"\[(?:name|e-mail|phone|link|address|org|handle)\]")
_PID = later(r"p[0-9]{1,9}")
_NO_DIGITS = bytes(code for code in range(256) if not 48 <= code <= 57)


class Scrubber:
    """Knows everybody, and takes them out of any text.

    `keep` are words that stay readable: teammates, and what the settings say; but a name of a contact never does. A
    function that gives them is asked where a text first holds something.
    Without `orgs`, organisations stay. Where several people are called the same, `[name]` stands for whoever it is.
    """

    def __init__(
        self,
        identities: Iterable[Identity],
        *,
        keep: Iterable[str] | Callable[[], Iterable[str]] = (),
        orgs: bool = True,
    ) -> None:
        self._index = Index(identities, orgs=orgs)
        self._words_to_keep = keep
        self._suspicion: Suspicion | None = None
        self._young: dict[str, str | None] = {}
        self._old: dict[str, str | None] = {}

    @cached_property
    def _keep(self) -> set[str]:
        words = self._words_to_keep() if callable(self._words_to_keep) else self._words_to_keep
        return {form for word in map(fold, words) for form in (word.strip(), " ".join(words_of(word)))}

    @cached_property
    def _short_forms(self) -> set[str]:
        return {form.partition(" ")[0] for form in self._keep if " " in form}

    @cached_property
    def _known_phones(self) -> Phones:
        return Phones((phone, identity.label) for identity in self._index.identities for phone in identity.phones)

    @cached_property
    def _known_emails(self) -> dict[str, str]:
        owners = ((email, identity.label) for identity in self._index.identities for email in identity.emails)
        return _by_key(owners, _bare_email, "[e-mail]")

    @cached_property
    def _known_links(self) -> dict[str, str]:
        owners = ((url, identity.label) for identity in self._index.identities for url in identity.urls)
        return _by_key(owners, bare_link, "[link]")

    def scrub(self, text: str) -> str:
        """Return a text without people; the same object where there are none. Scrubbing again changes nothing."""
        try:
            scrubbed = self._young[text]
        except KeyError:
            is_short = len(text) <= LONGEST_REMEMBERED
            if text in self._old:
                scrubbed = self._old[text]
            elif is_short and self.is_plain(text):
                scrubbed = None
            else:
                scrubbed = self._scrubbed(text)
            if is_short:
                self._remember(text, scrubbed)
        return text if scrubbed is None else scrubbed

    def hits(self, text: str) -> list[Hit]:
        """Return who and what is found in a text, from left to right, none over another."""
        return self._looked_at(text)[0]

    def without(self, text: str, chosen: Callable[[Hit, str], bool], label: Callable[[Hit], str] | None = None) -> str:
        """Return a text without those hits that are `chosen`, by what they are and their words; it is looked at once.

        The same object comes back where there are none. `label` says what is put there instead of the replacement.
        """
        pieces: list[str] = []
        at = 0
        for hit in self.hits(text):
            if chosen(hit, text[hit.start : hit.end]):
                pieces += (text[at : hit.start], label(hit) if label else hit.replacement)
                at = hit.end
        return "".join((*pieces, text[at:])) if pieces else text

    def names_somebody(self, text: str) -> bool:
        """Return whether a word of a text belongs to the name of somebody who is known: few do, and it costs little."""
        return may_name(plain(text), self._index)

    def may_hold_whole_name(self, text: str) -> bool:
        """Return whether a text may hold more of somebody's name than one word that may be another."""
        if not text.isascii():
            return self.names_somebody(text)
        words = blanked(text.lower()).split()
        if self._index.words.isdisjoint(words):
            return False
        telling = self._index.words & set(words)
        return len(telling) > 1 and not all(map(str.isdecimal, telling))

    def leftovers(self, text: str, *, is_scrubbed: bool = False) -> list[Leftover]:
        """Return what in a text may be somebody and is not replaced, for people to look at.

        Of a text that `is_scrubbed` it is known that nothing in it is.
        """
        if self._suspicion is None:
            from tui.domain.privacy.names.leftovers import Suspicion  # most texts are only scrubbed

            self._suspicion = Suspicion(self._index.identities, self._keep, orgs=self._index.orgs)
        hits = () if is_scrubbed else [(hit.start, hit.end) for hit in self.hits(text)]
        return self._suspicion.leftovers(text, hits)

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
            hits, is_settled = self._looked_at(scrubbed)
            if not hits:
                break
            scrubbed = replaced(scrubbed, hits)
            # What is left of a row of numbers may be one.
            if is_settled and not (any(hit.kind == "phone" for hit in hits) and has_digits(plain(scrubbed))):
                break
        return None if scrubbed == text else scrubbed

    def _looked_at(self, text: str) -> tuple[list[Hit], bool]:
        """Return what is found in a text, and whether nothing more will be when that is replaced."""
        if len(text) <= LONGEST_REMEMBERED and self.is_plain(text):
            return [], True
        source = Folded(text)
        places = self._places(source)
        places.sort()
        blanked = [match.span() for match in _REPLACED.finditer(text)] if "[" in text else []
        hits, is_whole = side_by_side(places, blanked)
        return hits, not hits or (is_whole and all(stands_alone(text, hit) for hit in hits))

    def is_plain(self, text: str) -> bool:
        """Return whether a text has nothing to look at, of plain letters once folded. Most are so: it is all they cost.

        Of lines it is so only where it is of each of them.
        """
        lower = fold(text)
        if not lower.isascii():
            return False
        if "@" in lower or "/" in lower or "&" in lower or "%" in lower or "www" in lower:
            return False
        plain_bytes = lower.encode("ascii")
        if len(plain_bytes.translate(None, _NO_DIGITS)) >= MIN_DIGITS and digits_apart(lower) >= MIN_DIGITS:
            return False
        return self._index.words.isdisjoint(plain_bytes.translate(BLANKED).decode("ascii").split())

    def _places(self, source: Folded) -> list[Place]:
        folded = source.folded
        names = names_in(source, self._index)
        if self._keep:
            names = [name for name in names if name[2] != "org" or not self._is_kept(folded, name[0], name[1])]
        hits: list[Found] = [*names, *self._links(folded), *self._phones(folded)]
        if "@" in folded:
            ends = {start: end for start, end, _, _ in names}
            hits += (*self._emails(folded), *self._handles(folded, ends))
        if source.is_same:
            return [(start, -end, label[0] == "[", kind, label) for start, end, kind, label in hits]
        spans = ((*source.span(start, end), kind, label) for start, end, kind, label in hits)
        return [(start, -end, label[0] == "[", kind, label) for start, end, kind, label in spans]

    def _is_kept(self, folded: str, start: int, end: int) -> bool:
        words = " ".join(words_of(folded[start:end]))
        return words in self._keep or words in self._short_forms

    def _emails(self, folded: str) -> Iterator[Found]:
        for start, end, email, is_usual in emails_in(folded):
            label = self._known_emails.get(email)
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
            bare = bare_folded(link)
            labels = map(self._known_links.get, prefixes(bare) if self._known_links else ())
            label = next(filter(None, labels), None)
            if label or (has_user(bare) and link not in self._keep):
                yield start, end, "link", label or "[link]"

    def _phones(self, folded: str) -> Iterator[Found]:
        if not has_digits(folded):
            return
        for start, end, label in self._known_phones.find(folded):
            if label or folded[start:end] not in self._keep:
                yield start, end, "phone", label or "[phone]"


def _by_key(owners: Iterable[tuple[str, str]], key: Callable[[str], str], shared: str) -> dict[str, str]:
    """Return labels by what is looked up; what several people have says only what it is."""
    labels: dict[str, str] = {}
    for owned, label in owners:
        if name := key(owned):
            labels[name] = label if labels.get(name, label) == label else shared
    return labels


def _bare_email(email: str) -> str:
    return plain(email).strip().removeprefix("mailto:")
