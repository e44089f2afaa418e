"""The palette: every command, experiment and card by name. What `enter` runs is what stands first, however fast."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from operator import itemgetter
from pathlib import Path

from msgspec import Struct
from textual.app import ComposeResult

from tui.app.dialogs.overlay import BLANK_ROW, Overlay
from tui.app.here import Here
from tui.app.keys.dispatch import attempt, dispatch
from tui.app.keys.keymap import keymap
from tui.app.look.clean_input import CleanInput
from tui.app.look.item_list import ItemList
from tui.app.look.paint import SURFACE, Row, Span, width_of
from tui.app.look.rows import Rows
from tui.domain.search.matching import Needle, haystack, needle

MOST_CARDS = 50
AROUND = 8
"""How many rows of a screen are not for the list."""


class Entry(Struct, frozen=True):
    """What can be chosen: a title as it may be seen, how that is looked through, a key, and what it does."""

    title: str
    hay: str
    key: str
    act: Callable[[], object]


def entry_of(title: str, key: str, act: Callable[[], object]) -> Entry:
    """Return what is found by a title."""
    return Entry(title, haystack((title,)), key, act)


def fitness(hay: str, looked_for: Needle) -> int | None:
    """Return how well a title fits what is typed, None where it does not hold all the words.

    The very title, 0, goes before one that begins so, that before one in which a word does, and that before all others.
    """
    typed = looked_for.folded
    if hay == typed:
        return 0
    if hay.startswith(typed):
        return 1
    if f" {typed}" in hay:
        return 2
    return 3 if looked_for.is_in(hay) or all(word in hay for word in typed.split()) else None


def is_scattered(typed: str, hay: str) -> bool:
    """Return whether a title has at least the letters of what is typed, in their order."""
    letters = iter(hay)
    return all(letter in letters for letter in typed if letter != " ")


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
        """Return the row of one entry; its key goes to the right where there is no room behind the title."""
        entry, chosen = self.entries[index], index == self.selected
        background = "sel" if chosen else SURFACE
        title = (Span("  "), Span(entry.title, "bright bold" if chosen else "text"))
        behind = (Span("  "), Span(entry.key, "muted")) if entry.key else ()
        if width_of((*title, *behind)) <= self.size.width:
            return (Row((*title, *behind), (), background),)
        return (Row(title, behind, background, 2),)

    def empty_row(self, y: int) -> Row:
        """Say that nothing fits."""
        return Row((Span("  No matches found", "muted"),), background=SURFACE)


class Palette(Overlay[None]):
    """What can be done on the screen below it, found by what it is called."""

    CSS_PATH = Path(__file__).with_name("palette.tcss")
    box = "palette-box"
    footer_mode = "palette"

    def __init__(self, below: Here) -> None:
        super().__init__()
        self.below = below
        self.field = CleanInput(placeholder="A command, a card, an experiment…", compact=True)
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

    def on_resize(self) -> None:
        """Take as much room as there is now."""
        self.listing.lay_out()

    def follow(self, typed: str) -> None:
        """Show what fits; what has no more than the letters comes last, and is nothing that `enter` would run."""
        looked_for = needle(typed.strip())
        if not looked_for.folded:
            self.listing.show(self._commands, 0)
            return
        named = [*self._commands, *self._experiments]
        cards = sorted(_fitting(self._cards, looked_for), key=itemgetter(0))[:MOST_CARDS]
        fitting = sorted([*_fitting(named, looked_for), *cards], key=itemgetter(0))
        shown = [entry for _, entry in fitting]
        loose = [entry for entry in named if entry not in shown and is_scattered(looked_for.folded, entry.hay)]
        self.listing.show([*shown, *loose], 0 if shown else None)

    async def enter(self) -> None:
        """Close, and do what is chosen on the screen below."""
        if self.is_current and self.listing.selected is not None and self.listing.entries:
            entry = self.listing.entries[self.listing.selected]
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

    def page(self, step: int) -> None:
        """Choose the entry a page further, or a page before."""
        at = (self.listing.selected or 0) + step * self.listing.page_length(step)
        if self.listing.entries:
            self.listing.select(max(0, min(at, len(self.listing.entries) - 1)))

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        """Do what was clicked."""
        event.stop()
        self.listing.select(event.index)
        self.app.call_later(self.enter)

    def say_error(self, error: Exception) -> None:
        """Say on the screen below why something was not done."""
        self.below.say_error(error)

    @cached_property
    def _commands(self) -> list[Entry]:
        keys = keymap()
        return [
            entry_of(command.title, next(iter(keys.keys(command)), ""), partial(dispatch, self.below, command))
            for command in keys.commands(self.below.places)
            if command.listed
        ]

    @cached_property
    def _experiments(self) -> list[Entry]:
        app = self.custdev
        return [
            entry_of(f"Open {app.mask.text(title)}", str(number), partial(app.open_board, board_id))
            for number, (board_id, title) in enumerate(app.places(), start=1)
        ]

    @cached_property
    def _cards(self) -> list[Entry]:
        """The cards of the board below, as they are found by number and title."""
        show = getattr(self.below, "show_card", None)
        board = getattr(self.below, "board", None)
        if show is None or board is None:
            return []
        cards, mask = board.workspace.cards, self.custdev.mask
        return [
            entry_of(mask.text(f"{cards[uid].number} {cards[uid].title}"), "", partial(show, uid))
            for lane in board.lanes
            for uid in lane.all
        ]


def _fitting(entries: Sequence[Entry], looked_for: Needle) -> Iterator[tuple[int, Entry]]:
    for entry in entries:
        if (fit := fitness(entry.hay, looked_for)) is not None:
            yield fit, entry


def open_palette(screen: Here) -> None:
    """Open the palette over a screen."""
    screen.app.push_screen(Palette(screen))
