"""What an experiment is, as a board file says it; where it stands lives in the records."""

from datetime import date
from functools import cached_property
from typing import Literal

from msgspec import Struct

from tui.domain.records.meaning import PrivateText

Role = Literal["waiting", "active", "finished"]
CardKind = Literal["task", "recurring", "cycle"]

KINDS: tuple[CardKind, ...] = ("task", "recurring", "cycle")


class ColumnDefinition(Struct, frozen=True, omit_defaults=True):
    """A column of the board; its role, not its name, decides what flow means there."""

    id: str
    title: PrivateText
    role: Role
    wip: int | None = None


class CardDefinition(Struct, frozen=True, omit_defaults=True):
    """One piece of work of the experiment; `every` is an ISO 8601 duration such as `P1W`.

    `needs` is what the work asks of people, `wish` what would help and whoever says no to is not asked again.
    """

    id: str
    title: PrivateText
    group: PrivateText = ""
    description: PrivateText = ""
    kind: CardKind = "task"
    every: str | None = None
    column: str | None = None
    tags: tuple[PrivateText, ...] = ()
    due: date | None = None
    checklist: tuple[PrivateText, ...] = ()
    needs: tuple[str, ...] = ()
    wish: tuple[str, ...] = ()


class Criterion(Struct, frozen=True, omit_defaults=True):
    """What would make us right, decided before we look: with fewer than `min_n` nothing is said, `planned_n` decide."""

    metric: PrivateText
    criterion: PrivateText
    min_n: int | None = None
    planned_n: int | None = None


class ServiceLevel(Struct, frozen=True):
    """A service level expectation: `percent` of the cards finish within `days`."""

    days: int = 10
    percent: int = 85


DEFAULT_COLUMNS = (
    ColumnDefinition("todo", "TODO", "waiting"),
    ColumnDefinition("doing", "DOING", "active", wip=3),
    ColumnDefinition("done", "DONE", "finished"),
)


class BoardDefinition(Struct, frozen=True, omit_defaults=True, dict=True):
    """An experiment as its template describes it."""

    id: str
    key: str
    title: PrivateText
    tags: tuple[PrivateText, ...] = ()
    goals: tuple[PrivateText, ...] = ()
    hypothesis: PrivateText = ""
    related: tuple[PrivateText, ...] = ()
    test: Criterion | None = None
    columns: tuple[ColumnDefinition, ...] = DEFAULT_COLUMNS
    sle: ServiceLevel = ServiceLevel()
    cards: tuple[CardDefinition, ...] = ()
    expected_outcome: PrivateText = ""
    notes: tuple[PrivateText, ...] = ()

    def column(self, column_id: str) -> ColumnDefinition | None:
        """Return the column of that id, or None."""
        return next((column for column in self.columns if column.id == column_id), None)

    def card(self, card_id: str | None) -> CardDefinition | None:
        """Return the card of that id, or None."""
        return self._cards_by_id.get(card_id)

    @cached_property
    def _cards_by_id(self) -> dict[str | None, CardDefinition]:
        return {card.id: card for card in reversed(self.cards)}

    def first_column(self, role: Role) -> ColumnDefinition:
        """Return the leftmost column of a role; the loader guarantees waiting and finished ones."""
        return next((column for column in self.columns if column.role == role), self.columns[0])
