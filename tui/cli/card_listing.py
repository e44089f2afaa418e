"""Which cards a list has, in what order, and the list as CSV; most lists are all cards as they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from tui.cli.card_output import today_of
from tui.domain.errors import NotAllowed
from tui.domain.flow.figures import age_days, thresholds_of
from tui.domain.records import Card, Experiment
from tui.domain.records.layers import several
from tui.domain.records.workspace import Workspace
from tui.domain.search.card_filter import ON_CARDS, View, columns_called
from tui.domain.search.filter_language import leaves
from tui.exchange.formats.csv import Value, joined, table
from tui.service.board_shapes import Shape

Key = Callable[[Card], Any]


class Choice(NamedTuple):
    """Which cards of an experiment are listed and how: a filter as on the board, and by what, the first counting most.

    What to sort by stands behind a hyphen where it is the other way round.
    """

    workspace: Workspace
    experiment: Experiment
    now: datetime
    typed: str
    names: Sequence[str]

    def of(self, uids: Sequence[str]) -> list[str]:
        """Return those of some cards (uids) that are listed, in order; raise NotAllowed where the filter is none."""
        cards = self._matching(several(self.workspace.cards, uids))
        keys = self._keys()
        for name in reversed(self.names):
            cards = _by(keys[name.removeprefix("-")], cards, reverse=name.startswith("-"))
        return [card.uid for card in cards]

    def _matching(self, cards: list[Card]) -> list[Card]:
        workspace, experiment = self.workspace, self.experiment
        terms = ON_CARDS.parse(self.typed)
        parts = [*leaves(terms)]
        columns = (term for term in parts if term.kind == "col" and not columns_called(experiment, term.value))
        unfinished = (term for term in parts if term.kind == "unfinished")
        if odd := ON_CARDS.unknown(terms) or next((term.typed for term in (*columns, *unfinished)), ""):
            names = ", ".join(f"{name}:" for name in ON_CARDS.names)
            raise NotAllowed(f'"{odd}" is no condition here; there are {names} and @P03, #tag, -not, OR, words.')
        view = View(workspace, experiment, today_of(experiment, self.now), thresholds_of(workspace, experiment))
        return [*filter(ON_CARDS.matcher(terms, view), cards)] if terms else cards

    def _keys(self) -> dict[str, Key]:
        experiment, today = self.experiment, today_of(self.experiment, self.now)
        places = {column.id: place for place, column in enumerate(experiment.definition.columns)}
        return {
            "key": lambda card: card.number,
            "title": lambda card: card.title.casefold(),
            "column": lambda card: places.get(card.column),
            "owner": lambda card: card.assignee.casefold() if card.assignee else None,
            "due": lambda card: card.due,
            "age": lambda card: age_days(card, experiment, today),
            "notes": lambda card: self.workspace.note_count(card.uid),
            "created": lambda card: card.created_at,
        }


def _by(key: Key, cards: Sequence[Card], *, reverse: bool) -> list[Card]:
    """Return cards in order; those that have nothing of the kind come last, either way round."""
    keyed = [(key(card), card) for card in cards]
    having = sorted((pair for pair in keyed if pair[0] is not None), key=lambda pair: pair[0], reverse=reverse)
    return [card for _, card in having] + [card for value, card in keyed if value is None]


def as_csv(shapes: Iterable[Shape]) -> Iterator[bytes]:
    """Yield cards as they are in JSON as CSV; what is a list there is one cell, steps are two numbers."""
    yield table([HEAD, *([*_row(shape)] for shape in shapes)]).encode()


HEAD = (
    *("key", "title", "column", "role", "kind", "group", "assignee", "people", "tags", "due", "expedite"),
    *("age_days", "cycle_days", "blocked_days", "blocked", "needs", "steps_done", "steps", "notes"),
    *("started_at", "finished_at", "archived", "description"),
)


def _row(shape: Shape) -> Iterator[Value]:
    steps, blocked = shape["checklist"], shape["blocked"] or {"reason": None, "needs": None}
    special = {
        "people": joined(shape["people"]),
        "tags": joined(shape["tags"]),
        "blocked": blocked["reason"],
        "needs": blocked["needs"],
        "steps_done": sum(step["done"] for step in steps) if steps else None,
        "steps": len(steps) or None,
    }
    return (special[name] if name in special else shape[name] for name in HEAD)
