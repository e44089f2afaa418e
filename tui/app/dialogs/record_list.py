"""Lists over a screen: one from which something is taken, and one of records that are worked on where they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from tui.app.dialogs.overlay import ListDialog
from tui.app.look.item_list import ItemList
from tui.domain.history.phrases import phrase_of
from tui.session import Notice

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

    def show_around(self) -> None:
        """Show what is above the list and below it."""
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
