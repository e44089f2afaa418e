"""A stop of a standup in full: what one has to know of it to decide what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tui.app.look.glyphs import level_spans
from tui.app.look.paint import BLANK, Row, Span, hint, joined
from tui.app.standup.customer_rows import CustomerRows
from tui.app.standup.heads import pulse_facts
from tui.app.standup.lesson_rows import lesson_rows
from tui.app.standup.sections import MOST_DECIDED, MOST_LINES, MOST_NOTES, StopSections, brought_up, decided_rows
from tui.domain.flow.figures import load_of, local_day, takes_more
from tui.domain.people.consent import missing_words, wished_words
from tui.domain.records import Card, Note, Participant, Touchpoint
from tui.domain.standup.walked import done_at, waiting_cards_due
from tui.domain.text import plural
from tui.domain.time.calendar_days import WEEKDAYS
from tui.domain.time.dates import near_words, past_words
from tui.domain.time.durations import rhythm


class CardRows(StopSections):
    """A card: why it stands still, how old it is, who waits for it, and what happened since the last standup."""

    def _card(self, card: Card) -> Iterator[Row]:
        yield from self._title(self.view.key(card), card.title)
        yield from self._state(card)
        yield from self._people(card.people, "PEOPLE WAITING" if card.held else "PEOPLE")
        yield from self._since(card)

    def _state(self, card: Card) -> Iterator[Row]:
        view, board = self.view, self.view.board_of(self.item)
        if card.held is not None:
            facts = board.facts(card)
            lines = self._wrapped(view.mask.beginning(facts.block_words), 14)
            head = Span(f"{view.glyphs.blocked} blocked {facts.blocked}d  ", "danger bold")
            if facts.is_free:
                head = Span(f"{view.glyphs.ticked} free  ", "ok bold")
            yield Row((head, Span(lines[0])))
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
            where.append((Span(f"{view.glyphs.recurring} {rhythm(card.every)}, {facts.series_words}", "muted"),))
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
            words, _ = self.view.mask.words(note, self.view.workspace, self.view.today)
            yield from self._fact("learned", words)

    def _since(self, card: Card) -> Iterator[Row]:
        """Yield what happened to a card since the last standup."""
        view, board = self.view, self.view.board_of(self.item)
        since = view.standup.since
        day = local_day(since, board.zone)
        yield from self._section(f"SINCE {_named(day, board.today)}")
        if view.moved is not None and card.finished_at is None:
            yield Row((Span("moved", "ok") if card.uid in view.moved else Span("=  not moved", "muted"),))
        notes = [note for note in view.workspace.notes_of(card.uid) if note.at >= since and note.kind != "learned"]
        for note in reversed(notes[-MOST_NOTES:]):
            yield from self._noted(note)
        yield from self._beyond(len(notes) - MOST_NOTES, "before")
        if not notes and (card.finished_at is not None or view.moved is None):
            yield Row((Span("nothing written down", "muted"),))


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
            yield from self._head(Span(words, "bright bold"))
            yield from self._spans("WIP", (Span(wip, "warn bold" if full else "text"),))
            yield from due
            return
        yield from self._title(view.key(card), card.title)
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
        due = waiting_cards_due(view.workspace, view.experiments, view.policy, view.now)
        if count := sum(card.uid not in stops for card in due):
            yield from self._spans("due", (Span(f"{plural(count, 'card')} more, not begun", "warn"),))

    def _off_board(self) -> Iterator[Row]:
        yield from self._head(Span("Is anybody working on something that is not on the board?", "bright bold"))
        yield Row(hint("card.add", "makes a card of it.", "text"))

    def _pulse(self) -> Iterator[Row]:
        view = self.view
        yield from self._head(Span(view.title, "bright bold"))
        here = " ".join(map(view.teammate, view.standup.attendees)) or "nobody named yet"
        yield from self._spans("here", (Span(here),))
        for name, spans in pulse_facts(view, whole=True):
            yield from self._spans(name, spans)
        if view.decided:
            yield from self._section(self._decided_title())
        for follows in brought_up(view.decided):
            yield from decided_rows(view, follows, self.width)
        yield from self._beyond(len(view.decided) - MOST_DECIDED, "more")
        yield from lesson_rows(view, self.width)

    def _decided_title(self) -> str:
        """Return over the last decisions when they were made: `Decided on Friday`, `Decided on Friday and before`."""
        days = sorted({local_day(follows.decision.at, self.view.zone) for follows in self.view.decided})
        return f"Decided on {_named(days[-1], self.view.today)}{' and before' if len(days) > 1 else ''}"


def _named(day: date, today: date) -> str:
    """Return a day that is past, as a heading has it: `Friday`, else `20 Nov`."""
    is_recent = 0 < (today - day).days < len(WEEKDAYS)
    return WEEKDAYS[day.weekday()].title() if is_recent else past_words(day, today)
