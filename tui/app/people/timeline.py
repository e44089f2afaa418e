"""The timeline of a person: touchpoints with what was said there, notes, and words about permission, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from tui.app.look.glyphs import Glyphs
from tui.app.look.inspector import STANCES, PanelItem, Sections
from tui.app.look.masking import Mask
from tui.app.look.paint import Row, Span
from tui.app.people.crowd import Crowd
from tui.domain.facts import pids
from tui.domain.flow.figures import local_day
from tui.domain.history.people_phrases import method_words
from tui.domain.people.consent import HOW_WORDS, VALID, WORDS
from tui.domain.people.timeline import Entry, timeline_of
from tui.domain.records import Consent, Note, Participant, Touchpoint
from tui.domain.records.vocabulary import PLANNED
from tui.domain.search.naming import card_key
from tui.domain.text import plural
from tui.domain.time.calendar_days import WEEKDAYS
from tui.domain.time.dates import day_words

MOST_ENTRIES = 60
WHEN = 13
STATUS_WORDS = {
    "tentative": ("planned, not sure", "accent"),
    "confirmed": ("planned", "accent"),
    "cancelled": ("cancelled", "muted"),
    "no_show": ("nobody came", "warn"),
}
SAID = {
    "requested": "asked for",
    "request_deferred": "asked for, to be decided later",
    "refused": "refused",
    "withdrawn": "withdrawn",
    "revoked": "revoked",
    "invalidated": "not valid any more",
    "expired": "over",
    "unknown": "not known",
}


class PersonSections(Sections):
    """Makes the rows on a person of a crowd."""

    def __init__(self, crowd: Crowd, person: Participant, glyphs: Glyphs, mask: Mask, width: int) -> None:
        super().__init__(crowd, glyphs, mask, width)
        self.crowd = crowd
        self.person = person
        self.facts = crowd.facts(person)


class Timeline(PersonSections):
    """Builds the last section of a person's panel."""

    def items(self, *, whole: bool) -> list[PanelItem]:
        """Return the section; unless the `whole` is asked for, what is old is counted only."""
        entries = timeline_of(self.workspace, self.person)
        counts = f"{plural(self.facts.notes, 'note')}, {plural(self.facts.touchpoints, 'touchpoint')}"
        shown = entries if whole else entries[:MOST_ENTRIES]
        had = next((index for index, entry in enumerate(shown) if not self._is_planned(entry)), 0)
        items = [self._section("TIMELINE", (Span(counts, "muted"),))]
        for index, entry in enumerate(shown):
            items += self._entry(entry, newest=index == had)
        if len(shown) < len(entries):
            older = self._row(
                Span(f"{self.glyphs.bullet}  {len(entries) - len(shown)} older,  ", "muted"),
                Span("enter", "accent bold"),
                Span(" shows them", "muted"),
            )
            items.append(PanelItem((older,), "older"))
        return items

    def _is_planned(self, entry: Entry) -> bool:
        return entry.touchpoint is not None and entry.touchpoint.status in PLANNED

    def _entry(self, entry: Entry, *, newest: bool) -> Iterator[PanelItem]:
        if entry.touchpoint is not None:
            yield self._touchpoint(entry.touchpoint, newest=newest)
            for note in entry.notes:
                yield PanelItem(self._note_words((), note, self._note_lead(note)), "note", note.uid)
        elif entry.notes:
            yield from (self._note(note, newest=newest) for note in entry.notes)
        elif entry.consents:
            yield self._consents(entry.consents, newest=newest)
        else:
            yield self._still(self._head(entry.at, Span("added", "muted"), newest=False))

    def _head(self, at: datetime, *what: Span, newest: bool, sign: str = "") -> Row:
        mark = sign or (self.glyphs.active if newest else self.glyphs.bullet)
        when = Span(f"{self._when(at):<{WHEN}}", "muted")
        row = self._row(Span(f"{mark}  ", "accent" if newest or sign else "muted"), when, *what)
        return Row(row.left, (), row.background, 2)

    def _when(self, at: datetime) -> str:
        day = local_day(at, self.zone)
        is_near = 0 <= (day - self.today).days < len(WEEKDAYS)
        clock = f" {at.astimezone(self.zone):%H:%M}" if is_near else ""
        return f"{day_words(day, self.today)}{clock}"

    def _touchpoint(self, touchpoint: Touchpoint, *, newest: bool) -> PanelItem:
        status, style = STATUS_WORDS.get(touchpoint.status, ("", ""))
        facts = [
            f"{touchpoint.duration} min" if touchpoint.duration else "",
            (touchpoint.channel or "").replace("_", " "),
        ]
        facts.append("inbound" if touchpoint.direction == "inbound" else "")
        others = [uid for uid in touchpoint.people if uid != self.person.uid]
        company = f"with {self._pids(others)}" if others else ""
        rest = " ".join(filter(None, (", ".join(filter(None, facts)), company)))
        what = [Span(method_words(touchpoint.method)), Span(f" {rest}" if rest else "", "muted")]
        if status:
            what.append(Span(f"  {status}", style))
        planned = touchpoint.status in PLANNED
        head = self._head(touchpoint.at, *what, newest=newest, sign=self.glyphs.waiting if planned else "")
        private = self.mask.why_not(touchpoint, self.workspace, self.today)
        if private and (touchpoint.summary or touchpoint.expectation):
            return PanelItem(self._under([head], private, style="muted"), "touchpoint", touchpoint.uid)
        lead = Span("we expect " if planned else "we expected ", "muted")
        expected = self._under([head], self.mask.beginning(touchpoint.expectation), (lead,))
        return PanelItem(self._under(expected, touchpoint.summary), "touchpoint", touchpoint.uid)

    def _pids(self, uids: Sequence[str]) -> str:
        people = pids(self.workspace, uids)
        more = f" +{len(people) - 2}" if len(people) > 2 else ""
        return " ".join(people[:2]) + more

    def _note(self, note: Note, *, newest: bool) -> PanelItem:
        card = self.workspace.cards.get(note.card or "")
        where = f" on {card_key(self.workspace, card)}" if card else ""
        others = [uid for uid in note.people if uid != self.person.uid]
        about = f" with {self._pids(others)}" if others else ""
        head = self._head(
            note.at, Span(note.kind), *self._state(note, " "), Span(f"{where}{about}", "muted"), newest=newest
        )
        return PanelItem(self._note_words([head], note, self._stance(note)), "note", note.uid)

    def _note_lead(self, note: Note) -> tuple[Span, ...]:
        """Return what stands before the words of a note at a touchpoint: its stance, and its kind where that tells."""
        kind = () if note.kind in ("note", "quote") else (Span(f"{note.kind}  ", "muted"),)
        state = self._state(note, " ")
        return (*self._stance(note), *kind, *state, *((Span("  "),) if state else ()))

    def _stance(self, note: Note) -> tuple[Span, ...]:
        stance = self._facts_of(note).evidence
        return (Span(f"{self.glyphs.stance(stance)} ", STANCES[stance]),) if stance else ()

    def _consents(self, consents: Sequence[Consent], *, newest: bool) -> PanelItem:
        """Return words about permission said at one time: what was said, how, and about what."""
        first = consents[0]
        if first.status in VALID:
            words = f"{'given' if first.status == 'given' else 'renewed'}, {HOW_WORDS[first.method]}"
            words += " by the guardian" if first.given_by == "guardian" else ""
        else:
            words = SAID.get(first.status, first.status.replace("_", " "))
        head = self._head(first.at, Span("permission"), Span(f" {words}", "muted"), newest=newest)
        scopes = {consent.scope for consent in consents}
        questions = [word.question for word in WORDS if scopes.intersection(word.scopes)]
        rest = Span(f"{self.glyphs.timeline}  ", "line")
        return self._still(head, self._row(rest, Span(", ".join(questions), "muted")))
