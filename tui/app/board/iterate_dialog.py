"""The dialog before the next iteration: what goes along, and what that comes to."""

from __future__ import annotations

from tui.app.dialogs.overlay import BLANK_ROW, ListDialog
from tui.app.look.paint import Row, Span, sheet_row, sheet_rows
from tui.app.look.rows import Edge, ItemList
from tui.domain import operations
from tui.domain.facts import CardFacts
from tui.domain.records import Card, Experiment
from tui.domain.records.workspace import Workspace
from tui.domain.work.iterations import Iterating, iterating, iterating_words, unfinished_cards, waiting_words

WIDTH, AROUND, LOW = 76, 9, 18


class IterateScreen(ListDialog[str | None]):
    """Every unfinished card goes along unless its tick is taken away. It returns what was begun, in words."""

    place = footer_mode = "iterate"

    def __init__(self, experiment: str) -> None:
        super().__init__()
        self.experiment = experiment
        self._left: set[str] = set()
        self._requests = True
        self._refused = ""

    @property
    def _workspace(self) -> Workspace:
        return self.custdev.session.workspace

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        """Turn what was clicked."""
        super().on_item_list_chosen(event)
        self.turn()

    def turn(self) -> None:
        """Take the tick of a card away, or give it back; or that of what people wait for."""
        index, cards = self.listing.selected, self._cards
        if index is None:
            return
        if index < len(cards):
            self._left ^= {cards[index].uid}
        elif self._waiting:
            self._requests = not self._requests
        self.show_all()

    def turn_all(self) -> None:
        """Take all cards along, or where all are ticked none."""
        uids = {card.uid for card in self._cards}
        self._left = set() if self._left & uids else uids
        self.show_all()

    def begin(self) -> None:
        """Begin the next iteration."""
        plan, carried = self._plan, [card.uid for card in self._cards if card.uid not in self._left]
        self.custdev.session.run(operations.iterate_experiment, self.experiment, cards=carried, requests=self._requests)
        words = iterating_words(plan, requests=self._requests)
        self.dismiss(f"{words[:1].upper()}{words[1:]}")

    def say_error(self, error: Exception) -> None:
        """Say why it did not begin."""
        self._refused = str(error)
        self.show_all()

    @property
    def _current(self) -> Experiment:
        return self._workspace.experiments[self.experiment]

    @property
    def _cards(self) -> list[Card]:
        return unfinished_cards(self._workspace, self._current)

    @property
    def _plan(self) -> Iterating:
        return iterating(self._workspace, self._current, {card.uid for card in self._cards} - self._left)

    @property
    def _waiting(self) -> str:
        """What people wait for on all cards but those that go along; empty where nothing is open."""
        return waiting_words(self._plan.waiting) if self._plan.waiting else ""

    def show_all(self) -> None:
        """Show the cards with their ticks, and what it comes to."""
        height = self.app.size.height
        blank = () if height < LOW else (BLANK_ROW,)
        question = sheet_row(Span("what goes along, the others begin anew", "muted"))
        self.head.show(*blank, self.heading(), *blank, question)
        self.query_one(Edge).display = height >= LOW
        items = self.items()
        self.listing.styles.height = max(1, min(len(items), height - AROUND - 2 * len(blank)))
        self.listing.show(items)
        self.below.show(*blank, *self._outcome(), *blank)
        self.show_footer()

    def heading(self) -> Row:
        """Say which iteration of what."""
        title = self.custdev.mask.text(self._current.definition.title)
        iteration = Span(f"Iteration {self._current.iteration + 1}", "bright bold")
        return sheet_row(iteration, Span(f" of {title}", "muted"))

    def items(self) -> list[Row]:
        """Return the cards with their ticks, and what people wait for."""
        rows = [self._card_row(card) for card in self._cards]
        if waiting := self._waiting:
            rows.append(self._tick_row(self._requests, waiting, "what people wait for"))
        return rows

    def _outcome(self) -> list[Row]:
        """Return what it comes to, or why it was refused."""
        width = min(WIDTH, self.app.size.width) - 8
        mask = self.custdev.mask
        words, style = f"{iterating_words(self._plan, requests=self._requests)}. This cannot be undone.", "muted"
        if self._refused:
            words, style = f"! {self._refused}", "danger bold"
        return [*sheet_rows(mask.text(words), width, style)]

    def _card_row(self, card: Card) -> Row:
        session = self.custdev.session
        facts = CardFacts(session.workspace, card, lambda: session.policy, session.now())
        place = self.custdev.mask.text(facts.column_title)
        where = f"{place} {facts.age}d" if facts.age is not None else place
        return self._tick_row(card.uid not in self._left, f"{card.number} {card.title}", where)

    def _tick_row(self, ticked: bool, words: str, where: str) -> Row:
        glyphs = self.custdev.glyphs
        tick = Span(f"{glyphs.ticked if ticked else glyphs.open} ", "ok bold" if ticked else "muted")
        right = (Span(where, "muted"),) if self.app.size.width >= 60 else ()
        return Row((tick, Span(self.custdev.mask.text(words), "text" if ticked else "muted")), right)
