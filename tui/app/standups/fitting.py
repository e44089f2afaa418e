"""Making what a standup shows fit where there is little room."""

from __future__ import annotations

from collections.abc import Iterator

from tui.app.paint import Row, Shown, Span, cut, key_spans, width_of


def cut_last(spans: tuple[Span, ...], width: int) -> tuple[Span, ...]:
    """Return spans of which the last one is cut so that all fit."""
    *first, last = spans
    return (*first, Span(cut(Shown(last.text), max(4, width - width_of(first))), last.style))


def tidy(rows: list[Row], *, airy: bool) -> list[Row]:
    """Return rows with single blank ones in place of several where rows are scarce."""
    if airy:
        return rows
    return [row for at, row in enumerate(rows) if row.text.strip() or (at and rows[at - 1].text.strip())]


def key_rows(keys: tuple[tuple[str, str], ...], width: int) -> Iterator[tuple[Span, ...]]:
    """Yield keys and what they do in as many rows as they need."""
    left = list(keys)
    while left:
        taken = len(left)
        while taken > 1 and width_of(key_spans(left[:taken], 10_000, gap="    ")) > width:
            taken -= 1
        yield key_spans(left[:taken], 10_000, gap="    ")
        left = left[taken:]
