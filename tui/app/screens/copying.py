"""Copying a card, the column it is in, or its board: by the road by which everything leaves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import events, work

from tui.app.screens.giving.outcome import Giving
from tui.app.screens.on_card import OnCard
from tui.domain.errors import CustdevError
from tui.domain.history.phrases import plural
from tui.domain.privacy.profiles import DEFAULT

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

    def copy_more(self) -> None:
        """Copy the card in front, or more of what is around it than just before."""
        step = self._copied % 3 + 1
        if step == 1:
            self.copy_card()
        elif step == 2:
            self.action_copy_column()
        else:
            self.action_copy_board()
        self._copied = step

    def copy_card(self) -> None:
        """Copy the card in front as Markdown."""
        card = self.card_to_act_on()
        if card is not None:
            experiment = self.board.experiment
            self._copy(f"{experiment.key}-{card.number}", lambda leaving: leaving.card(card), ("y", "its column"))

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
        from tui.exchange.leaving import Leaving  # the board is up sooner than anything leaves it

        leaving = partial(Leaving, self.board.workspace, self.session.policy, self.session.now(), profile=DEFAULT)
        self._copy_beside(name, lambda: make(leaving()), keys)

    @work(thread=True, exclusive=True, group="copying", exit_on_error=False)
    def _copy_beside(self, name: str, make: Callable[[], Parcel], keys: tuple[tuple[str, str], ...]) -> None:
        from tui.app.giving.sending import sent
        from tui.session import giving

        app, session = self.app, self.session  # no more to be had once the screen is gone
        try:
            written = giving.write(session, make(), FORM)
            given = sent(app, session, written, "clipboard")
        except CustdevError as error:
            app.call_from_thread(self.say_error, error)
            return
        app.call_from_thread(self._say_copied, given, name, keys)

    def _say_copied(self, given: Given, name: str, keys: tuple[tuple[str, str], ...]) -> None:
        self.take_given(given, name, *(keys if self._copied else ()))
