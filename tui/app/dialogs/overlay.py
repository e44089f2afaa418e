"""What is laid over a screen: a box with its keys in the footer, a text to read, a list to choose from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.getters import query_one
from textual.screen import ModalScreen, ScreenResultType

from tui.app.host import host_of
from tui.app.keys.footers import footer
from tui.app.look.paint import SURFACE, Row, Span, key_spans, width_of
from tui.app.look.reading import ChosenList, Reading
from tui.app.look.rows import Edge, ItemList, Rows

if TYPE_CHECKING:
    from tui.app.app import CustdevApp

AROUND = 8
"""How many rows of a screen are not for the items of a list."""
BLANK_ROW = Row(background=SURFACE)


class Overlay(ModalScreen[ScreenResultType]):
    """A modal screen with a footer; `esc` goes back. `box` is the id by which the style sheet knows what it is in."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "Back"), ("ctrl+c", "dismiss(None)", "Back")]
    AUTO_FOCUS = ""
    CSS_PATH = Path(__file__).with_name("overlay.tcss")
    box = ""
    footer_mode = "reading"

    def __init__(self) -> None:
        super().__init__()
        self.foot = Rows(id="overlay-footer")

    @property
    def custdev(self) -> CustdevApp:
        """The application."""
        return host_of(self)

    def body(self) -> ComposeResult:
        """Yield what is in the box."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Make the box and the footer."""
        with Vertical(id=self.box):
            yield Edge()
            yield from self.body()
        yield self.foot

    def on_mount(self) -> None:
        """Show what can be done."""
        self.show_footer()

    def show_footer(self, words: str = "", tone: str = "muted") -> None:
        """Show the keys that work here, and a remark on the right."""
        right = (Span(words, tone),) if words else ()
        keys = key_spans(footer(self.footer_mode), self.app.size.width - width_of(right) - 5)
        self.foot.show(Row((Span("  "), *keys), right, "panel", 2))


class ReadingOverlay(Overlay[ScreenResultType]):
    """Rows that scroll."""

    reading = query_one(Reading)

    @property
    def room(self) -> int:
        """How many cells a line of text has."""
        return max(20, self.reading.size.width - 8)

    def body(self) -> ComposeResult:
        """Yield the text."""
        yield Reading()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.call_after_refresh(self.show_all)

    def show_all(self) -> None:
        """Show the rows for the size of the screen."""
        raise NotImplementedError

    def action_page(self, step: int) -> None:
        """Read on, or back."""
        self.reading.scroll_items(step * max(1, self.reading.body_height - 2))


class ListDialog(Overlay[ScreenResultType]):
    """A list to choose from, a head above it, and what is said below it; `j k` and the mouse choose."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "choose(1)", "Down", show=False),
        Binding("k,up", "choose(-1)", "Up", show=False),
        Binding("pagedown", "choose(10)", "Page down", show=False),
        Binding("pageup", "choose(-10)", "Page up", show=False),
        Binding("q", "dismiss(None)", "Back", show=False),
    ]
    box = "list-box"
    head = query_one("#list-head", Rows)
    listing = query_one(ChosenList)
    below = query_one("#list-told", Rows)

    def body(self) -> ComposeResult:
        """Yield the list, and room above and below it."""
        yield Rows(id="list-head")
        yield ChosenList()
        yield Rows(id="list-told")

    def on_mount(self) -> None:
        """Show what there is."""
        self.show_all()

    def on_resize(self) -> None:
        """Divide the screen anew."""
        self.show_all()

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        """Choose what was clicked."""
        event.stop()
        self.listing.select(event.index)

    def action_choose(self, step: int) -> None:
        """Go to another item."""
        self.listing.choose(step)

    def heading(self) -> Row:
        """Return what is asked."""
        raise NotImplementedError

    def items(self) -> list[Row]:
        """Return what can be chosen."""
        raise NotImplementedError

    def show_all(self) -> None:
        """Show head, list, and the footer, for the size of the screen."""
        self.head.show(BLANK_ROW, self.heading(), BLANK_ROW)
        items = self.items()
        self.listing.styles.height = max(1, min(len(items), self.app.size.height - AROUND))
        self.listing.show(items)
        self.below.show(BLANK_ROW)
        self.show_footer()
