"""What is laid over a screen: a box with its keys in the footer, a text to read, a list to choose from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.containers import Vertical
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen, ScreenResultType

from tui.app.host import host_of
from tui.app.keys.footers import footer
from tui.app.keys.keymap import Hint
from tui.app.keys.table import places_at
from tui.app.look.dimmed import Dimmed
from tui.app.look.drawn_once import DrawnOnce
from tui.app.look.foot_line import MessageLine, Said
from tui.app.look.item_list import ItemList
from tui.app.look.paint import SURFACE, Row, Span, key_spans, width_of
from tui.app.look.reading import ChosenList, Reading
from tui.app.look.rows import Edge, Rows
from tui.app.mishaps import Steady

if TYPE_CHECKING:
    from tui.app.app import CustdevApp
    from tui.session import Notice

AROUND = 8
"""How many rows of a screen are not for the items of a list."""
BLANK_ROW = Row(background=SURFACE)


class Overlay(Steady, DrawnOnce[ScreenResultType], ModalScreen[ScreenResultType]):
    """A modal screen with a footer. `box` is the id by which the style sheet knows what it is in.

    Its keys are the commands of its `place`.
    """

    AUTO_FOCUS = ""
    CSS_PATH = Path(__file__).with_name("overlay.tcss")
    box = ""
    place = "dialog"
    footer_mode = "reading"

    def __init__(self) -> None:
        super().__init__()
        self.message_line = MessageLine()
        self.foot = Rows(id="overlay-footer")
        self.edge = Edge()

    @property
    def places(self) -> tuple[str, ...]:
        """Whose commands are at hand."""
        return places_at(self.place)

    def take_key(self, key: str) -> bool:
        """Take a key that is typed without a field, by its name in the keymap; return whether it is such a key."""
        return False

    def hear(self, notice: Notice) -> None:
        """Take over what changed while this is in front; most show nothing that does."""

    def leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close this, unless it is closed already, and hand `result` to who opened it, before the next key."""
        return super().dismiss(result) if self.is_current else AwaitComplete()

    def say(self, words: str, *keys: Hint) -> None:
        """Show words until the next key."""
        self.message_line.say(Said(self.custdev.mask.sentence(words), keys, "warn"))

    def say_error(self, error: Exception) -> None:
        """Say why something was not done."""
        self.say(str(error))

    @property
    def custdev(self) -> CustdevApp:
        """The application."""
        return host_of(self)

    def render(self) -> RenderableType | Dimmed:  # type: ignore[override]
        """Return what is behind the box: the screen below, dimmed."""
        # Textual takes whatever it can draw, but its annotation for screens names those of Rich alone.
        behind = super().render()
        return Dimmed(behind.screen, behind.color) if isinstance(behind, BackgroundScreen) else behind

    def body(self) -> ComposeResult:
        """Yield what is in the box."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Make the box and the footer."""
        with Vertical(id=self.box):
            yield self.edge
            yield from self.body()
        yield self.message_line
        yield self.foot

    def on_mount(self) -> None:
        """Show what can be done."""
        self.show_footer()

    def show_footer(self, words: str = "", tone: str = "muted") -> None:
        """Show the keys that work here, and a remark on the right."""
        right = (Span(words, tone),) if words else ()
        keys = key_spans(footer(self.footer_mode), self.app.size.width - width_of(right) - 5)
        self.foot.show(Row((Span("  "), *keys), right, "panel", 2))


def leave(dialog: Overlay[Any]) -> None:
    """Go back from a dialog, each in its way."""
    dialog.leave()


class ReadingOverlay(Overlay[ScreenResultType]):
    """Rows that scroll."""

    widest = 96
    """How wide the box is where there is room; the style sheet says the same."""

    def __init__(self) -> None:
        super().__init__()
        self.reading = Reading()

    @property
    def width(self) -> int:
        """How many cells wide the box is; known before it is laid out."""
        return min(self.widest, self.app.size.width)

    @property
    def room(self) -> int:
        """How many cells a line of text has."""
        return max(20, self.width - 8)

    def body(self) -> ComposeResult:
        """Yield the text."""
        yield self.reading

    def on_mount(self) -> None:
        """Show the rows, so that the next key can scroll them."""
        self.show_all()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.call_after_refresh(self.show_all)

    def show_all(self) -> None:
        """Show the rows for the size of the screen."""
        raise NotImplementedError

    def read_on(self, rows: int) -> None:
        """Read on some rows, or back."""
        self.reading.scroll_items(rows)

    def page(self, step: int) -> None:
        """Read on a page, or back."""
        self.reading.scroll_items(step * max(1, self.reading.body_height - 2))


class ListDialog(Overlay[ScreenResultType]):
    """A list to choose from, a head above it, and what is said below it."""

    box = "list-box"

    def __init__(self) -> None:
        super().__init__()
        self.head = Rows(id="list-head")
        self.listing = ChosenList()
        self.below = Rows(id="list-told")

    def body(self) -> ComposeResult:
        """Yield the list, and room above and below it."""
        yield from (self.head, self.listing, self.below)

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

    def choose(self, step: int) -> None:
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
