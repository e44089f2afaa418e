"""What is on with customers, as stops of a standup."""

from __future__ import annotations

from collections.abc import Iterator

from tui.app.paint import BLANK, Row, Span, joined
from tui.app.permission import SIGN_STYLES
from tui.app.standups.sections import MOST_LINES, MOST_NOTES, MOST_PEOPLE, StopSections
from tui.domain.consent import SIGNS, statuses
from tui.domain.dates import day_words
from tui.domain.people_phrases import method_words
from tui.domain.records import Note, Participant, Touchpoint
from tui.domain.standup_customers import due_people
from tui.domain.waiting import state_words, waiting_among

_PLANNED_SCOPES = {"take_part": "take part", "record_audio": "record", "quote_pseudonymous": "quote"}


class CustomerRows(StopSections):
    """A touchpoint, a person or a note: who it is about, what is agreed to, and what is open."""

    def _touchpoint(self, touchpoint: Touchpoint) -> Iterator[Row]:
        view = self.view
        at = touchpoint.at.astimezone(view.policy.zone)
        day = "today" if at.date() == view.today else f"{day_words(at.date(), view.today)}, not settled yet"
        title = Span(f"{method_words(touchpoint.method).capitalize()} ", "bright bold")
        yield Row((title, Span(view.pids(touchpoint.people), "people bold")))
        yield BLANK
        sure = "" if touchpoint.status == "confirmed" else ", tentative" if touchpoint.status == "tentative" else ""
        yield from self._spans("when", (Span(f"{at:%H:%M} {day}{sure}"),))
        if touchpoint.status not in ("confirmed", "tentative"):
            yield from self._spans("", (Span(touchpoint.status.replace("_", " "), "ok"),))
        if touchpoint.expectation:
            private = view.mask.why_not(touchpoint, view.workspace, view.today)
            yield from self._fact("expected", private or view.mask.beginning(touchpoint.expectation))
        cards = [view.workspace.cards[uid] for uid in touchpoint.cards if uid in view.workspace.cards]
        for card in cards[:MOST_LINES]:
            yield from self._fact("card", view.mask.line(f"{view.key(card)} {card.title}"))
        people = [view.workspace.participants[uid] for uid in touchpoint.people if uid in view.workspace.participants]
        if people:
            yield from self._section("PERMISSION")
        for person in people[:MOST_PEOPLE]:
            yield Row((Span(f"{person.pid}  ", "people"), *self._agreed(person)))
        uids = {uid for person in people for uid in view.workspace.note_uids_about(person.uid)}
        said = [note for uid in uids if (note := view.workspace.notes[uid]).touchpoint == touchpoint.uid]
        if said:
            yield from self._section("SAID THERE")
        for note in sorted(said, key=lambda each: (each.at, each.uid))[-MOST_NOTES:]:
            yield from self._noted(note)

    def _agreed(self, person: Participant) -> tuple[Span, ...]:
        known = statuses(self.view.workspace, person, self.view.today)
        groups = []
        for scope, word in _PLANNED_SCOPES.items():
            sign = SIGNS[known.get(scope, "unknown")]
            groups.append((Span(f"{word} ", "muted"), Span(self.view.glyphs.sign(sign), SIGN_STYLES[sign])))
        return joined(groups, "   ")

    def _person(self, person: Participant) -> Iterator[Row]:
        yield Row((Span(person.pid, "people bold"), Span(f"  {self._about(person)}", "bright bold")))
        yield BLANK
        keeping = self.view.keeping(person)
        yield from self._spans("in touch", self._touched(person))
        ideal, longest = (day_words(day, self.view.today) for day in (keeping.ideal, keeping.max))
        words = f"ideally by {ideal}, at most by {longest}"
        yield from self._spans("", (Span(words, "muted"),))
        cards = [
            card for card in self.view.workspace.cards_with(person.uid) if not card.archived_at and not card.finished_at
        ]
        for card in cards[:MOST_LINES]:
            yield from self._fact("card", self.view.mask.line(f"{self.view.key(card)} {card.title}"))
        notes = [self.view.workspace.notes[uid] for uid in self.view.workspace.note_uids_about(person.uid)]
        if notes:
            yield from self._section("LAST SAID")
        for note in reversed(notes[-2:]):
            yield from self._noted(note)

    def _note(self, note: Note) -> Iterator[Row]:
        view = self.view
        what = "A promise to " if note.kind == "promise" else "A request of "
        yield Row((Span(what, "bright bold"), Span(view.pids(note.people) or "somebody", "people bold")))
        yield BLANK
        waiting = waiting_among([note], view.policy, view.today)
        words, said = view.mask.words(note, view.workspace, view.today, whole=False)
        yield from (Row((Span(line, "text" if said else "muted"),)) for line in self._wrapped(words, 0))
        yield BLANK
        if waiting:
            state = state_words(waiting[0], view.today)
            yield from self._spans("so far", (Span(state, "danger" if waiting[0].is_pressing else "warn"),))
        else:
            yield from self._spans("so far", (Span("kept" if note.kind == "promise" else "answered and told", "ok"),))
        card = view.workspace.cards.get(note.card or "")
        if card is not None:
            yield from self._fact("card", view.mask.line(f"{view.key(card)} {card.title}"))
        yield from self._people(note.people, "PEOPLE")

    def _others(self) -> Iterator[Row]:
        view = self.view
        walked = {item.uid for item in view.standup.items if item.step == "customers"}
        due = [
            each
            for each in due_people(view.workspace, view.experiments, view.policy, view.now)
            if each[0].uid not in walked
        ]
        if not due:
            yield Row((Span("Everybody else heard from us in time.", "ok"),))
            return
        late = sum(keeping.state == "overdue" for _, keeping in due)
        yield Row((Span(f"{late} more overdue, {len(due) - late} due", "bright bold"),))
        yield BLANK
        for person, _ in due[: MOST_PEOPLE * 2]:
            yield Row(self._person_spans(person))
        if len(due) > MOST_PEOPLE * 2:
            yield Row(
                (
                    Span(f"and {len(due) - MOST_PEOPLE * 2} more, ", "muted"),
                    Span("P", "accent bold"),
                    Span(" lists all", "muted"),
                )
            )
