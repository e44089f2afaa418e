"""The cards of a board as they are looked through while somebody types: letter by letter among what matched before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import compress

from tui.app.look.memory import Memory
from tui.domain.records.layers import passing
from tui.domain.records.stretches import Uids
from tui.domain.records.workspace import Workspace
from tui.domain.search.card_filter import ON_CARDS, Sought, View, sought_of
from tui.domain.search.filter_language import Term
from tui.domain.search.word_search import MOST_RESULTS, Words, WordSearch

AT_ONCE = 500
"""So many cards are read before a key is looked at."""


class CardSearch:
    """Holds of each card what a filter looks at, and of each column what matched; let go when nobody looks any more.

    It reads a card once, and has to be told when one changed.
    """

    def __init__(self) -> None:
        self._cards: dict[str, Sought] = {}
        self._columns: dict[str, ColumnSearch] = {}

    def read(self, workspace: Workspace, uids: Uids) -> Iterator[None]:
        """Read some cards, and give way again and again."""
        unread = [uid for uid in uids if uid not in self._cards]
        for start in range(0, len(unread), AT_ONCE):
            cards = passing(workspace.cards, unread[start : start + AT_ONCE])
            self._cards.update((card.uid, sought_of(workspace, card)) for card in cards)
            yield

    def forget(self, column: str | None, uids: Iterable[str]) -> None:
        """Forget cards that came to a column, changed in it, or left it, and what matched there."""
        self._columns.pop(column or "", None)
        for uid in uids:
            self._cards.pop(uid, None)

    def matching(self, column: str, uids: Uids, terms: tuple[Term, ...], view: View) -> Uids:
        """Return the cards of a column that match all terms; bare words are looked for first, they are cheapest."""
        search = self._columns.get(column)
        if search is None or search.uids is not uids:
            for _ in self.read(view.workspace, uids):
                pass
            search = self._columns[column] = ColumnSearch(uids, [self._cards[uid] for uid in uids])
        matching = search.having(tuple(term.value for term in terms if term.kind == "word"))
        for term in terms:
            if term.kind != "word":
                passing, these = search.passing(term, view)
                matching = passing if matching is uids else tuple(filter(these.__contains__, matching))
        return matching


class ColumnSearch:
    """The cards of a column, with what matched so far: one more letter is looked for among these alone."""

    def __init__(self, uids: Uids, cards: Sequence[Sought]) -> None:
        self.uids = uids
        self._cards = cards
        self._words = WordSearch(uids, [card.text for card in cards])
        self._passing = Memory(MOST_RESULTS)

    def having(self, words: Words) -> Uids:
        """Return the cards in whose title or notes all words are."""
        return self._words.having(words)

    def passing(self, term: Term, view: View) -> tuple[Uids, Set[str]]:
        """Return the cards that match a term, in their order and to be looked up."""

        def test_all() -> tuple[Uids, Set[str]]:
            passing = tuple(compress(self.uids, map(ON_CARDS.matcher((term,), view), self._cards)))
            return passing, frozenset(passing)

        return self._passing.of(term, view.facts((term,)), test_all)
