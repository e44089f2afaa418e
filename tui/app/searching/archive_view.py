"""The archive of a board: its cards that are off the board, found as the filter finds cards, and brought back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal

from tui.app.board.card_search import CardSearch
from tui.app.board.screen import BoardScreen
from tui.app.dialogs.overlay import BLANK_ROW, Overlay
from tui.app.keys.dispatch import attempt
from tui.app.look.clean_input import CleanInput, SignHighlighter
from tui.app.look.item_list import ItemList
from tui.app.look.paint import SURFACE, Row, Span
from tui.app.look.rows import Rows
from tui.domain import operations
from tui.domain.facts import column_title
from tui.domain.flow.figures import local_day
from tui.domain.records import Card
from tui.domain.search.card_filter import ON_CARDS
from tui.domain.text import plural
from tui.domain.time.dates import near_words

AROUND = 10
"""How many rows of a screen are not for the list."""


class ArchivedList(ItemList):
    """The cards that fit what is typed, one of them chosen."""

    background = SURFACE

    def __init__(self) -> None:
        super().__init__(id="archive-list")
        self.cards: Sequence[Card] = ()
        self.nothing = ""
        self.below: BoardScreen | None = None

    def show(self, cards: Sequence[Card], nothing: str) -> None:
        """Show cards, the first one chosen; `nothing` is said where there is none."""
        self.cards, self.nothing = cards, nothing
        self.selected, self.scroll = 0 if cards else None, 0
        self.set_heights([1] * len(cards))

    def item_rows(self, index: int) -> Sequence[Row]:
        """Return the row of a card: number and title, what column it was in, and since when it is here."""
        assert self.below is not None, "shown over a board"
        card, board, mask, chosen = self.cards[index], self.below.board, self.host.mask, index == self.selected
        bar = Span(self.host.glyphs.focus, "accent") if chosen else Span(" ")
        number = Span(f" {card.number:>3}  ", "accent bold" if chosen else "muted")
        title = Span(mask.text(card.title), "bright bold" if chosen else "text")
        day = local_day(card.archived_at, board.zone) if card.archived_at is not None else None
        since = near_words(day, board.today) if day is not None else "not in the definition"
        where = Span(f"{mask.text(column_title(board.workspace, card))}  {since}", "muted")
        return (Row((bar, number, title), (where,), "sel" if chosen else SURFACE, 2),)

    def empty_row(self, y: int) -> Row:
        """Say why there is nothing."""
        return Row((Span(f"  {self.nothing}", "muted"),), background=SURFACE) if not y else Row(background=SURFACE)


class ArchiveView(Overlay[None]):
    """A line to type in, and the archived cards of the board below it that fit, what went last first."""

    CSS_PATH = Path(__file__).with_name("archive_view.tcss")
    box = "archive-box"
    place = "archive"
    footer_mode = "archive"

    def __init__(self, below: BoardScreen) -> None:
        super().__init__()
        self.below = below
        self.head = Rows(BLANK_ROW, BLANK_ROW, BLANK_ROW)
        self.sign = Rows(Row((Span("  archive ", "accent bold"),), (), "sel"), id="archive-sign")
        self.field = CleanInput(compact=True)
        self.listing = ArchivedList()
        board = below.board
        cards = sorted(board.workspace.set_aside(board.experiment.uid), key=_gone_at, reverse=True)
        self._cards = {card.uid: card for card in cards}
        self._uids = tuple(self._cards)
        self._search = CardSearch()
        self._reading: Iterator[None] = self._search.read(board.workspace, self._uids)

    def body(self) -> ComposeResult:
        """Yield how many there are, the field, and the cards."""
        yield self.head
        with Horizontal(id="archive-line"):
            yield self.sign
            yield self.field
        yield Rows(BLANK_ROW)
        yield self.listing
        yield Rows(BLANK_ROW)

    def on_mount(self) -> None:
        """Take what is typed, and read the cards, keys going first."""
        self.field.places, self.field.owner, self.field.followed_by = ("archive",), self, self.follow
        self.field.highlighter = SignHighlighter(lambda: self.custdev.palette)
        self.listing.below = self.below
        self.set_focus(self.field)
        self.on_resize()
        self.follow("")
        self.call_after_refresh(self._read_on)

    def on_resize(self) -> None:
        """Take as much room as there is now."""
        self.listing.styles.height = max(1, min(len(self._uids), self.app.size.height - AROUND))

    def follow(self, typed: str) -> None:
        """Show the cards that fit what is typed as a filter, or have that number."""
        board, terms = self.below.board, ON_CARDS.parse(typed, dict(self.custdev.session.policy.filters))
        fitting = self._search.matching("", self._uids, terms, board.view) if terms else self._uids
        word = typed.strip()
        numbered = [uid for uid in self._uids if word and str(self._cards[uid].number) == word]
        uids = dict.fromkeys((*numbered, *fitting))
        unknown = ON_CARDS.unknown(terms)
        nothing = f"There is no condition {unknown}." if unknown else "Nothing fits." if self._uids else "It is empty."
        self.listing.show([self._cards[uid] for uid in uids], nothing)
        count = f"{len(uids)} of {plural(len(self._uids), 'card')}" if terms else plural(len(self._uids), "card")
        left = (Span("  Archive", "bright bold"), Span(f"  {self.custdev.mask.text(self._title)}", "muted"))
        self.head.show(BLANK_ROW, Row(left, (Span(count, "muted"),), SURFACE, 2), BLANK_ROW)
        self.show_footer()

    def choose(self, step: int) -> None:
        """Choose the next card, or the one before; behind the last one is the first."""
        if self.listing.cards:
            self.listing.select(((self.listing.selected or 0) + step) % len(self.listing.cards))

    def page(self, step: int) -> None:
        """Choose the card a page further, or a page before."""
        at = (self.listing.selected or 0) + step * self.listing.page_length(step)
        if self.listing.cards:
            self.listing.select(max(0, min(at, len(self.listing.cards) - 1)))

    async def restore(self) -> None:
        """Close, and bring the chosen card back to where it was, in sight."""
        at = self.listing.selected
        if self.is_current and at is not None:
            card = self.listing.cards[at]
            self.dismiss(None)
            await attempt(self.below, lambda: bring_back(self.below, card))

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        """Choose what was clicked; who clicks twice brings it back."""
        event.stop()
        self.listing.select(event.index)
        if event.again:
            self.app.call_later(self.restore)

    @property
    def _title(self) -> str:
        return self.below.board.experiment.definition.title

    def _read_on(self) -> None:
        if self.is_current and next(self._reading, self) is not self:
            self.call_later(self._read_on)


def bring_back(here: BoardScreen, card: Card) -> None:
    """Bring a card back to its board, and select it there."""
    if here.refuses():
        return
    words = f"Restored {card.number} {here.masked(card.title)}"
    if here.run(operations.restore_card, card.uid, words=words) is not None:
        here.show_card(card.uid)


def open_archive(here: BoardScreen) -> None:
    """Show the archived cards of the board."""
    here.app.push_screen(ArchiveView(here))


def _gone_at(card: Card) -> tuple[float, int]:
    at = card.archived_at or card.created_at
    return at.timestamp(), card.number
