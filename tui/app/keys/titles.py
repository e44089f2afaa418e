"""What cards are called, as the palette looks through them: read once, and again where they changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress

from msgspec import Struct

from tui.domain.records import Card, Experiment
from tui.domain.records.layers import differing, passing
from tui.domain.records.workspace import Workspace
from tui.domain.search.matching import Needle, haystack, needle

AT_ONCE = 500
"""So many cards are read before a key is looked at."""
_KEY = re.compile(r"([a-z][a-z0-9]{1,2})-(\d*)", re.ASCII)


class Title(Struct, frozen=True, gc=False):
    """What a card is called. Who is named in it is not hidden yet."""

    uid: str
    experiment: str
    number: int
    hay: str


class Titles:
    """The titles of all cards that are on a board, from one opening of the palette to the next."""

    def __init__(self) -> None:
        self._cards: Mapping[str, Card] = {}
        self._titles: dict[str, Title] = {}
        self._unread: list[str] = []

    def of(self, workspace: Workspace) -> Iterable[Title]:
        """Return the titles as they are now."""
        while self.read_on(workspace):
            pass
        return self._titles.values()

    def read_on(self, workspace: Workspace) -> bool:
        """Read some cards of those that may have changed; return whether there are more."""
        changed = differing(self._cards, workspace.cards)
        if changed is None:
            self._titles, self._unread = {}, [*workspace.cards]
        for uid in changed or ():
            self._titles.pop(uid, None)
            self._unread.append(uid)
        self._cards = workspace.cards
        some, self._unread = self._unread[-AT_ONCE:], self._unread[:-AT_ONCE]
        for card in passing(workspace.cards, [uid for uid in some if uid in workspace.cards]):
            if card.archived_at is None and not card.orphaned:
                self._titles[card.uid] = title_of(card)
        return bool(self._unread)


def title_of(card: Card) -> Title:
    """Return what a card is called."""
    return Title(card.uid, card.experiment, card.number, haystack((f"{card.number} {card.title}",)))


class Shelf:
    """The titles of some experiments, those of the first one before others, each by number."""

    def __init__(self, titles: Iterable[Title], experiments: Sequence[Experiment]) -> None:
        order = {experiment.uid: at for at, experiment in enumerate(experiments)}
        there = [title for title in titles if title.experiment in order]
        self._titles = sorted(there, key=lambda title: (order[title.experiment], title.number))
        self._hays = [title.hay for title in self._titles]
        self._keys = {experiment.uid: experiment.key.casefold() for experiment in experiments}

    def matching(self, looked_for: Needle) -> Iterator[Title]:
        """Yield what has all the words that are typed, or the key; what begins so first, and where a word does."""
        typed = looked_for.folded
        if key := _KEY.fullmatch(typed):
            yield from self._with_key(key[1], key[2])
        titles, hays = self._having(typed.split())
        word = f" {typed}"
        levels = [0 if hay.startswith(typed) else 1 if word in hay else 2 for hay in hays]
        for level in range(3):
            yield from compress(titles, [one == level for one in levels])

    def _with_key(self, key: str, number: str) -> Iterator[Title]:
        uids = {uid for uid, own in self._keys.items() if own == key}
        numbered = [title for title in self._titles if title.experiment in uids]
        yield from (title for title in numbered if str(title.number) == number)
        yield from (title for title in numbered if str(title.number).startswith(number) and str(title.number) != number)

    def _having(self, words: Sequence[str]) -> tuple[Sequence[Title], Sequence[str]]:
        titles, hays = self._titles, self._hays
        for word in words:
            has = needle(word).among(hays)
            titles, hays = [*compress(titles, has)], [*compress(hays, has)]
        return titles, hays
