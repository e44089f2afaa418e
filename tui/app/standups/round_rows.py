"""The pulse, what to begin, and what is not on the board."""

from __future__ import annotations

from collections.abc import Iterator

from tui.app.paint import BLANK, Row, Span
from tui.app.standups.counts import pulse_facts
from tui.app.standups.sections import StopSections
from tui.app.standups.stops import attendees_words
from tui.domain.dates import day_words
from tui.domain.standup import last_standup
from tui.domain.standup_work import wip_of


class RoundRows(StopSections):
    """The stops that are about all of the work."""

    def _pull(self) -> Iterator[Row]:
        view = self.view
        experiment = view.pulling(self.item)
        if experiment is None:
            return
        card = view.card_of(self.item)
        count, limit = wip_of(view.workspace, experiment)
        if len(view.boards) > 1:
            yield Row((Span(view.mask.text(experiment.definition.title), "muted"),))
        if card is None:
            full = limit is not None and count >= limit
            words = "Finish before starting." if full else "Nothing waits. The board is empty on its left."
            yield Row((Span(words, "bright bold"),))
            yield BLANK
            yield from self._spans(
                "WIP", (Span(f"{count}/{limit}" if limit is not None else str(count), "warn bold" if full else "text"),)
            )
            return
        yield from self._title(view.key(card), card.title)
        yield BLANK
        yield from self._spans("WIP", (Span(f"{count}/{limit}" if limit is not None else str(count)),))
        yield from self._spans(
            "owner", (Span(view.teammate(card.assignee)),) if card.assignee else (Span("nobody", "muted"),)
        )
        if card.description:
            yield BLANK
            yield from (Row((Span(line, "muted"),)) for line in self._wrapped(view.mask.beginning(card.description), 0))
        yield from self._people(card.people, "PEOPLE")

    def _off_board(self) -> Iterator[Row]:
        yield Row((Span("Is anybody working on something that is not on the board?", "bright bold"),))
        yield BLANK
        yield Row((Span("a", "accent bold"), Span(" makes a card of it.")))

    def _pulse(self) -> Iterator[Row]:
        view = self.view
        yield Row((Span(self._what(), "bright bold"),))
        yield BLANK
        yield from self._spans("here", (Span(attendees_words(view)),))
        for name, spans in pulse_facts(view):
            yield from self._spans(name, spans)
        before = [last_standup(view.workspace, each.uid, view.standup.started_at) for each in view.experiments]
        latest = max((each for each in before if each is not None), key=lambda each: each.started_at, default=None)
        if latest is not None and latest.decisions:
            yield from self._section("DECIDED LAST TIME")
            for decision in latest.decisions:
                owner = f"{view.teammate(decision.owner)} " if decision.owner else ""
                due = f", by {day_words(decision.due, view.today)}" if decision.due else ""
                late = decision.due is not None and decision.due < view.today
                text = view.mask.line(decision.text)
                yield Row(
                    (
                        Span(f"{view.glyphs.bullet}  ", "muted"),
                        Span(f"{owner}{text}"),
                        Span(due, "danger" if late else "muted"),
                    )
                )

    def _what(self) -> str:
        titles = [self.view.mask.text(each.definition.title) for each in self.view.experiments]
        return titles[0] if len(titles) == 1 else f"{len(titles)} experiments"
