"""What a screen says of what has left from it, remembers of it, and opens of it; copying is one way of leaving."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui.app.background import in_background
from tui.app.board.on_card import OnCard
from tui.app.here import Here
from tui.app.keys.keymap import Hint
from tui.app.look.paint import Shown, cut
from tui.domain import operations
from tui.domain.errors import DomainError
from tui.domain.privacy.profiles import DEFAULT
from tui.domain.search.naming import card_key
from tui.domain.text import plural

if TYPE_CHECKING:
    from tui.app.giving.choice import Offer
    from tui.app.giving.words import Given
    from tui.exchange.leaving import Leaving
    from tui.exchange.parcel import Parcel

    Make = Callable[[Leaving], Parcel]

FORM = "md"
_WRITING = {"board": "board.snapshot", "standup": "standup.report", "flow": "flow.export"}
"""What writes a file, by place."""


class Giving(Here):
    """A screen from which things leave; `o` opens a file while the message that names it stands."""

    _last_path: Path | None = None

    def give(self, offer: Offer, form: str = "") -> None:
        """Look at something in the dialog before it leaves."""
        from tui.app.giving.dialog import GiveScreen  # most keys give nothing out

        self.app.push_screen(GiveScreen(offer, form), lambda given: self.take_given(given, offer.name))

    def take_given(self, given: Given | None, name: str, *keys: Hint) -> None:
        """Remember what has left, and say where it is; None is what stayed here."""
        if given is None:
            return
        from tui.app.giving.words import given_words  # screens are up sooner than anything leaves them

        forgotten = self._remember(given)
        if given.place == "output":
            self.custdev.to_print.append(given.written.text)
        before, after = given_words(given, self.custdev.mask.text(name))
        if forgotten:
            after += f". It is not remembered: {forgotten}"
        if given.is_unsure:
            after += "; if nothing is there,"
            keys = ((_WRITING[self.place], "writes a file"), *keys)
        if given.path is None:
            self.say(f"{before}{after}", *keys, tone="warn" if forgotten else "plain")
            return
        room = self.app.size.width - len(before) - len(after) - 12
        opening = ("o", "open", partial(self._open, given.path))
        self.say(f"{before}{shown_path(given.path, room)}{after}", opening, tone="warn" if forgotten else "plain")
        self._last_path = given.path

    def action_open_written(self) -> None:
        """Open the file that was written last."""
        if self._last_path is None:
            self.say("Nothing was written from here yet.")
        else:
            self._open(self._last_path)

    def _open(self, path: Path) -> None:
        """Open a file: a text in the editor, all else as the desktop does."""
        from tui.app.editor import is_read_as_text, open_by_desktop

        if is_read_as_text(path):
            self.custdev.read_in_editor(path)
            return

        in_background(self, "opening", partial(open_by_desktop, path), lambda nothing: None, self._say_unopened)

    def _say_unopened(self, error: Exception) -> None:
        self.say(str(error), tone="warn")

    def _remember(self, given: Given) -> str:
        """Remember a copy; return why it could not be. What is copied of a board does not start it."""
        place = given.remembered_at
        if not place:
            return ""
        try:
            self.session.run(operations.record_export, place, **given.written.remembered_as(place))
        except DomainError as error:
            return str(error)
        return ""


def shown_path(path: Path, room: int) -> str:
    """Return a path as a message shows it: whole where there is room, else how it ends."""
    words = str(path)
    if len(words) <= room:
        return words
    tail = f"{path.parent.name}/{path.name}"
    return f"…/{tail}" if len(tail) + 2 <= max(room, 40) else cut(Shown(path.name), max(room, 20))


class Copying(Giving, OnCard):
    """`y` copies the card; pressed again at once, its column, and then the board."""

    def action_copy(self) -> None:
        """Copy the card in front, or more of what is around it than just before."""
        steps = (self.copy_card, self.action_copy_column, self.action_copy_board)
        steps[self.times % len(steps)]()

    def copy_card(self) -> None:
        """Copy the card in front as Markdown."""
        card = self.card_to_act_on()
        if card is not None:
            self._copy(
                card_key(self.board.workspace, card), lambda leaving: leaving.card(card), ("card.copy", "its column")
            )

    def action_copy_column(self) -> None:
        """Copy the column that is worked in."""
        experiment, column = self.board.experiment, self.column
        count = sum(1 for _ in self.board.workspace.lane_cards(experiment.uid, column.id))
        name = f"{column.title} with {plural(count, 'card')}"
        self._copy(name, lambda leaving: leaving.column(experiment, column.id), ("card.copy", "the board"))

    def action_copy_board(self) -> None:
        """Copy the whole board."""
        experiment = self.board.experiment
        self._copy(experiment.definition.title, lambda leaving: leaving.board(experiment))

    def _copy(self, name: str, make: Make, *keys: Hint) -> None:
        session, app = self.session, self.app
        workspace, now = self.board.workspace, session.now()

        def copy() -> Given:
            from tui.app.giving.maker import sent  # the board is up sooner than anything leaves it
            from tui.exchange.leaving import Leaving
            from tui.session import giving

            parcel = make(Leaving(workspace, session.policy, now, profile=DEFAULT))
            return sent(app, session, giving.write(session, parcel, FORM), "clipboard")

        def take(given: Given) -> None:
            self.take_given(given, name, *(keys if self.last_command == "card.copy" else ()))

        in_background(self, "copying", copy, take, self.say_error)
