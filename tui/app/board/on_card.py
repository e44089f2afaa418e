"""A screen with a card in front, and carrying that to the column beside it."""

from __future__ import annotations

from tui.app.board.board import Board
from tui.app.here import Here
from tui.domain import operations
from tui.domain.people.consent import missing_words
from tui.domain.records import Card
from tui.domain.records.definition import ColumnDefinition
from tui.domain.records.workspace import Workspace


class OnCard(Here):
    """A screen with a card in front: one that is selected on its board, or one that a standup has come to.

    `lane` is the index of the column that is worked in; `H L` carry the card along.
    """

    board: Board
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

    def card_to_change(self) -> Card | None:
        """Return the card in front; where there is none, or it is not to be changed, say so and return None."""
        return None if self.refuses() else self.card_to_act_on()

    @property
    def column(self) -> ColumnDefinition:
        """The column that is worked in."""
        return self.board.lanes[self.lane].column

    @property
    def facts(self) -> Workspace:
        """The workspace with this board in it, also where it is not started."""
        return self.board.workspace

    def action_carry(self, across: int) -> None:
        """Move the card to a neighbouring column."""
        card = self.card_to_change()
        target = self.lane + across
        if card is None:
            return
        if not 0 <= target < len(self.board.lanes):
            self.say(f"{self.masked(self.column.title)} is the {'last' if across > 0 else 'first'} column.")
            return
        column = self.board.lanes[target].column
        if self.run(operations.move_card, card.uid, column.id) is not None:
            self.tell_move(card, column)

    def tell_move(self, card: Card, column: ColumnDefinition) -> None:
        """Say where a card went, and what to think of there."""
        workspace = self.session.workspace
        moved = workspace.cards.get(card.uid)
        if moved is None:
            return
        count, title = len(workspace.lane(moved.experiment, column.id)), self.masked(column.title)
        keys = [("change.undo", "undo")]
        lacking = self.board.facts(moved).missing if column.role != "finished" else []
        if lacking:
            words = f"Moved {card.number} to {title}. {missing_words(lacking)}"
            self.say(words, ("consent.give", "permission"), *keys, tone="warn")
        elif column.wip is not None and count > column.wip:
            self.say(f"{title} is {count}/{column.wip} now, finish before starting?", *keys, tone="warn")
        elif column.role == "finished" and card.kind == "cycle":
            words = f"Moved {card.number} to {title}. The next iteration can begin"
            self.say(words, ("experiment.iterate", "iterate"), ("note.add", "notes what you learned"), *keys)
        elif column.role == "finished":
            self.say(f"Moved {card.number} to {title}", ("note.add", "notes what you learned"), *keys)
        else:
            self.say(f"Moved {card.number} to {title}", *keys)

    def archive(self, card: Card) -> None:
        """Take a card off its board."""
        self.run(operations.archive_card, card.uid, words=f"Archived {card.number} {self.masked(card.title)}")

    def show_card(self, uid: str) -> None:
        """Bring a card that was added into sight."""
