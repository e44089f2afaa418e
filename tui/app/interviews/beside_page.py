"""What stands beside the page of a conversation: who it was with, what it changed, its themes, what came before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tui.app.look.glyphs import SIGN_STYLES, Glyphs
from tui.app.look.paint import SURFACE, Row, Shown, Span, wrap_all
from tui.domain.history.people_phrases import method_words
from tui.domain.learned.interview_views import EarlierView, GuideView, InterviewView, ShiftView
from tui.domain.people.consent import Group, Sign
from tui.domain.text import plural
from tui.domain.time.dates import day_words
from tui.domain.views import PersonView

MARGIN = 2
MOST_PEOPLE = 4


def beside_rows(
    page: InterviewView, permissions: Mapping[str, Mapping[Group, Sign]], glyphs: Glyphs, today: date, width: int
) -> Iterator[Row]:
    """Yield the rows for a width; `permissions` are those of people by P-id."""
    room = max(12, width - 2 * MARGIN)
    for person in page.people[:MOST_PEOPLE]:
        talk = f"talk {page.talk} of {page.of}" if page.talk else ""
        yield from _person(person, talk, permissions.get(person.pid, {}), glyphs, room)
    if len(page.people) > MOST_PEOPLE:
        yield _row(Span(f"and {len(page.people) - MOST_PEOPLE} more", "muted"))
    if page.guide:
        yield from _headed("GUIDE")
        for one in page.guide:
            yield from _question(one, glyphs, room)
    if page.shifts:
        yield from _headed("WHAT IT CHANGED")
        for shift in page.shifts:
            yield from _shift(shift, glyphs, room)
    if page.themes or page.loose:
        yield from _headed("THEMES")
        for theme in page.themes:
            yield _row(Span(theme.name), right=(Span(plural(theme.notes, "note"), "muted"),))
        if page.loose:
            yield _row(Span(f"{page.loose} without a theme", "warn"))
    if page.earlier:
        yield from _headed("EARLIER")
        yield from (_earlier(one, today) for one in page.earlier)


def _row(*left: Span, right: tuple[Span, ...] = ()) -> Row:
    return Row((Span(" " * MARGIN), *left), right, SURFACE, MARGIN)


def _headed(title: str) -> Iterator[Row]:
    yield Row(background=SURFACE)
    yield _row(Span(title, "muted bold"))


def _person(person: PersonView, talk: str, signs: Mapping[Group, Sign], glyphs: Glyphs, room: int) -> Iterator[Row]:
    about = " · ".join(filter(None, (person.relationship or "", *(segment.value for segment in person.segments))))
    yield _row(Span(person.pid, "people"), Span(f" {about}"), right=(Span(talk, "muted"),) if talk else ())
    spans = [Span("permission ", "muted")]
    for group, sign in signs.items():
        spans += [Span(f" {glyphs.sign(sign)}", SIGN_STYLES[sign]), Span(group)]
    if signs:
        yield _row(*spans)


def _question(one: GuideView, glyphs: Glyphs, room: int) -> Iterator[Row]:
    """Yield a question, whether it was answered here, and by how many of those it was meant for."""
    sign = Span(f"{glyphs.ticked if one.here else glyphs.dot} ", "ok" if one.here else "muted")
    style = "text" if one.answered else "warn"
    right = (
        Span(f"{one.answered} of {one.of}" if one.answered else "nobody yet", "muted" if one.answered else "warn"),
    )
    for at, part in enumerate(wrap_all(Shown(one.question), max(12, room - len(right[0].text) - 4))):
        yield _row(sign if not at else Span("  "), Span(part, style), right=right if not at else ())


def _shift(shift: ShiftView, glyphs: Glyphs, room: int) -> Iterator[Row]:
    lean = shift.supports - shift.refutes
    glyph, style = (
        (glyphs.supports, "ok") if lean > 0 else (glyphs.refutes, "danger") if lean else (glyphs.bullet, "muted")
    )
    sign = Span(f"{glyph} ", style)
    words = f"{shift.text} hypothesis" if shift.about == "hypothesis" else f"{shift.about} “{shift.text}”"
    counts = [f"{shift.supports} for" if shift.supports else "", f"{shift.refutes} against" if shift.refutes else ""]
    right = (Span(", ".join(filter(None, counts)), "muted"),)
    for at, part in enumerate(wrap_all(Shown(words), max(12, room - len(right[0].text) - 4))):
        yield _row(sign if not at else Span("  "), Span(part), right=right if not at else ())


def _earlier(one: EarlierView, today: date) -> Row:
    facts = (
        method_words(one.method),
        f"{one.minutes} min" if one.minutes else "",
        (one.channel or "").replace("_", " "),
    )
    return _row(
        Span(f"{day_words(one.day, today):<9}", "muted"),
        Span(", ".join(filter(None, facts))),
        right=(Span(" ".join(one.cards[:2]), "muted"),) if one.cards else (),
    )
