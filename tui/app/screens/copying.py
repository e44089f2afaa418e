"""Copying a card, the column it is in, or its board: by the road by which everything leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events

from tui.app.screens.background import in_background
from tui.app.screens.giving.outcome import Giving
from tui.app.screens.on_card import OnCard
from tui.domain.history.phrases import plural
from tui.domain.privacy.profiles import DEFAULT
from tui.domain.search.naming import card_key

if TYPE_CHECKING:
    from tui.app.giving.words import Given
    from tui.exchange.leaving import Leaving
    from tui.exchange.parcel import Parcel

    Make = Callable[[Leaving], Parcel]

FORM = "md"


class Copying(Giving, OnCard):
    """`y` copies the card; pressed again at once, its column, and then the board."""

    _copied = 0
    """How much was copied by the key that was pressed last: 1 a card, 2 its column, 3 the board."""

    def on_key(self, event: events.Key) -> None:
        """Begin with the card again when something else was pressed in between."""
        if event.key != "y":
            self._copied = 0

    def action_copy(self) -> None:
        """Copy the card in front, or more of what is around it than just before."""
        steps = (self.copy_card, self.action_copy_column, self.action_copy_board)
        step = self._copied % len(steps)
        steps[step]()
        self._copied = step + 1

    def copy_card(self) -> None:
        """Copy the card in front as Markdown."""
        card = self.card_to_act_on()
        if card is not None:
            self._copy(card_key(self.board.workspace, card), lambda leaving: leaving.card(card), ("y", "its column"))

    def action_copy_column(self) -> None:
        """Copy the column that is worked in."""
        experiment, column = self.board.experiment, self.column
        count = sum(1 for _ in self.board.workspace.lane_cards(experiment.uid, column.id))
        name = f"{column.title} with {plural(count, 'card')}"
        self._copy(name, lambda leaving: leaving.column(experiment, column.id), ("y", "the board"))

    def action_copy_board(self) -> None:
        """Copy the whole board."""
        experiment = self.board.experiment
        self._copy(experiment.definition.title, lambda leaving: leaving.board(experiment))

    def _copy(self, name: str, make: Make, *keys: tuple[str, str]) -> None:
        session, app = self.session, self.app
        workspace, now = self.board.workspace, session.now()

        def copy() -> Given:
            from tui.app.giving.sending import sent  # the board is up sooner than anything leaves it
            from tui.exchange.leaving import Leaving
            from tui.session import giving

            parcel = make(Leaving(workspace, session.policy, now, profile=DEFAULT))
            return sent(app, session, giving.write(session, parcel, FORM), "clipboard")

        def take(given: Given) -> None:
            self.take_given(given, name, *(keys if self._copied else ()))

        in_background(self, "copying", copy, take, self.say_error)
