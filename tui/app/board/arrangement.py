"""In which order a board shows the cards of a column: by their rank, or by something else that leaves the rank."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Literal, get_args

from msgspec import Struct

from tui.domain.records import Card
from tui.domain.records.definition import ColumnDefinition
from tui.settings.view_state import ViewState

Sort = Literal["rank", "due", "age", "newest", "owner", "title"]
SORTS: tuple[Sort, ...] = get_args(Sort)
WORDS: dict[Sort, str] = {
    "rank": "rank",
    "due": "due day",
    "age": "age",
    "newest": "newest first",
    "owner": "owner",
    "title": "title",
}
Place = Callable[[Card], tuple[Any, ...]]
_NEVER = datetime.max.replace(tzinfo=UTC)


class Arrangement(Struct, frozen=True):
    """What the cards of a column are sorted by."""

    sort: Sort = "rank"

    @property
    def words(self) -> str:
        """How cards are arranged, where that is not by rank: `sorted by due day`."""
        return "" if self.sort == "rank" else f"sorted by {WORDS[self.sort]}"

    def place_in(self, column: ColumnDefinition) -> Place:
        """Return what gives the place of a card in a column; of two that are alike the rank decides.

        What is finished is neither due nor ages, and stands there as it came.
        """
        if column.role == "finished" and self.sort in ("due", "age"):
            return by_rank
        return _PLACES[self.sort]


def remembered_arrangement(state: ViewState, board: str) -> Arrangement:
    """Return how a board (id) was arranged last; by rank where that is not known."""
    sort = state.sort.get(board)
    return Arrangement(next((kind for kind in SORTS if kind == sort), "rank"))


def by_rank(card: Card) -> tuple[str, str]:
    """Return the place of a card by its rank."""
    return card.rank, card.uid


def _by_due(card: Card) -> tuple[Any, ...]:
    return card.due or date.max, card.rank, card.uid


def _by_age(card: Card) -> tuple[Any, ...]:
    return card.started_at or _NEVER, card.rank, card.uid


def _by_newest(card: Card) -> tuple[Any, ...]:
    at = card.finished_at or card.created_at
    return -at.timestamp(), card.rank, card.uid


def _by_owner(card: Card) -> tuple[Any, ...]:
    owner = card.assignee
    return owner is None, (owner or "").casefold(), card.rank, card.uid


def _by_title(card: Card) -> tuple[Any, ...]:
    return card.title.casefold(), card.rank, card.uid


_PLACES: dict[Sort, Place] = {
    "rank": by_rank,
    "due": _by_due,
    "age": _by_age,
    "newest": _by_newest,
    "owner": _by_owner,
    "title": _by_title,
}
