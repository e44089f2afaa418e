"""A card as a stop of a standup."""

from __future__ import annotations

from collections.abc import Iterator

from tui.app.chips import level_spans
from tui.app.paint import BLANK, Row, Span, joined
from tui.app.standups.sections import MOST_LINES, MOST_NOTES, StopSections
from tui.domain.flow.figures import local_day
from tui.domain.people.consent import missing_words, wished_words
from tui.domain.records import Card
from tui.domain.standup.work import done_at
from tui.domain.time.dates import near_words
from tui.domain.time.durations import rhythm


class CardRows(StopSections):
    """A card: why it stands still, how old it is, who waits for it, and what happened since the last standup."""

    def _card(self, card: Card) -> Iterator[Row]:
        yield from self._title(self.view.key(card), card.title)
        yield BLANK
        yield from self._state(card)
        yield from self._people(card.people, "PEOPLE WAITING" if card.held else "PEOPLE")
        yield from self._since(card)

    def _state(self, card: Card) -> Iterator[Row]:
        view, board = self.view, self.view.board_of(self.item)
        if card.held is not None:
            days = board.facts(card).blocked
            lines = self._wrapped(view.mask.beginning(card.held.reason), 14)
            yield Row((Span(f"{view.glyphs.blocked} blocked {days}d  ", "danger bold"), Span(lines[0])))
            yield from (Row((Span(" " * 14), Span(line))) for line in lines[1:])
            if card.held.needs:
                yield from self._fact("needs", view.mask.text(card.held.needs))
        elif self.item.step == "blocked":
            yield Row((Span("not blocked any more", "ok"),))
        if self.item.step == "done" and done_at(card) is None:
            yield Row((Span("opened again", "warn"),))
        yield from self._owner(card)
        yield from self._progress(card)
        if card.expedite:
            yield from self._spans("", (Span(f"{view.glyphs.expedite} expedite", "learn bold"),))
        if card.checklist:
            done = sum(step.done for step in card.checklist)
            yield from self._spans("checklist", (Span(f"{done} of {len(card.checklist)}"),))
        facts = board.facts(card)
        if (lacking := facts.missing) and card.finished_at is None:
            yield from self._spans("permission", (Span(missing_words(lacking), "warn"),))
        if (to_ask := facts.to_ask) and card.finished_at is None:
            yield from self._spans("wish", (Span(wished_words(to_ask), "muted"),))

    def _progress(self, card: Card) -> Iterator[Row]:
        """Yield where a card stands, when it is due, and how long it took or how old it is."""
        view, board = self.view, self.view.board_of(self.item)
        facts, due = board.facts(card), view.due(card, board.today)
        cycle, age = facts.cycle, facts.age
        where: list[tuple[Span, ...]] = [(Span(view.column(card)),)]
        if card.archived_at is not None:
            where.append((Span("archived since", "muted" if card.finished_at else "warn"),))
        if card.kind == "recurring":
            series = f"{rhythm(card.every)}, {facts.series_words}"
            where.append((Span(f"{view.glyphs.recurring} {series}", "muted"),))
        if age is None and due:
            where.append(due)
        yield from self._spans("where", joined(where, "   "))
        done = done_at(card) if self.item.step == "done" or card.finished_at is not None else None
        if done is not None:
            finished = near_words(local_day(done, board.zone), board.today)
            took = f", {cycle}d cycle time" if cycle is not None else "" if card.finished_at else ", and on again"
            yield from self._spans("finished", (Span(f"{finished}{took}"),))
            yield from self._learned(card)
        elif age is not None:
            yield from self._spans("age", (*self._age(age), *((Span("   "), *due) if due else ())))

    def _age(self, age: int) -> tuple[Span, ...]:
        limits = self.view.board_of(self.item).thresholds
        level = limits.level(age)
        norm = "declared: within" if limits.declared else f"{limits.sle.percent} % of cards finish within"
        norm = norm if self.width >= 50 else "of"
        return (*level_spans(self.view.glyphs, level, f"{age}d"), Span(f"  {norm} {limits.sle.days}d", "muted"))

    def _learned(self, card: Card) -> Iterator[Row]:
        learned = [note for note in self.view.workspace.notes_of(card.uid) if note.kind == "learned"]
        if not learned:
            yield from self._spans("learned", (Span("nothing recorded yet", "warn"),))
        for note in learned[-MOST_LINES:]:
            words, _ = self.view.mask.words(note, self.view.workspace, self.view.today, whole=False)
            yield from self._fact("learned", words)

    def _since(self, card: Card) -> Iterator[Row]:
        """Yield what happened to a card since the last standup."""
        view, board = self.view, self.view.board_of(self.item)
        since = view.standup.since
        day = local_day(since, board.zone)
        yield from self._section(f"SINCE {day:%A}" if (board.today - day).days < 7 else f"SINCE {day.day} {day:%b}")
        if view.moved is not None and card.finished_at is None:
            moved = card.uid in view.moved
            yield Row((Span("moved", "ok"),) if moved else (Span("=  not moved", "muted"),))
        notes = [note for note in view.workspace.notes_of(card.uid) if note.at >= since and note.kind != "learned"]
        for note in reversed(notes[-MOST_NOTES:]):
            yield from self._noted(note)
        yield from self._beyond(len(notes) - MOST_NOTES, "before")
        if not notes and (card.finished_at is not None or view.moved is None):
            yield Row((Span("nothing written down", "muted"),))
