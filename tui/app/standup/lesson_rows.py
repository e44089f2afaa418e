"""What a standup begins with of what was measured and learned; nothing where there is nothing new."""

from __future__ import annotations

from collections.abc import Iterator

from tui.app.look.paint import BLANK, Row, Shown, Span, wrap_all
from tui.app.standup.view import StandupView
from tui.domain.records import Insight
from tui.domain.standup.lessons import News
from tui.domain.time.dates import near_words

INDENT = 3
MOST = 4
"""How many of a kind are shown; the report has more."""


def lesson_rows(view: StandupView, width: int) -> Iterator[Row]:
    """Yield what was measured since the last standup, what was learned, what is to be looked at again, and the risk."""
    if view.measured:
        yield from _titled("MEASURED")
        for news in view.measured[-MOST:]:
            yield from _measured(view, news, width)
        yield from _beyond(len(view.measured) - MOST)
    if view.insights or view.reviews:
        yield from _titled("LEARNED")
        for insight in view.insights[:MOST]:
            yield from _insight(view, insight, Span(f"{view.glyphs.bullet}  ", "accent"), width)
        yield from _beyond(len(view.insights) - MOST)
        for insight in view.reviews[:MOST]:
            yield from _review(view, insight, width)
        yield from _beyond(len(view.reviews) - MOST)
    if view.risks:
        yield from _titled("RISKIEST UNTESTED")
        for worst in view.risks[:MOST]:
            yield from _text(Span("!  ", "warn"), view.mask.line(worst.assumption.text), width)
            yield Row((Span(" " * INDENT), Span(f"importance {worst.assumption.importance}", "muted")))
        yield from _beyond(len(view.risks) - MOST)


def _titled(title: str) -> Iterator[Row]:
    yield from (BLANK, BLANK, Row((Span(title, "muted bold"),)))


def _beyond(count: int) -> Iterator[Row]:
    if count > 0:
        yield Row((Span(" " * INDENT), Span(f"and {count} more", "muted")))


def _measured(view: StandupView, news: News, width: int) -> Iterator[Row]:
    """Yield a figure with its interval, and what it says of the criterion where it decides."""
    from tui.domain.metrics.figure_words import figure_words  # most standups have nothing measured
    from tui.domain.metrics.verdict import WORDS

    one = news.measured
    group = ", ".join(filter(None, (one.measurement.wave, one.measurement.segment)))
    about = f" ({group})" if group else ""
    figure = view.mask.line(f"{one.metric.title} {figure_words(one.metric, one.figure)}{about}")
    yield from _text(Span(f"{view.glyphs.bullet}  ", "accent"), figure, width)
    if news.decides and one.verdict:
        was = f", was {WORDS[news.before]}" if news.before and news.before != one.verdict else ""
        style = "ok" if one.verdict == "met" else "warn"
        yield Row(
            (Span(" " * INDENT), Span("criterion ", "muted"), Span(WORDS[one.verdict], style), Span(was, "muted"))
        )


def _insight(view: StandupView, insight: Insight, sign: Span, width: int) -> Iterator[Row]:
    yield from _text(sign, view.mask.line(insight.statement), width)
    sure = view.confidence(insight).brief
    yield from (Row((Span(" " * INDENT), Span(line, "muted"))) for line in wrap_all(Shown(sure), _room(width)))


def _review(view: StandupView, insight: Insight, width: int) -> Iterator[Row]:
    yield from _text(Span(f"{view.glyphs.late}  ", "warn"), view.mask.line(insight.statement), width)
    when = near_words(insight.review_by, view.today) if insight.review_by else ""
    yield Row((Span(" " * INDENT), Span(f"to be looked at again by {when}", "warn")))


def _text(sign: Span, text: Shown, width: int) -> Iterator[Row]:
    first, *others = wrap_all(text, _room(width))[:MOST]
    yield Row((sign, Span(first)))
    yield from (Row((Span(" " * INDENT), Span(line))) for line in others)


def _room(width: int) -> int:
    return max(12, width - INDENT)
