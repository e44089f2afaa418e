"""What of the records a report tells, and how: all of it as its reader may see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from tui.domain.facts import CardFacts
from tui.domain.flow.figures import local_day, zone_of
from tui.domain.lens import Lens
from tui.domain.people.policy import Policy
from tui.domain.privacy.profiles import is_own_words
from tui.domain.records import Card, Experiment, Note
from tui.domain.search.naming import card_key
from tui.domain.standup.report.parts import CardName, Said


class Teller:
    """Turns records into what a report tells, by a lens that counts what it changed and left out on the way.

    Where the report is about one board its days are those of that board, else those of the policy.
    """

    def __init__(self, lens: Lens, experiments: Sequence[Experiment], since: datetime) -> None:
        self.lens = lens
        self.workspace = lens.workspace
        self.policy = lens.policy()
        self.now = lens.now
        self.experiments = tuple(experiments)
        self.since = since
        self.timezone = timezone_of(experiments, self.policy)
        self.zone = zone_of(self.timezone)
        self.today = local_day(self.now, self.zone)

    def line(self, text: str, where: str = "") -> str:
        """Return a text as one clean line without people; empty where this reader gets no such texts."""
        return self.lens.line(self.lens.free(text, where))

    def facts(self, card: Card) -> CardFacts:
        """Return how a card stands at the time of the report, on the days of its board."""
        return CardFacts(self.workspace, card, self.lens.policy, self.now)

    def card(self, card: Card) -> CardName:
        """Return a card by name, and where it stands."""
        key = card_key(self.workspace, card)
        return CardName(key, self.lens.title(card, key), self.lens.line(self.facts(card).column_title))

    def card_of(self, uid: str | None) -> CardName | None:
        """Return the card of a uid by name; None where there is none."""
        card = self.workspace.cards.get(uid or "")
        return self.card(card) if card else None

    def quote(self, note: Note) -> Said | None:
        """Return what a note says; None where it may not be told, which is counted."""
        card = self.workspace.cards.get(note.card or "")
        view = self.lens.note(note, card_key(self.workspace, card) if card else "")
        if view.withheld:
            return None
        return Said(
            kind=note.kind,
            text=" ".join(view.text.split()),
            day=local_day(note.at, self.zone),
            people=view.about,
            stance=view.stance,
            own_words=is_own_words(note),
        )

    def quotes(self, notes: Iterable[Note]) -> tuple[Said, ...]:
        """Return what those notes say that may be told; the others are counted."""
        return tuple(quote for note in notes if (quote := self.quote(note)))


def timezone_of(experiments: Sequence[Experiment], policy: Policy) -> str:
    """Return the time zone of the days of a report: that of its board, the team's where there are several."""
    return experiments[0].timezone if len(experiments) == 1 else policy.timezone
