"""Lays out what was learned: insights with the words they rest on, and the themes that come up."""

from __future__ import annotations

from collections.abc import Iterator

from tui.domain.learned.insight_views import InsightView, ThemeView
from tui.domain.text import plural
from tui.domain.time.dates import day_words
from tui.domain.views import NoteView
from tui.exchange.document import Document, Line, Part, Section, item, line, muted, people, text_lines
from tui.exchange.layouts import dated, foot_lines, reader_words
from tui.exchange.parcel import Parcel

STATUSES = {"draft": "draft", "shared": "shared", "acted_on": "acted on", "retired": "retired"}


def document_of(parcel: Parcel) -> Document:
    """Return insights and themes of a board."""
    board = parcel.board
    assert board is not None, "insights are those of a board"
    count = plural(len(parcel.insights), "insight")
    insights = [row for insight in parcel.insights for row in insight_lines(insight, parcel)]
    sections = [Section("Insights", tuple(insights) or (line(muted("none")),))]
    if parcel.themes:
        rows = tuple(item(*theme_parts(theme), f", {_span(theme, parcel)}") for theme in parcel.themes)
        sections.append(Section("Themes", rows, count=len(rows)))
    return Document(
        f"What we learned: {board.title} ({board.key}, iteration {board.iteration}), {dated(parcel.today)}",
        (line(f"{count} · for {reader_words(parcel.profile)}"),),
        tuple(sections),
        tuple(foot_lines(parcel.sheet, parcel.at, parcel.profile)),
    )


def insight_lines(insight: InsightView, parcel: Parcel) -> Iterator[Line]:
    """Yield an insight: what it says, how sure it is, the words for it and against it, and what came of it."""
    head = [Part(insight.statement, "strong"), Part(f", {STATUSES[insight.status]}")]
    if insight.themes:
        head.append(muted(f", {', '.join(insight.themes)}"))
    yield item(*head)
    if insight.confidence.sentence:
        yield item(insight.confidence.sentence, sign="◔", depth=1)
    if insight.erased_words:
        yield item(insight.erased_words, sign="!", kind="warn", depth=1)
    yield from (row for note in insight.notes for row in words_lines(note, "▲"))
    yield from (row for note in insight.against for row in words_lines(note, "▼"))
    if insight.untold:
        yield item(muted(f"{plural(insight.untold, 'note')} not told"), depth=1)
    if followed := _followed(insight, parcel):
        yield item(followed, depth=1)


def words_lines(note: NoteView, sign: str) -> Iterator[Line]:
    """Yield what was said or noted, of whom and when."""
    kind = note.kind.replace("_", " ")
    who = [Part(" of "), *people(note.about)] if note.about else []
    names = f" ({', '.join(note.names)})" if note.names else ""
    yield item(muted(f"{note.date.isoformat()} "), kind, *who, names, sign=sign, depth=1)
    yield from text_lines(note.text, 2, "quote" if note.own_words else "plain")


def theme_parts(theme: ThemeView) -> list[Part]:
    """Return a theme, and how often it comes up as far as that is told."""
    notes = f"{plural(theme.notes, 'note')} from " if theme.notes is not None else ""
    people_words = "1 person" if theme.people == "1" else f"{theme.people} people"
    return [Part(theme.name, "strong"), Part(f", {notes}{people_words}")]


def _span(theme: ThemeView, parcel: Parcel) -> str:
    if theme.first is None or theme.last is None:
        return "when is not told"
    first, last = (day_words(day, parcel.today) for day in (theme.first, theme.last))
    return first if first == last else f"{first} to {last}"


def _followed(insight: InsightView, parcel: Parcel) -> str:
    """Return whom it was told, what it led to, and when it is looked at again."""
    days = [f"{one.discipline} {day_words(one.day, parcel.today)}" for one in insight.shared]
    shared = f"shared with {', '.join(days)}" if days else ""
    led = f"led to {', '.join((*insight.cards, *insight.boards))}" if insight.cards or insight.boards else ""
    review = f"to be looked at again {day_words(insight.review_by, parcel.today)}" if insight.review_by else ""
    return "; ".join(filter(None, (shared, led, review)))
