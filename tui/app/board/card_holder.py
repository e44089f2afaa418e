"""A list out of which somebody can take a card with the mouse, and into which one can be let go."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual import events
from textual.geometry import Offset

from tui.app.look.item_list import LEFT, ItemList

if TYPE_CHECKING:
    from tui.app.board.column import ColumnView
    from tui.app.board.dragging import Drag


class Target(NamedTuple):
    """Where a card would come that is let go: a column, and before, or behind, which of the cards it shows (by index).

    Without a gap it comes where it naturally arrives. On the `line` of the holder a mark is drawn. `owner` is whose it
    becomes there, None where that stays as it is.
    """

    holder: CardHolder
    column: ColumnView
    gap: int | None
    behind: bool = False
    line: int = 0
    owner: str | None = None


class CardHolder(ItemList):
    """Lets a card be carried off, which is no click."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.drag: Drag | None = None
        """The card of this list that somebody has taken hold of."""
        self._is_dropped = False

    def uid_at(self, x: int, y: int) -> str | None:
        """Return the uid of the card at a place of the widget."""
        raise NotImplementedError

    def target_at(self, at: Offset) -> Target | None:
        """Return where a card would come that is let go at a place of the widget."""
        raise NotImplementedError

    def mark_drop(self, target: Target | None) -> None:
        """Show where a carried card would come, or nothing any more."""
        raise NotImplementedError

    def ends_way(self, event: events.Click) -> bool:
        """Return whether a click is the end of a way; then it is none."""
        was_dropped, self._is_dropped = self._is_dropped, False
        if was_dropped:
            event.stop()
            event.prevent_default()
        return was_dropped

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a card."""
        uid = self.uid_at(event.x, event.y) if event.button == LEFT else None
        if uid is not None:
            from tui.app.board.dragging import Drag  # most use the keys

            self.drag = Drag(self, uid, event.screen_offset)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Carry it, as long as it is held."""
        if self.drag is not None and event.button:
            self.drag.follow(event.screen_offset)
        elif self.drag is not None:
            self.drag.leave()

    def on_mouse_up(self) -> None:
        """Let it go."""
        if self.drag is not None:
            self._is_dropped = self.drag.is_begun
            self.drag.drop()
