"""Somebody who is made known and may be known already: by an address, or by a name, however it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from tui.domain.errors import Ambiguous
from tui.domain.people.merged import current_of, is_listed
from tui.domain.privacy.names.name_words import SUFFIXES, TITLES
from tui.domain.records import Contact, Participant
from tui.domain.records.workspace import Workspace
from tui.domain.search.matching import key_of, names_of
from tui.domain.text import listed

_BLANKS = str.maketrans(dict.fromkeys(',;()"', " "))


class MaybeKnown(Ambiguous):
    """Who is to be made known may be somebody we know; `people` are those, by number."""

    def __init__(self, people: Sequence[Participant]) -> None:
        pids = [person.pid for person in people]
        super().__init__(f"That may be {listed(pids, 'or')}, who is known already. Nothing was changed.", tuple(pids))
        self.people = tuple(people)


def maybe_the_same(workspace: Workspace, name: str, emails: Iterable[str] = ()) -> list[Participant]:
    """Return who may be meant by a name or an address, by number: those who have it, or had it before a merge.

    Names are the same with given and family name in either order, without titles, and in any spelling.
    """
    names, addresses = _keys(name), {_address(email) for email in emails if email.strip()}
    people = {
        contact.participant
        for contact in workspace.contacts.values()
        if not addresses.isdisjoint(map(_address, contact.email)) or not names.isdisjoint(_keys_of(contact))
    }
    current = {person.uid: person for uid in people if (person := current_of(workspace, uid)) is not None}
    return sorted(filter(is_listed, current.values()), key=lambda person: person.number)


def _address(email: str) -> str:
    return email.strip().casefold()


def _keys_of(contact: Contact) -> Iterator[tuple[str, ...]]:
    return (key for name in names_of(contact) for key in _keys(name))


@lru_cache(maxsize=1 << 15)
def _keys(name: str) -> frozenset[tuple[str, ...]]:
    """Return what makes a name the same in whatever order it is written, in scripts without blanks, too."""
    line = name.translate(_BLANKS)
    orders = (line,) if line.isascii() else (line, " ".join(reversed(line.split())))
    spellings = (_without_titles(key_of(order).split()) for order in orders)
    return frozenset(tuple(sorted(words)) for words in spellings if words)


def _without_titles(words: list[str]) -> list[str]:
    while len(words) > 1 and words[0] in TITLES:
        del words[0]
    while len(words) > 2 and words[-1] in SUFFIXES:
        del words[-1]
    return words
