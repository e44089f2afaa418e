"""What keys that act on a card need of the screen on which they are pressed."""

from __future__ import annotations

from collections.abc import Callable

from tui.app.board import Board
from tui.app.panels import PanelItem
from tui.app.screens.capturing import Capturing
from tui.app.screens.contesting import Contesting
from tui.domain.errors import DomainError
from tui.domain.records import Card
from tui.domain.records.change import Change
from tui.domain.records.definition import ColumnDefinition
from tui.domain.records.workspace import Workspace
from tui.session import Draft


class OnCard(Contesting):
    """A screen with a card in front: one that is selected on its board, or one that a standup has come to.

    `lane` is the index of the column that is worked in; with a `draft`, what is done is the first change to a board
    that is not started.
    """

    board: Board
    draft: Draft | None = None
    lane: int = 0

    @property
    def card(self) -> Card | None:
        """The card in front."""
        raise NotImplementedError

    def card_to_act_on(self) -> Card | None:
        """Return the card in front; where there is none, say so and return None."""
        card = self.card
        if card is None:
            self.say("There is no card here for that key.")
        return card

    @property
    def chosen(self) -> PanelItem | None:
        """What of the card is chosen in a panel, if anything."""
        return None

    @property
    def column(self) -> ColumnDefinition:
        """The column that is worked in."""
        return self.board.lanes[self.lane].column

    def run(self, operation: Callable[..., Change], *args: object, **kwargs: object) -> Change | None:
        """Do an operation, starting the experiment if this is its first change; say why where a rule says no."""
        try:
            return self.session.run(operation, *args, starting=self.draft, **kwargs)
        except DomainError as error:
            self.say_error(error)
            return None

    def show_card(self, uid: str) -> None:
        """Bring a card that was added into sight."""


class CardAsking(Capturing, OnCard):
    """Asks about the card in front."""

    @property
    def facts(self) -> Workspace:
        """The workspace with this board in it, also where it is not started."""
        return self.board.workspace
