"""The report as it will leave, and beside it what was done to it for its readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui.app.paint import BLANK, Row, Shown, Span, joined, steady, wrap_all
from tui.exchange.document import Document, Part
from tui.exchange.formats import formats_for
from tui.exchange.layouts.sheet_lines import changed_line, check_line, left_out_line
from tui.exchange.parcel import Parcel

STYLES = {
    "plain": "text",
    "strong": "text bold",
    "muted": "muted",
    "person": "people",
    "quote": "italic",
    "ok": "ok",
    "warn": "warn",
    "danger": "danger",
}
SIGN_STYLES = {"■": "danger", "●": "danger", "◕": "warn", "»": "learn", "✓": "ok", "▲": "ok", "▼": "danger"}
MOST_LEFT_OUT = 8
PROMISED = "Names become P-ids. Quotes only with permission. Nothing that identifies a person."


def document_rows(document: Document, width: int) -> Iterator[Row]:
    """Yield a document in rows of a width: what is in it and in which order, whatever the format."""
    yield from _wrapped(Span(""), (Span(document.title, "bright bold"),), width)
    for line in document.head:
        yield from _wrapped(Span(""), _spans(line.parts), width)
    for section in document.sections:
        yield BLANK
        behind = section.title.removeprefix(section.heading)
        yield Row((Span(section.heading, "accent bold"), Span(behind, "muted")))
        for line in section.lines:
            sign = Span(f"  {line.sign} " if line.sign else "  ", SIGN_STYLES.get(line.sign, "muted"))
            yield from _wrapped(sign, _spans(line.parts), width)
    yield BLANK
    for line in document.foot:
        yield from _wrapped(Span(""), _spans(line.parts, "muted"), width)


def reader_rows(report: Parcel, form: str, place: str, width: int, *, written: bool) -> Iterator[Row]:
    """Yield what is told beside the preview: for whom it is, what was changed and left out, and where it goes."""
    inner = width - 4
    yield from _section("WHO MAY READ IT")
    yield _row(Span(report.profile, "bright bold"))
    for line in wrap_all(Shown(PROMISED), inner):
        yield _row(Span(line))
    yield from _section("CHANGED FOR THIS READER", str(sum(each.count for each in report.sheet.changed)))
    for changed in report.sheet.changed:
        yield _row(*_spans(changed_line(changed).parts))
    yield from _section("LEFT OUT", str(sum(each.count for each in report.sheet.left_out)))
    for left_out in report.sheet.left_out[:MOST_LEFT_OUT]:
        yield from (_row(*row.left) for row in _wrapped(Span(""), _spans(left_out_line(left_out).parts), inner))
    if len(report.sheet.left_out) > MOST_LEFT_OUT:
        yield _row(Span(f"and {len(report.sheet.left_out) - MOST_LEFT_OUT} more", "muted"))
    yield from _section("LEAK CHECK")
    yield from (_row(*row.left) for row in _wrapped(Span(""), _spans(check_line(report.sheet.check).parts), inner))
    yield from _section("FORMAT")
    names = [
        (Span(each, "accent bold underline" if each == form else "muted"),)
        for each in (every.name for every in formats_for("report"))
    ]
    yield _row(*joined(names, "  "), Span("   tab", "accent bold"), Span(" changes", "muted"))
    yield from _section("WRITTEN TO" if written else "WRITES TO")
    yield _row(Span(place))
    yield _row(Span("readable only by you" if written else "a new file, readable only by you", "muted"))


def _row(*spans: Span) -> Row:
    return Row((Span("  "), *spans), background="surface")


def _section(title: str, right: str = "") -> Iterator[Row]:
    yield _row()
    yield Row((Span("  "), Span(title, "muted bold")), (Span(right, "muted"),) if right else (), "surface", 2)


def _spans(parts: Sequence[Part], plain: str = "text") -> tuple[Span, ...]:
    return tuple(Span(part.text, plain if part.kind == "plain" else STYLES[part.kind]) for part in parts)


def _wrapped(sign: Span, spans: tuple[Span, ...], width: int) -> Iterator[Row]:
    """Yield styled words in as many rows as they need, what goes on standing under where they began."""
    room = max(12, width - len(sign.text))
    spans = tuple(Span(steady(span.text), span.style) for span in spans)
    text = "".join(span.text for span in spans)
    at = 0
    for number, line in enumerate(wrap_all(Shown(text), room)):
        lead = sign if number == 0 else Span(" " * len(sign.text))
        begin = text.find(line, at)
        if begin < 0:  # a tab, or what joins emoji, is drawn as something else
            yield Row((lead, Span(line)))
            continue
        yield Row((lead, *_slice(spans, begin, begin + len(line))))
        at = begin + len(line)


def _slice(spans: tuple[Span, ...], begin: int, end: int) -> Iterator[Span]:
    """Yield the part of some spans between two places of their text."""
    at = 0
    for span in spans:
        first, last = max(begin - at, 0), min(end - at, len(span.text))
        if first < last:
            yield Span(span.text[first:last], span.style)
        at += len(span.text)
