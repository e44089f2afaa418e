"""The Learning Card with the evidence in sight, and the dialog before the next iteration: what goes along."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from textual.widget import Widget

from tui.app.board.board import Board
from tui.app.board.ledger import criterion_rows, evidence_rows
from tui.app.dialogs.form import FORM_WIDTH, Form, heading_row
from tui.app.dialogs.overlay import BLANK_ROW, ListDialog
from tui.app.look.clean_input import one_clean_line
from tui.app.look.item_list import ItemList
from tui.app.look.paint import Row, Span, sheet_row, sheet_rows
from tui.app.look.reading import Pick, Reading
from tui.app.typed import Typed
from tui.domain import operations
from tui.domain.facts import CardFacts
from tui.domain.records import Card, Experiment, Learning
from tui.domain.records.change import Change
from tui.domain.records.workspace import Workspace
from tui.domain.work.iterations import (
    DECISION_MEANS,
    DECISIONS,
    Iterating,
    iterating,
    iterating_words,
    unfinished_cards,
    waiting_words,
)

WRITTEN = {"observed": "observation", "learned": "learning"}
"""The fields of text, by what they are of a Learning Card."""
FEWEST_ACTIONS = 3
FIELDS, MOST_EVIDENCE, LEAST_EVIDENCE = 15, 14, 3


class DecideForm(Form):
    """Asks for a decision in words; deciding again begins with what is there."""

    place = "decide_form"
    footer_mode = "decide"
    is_new = False

    def __init__(self, board: Board, take: Callable[[dict[str, Any]], Change | None]) -> None:
        self.board = board
        self._long = _written(board.experiment)
        self._evidence = Reading(id="evidence")
        super().__init__(f"decide:{board.experiment.uid}", _texts(board.experiment), take)

    def heading(self) -> Row:
        """Say what is decided on."""
        title = self.custdev.mask.text(self.board.experiment.definition.title)
        what = f" on {title}, iteration {self.board.experiment.iteration}"
        return heading_row(Span("Decide", "bright bold"), Span(what, "muted"))

    def above(self) -> Iterator[Widget]:
        """Yield the evidence."""
        yield self._evidence

    def fields(self, texts: dict[str, str]) -> Iterator[tuple[str, Widget]]:
        """Yield the decision, what was observed and learned, and a line for each next action."""
        decision = self.board.experiment.decision
        index = DECISIONS.index(decision) if decision else 0
        yield "decision", Pick(DECISIONS, index, lambda at: DECISION_MEANS[DECISIONS[at]], id="f-decision")
        for name, text in texts.items():
            yield self.text_field(name, text)

    def filled(self) -> dict[str, Any]:
        """Return what the operation takes; actions are those lines that are not empty."""
        actions = (self.value(name) for name in self._texts if name.startswith("action"))
        return {
            "decision": DECISIONS[self.picked("decision")],
            "observation": self._whole("observed"),
            "learning": self._whole("learned"),
            "actions": [text for text in actions if text.strip()],
        }

    def last_remark(self) -> str:
        """Say what is asked for."""
        missing = [what for name, what in WRITTEN.items() if not self.value(name).strip()]
        words = f"Say the {' and the '.join(missing)} in words. " if missing else ""
        return f"{words}An action can become a card or a board afterwards."

    def typed(self) -> Typed:
        """Return what was typed, texts of several lines as they were written."""
        typed = super().typed()
        return Typed({name: self._whole(name) if name in WRITTEN else text for name, text in typed.texts.items()})

    def on_resize(self) -> None:
        """Show as much of the evidence as there is room for beside the fields."""
        super().on_resize()
        evidence, width = self._evidence, min(FORM_WIDTH, self.app.size.width)
        mask, within = self.custdev.mask, max(20, width - 10)
        rows = list(criterion_rows(self.board, mask, within)) if self.board.experiment.definition.test else []
        rows += evidence_rows(self.board, self.custdev.glyphs, mask, within)
        room = min(len(rows), MOST_EVIDENCE, self.app.size.height - FIELDS - max(0, len(self._texts) - 5))
        evidence.display = room >= LEAST_EVIDENCE
        evidence.styles.height = max(1, room)
        evidence.show(rows)

    def write(self) -> None:
        """Write what was observed or learned in the editor."""
        for name in WRITTEN:
            if self.by_name[name] is self.focused:
                self.custdev.write_in_editor(self._whole(name), partial(self._take_written, name))

    def _take_written(self, name: str, written: str) -> None:
        self._long[name] = written
        self.fill(name, one_clean_line(written))

    def _whole(self, name: str) -> str:
        """Return a text as it was written, in several lines where the field shows them as one."""
        shown, long = self.value(name), self._long.get(name, "")
        return long if one_clean_line(long) == shown else shown


def _written(experiment: Experiment) -> dict[str, str]:
    learning = experiment.learning or Learning()
    return {"observed": learning.observation, "learned": learning.learning}


def _texts(experiment: Experiment) -> dict[str, str]:
    actions = experiment.learning.actions if experiment.learning else ()
    rows = max(FEWEST_ACTIONS, len(actions) + 1)
    lines = [action.text for action in actions] + [""] * (rows - len(actions))
    texts = {name: one_clean_line(text) for name, text in _written(experiment).items()}
    return texts | {f"action-{number}": text for number, text in enumerate(lines, start=1)}


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
        self.edge.display = height >= LOW
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
