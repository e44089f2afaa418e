"""One column as it is shown, and where its cards stand in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from itertools import filterfalse

from msgspec import Struct

from tui.app.board.arrangement import Place, by_rank
from tui.domain.records import Card
from tui.domain.records.definition import ColumnDefinition
from tui.domain.records.stretches import Uids


class Lane(Struct, frozen=True):
    """One column as shown: all its cards, those that match the filter, and how many of these are news.

    In a finished column the cards finished since the last standup come first and are `fresh`; in swimlanes, where they
    stand among the others, they are the `news`. `oldest` is the age in
    days of the card that was started first. The very same lane stands for a column in which nothing changed.
    """

    column: ColumnDefinition
    all: Uids
    shown: Uids
    fresh: int
    oldest: int | None
    news: Set[str] | None = None

    @property
    def news_count(self) -> int:
        """How many finished cards are news."""
        return self.fresh if self.news is None else len(self.news)

    def is_fresh(self, index: int) -> bool:
        """Return whether a card that is shown is not one of the finished ones of before."""
        return index < self.fresh and (self.news is None or self.shown[index] in self.news)


def place_by_rank(uids: Sequence[str], card: Card, cards: Mapping[str, Card]) -> int:
    """Return the place of a card by its rank among some in their order, as far as they are looked at."""
    return place_among(uids, card, cards, by_rank, (0, len(uids)))


def place_among(uids: Sequence[str], card: Card, cards: Mapping[str, Card], place: Place, part: tuple[int, int]) -> int:
    """Return the place of a card in a part of some cards, from one place up to another, that stand in order."""
    return bisect_left(uids, place(card), *part, key=lambda uid: place(cards[uid]))


def index_among(
    shown: Sequence[str], fresh: int, card: Card, cards: Mapping[str, Card], place: Place = by_rank
) -> int | None:
    """Return the place of a card among those shown, the fresh ones first and each part in order; None without it."""
    for first, last in ((0, fresh), (fresh, len(shown))):
        index = place_among(shown, card, cards, place, (first, last))
        if index < last and shown[index] == card.uid:
            return index
    return None


def news_first(uids: Uids, news: set[str]) -> tuple[Uids, int]:
    """Return finished cards with the news first, and how many are news."""
    fresh = tuple(filter(news.__contains__, uids)) if news else ()
    if uids[: len(fresh)] == fresh:
        return uids, len(fresh)
    return (*fresh, *filterfalse(news.__contains__, uids)), len(fresh)
