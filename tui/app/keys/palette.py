"""The palette: every command, board, card and person by name. What `enter` runs is what stands first, however fast."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual.app import ComposeResult

from tui.app.dialogs.overlay import BLANK_ROW, Overlay
from tui.app.here import Here
from tui.app.keys.dispatch import attempt
from tui.app.keys.entries import Entry
from tui.app.keys.footers import footer
from tui.app.keys.offering import Offers
from tui.app.look.clean_input import CleanInput
from tui.app.look.item_list import ItemList
from tui.app.look.paint import SURFACE, Row, Span, key_spans, width_of
from tui.app.look.rows import Rows
from tui.domain.records import Card
from tui.domain.search.matching import needle
from tui.domain.search.naming import card_key

AROUND = 8
"""How many rows of a screen are not for the list."""


class EntryList(ItemList):
    """What fits what is typed, best first."""

    background = SURFACE
    echoes = True

    def __init__(self) -> None:
        super().__init__(id="palette-list")
        self.entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry], selected: int | None) -> None:
        """Show entries, one of them or none selected."""
        self.entries, self.selected, self.scroll = entries, selected, 0
        self.lay_out()

    def lay_out(self) -> None:
        """Take as much of the screen as there is to show, half of it at most."""
        height = self.app.size.height
        self.styles.height = max(1, min(len(self.entries), height // 2, height - AROUND))
        self.set_heights([1] * len(self.entries))

    def item_rows(self, index: int) -> Sequence[Row]:
        """Return the row of one entry; what is behind goes to the right where there is no room behind the title."""
        entry, chosen = self.entries[index], index == self.selected
        background = "sel" if chosen else SURFACE
        title = (Span("  "), Span(entry.title, "bright bold" if chosen else "text"))
        behind = (Span("  "), Span(entry.behind, "muted")) if entry.behind else ()
        if width_of((*title, *behind)) <= self.size.width:
            return (Row((*title, *behind), (), background),)
        return (Row(title, behind, background, 2),)

    def empty_row(self, y: int) -> Row:
        """Say that nothing fits."""
        return Row((Span("  No matches found", "muted"),), background=SURFACE)


class Palette(Overlay[None]):
    """What can be done on the screen below it, found by what it is called.

    Before anything is typed that is all there is to do, or what there is to do with things of some `kinds`.
    """

    CSS_PATH = Path(__file__).with_name("palette.tcss")
    box = "palette-box"
    footer_mode = "palette"

    def __init__(self, below: Here, kinds: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.below = below
        self.offers = Offers(below, kinds)
        card = below.subject("card") if "card" in kinds else None
        its = card_key(below.facts, card) if isinstance(card, Card) else "it"
        words = f"What to do with {its}" if kinds else "A command, a card, a person, an experiment…"
        self.field = CleanInput(placeholder=words, compact=True)
        self.listing = EntryList()

    def body(self) -> ComposeResult:
        """Yield the field, and what fits below it."""
        yield Rows(BLANK_ROW)
        yield self.field
        yield Rows(BLANK_ROW)
        yield self.listing

    def on_mount(self) -> None:
        """Offer everything there is to do."""
        self.field.places, self.field.owner, self.field.followed_by = ("palette",), self, self.follow
        self.set_focus(self.field)
        self.follow("")
        self.call_after_refresh(self._read_ahead)

    def on_resize(self) -> None:
        """Take as much room as there is now."""
        self.listing.lay_out()

    def follow(self, typed: str) -> None:
        """Show what fits; what has no more than the letters comes last, and is nothing that `enter` would run."""
        looked_for = needle(typed.strip())
        if looked_for.folded:
            shown, loose = self.offers.matching(looked_for)
            self.listing.show([*shown, *loose], 0 if shown else None)
        else:
            self.listing.show(self.offers.first, 0)
        self.show_footer()

    def show_footer(self, words: str = "", tone: str = "muted") -> None:
        """Show the keys that work here, and what enter does with what is chosen."""
        does, *others = footer(self.footer_mode)
        hints = [(does[0], self.chosen.does), *others] if self.chosen is not None else others
        self.foot.show(Row((Span("  "), *key_spans(hints, self.app.size.width - 5)), (), "panel", 2))

    @property
    def chosen(self) -> Entry | None:
        """What enter would do now."""
        at = self.listing.selected
        return self.listing.entries[at] if at is not None and at < len(self.listing.entries) else None

    async def enter(self) -> None:
        """Close, and do what is chosen on the screen below."""
        if self.is_current and (entry := self.chosen) is not None:
            self.dismiss(None)
            await attempt(self.below, entry.act)

    def leave(self) -> None:
        """Close, and do nothing."""
        self.dismiss(None)

    def choose(self, step: int) -> None:
        """Choose the next entry, or the one before; behind the last one is the first."""
        if self.listing.entries:
            at = -1 if self.listing.selected is None and step > 0 else self.listing.selected or 0
            self.listing.select((at + step) % len(self.listing.entries))
            self.show_footer()

    def page(self, step: int) -> None:
        """Choose the entry a page further, or a page before."""
        at = (self.listing.selected or 0) + step * self.listing.page_length(step)
        if self.listing.entries:
            self.listing.select(max(0, min(at, len(self.listing.entries) - 1)))
            self.show_footer()

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        """Do what was clicked."""
        event.stop()
        self.listing.select(event.index)
        self.app.call_later(self.enter)

    def say_error(self, error: Exception) -> None:
        """Say on the screen below why something was not done."""
        self.below.say_error(error)

    def _read_ahead(self) -> None:
        """Make ready what the first letter needs, some of it at a time: keys go first."""
        if self.is_current and self.offers.read_ahead():
            self.call_later(self._read_ahead)


def open_palette(screen: Here, kinds: tuple[str, ...] = ()) -> None:
    """Open the palette over a screen; with some kinds of things it begins with what is done with these."""
    screen.app.push_screen(Palette(screen, kinds))
