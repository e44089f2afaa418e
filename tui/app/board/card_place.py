"""A screen with a card in front: one that is selected on its board, or one that a standup has come to."""

from __future__ import annotations

from tui.app.board.board import Board
from tui.app.here import Here
from tui.domain.records import Card
from tui.domain.records.definition import ColumnDefinition
from tui.domain.records.workspace import Workspace


class CardPlace(Here):
    """A place with a card in front: one that is selected on its board, or one that a standup has come to.

    `lane` is the index of the column that is worked in; `H L` carry the card along.
    """

    board: Board
    lane: int = 0

    @property
    def card(self) -> Card | None:
        """The card in front."""
        raise NotImplementedError

    @property
    def column(self) -> ColumnDefinition:
        """The column that is worked in."""
        return self.board.lanes[self.lane].column

    @property
    def facts(self) -> Workspace:
        """The workspace with this board in it, also where it is not started."""
        return self.board.workspace

    def subject(self, kind: str) -> object | None:
        """Return what a command acts on: the card in front, as a `card`."""
        return self.card if kind == "card" else None

    def show_card(self, uid: str) -> None:
        """Bring a card that was added into sight, where one does not stay with what is in front."""
