"""Lays out a conversation on a page: what was expected and found, what happened and was said, what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.domain.history.people_phrases import method_words
from tui.domain.learned.interview_views import HappenedView, InterviewView, ShiftView
from tui.domain.lines.scene_signs import felt_words
from tui.domain.text import listed, plural
from tui.domain.time.dates import day_words, full_words
from tui.domain.views import NoteView
from tui.exchange.document import Document, Line, Part, Section, item, line, muted, people, quote, text_lines
from tui.exchange.layouts import foot_lines, reader_words
from tui.exchange.parcel import Parcel


def document_of(parcel: Parcel) -> Document:
    """Return a conversation as a document; what there is nothing of has no section."""
    interview = parcel.interview
    assert interview is not None, "what is laid out as an interview is one"
    sections = tuple(section for section in _sections(interview, parcel) if section.lines)
    lead = [line(quote(interview.lead.text.replace("\n", " ")))] if interview.lead is not None else []
    untold = [line(muted(f"{plural(interview.untold, 'note')} not told"))] if interview.untold else []
    return Document(
        _title(interview, parcel),
        (line(f"{_facts(interview)} · for {reader_words(parcel.profile)}"), *lead, *untold),
        sections or (Section("What was said", (line(muted("nothing was noted")),)),),
        tuple(foot_lines(parcel.sheet, parcel.at, parcel.profile)),
    )


def _title(interview: InterviewView, parcel: Parcel) -> str:
    what, who = method_words(interview.met.method), listed(list(interview.met.people))
    moment = interview.met.at.astimezone(parcel.zone)
    named = f" with {who}" if who else ""
    return f"{what[:1].upper()}{what[1:]}{named}, {full_words(moment.date(), parcel.today)} {moment:%H:%M}"


def _facts(interview: InterviewView) -> str:
    met = interview.met
    facts = [f"{met.minutes} min" if met.minutes else "", (met.channel or "").replace("_", " ")]
    facts += [f"by @{interview.by}" if interview.by else "", f"for {listed(list(met.cards))}" if met.cards else ""]
    facts += [f"talk {interview.talk} of {interview.of}" if interview.talk else ""]
    return " · ".join(filter(None, facts)) or plural(interview.count, "note")


def _sections(interview: InterviewView, parcel: Parcel) -> Iterator[Section]:
    met = interview.met
    yield Section("Expected", tuple(text_lines(met.expectation, 0)) if met.expectation else ())
    yield Section("Found instead", tuple(_noted(interview.surprises)))
    steps = tuple(row for step in interview.happened for row in _step(step))
    yield Section("What happened", steps, aside="how it felt, -2 to +2")
    around = (row for one in interview.around for note in one.notes for row in _noted([note], one.aeiou))
    yield Section("Surroundings", tuple(around))
    yield Section("Summary", tuple(text_lines(met.summary, 0)) if met.summary else ())
    yield Section("Quotes and facts", tuple(row for note in interview.facts for row in _noted([note], note.kind)))
    wishes = (
        row
        for one in interview.opportunities
        for row in _noted([one.note], one.note.kind, f", {one.card}" * bool(one.card))
    )
    yield Section("Opportunities", tuple(wishes))
    yield Section(
        "What it changed", tuple(item(*shift_parts(shift), sign=shift_sign(shift)) for shift in interview.shifts)
    )
    themes = [item(theme.name, muted(f", {plural(theme.notes, 'note')}")) for theme in interview.themes]
    yield Section("Themes", tuple(themes))
    yield Section("Promised", tuple(_promised(interview.promises, parcel)))
    earlier = (
        item(
            f"{day_words(one.day, parcel.today)}, {method_words(one.method)}",
            muted(f", {one.minutes} min" if one.minutes else ""),
            muted(f", {listed(list(one.cards))}" if one.cards else ""),
        )
        for one in interview.earlier
    )
    yield Section("Earlier", tuple(earlier))


def shift_parts(shift: ShiftView) -> list[Part]:
    """Return what a conversation says of something, and how often."""
    name = {"hypothesis": f"{shift.text} hypothesis"}.get(shift.about, f"{shift.about} “{shift.text}”")
    counts = [f"{shift.supports} for" if shift.supports else "", f"{shift.refutes} against" if shift.refutes else ""]
    return [Part(name), muted(f", {', '.join(filter(None, counts))}")]


def shift_sign(shift: ShiftView) -> str:
    """Return whether a conversation speaks more for something or against it."""
    return "▼" if shift.refutes > shift.supports else "▲"


def _step(step: HappenedView) -> Iterator[Line]:
    first, *others = step.notes
    felt = f" ({felt_words(step.felt)})" if step.felt is not None else ""
    yield item(*_words(first), muted(felt), sign=f"{step.number}.")
    for note in others:
        yield item(*_words(note), depth=1)


def _words(note: NoteView) -> list[Part]:
    text = note.text.replace("\n", " ")
    if note.withheld:
        return [muted(f"kept private: {note.withheld}")]
    return [quote(text) if note.own_words else Part(text)]


def _noted(notes: Iterable[NoteView], lead: str = "", more: str = "") -> Iterator[Line]:
    for note in notes:
        sign = {"supports": "▲", "refutes": "▼"}.get(note.stance or "", "•")
        who = [Part(" of "), *people(note.about)] if len(note.about) > 1 else []
        before = [muted(f"{lead.replace('_', ' ')}"), *who, Part(": ")] if lead else []
        names = f" ({', '.join(note.names)})" if note.names else ""
        yield item(*before, *_words(note), names, muted(more), sign=sign)


def _promised(notes: Iterable[NoteView], parcel: Parcel) -> Iterator[Line]:
    for note in notes:
        due = note.promise.due if note.promise is not None else None
        when = f", by {day_words(due, parcel.today)}" if due else ""
        is_kept = note.promise is not None and note.promise.kept_on is not None
        yield item(*_words(note), muted(f"{when}{', kept' if is_kept else ''}"), sign="[x]" if is_kept else "[ ]")
