"""Which tags there are, on all cards of a workspace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from tui.domain.records import Card
from tui.domain.records.layers import differing, passing


class Tags:
    """The tags of cards, counted once and then carried along: a change costs the cards it touches."""

    def __init__(self) -> None:
        self._cards: Mapping[str, Card] | None = None
        self._counts = Counter[str]()

    def of(self, cards: Mapping[str, Card]) -> Iterable[str]:
        """Return every tag of some cards once."""
        before, self._cards = self._cards, cards
        touched = differing(before, cards) if before is not None else None
        if before is None or touched is None:
            self._counts = Counter(tag for card in passing(cards, cards) for tag in card.tags)
            return self._counts.keys()
        self._counts.subtract(tag for card in map(before.get, touched) if card is not None for tag in card.tags)
        self._counts.update(tag for card in map(cards.get, touched) if card is not None for tag in card.tags)
        return [tag for tag, count in self._counts.items() if count]
