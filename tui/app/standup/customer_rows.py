"""What is on with customers, as stops of a standup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tui.app.look.glyphs import SIGN_STYLES
from tui.app.look.paint import BLANK, Row, Shown, Span, hint, joined
from tui.app.standup.sections import GAP, MOST_LINES, MOST_NOTES, MOST_PEOPLE, StopSections
from tui.domain.history.people_phrases import method_words
from tui.domain.people.consent import SIGNS, agreed_words
from tui.domain.people.invitations import money
from tui.domain.people.waiting import state_words
from tui.domain.records import Card, Incentive, Note, Participant, Touchpoint
from tui.domain.records.vocabulary import PLANNED
from tui.domain.standup.walked import Nearing, cards_about, people_to_ask_again, people_without_notes, rewards_owed
from tui.domain.time.dates import day_words, past_words

_PLANNED_SCOPES = {"take_part": "take part", "record_audio": "record", "quote_pseudonymous": "quote"}


class CustomerRows(StopSections):
    """A touchpoint, a person or a note: who it is about, what is agreed to, and what is open."""

    def _touchpoint(self, touchpoint: Touchpoint) -> Iterator[Row]:
        view = self.view
        people = view.people(touchpoint.people)
        yield from self._head(*self._session(touchpoint))
        if touchpoint.status not in PLANNED:
            yield from self._spans("so far", (Span(touchpoint.status.replace("_", " "), "ok"),))
        if len(people) == 1:
            yield from self._alone(people[0])
        if touchpoint.expectation:
            private = view.mask.why_not(touchpoint, view.workspace, view.today)
            yield from self._fact("we expect", private or view.mask.beginning(touchpoint.expectation))
        yield from self._cards(view.workspace.cards[uid] for uid in touchpoint.cards if uid in view.workspace.cards)
        if len(people) > 1:
            yield from self._listed("PEOPLE", people, self._agreement)
        uids = {uid for person in people for uid in view.workspace.note_uids_about(person.uid)}
        notes = [note for uid in uids if (note := view.workspace.notes[uid]).touchpoint == touchpoint.uid]
        if notes:
            yield from self._section("SAID THERE")
        for note in sorted(notes, key=lambda note: (note.at, note.uid))[-MOST_NOTES:]:
            yield from self._noted(note)

    def _session(self, touchpoint: Touchpoint) -> tuple[Span, ...]:
        """Return a touchpoint in a line: with whom, what, when, and for how long."""
        view = self.view
        facts = [f"{method_words(touchpoint.method).capitalize()} {view.when(touchpoint)}"]
        facts += [(touchpoint.channel or "").replace("_", " ")] if touchpoint.channel else []
        facts += [f"{touchpoint.duration} min"] if touchpoint.duration else []
        facts += ["tentative"] if touchpoint.status == "tentative" else []
        is_over = touchpoint.status in PLANNED and view.policy.day(touchpoint.at) < view.today
        facts += ["not settled yet"] if is_over else []
        who = (Span(f"{view.pids(touchpoint.people)}  ", "people bold"),) if touchpoint.people else ()
        return (*who, Span(", ".join(facts), "bright bold"))

    def _alone(self, person: Participant) -> Iterator[Row]:
        """Yield who is met, where it is one person."""
        if about := self._about(person):
            yield from self._spans("who", (Span(about),))
        yield from self._groups("last touch", self._last_touch(person))
        yield from self._groups("agreed to", self._agreed(person))

    def _agreed(self, person: Participant) -> Iterator[tuple[Span, ...]]:
        answers = self.view.person(person).statuses
        for scope, word in _PLANNED_SCOPES.items():
            sign = SIGNS[answers.get(scope, "unknown")]
            yield (Span(f"{self.view.glyphs.sign(sign)} ", SIGN_STYLES[sign]), Span(word, "muted"))

    def _agreement(self, person: Participant) -> tuple[Span, ...]:
        return (Span(f"{person.pid}  ", "people"), *joined(self._agreed(person), GAP))

    def _cards(self, cards: Iterable[Card]) -> Iterator[Row]:
        """Yield the cards something is about, with where they stand."""
        view = self.view
        for card in list(cards)[:MOST_LINES]:
            yield from self._fact("card", Shown(f"{view.key(card)} {view.column(card)}  {view.mask.line(card.title)}"))

    def _person(self, person: Participant) -> Iterator[Row]:
        yield from self._head(Span(person.pid, "people bold"), Span(f"  {self._about(person)}", "bright bold"))
        keeping = self.view.person(person).keeping
        yield from self._groups("last touch", self._last_touch(person))
        ideal, longest = (day_words(day, self.view.today) for day in (keeping.ideal, keeping.max))
        yield from self._spans("", (Span(f"ideally by {ideal}, at most by {longest}", "muted"),))
        yield from self._cards(cards_about(self.view.workspace, self.view.experiments, person.uid))
        notes = [self.view.workspace.notes[uid] for uid in self.view.workspace.note_uids_about(person.uid)]
        if notes:
            yield from self._section("LAST SAID")
        for note in reversed(notes[-2:]):
            yield from self._noted(note)

    def _note(self, note: Note) -> Iterator[Row]:
        view = self.view
        what = "A promise to " if note.kind == "promise" else "A request of "
        yield from self._head(Span(what, "bright bold"), Span(view.pids(note.people) or "somebody", "people bold"))
        facts = view.note(note)
        words, is_shown = view.mask.words(note, view.workspace, view.today)
        yield from (Row((Span(line, "text" if is_shown else "muted"),)) for line in self._wrapped(words, 0))
        yield BLANK
        if facts.waiting is not None:
            state = state_words(facts.waiting, view.today)
            yield from self._spans("so far", (Span(state, "danger" if facts.waiting.is_pressing else "warn"),))
        else:
            yield from self._spans("so far", (Span(facts.state, "ok"),))
        cards = (view.workspace.cards.get(uid or "") for uid in dict.fromkeys((note.card, note.asks_for)))
        yield from self._cards(card for card in cards if card is not None)
        people = view.people(note.people)
        if len(note.people) == len(people) == 1:
            yield from self._alone(people[0])
        else:
            yield from self._people(note.people, "PEOPLE")

    def _others(self) -> Iterator[Row]:
        view = self.view
        walked = {item.uid for item in view.standup.items if item.step == "customers"}
        others = [other for other in view.nearing if other.person.uid not in walked]
        due = [other for other in others if other.met is None]
        if due:
            late = sum(other.is_overdue for other in due)
            counts = [f"{late} more overdue"] if late else []
            counts += [f"{len(due) - late} due"] if len(due) > late else []
            yield from self._head(Span(", ".join(counts), "bright bold"))
        else:
            yield Row((Span("Everybody else heard from us in time.", "ok"),))
        yield from (Row(self._nearing(other)) for other in due[: MOST_PEOPLE * 2])
        if len(due) > MOST_PEOPLE * 2:
            yield Row((Span(f"and {len(due) - MOST_PEOPLE * 2} more, ", "muted"), *hint("go.people", "lists all")))
        met = [other.person for other in others if other.met is not None and other.met.uid not in walked]
        yield from self._listed("MET BEFORE THE NEXT STANDUP", met, self._person_spans)
        yield from self._to_ask_again()
        yield from self._to_delete()
        yield from self._owed()

    def _owed(self) -> Iterator[Row]:
        """Yield what people are owed for taking part, and since when."""
        view = self.view
        owed = rewards_owed(view.workspace, view.experiments)

        def spans(reward: Incentive) -> tuple[Span, ...]:
            since = past_words(view.policy.day(reward.owed_since or reward.at), view.today)
            words = f"{money(reward.amount, reward.currency)} since {since}"
            return (Span(f"{view.pids([reward.participant])}  ", "people"), Span(words, "warn"))

        yield from self._listed("OWED FOR TAKING PART", owed, spans)

    def _to_delete(self) -> Iterator[Row]:
        """Yield who wants no notes kept and what there is of them: it is due to be deleted."""
        view = self.view
        people = people_without_notes(view.workspace, view.experiments, view.policy, view.now)
        if people:
            yield from self._section("NOTES TO DELETE")
        for person, count in people[:MOST_PEOPLE]:
            words = Span(f"wants no notes kept, and there {'is' if count == 1 else 'are'} {count}", "warn")
            yield Row((Span(f"{person.pid}  ", "people"), words))
        if people:
            yield Row((*hint("go.people", "and there "), *hint("contact.erase_notes", "delete them")))

    def _to_ask_again(self) -> Iterator[Row]:
        """Yield who said yes to several things at once, and what they are to be asked for by itself."""
        view = self.view
        people = people_to_ask_again(view.workspace, view.experiments, view.policy, view.now)

        def spans(entry: tuple[Participant, Sequence[str]]) -> tuple[Span, ...]:
            person, scopes = entry
            return (Span(f"{person.pid}  ", "people"), Span(f"to {agreed_words(scopes)}", "warn"))

        yield from self._listed("ASK AGAIN, EACH BY ITSELF", people, spans)

    def _nearing(self, nearing: Nearing) -> tuple[Span, ...]:
        """Return somebody in a row, with the cards that are about them."""
        view = self.view
        keys = [view.key(card) for card in cards_about(view.workspace, view.experiments, nearing.person.uid)]
        about = (Span(f"   {' '.join(keys[:MOST_LINES])}", "muted"),) if keys else ()
        return (*self._person_spans(nearing.person), *about)
