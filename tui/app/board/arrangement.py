"""In which order a board shows the cards of a column, and what parts them into swimlanes; their rank stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Literal, get_args

from msgspec import Struct

from tui.domain.records import Card
from tui.domain.records.definition import ColumnDefinition
from tui.domain.records.glances import PersonGlance
from tui.domain.records.workspace import Workspace
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
Grouping = Literal["", "owner", "group", "person", "tag"]
GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)
Place = Callable[[Card], tuple[Any, ...]]
_NEVER = datetime.max.replace(tzinfo=UTC)


class Arrangement(Struct, frozen=True):
    """What the cards of a column are sorted by, and what they have in common that stand in one swimlane."""

    sort: Sort = "rank"
    grouping: Grouping = ""

    @property
    def words(self) -> str:
        """How cards are arranged, where that is not by rank alone: `sorted by due day · lanes by owner`."""
        sort = "" if self.sort == "rank" else f"sorted by {WORDS[self.sort]}"
        return " · ".join(filter(None, (sort, f"lanes by {self.grouping}" if self.grouping else "")))

    @property
    def brief(self) -> str:
        """The same in the fewest words: `by due day`."""
        words = [self.grouping, "" if self.sort == "rank" else WORDS[self.sort]]
        return f"by {', '.join(filter(None, words))}" if self.words else ""

    def place_in(self, column: ColumnDefinition, workspace: Workspace) -> Place:
        """Return what gives the place of a card in a column; of two that are alike the rank decides.

        What is finished is neither due nor ages, and stands there as it came.
        """
        is_left = column.role == "finished" and self.sort in ("due", "age")
        inner = by_rank if is_left else _PLACES[self.sort]
        if not self.grouping:
            return inner
        swimlane_of = self.swimlane_in(workspace)
        return lambda card: (*swimlane_of(card), *inner(card))

    def swimlane_in(self, workspace: Workspace) -> Place:
        """Return what gives the swimlane of a card: what it is sorted by, and last what is common to its cards.

        A card with several people or tags stands with the first of them; one without comes last.
        """
        numbers = workspace.people_glances
        match self.grouping:
            case "owner":
                return lambda card: _named(card.assignee)
            case "group":
                return lambda card: _named(card.group)
            case "tag":
                return lambda card: _named(next(iter(card.tags), None))
            case "person":
                return lambda card: _numbered(next((uid for uid in card.people if uid in numbers), None), numbers)
            case _:
                return lambda card: (False, "", "")


def remembered_arrangement(state: ViewState, board: str) -> Arrangement:
    """Return how a board (id) was arranged last; by rank where that is not known."""
    sort, grouping = state.sort.get(board), state.swimlanes.get(board)
    return Arrangement(
        next((kind for kind in SORTS if kind == sort), "rank"),
        next((kind for kind in GROUPINGS if kind == grouping), ""),
    )


def _named(name: str | None) -> tuple[Any, ...]:
    return not name, (name or "").casefold(), name or ""


def _numbered(uid: str | None, people: Mapping[str, PersonGlance]) -> tuple[Any, ...]:
    return uid is None, people[uid].number if uid is not None else 0, uid or ""


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
