"""Carrying a card to the column beside it, and saying what follows from that."""

from __future__ import annotations

from tui.app.screens.on_card import OnCard
from tui.domain import operations
from tui.domain.people.consent import missing_words
from tui.domain.records import Card
from tui.domain.records.definition import ColumnDefinition


class Carrying(OnCard):
    """`H L` carry the card in front along."""

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
        keys = [("u", "undo")]
        lacking = self.board.facts(moved).missing if column.role != "finished" else []
        if lacking:
            words = f"Moved {card.number} to {title}. {missing_words(lacking)}"
            self.say(words, ("p", "permission"), *keys, tone="warn")
        elif column.wip is not None and count > column.wip:
            self.say(f"{title} is {count}/{column.wip} now, finish before starting?", *keys, tone="warn")
        elif column.role == "finished" and card.kind == "cycle":
            words = f"Moved {card.number} to {title}. The next iteration can begin"
            self.say(words, (":", "iterate"), ("n", "notes what you learned"), *keys)
        elif column.role == "finished":
            self.say(f"Moved {card.number} to {title}", ("n", "notes what you learned"), *keys)
        else:
            self.say(f"Moved {card.number} to {title}", *keys)
