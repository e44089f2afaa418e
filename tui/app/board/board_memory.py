"""What is carried along from one board of an experiment to the next: a change costs the cards that it touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from msgspec import Struct

from tui.app.board.card_search import CardSearch
from tui.app.board.lane import Lane
from tui.app.look.memory import Memory
from tui.domain.flow.standing import Standing
from tui.domain.records import Card, Experiment, Note
from tui.domain.records.layers import differing
from tui.domain.records.lookups import LaneKey, lane_of
from tui.domain.records.workspace import Workspace
from tui.domain.search.filter_language import Term


class Step(Struct, frozen=True):
    """How cards came from one board to the next: what they were, and those that may differ, by the lanes they are of.

    Without `touched` that is not known, and any may.
    """

    before: Mapping[str, Card]
    touched: dict[LaneKey, set[str]] | None

    def of(self, key: LaneKey) -> set[str] | None:
        """Return the cards that may have come to a lane, changed in it, or gone."""
        return None if self.touched is None else self.touched.get(key, set())


class BoardMemory(Memory):
    """What boards of one experiment remember of its cards: what a change does not touch is carried along."""

    def __init__(self) -> None:
        super().__init__()
        self.lanes: defaultdict[str, dict[tuple[Term, ...], tuple[tuple[object, ...], Lane]]] = defaultdict(dict)
        """By column and terms, the lanes that are right for the board before, with what they follow from."""
        self.search: CardSearch | None = None
        """What a filter has read of the cards, while somebody types in it."""
        self._cards: Mapping[str, Card] = {}
        self._notes: Mapping[str, Note] = {}
        self._standing: tuple[object, Standing] | None = None

    def follow(self, workspace: Workspace, experiment: Experiment, since: datetime) -> tuple[Standing, Step]:
        """Return how the cards stand, and what became of them since the board before."""
        step = Step(self._cards, self._touched(workspace))
        facts = (experiment.uid, since, *map(_population, workspace.experiments_of(experiment.board_id)))
        if step.touched is None or self._standing is None or self._standing[0] != facts:
            self._standing = (facts, Standing(workspace, experiment, since))
        else:
            for uid in set().union(*step.touched.values()):
                self._standing[1].exchange(step.before.get(uid), workspace.cards.get(uid))
        if step.touched is None:
            self.search = None
        elif self.search is not None:
            for (_, column), uids in step.touched.items():
                self.search.forget(column, uids)
        self._cards, self._notes = workspace.cards, workspace.notes
        return self._standing[1], step

    def end_search(self) -> None:
        """Forget what was read for a filter, and what matched."""
        self.search = None
        self.lanes.clear()

    def _touched(self, workspace: Workspace) -> dict[LaneKey, set[str]] | None:
        """Return the cards that may look different than on the board before, also for one of their notes."""
        cards, notes = differing(self._cards, workspace.cards), differing(self._notes, workspace.notes)
        if cards is None or notes is None:
            return None
        written = (table.get(uid) for table in (self._notes, workspace.notes) for uid in notes)
        lanes: dict[LaneKey, set[str]] = {}
        waiting = (uid for card in cards for uid in workspace.uids("cards.blocked_by", card))
        for uid in {*cards, *waiting, *_noted(written)}:
            for table in (self._cards, workspace.cards):
                if (card := table.get(uid)) is not None:
                    lanes.setdefault(lane_of(card), set()).add(uid)
        return lanes


def _noted(notes: Iterable[Note | None]) -> Iterator[str]:
    """Yield the cards that notes are about, and those they ask for."""
    yield from (uid for note in notes if note is not None for uid in (note.card, note.asks_for) if uid is not None)


def _population(experiment: Experiment) -> tuple[object, ...]:
    """Return what decides of an iteration which of its cards are finished, and on which day."""
    return experiment.uid, experiment.timezone, *((column.id, column.role) for column in experiment.definition.columns)
