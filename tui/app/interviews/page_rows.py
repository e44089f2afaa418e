"""The rows of the page of a conversation: what was expected and found, what happened, what was around and said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, tzinfo
from typing import NamedTuple

from tui.app.interviews.feeling import BAR, HEADING, STYLES, feeling_bar
from tui.app.look.glyphs import Glyphs
from tui.app.look.paint import Row, Shown, Span, cell, hint, width_of, wrap_all
from tui.domain.flow.figures import local_day
from tui.domain.learned.interview_views import HappenedView, InterviewView, OpportunityView
from tui.domain.lines.scene_signs import felt_words
from tui.domain.text import plural
from tui.domain.time.dates import day_words
from tui.domain.views import NoteView

BESIDE, DRAWN, TABLE = 84, 56, 60
"""From how many cells on two texts stand side by side, a feeling is drawn, and what was said is a table."""
AIRY = 30
"""From how many rows of the screen on there is room for rules and blank rows."""
MARGIN, NUMBER, WORD, KIND, STANCE = 2, 5, 15, 12, 11
_STANCES = {"supports": "ok", "refutes": "danger"}
_WORDS = {"activities": "activities", "environments": "environment", "interactions": "interactions"}


class Line(NamedTuple):
    """A row of the page, and the note (uid) that it is part of, if of one."""

    row: Row
    note: str = ""


class PageRows:
    """Lays out a conversation for a width and a height."""

    def __init__(
        self, page: InterviewView, glyphs: Glyphs, today: date, zone: tzinfo, *, width: int, height: int
    ) -> None:
        self.page = page
        self.glyphs = glyphs
        self.today = today
        self.zone = zone
        self.width = width
        self.airy = height >= AIRY

    @property
    def room(self) -> int:
        """How many cells a text has."""
        return max(12, self.width - 2 * MARGIN)

    def lines(self) -> Iterator[Line]:
        """Yield the whole page."""
        yield from self._lead()
        yield from self._expected()
        yield from self._happened()
        yield from self._around()
        yield from self._summary()
        yield from self._facts()
        yield from self._opportunities()
        yield from self._promised()
        if not self.page.count and not self.page.met.summary:
            yield self._line(Span("Nothing was noted yet.  ", "muted"), *hint("note.add", "says what was said"))

    def _line(self, *left: Span, right: tuple[Span, ...] = (), note: str = "") -> Line:
        return Line(Row((Span(" " * MARGIN), *left), right, right_margin=MARGIN), note)

    def _blank(self) -> Line:
        return Line(Row())

    def _headed(self, title: str, *about: Span, right: tuple[Span, ...] = ()) -> Iterator[Line]:
        """Yield the heading of a section."""
        if self.airy:
            yield self._blank()
        yield self._line(Span(title, "muted bold"), *about, right=right)
        if self.airy:
            yield self._line(Span(self.glyphs.rule * self.room, "line"))

    def _text(self, text: str, indent: int = 0, style: str = "text", note: str = "") -> Iterator[Line]:
        """Yield a text in as many rows as it takes."""
        for part in wrap_all(Shown(text), self.room - indent):
            yield self._line(Span(" " * indent), Span(part, style), note=note)

    def _lead(self) -> Iterator[Line]:
        lead = self.page.lead
        if lead is None:
            return
        right = (Span(f"{self.glyphs.given} ", "ok"), Span("may be quoted without name", "muted"))
        room = self.room - width_of(right) - 2
        parts = wrap_all(Shown(f"“{lead.text}”"), room if room >= DRAWN else self.room)
        for at, part in enumerate(parts):
            beside = right if not at and room >= DRAWN else ()
            yield self._line(Span(part, "bright italic"), right=beside)

    def _expected(self) -> Iterator[Line]:
        met, instead = self.page.met, self.page.surprises
        expected = met.expectation or (f"kept private: {met.withheld}" if met.withheld else "nothing was written down")
        style = "text" if met.expectation else "muted"
        if not met.expectation and not instead:
            return
        if self.room < BESIDE or not instead:
            yield from self._headed("EXPECTED")
            yield from self._text(expected, style=style)
            if instead:
                yield from self._headed("FOUND INSTEAD")
                for note in instead:
                    yield from self._surprise(note)
            return
        half = (self.room - 4) // 2
        if self.airy:
            yield self._blank()
        yield self._line(*cell((Span("EXPECTED", "muted bold"),), half + 4), Span("FOUND INSTEAD", "muted bold"))
        if self.airy:
            rule = self.glyphs.rule
            yield self._line(Span(rule * half, "line"), Span("    "), Span(rule * (self.room - half - 4), "line"))
        left = [Span(part, style) for part in wrap_all(Shown(expected), half)]
        right = [
            (Span("! " if not at else "  ", "warn"), Span(part, self._style(note)), note.id)
            for note in instead
            for at, part in enumerate(wrap_all(Shown(self._words(note)), self.room - half - 6))
        ]
        for at in range(max(len(left), len(right))):
            before = cell((left[at],) if at < len(left) else (), half + 4)
            sign, words, note_id = right[at] if at < len(right) else (Span(""), Span(""), "")
            yield self._line(*before, sign, words, note=note_id)

    def _surprise(self, note: NoteView) -> Iterator[Line]:
        for at, part in enumerate(wrap_all(Shown(self._words(note)), self.room - 2)):
            yield self._line(Span("! " if not at else "  ", "warn"), Span(part, self._style(note)), note=note.id)

    def _happened(self) -> Iterator[Line]:
        steps = self.page.happened
        if not steps:
            return
        is_drawn = self.room >= DRAWN
        scale = (Span(HEADING, "muted"),) if is_drawn else ()
        yield from self._headed("WHAT HAPPENED", Span(f"  {plural(len(steps), 'step')} in order", "muted"), right=scale)
        for step in steps:
            yield from self._step(step, is_drawn=is_drawn)

    def _step(self, step: HappenedView, *, is_drawn: bool) -> Iterator[Line]:
        if is_drawn:
            right: tuple[Span, ...] = feeling_bar(step.felt, self.glyphs)
        else:
            right = (Span(felt_words(step.felt), STYLES[step.felt]),) if step.felt is not None else ()
        number = f"{step.number:>3}"
        room = self.room - NUMBER - (BAR + 2 if is_drawn else 4)
        for at, note in enumerate(step.notes):
            for row, part in enumerate(wrap_all(Shown(self._words(note)), room)):
                is_first = not at and not row
                lead = Span(f"{number if is_first else '':<{NUMBER}}", "muted")
                yield self._line(lead, Span(part, self._style(note)), right=right if is_first else (), note=note.id)

    def _around(self) -> Iterator[Line]:
        if not self.page.around:
            return
        right = (Span("AEIOU, filled where it was seen", "muted"),) if self.room >= DRAWN else ()
        yield from self._headed("SURROUNDINGS", right=right)
        for one in self.page.around:
            word = _WORDS.get(one.aeiou, one.aeiou)
            for note in one.notes:
                yield from self._under(word, note)
                word = ""

    def _under(self, word: str, note: NoteView) -> Iterator[Line]:
        """Yield a note beside a word, or where there is no room below it."""
        if self.room < TABLE:
            if word:
                yield self._line(Span(word, "muted"), note=note.id)
            yield from self._text(self._words(note), 2, self._style(note), note.id)
            return
        for at, part in enumerate(wrap_all(Shown(self._words(note)), self.room - WORD)):
            lead = Span(f"{word if not at else '':<{WORD}}", "muted")
            yield self._line(lead, Span(part, self._style(note)), note=note.id)

    def _summary(self) -> Iterator[Line]:
        if self.page.met.summary:
            yield from self._headed("IN SHORT")
            yield from self._text(self.page.met.summary)

    def _facts(self) -> Iterator[Line]:
        facts = self.page.facts
        if not facts:
            return
        right = hint("note.add", "adds one") if self.room >= DRAWN else ()
        yield from self._headed("QUOTES AND FACTS", Span(f" {len(facts)}", "muted"), right=right)
        for note in facts:
            yield from self._note(note)

    def _note(self, note: NoteView, more: tuple[Span, ...] = ()) -> Iterator[Line]:
        """Yield a note with when it was written, what it is and what it speaks for."""
        spans: tuple[Span, ...]
        if self.room < TABLE:
            spans = (self._sign(note), Span(" "))
        else:
            stance = note.stance or ""
            words = f"{self.glyphs.stance(stance)} {stance}" if stance in _STANCES else stance
            style = _STANCES.get(stance, "muted")
            spans = (Span(f"{self._when(note)}  ", "muted"), Span(f"{note.kind:<{KIND}}", "muted"))
            spans += (Span(f"{words:<{STANCE}}", style),)
        indent = width_of(spans)
        room = self.room - indent - (width_of(more) + 2 if more else 0)
        for at, part in enumerate(wrap_all(Shown(self._words(note)), room)):
            lead = spans if not at else (Span(" " * indent),)
            yield self._line(*lead, Span(part, self._style(note)), right=more if not at else (), note=note.id)

    def _opportunities(self) -> Iterator[Line]:
        chances = self.page.opportunities
        if not chances:
            return
        right = hint("note.card", "makes a card of it") if self.room >= DRAWN else ()
        yield from self._headed("OPPORTUNITIES", Span(f" {len(chances)}", "muted"), right=right)
        for one in chances:
            yield from self._note(one.note, self._card(one))

    def _card(self, one: OpportunityView) -> tuple[Span, ...]:
        return (Span(one.card, "muted"),) if one.card else ()

    def _promised(self) -> Iterator[Line]:
        promises = self.page.promises
        if not promises:
            return
        still = sum(note.promise is None or note.promise.kept_on is None for note in promises)
        yield from self._headed("NEXT", Span(f"  {still} of {len(promises)} open", "muted"))
        for note in promises:
            due = note.promise.due if note.promise is not None else None
            is_kept = note.promise is not None and note.promise.kept_on is not None
            words = "kept" if is_kept else f"by {day_words(due, self.today)}" if due else ""
            style = "muted" if is_kept else "warn" if due is not None and due < self.today else "text"
            right = (Span(words, style), Span(f"  @{note.by}" if note.by else "", "muted"))
            room = self.room - width_of(right) - 4
            sign = self.glyphs.ticked if is_kept else self.glyphs.open
            for at, part in enumerate(wrap_all(Shown(self._words(note)), max(12, room))):
                lead = Span(f"{sign} " if not at else "  ", "muted")
                yield self._line(lead, Span(part, self._style(note)), right=right if not at else (), note=note.id)

    def _when(self, note: NoteView) -> str:
        """Return at what time of the day it was written down, or on which day where that was another one."""
        if local_day(note.at, self.zone) == local_day(self.page.met.at, self.zone):
            return f"{note.at.astimezone(self.zone):%H:%M} "
        return f"{day_words(local_day(note.at, self.zone), self.today):<6}"[:6]

    def _sign(self, note: NoteView) -> Span:
        stance = note.stance or ""
        return Span(
            self.glyphs.stance(stance) if stance in _STANCES else self.glyphs.bullet, _STANCES.get(stance, "muted")
        )

    @staticmethod
    def _words(note: NoteView) -> str:
        if note.withheld:
            return f"kept private: {note.withheld}"
        return f"“{note.text}”" if note.own_words else note.text

    @staticmethod
    def _style(note: NoteView) -> str:
        return "muted" if note.withheld else "text italic" if note.own_words else "text"


def first_lines(lines: Sequence[Line]) -> list[int]:
    """Return where each note begins on the page, once for each place it stands at."""
    return [at for at, line in enumerate(lines) if line.note and (not at or lines[at - 1].note != line.note)]
