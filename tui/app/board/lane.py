"""One column as it is shown, and where its cards stand in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import filterfalse

from msgspec import Struct

from tui.domain.records import Card
from tui.domain.records.definition import ColumnDefinition
from tui.domain.records.stretches import Uids


class Lane(Struct, frozen=True):
    """One column as shown: all its cards, those that match the filter, and how many of these are news.

    In a finished column the cards finished since the last standup come first and are `fresh`. `oldest` is the age in
    days of the card that was started first. The very same lane stands for a column in which nothing changed.
    """

    column: ColumnDefinition
    all: Uids
    shown: Uids
    fresh: int
    oldest: int | None


def place_by_rank(
    uids: Sequence[str], card: Card, cards: Mapping[str, Card], first: int = 0, last: int | None = None
) -> int:
    """Return the place of a card by its rank among some in their order, as far as they are looked at."""
    return bisect_left(uids, _rank_of(card), first, last, key=lambda uid: _rank_of(cards[uid]))


def index_among(shown: Sequence[str], fresh: int, card: Card, cards: Mapping[str, Card]) -> int | None:
    """Return the place of a card among those shown, the fresh ones first and each part by rank; None without it."""
    for first, last in ((0, fresh), (fresh, len(shown))):
        index = place_by_rank(shown, card, cards, first, last)
        if index < last and shown[index] == card.uid:
            return index
    return None


def _rank_of(card: Card) -> tuple[str, str]:
    return card.rank, card.uid


def news_first(uids: Uids, news: set[str]) -> tuple[Uids, int]:
    """Return finished cards with the news first, and how many are news."""
    fresh = tuple(filter(news.__contains__, uids)) if news else ()
    if uids[: len(fresh)] == fresh:
        return uids, len(fresh)
    return (*fresh, *filterfalse(news.__contains__, uids)), len(fresh)
