"""A dialog with a list to choose from, a head above it, and what is said below it."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.getters import query_one
from textual.screen import ScreenResultType

from tui.app.screens.overlay import Overlay
from tui.app.widgets.reading import ChosenList
from tui.app.widgets.rows import Edge, ItemList, Rows


class ListDialog(Overlay[ScreenResultType]):
    """Shows itself anew for every size of the screen; `j k` and the mouse choose."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "choose(1)", "Down", show=False),
        Binding("k,up", "choose(-1)", "Up", show=False),
        Binding("pagedown", "choose(10)", "Page down", show=False),
        Binding("pageup", "choose(-10)", "Page up", show=False),
        Binding("q", "dismiss(None)", "Back", show=False),
    ]
    head = query_one("#list-head", Rows)
    listing = query_one(ChosenList)
    told = query_one("#list-told", Rows)

    def compose(self) -> ComposeResult:
        """Make the list, and room above and below it."""
        with Vertical(id="list-box"):
            yield Edge()
            yield Rows(id="list-head")
            yield ChosenList()
            yield Rows(id="list-told")
        yield Rows(id="overlay-footer")

    def on_mount(self) -> None:
        """Show what there is."""
        self.show_all()

    def on_resize(self, event: events.Resize) -> None:
        """Divide the screen anew."""
        self.show_all()

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        """Choose what was clicked."""
        event.stop()
        self.listing.select(event.index)

    def action_choose(self, step: int) -> None:
        """Go to another item."""
        self.listing.choose(step)

    def show_all(self) -> None:
        """Show head, list, what is said below, and the footer."""
        raise NotImplementedError
