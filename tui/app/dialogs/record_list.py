"""Lists over a screen: one from which something is taken, and one of records that are worked on where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from tui.app.dialogs.overlay import BLANK_ROW, ListDialog
from tui.app.look.item_list import ItemList
from tui.app.look.paint import Row, Span, sheet_row, wrap
from tui.domain.history.phrases import phrase_of
from tui.session import Notice

LOW = 18
"""From so many rows of the screen on there is air around what is shown."""
WORDS, MOST_BELOW, FEWEST_BELOW = 2, 6, 2
"""How many rows the words of a record take at most, and all there is of it, where there is room and where not."""
WIDEST, AROUND = 120, 8
"""How many cells wide such a list is at most, and how many of them are not for words."""
_T = TypeVar("_T")


class TakeDialog(ListDialog[_T | None], Generic[_T]):
    """Returns what is taken; None goes back."""

    def values(self) -> Sequence[_T]:
        """Return what can be taken, by rows."""
        raise NotImplementedError

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        """Choose what was clicked; a second click takes it."""
        super().on_item_list_chosen(event)
        if event.again:
            self.take()

    def take(self) -> None:
        """Return what is chosen."""
        at = self.listing.selected
        self.dismiss(None if at is None else self.values()[at])


class RecordList(ListDialog[None]):
    """Records of which one is chosen, and what there is of it below them. `changed` is told of what was done here."""

    box = "measures-box"

    def __init__(self, changed: Callable[[], None]) -> None:
        super().__init__()
        self._changed = changed

    def uids(self) -> Sequence[str]:
        """Return the records, by rows."""
        raise NotImplementedError

    def is_there(self) -> bool:
        """Return whether there is still what they are records of."""
        return True

    def read(self) -> None:
        """Find the records anew."""
        raise NotImplementedError

    def nothing(self) -> Row:
        """Return what is shown where there is none."""
        raise NotImplementedError

    def above(self) -> Iterator[Row]:
        """Yield what stands between the heading and the list."""
        yield from ()

    def details(self) -> Iterator[Row]:
        """Yield what there is of the chosen record, the most important first: on a low screen there are few rows."""
        raise NotImplementedError

    @property
    def chosen_uid(self) -> str:
        """Which record is chosen; empty where none is."""
        at, uids = self.listing.selected, self.uids()
        return uids[at] if at is not None and at < len(uids) else ""

    @property
    def room(self) -> int:
        """How many cells a line has."""
        return max(20, min(WIDEST, self.app.size.width) - AROUND)

    def show_all(self) -> None:
        """Show the records for the size of the screen."""
        self.read()
        self.edge.display = bool(self._air)
        rows = self.items() or [self.nothing()]
        self.show_around()
        taken = len(self.head.rows) + len(self.below.rows) + 3
        self.listing.styles.height = max(1, min(len(rows), self.app.size.height - taken))
        self.listing.show(rows)
        self.show_footer()

    def show_around(self) -> None:
        """Show what is above the list and below it."""
        air = self._air
        self.head.show(*air, self.heading(), *air, *self.above())
        below = list(self.details()) if self.chosen_uid else [BLANK_ROW]
        self.below.show(*air, *below[: MOST_BELOW if air else FEWEST_BELOW], *air)

    def first_words(self, text: str) -> Iterator[Row]:
        """Yield how a text begins, in two rows at most, so that what is to be known of it has room below."""
        for line in wrap(self.custdev.mask.line(text), self.room, WORDS):
            yield sheet_row(Span(line, "bright"))

    @property
    def _air(self) -> list[Row]:
        return [BLANK_ROW] if self.app.size.height >= LOW else []

    def choose(self, step: int) -> None:
        """Go to another record."""
        super().choose(step)
        self.show_around()

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        """Choose what was clicked."""
        super().on_item_list_chosen(event)
        self.show_around()

    def hear(self, notice: Notice) -> None:
        """Show what another window changed; what is chosen stays so while it is there."""
        if notice.foreign and self.is_there():
            self.show_with(self.chosen_uid)

    def undo(self) -> None:
        """Take back the last change."""
        session = self.custdev.session
        chosen = self.chosen_uid
        event = session.undo()
        self._changed()
        self.show_with(chosen)
        self.say(f"Undid: {phrase_of(event, session.workspace).named}")

    def take_over(self, words: str, uid: str) -> None:
        """Show what was done here, with a record (uid) chosen, and say it."""
        self._changed()
        self.show_with(uid)
        self.say(words, ("change.undo", "undo"))

    def show_with(self, uid: str) -> None:
        """Show all anew, with a record (uid) chosen if it is there."""
        self.show_all()
        if uid in (uids := self.uids()):
            self.listing.select([*uids].index(uid))
        self.show_around()
