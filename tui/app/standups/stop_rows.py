"""A stop of a standup in full: what one has to know of it to decide what comes next."""

from __future__ import annotations

from collections.abc import Iterator

from tui.app.paint import BLANK, Row, Span
from tui.app.standups.card_rows import CardRows
from tui.app.standups.customer_rows import CustomerRows
from tui.app.standups.decisions import MOST_DECIDED, decided_rows
from tui.app.standups.heads import pulse_facts
from tui.domain.flow.figures import local_day
from tui.domain.flow.wip import load_of, takes_more
from tui.domain.history.phrases import plural
from tui.domain.records import Card, Note, Participant, Touchpoint
from tui.domain.standup.work import waiting_cards_due
from tui.domain.time.dates import short_date


class StopRows(CardRows, CustomerRows):
    """Makes the rows of any stop; those that are about all of the work are made here."""

    def rows(self) -> list[Row]:
        """Return what the stop shows, its name first."""
        record = self.view.record(self.item)
        match self.item.step:
            case "pulse":
                return list(self._pulse())
            case "pull" if not self.item.uid:
                return list(self._pull())
            case "off_board":
                return list(self._off_board())
            case "customers" if not self.item.uid:
                return list(self._others())
        match record:
            case Card():
                return list(self._card(record))
            case Touchpoint():
                return list(self._touchpoint(record))
            case Participant():
                return list(self._person(record))
            case Note():
                return list(self._note(record))
            case _:
                return [Row((Span("It is not there any more.", "muted"),))]

    def _pull(self) -> Iterator[Row]:
        view = self.view
        experiment = view.pulling(self.item)
        if experiment is None:
            return
        card = view.card_of(self.item)
        wip = load_of(view.workspace, experiment).words
        if len(view.boards) > 1:
            yield Row((Span(view.mask.text(experiment.definition.title), "muted"),))
        due = self._due_besides()
        if card is None:
            full = not takes_more(view.workspace, experiment)
            words = "Finish before starting." if full else "Nothing waits. The board is empty on its left."
            yield Row((Span(words, "bright bold"),))
            yield BLANK
            yield from self._spans("WIP", (Span(wip, "warn bold" if full else "text"),))
            yield from due
            return
        yield from self._title(view.key(card), card.title)
        yield BLANK
        yield from self._spans("where", (Span(view.column(card)),))
        yield from self._spans("WIP", (Span(wip),))
        yield from due
        yield from self._owner(card)
        if card.description:
            yield BLANK
            yield from (Row((Span(line, "muted"),)) for line in self._wrapped(view.mask.beginning(card.description), 0))
        yield from self._people(card.people, "PEOPLE")

    def _due_besides(self) -> Iterator[Row]:
        """Yield how many more cards are due, and not begun, than the standup stops at."""
        view = self.view
        stops = {item.uid for item in view.standup.items if item.step == "pull"}
        others = [
            card
            for card in waiting_cards_due(view.workspace, view.experiments, view.policy, view.now)
            if card.uid not in stops
        ]
        if others:
            yield from self._spans("due", (Span(f"{plural(len(others), 'card')} more, not begun", "warn"),))

    def _off_board(self) -> Iterator[Row]:
        yield Row((Span("Is anybody working on something that is not on the board?", "bright bold"),))
        yield BLANK
        yield Row((Span("a", "accent bold"), Span(" makes a card of it.")))

    def _pulse(self) -> Iterator[Row]:
        view = self.view
        yield Row((Span(view.title, "bright bold"),))
        yield BLANK
        here = " ".join(map(view.teammate, view.standup.attendees)) or "nobody named yet"
        yield from self._spans("here", (Span(here),))
        for name, spans in pulse_facts(view, whole=True):
            yield from self._spans(name, spans)
        if view.decided:
            yield from self._section(self._decided_title())
        for follows in view.decided[:MOST_DECIDED]:
            yield from decided_rows(view, follows, self.width)
        yield from self._beyond(len(view.decided) - MOST_DECIDED, "before")

    def _decided_title(self) -> str:
        """Return over the last decisions when they were made: `Decided on Friday`, `Decided on Friday and before`."""
        days = sorted({local_day(follows.decision.at, self.view.zone) for follows in self.view.decided})
        day = days[-1]
        when = f"{day:%A}" if (self.view.today - day).days < 7 else short_date(day)
        return f"Decided on {when}{' and before' if len(days) > 1 else ''}"
