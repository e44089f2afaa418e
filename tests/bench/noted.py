"""A board with many notes, as a team writes them over the years: of its customers, and some in their own words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from tests.bench.boards import BOARD, SAID, Maker
from tui.domain import operations
from tui.domain.evidence.respondents import Given
from tui.domain.records import Card, Consent, Note
from tui.domain.records.change import Change, Edit
from tui.domain.records.workspace import Workspace
from tui.session import Session


def noted(folder: Path, cards: int, per_card: int, now: datetime) -> None:
    """Write a workspace with a board of so many cards, and so many notes on each of them."""
    NoteMaker(now, per_card).write(folder, cards)


def learned(folder: Path, cards: int, per_card: int, answers: int, now: datetime) -> None:
    """Write such a workspace that has a survey, too, of so many answers of people whom nobody knows."""
    noted(folder, cards, per_card, now)
    given = [Given(line, str(line % 11), key=f"R-{line}", wave=f"wave {line % 4}") for line in range(answers)]
    session = Session.open(folder)
    try:
        (experiment,) = session.workspace.experiments_of(BOARD)
        session.run(operations.import_answers, experiment.uid, "nps", given)
    finally:
        session.close()


class NoteMaker(Maker):
    """Makes notes, too; every other customer agreed to have what they say quoted."""

    def __init__(self, now: datetime, per_card: int) -> None:
        super().__init__(now)
        self._per_card = per_card

    def history(self, number: int, rank: str) -> list[Change]:
        """Return how a card came, moved, and was written about."""
        changes = super().history(number, rank)
        card = next(record for record in changes[1].records["cards"].values() if isinstance(record, Card))
        agreed = self._agreed(number) if number % 2 else ()
        return [*changes, *agreed, *(self._about(card) for _ in range(self._per_card))]

    def _agreed(self, number: int) -> Iterator[Change]:
        """Yield that one of the customers agreed, as long as there are customers."""
        for uid in [*self.workspace.participants][number - 1 : number]:
            edit = Edit(Workspace.of(), self.context(60))
            edit.put(Consent(edit.context.ids(), uid, "quote_pseudonymous", "given", edit.context.now, "ux"))
            yield edit.change("consent_given")

    def _about(self, card: Card) -> Change:
        chance, edit = self.chance, Edit(Workspace.of(), self.context(self.chance.uniform(0, 400)))
        kind, _, said = chance.choice(SAID)
        people = (chance.choice(tuple(self.workspace.participants)),)
        text = f"{self.words.title(chance)}. {said}"
        at, is_quote = edit.context.now, kind == "quote"
        edit.put(Note(edit.context.ids(), text, at, "ux", card=card.uid, people=people, kind=kind, verbatim=is_quote))
        return edit.change("note_added", card)
