"""The panel beside a board: the details of the selected card, and what happened to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer

from tui.app.background import in_background
from tui.app.look.inspector import Inspector, PanelItem
from tui.domain.records import Card, Event

if TYPE_CHECKING:
    from tui.app.board.screen import BoardScreen

RESTING_SECONDS = 0.1
"""A card's history is read when the selection rests on it for so long; walking past it starts nothing."""


class CardPanel:
    """Opened by `enter` and closed by `esc`; `tab` goes into it and out again."""

    def __init__(self, here: BoardScreen) -> None:
        self.view = Inspector()
        self.is_open = False
        self._here = here
        self._rest: Timer | None = None
        self._history: tuple[str, Sequence[Event] | None] = ("", None)

    @property
    def chosen(self) -> PanelItem | None:
        """What is chosen in it, while it has the keys."""
        return self.view.chosen if self._here.mode == "panel" else None

    @property
    def is_resting(self) -> bool:
        """Whether it waits until the history of a card is worth reading."""
        return self._rest is not None

    def open(self) -> None:
        """Open it beside the board."""
        if not self.is_open and self._here.card is not None:
            self.is_open = True
            self._here.show_all()

    def close(self) -> None:
        """Close it."""
        self.view.take_mark(False)
        self.is_open = False
        self._here.mode = "board"
        self._here.show_all()

    def enter(self) -> None:
        """Go into it; open it first."""
        if self.is_open:
            self.view.take_mark(True)
            self._here.mark_board("panel")
        else:
            self.open()

    def leave(self) -> None:
        """Give the keys back to the board."""
        self.view.take_mark(False)
        self._here.mark_board("board")

    def show(self) -> None:
        """Show the details of the selected card; its history is read in the background."""
        here, card = self._here, self._here.card
        if not self.is_open or not here.is_attached:
            return
        if card is None:
            self.view.show("", ())
            return
        uid, events = self._history
        if here.draft is not None:
            self._lay_out(card, ())
            return
        self._lay_out(card, events if uid == card.uid else None)
        if self._rest is not None:
            self._rest.stop()
        self._rest = here.set_timer(RESTING_SECONDS, partial(self._read, card.uid))

    def _read(self, uid: str) -> None:
        self._rest = None
        here, session = self._here, self._here.session
        in_background(here, "history", partial(session.events_of, uid), partial(self._take, uid), here.say_error)

    def _take(self, uid: str, events: Sequence[Event]) -> None:
        card = self._here.card if self._here.is_attached else None
        if self.is_open and card is not None and card.uid == uid and self._history != (uid, events):
            self._history = (uid, events)
            self._lay_out(card, events)

    def _lay_out(self, card: Card, events: Sequence[Event] | None) -> None:
        from tui.app.board.card_details import Details  # the board is up sooner than anybody looks closer

        picture = self._here.picture
        self.view.show(card.uid, Details(picture.scene, card, events, picture.frame.panel_width).items())
