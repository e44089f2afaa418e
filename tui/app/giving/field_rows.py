"""The fields of a choice as rows: each with its values side by side, what is chosen underlined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tui.app.giving.choice import INCLUDED, PLACES, WORD, Choice, Field, Offer
from tui.app.look.glyphs import Glyphs
from tui.app.look.paint import Row, Span, joined, width_of
from tui.domain.privacy.profiles import READERS
from tui.exchange.formats import format_named

WIDE_LABEL, NARROW_LABEL, WIDE = 10, 9, 90
_SPELLED = 80
"""From how much room on what may be included is called by more than a word."""
GAPS = ("   ", "  ")
Value = tuple[Span, ...]
_WORDS = dict[str, str]([*READERS.items(), *PLACES.items()])


class Fields(Struct, frozen=True):
    """What is chosen of an offer, which field is pointed at, and which of what may be included."""

    offer: Offer
    choice: Choice
    focused: Field
    item: int = 0


def field_rows(fields: Fields, glyphs: Glyphs, width: int, ground: str) -> Iterator[Row]:
    """Yield a row a field."""
    offer, choice, item = fields.offer, fields.choice, fields.item
    room = width - 2 - _label_width(width)
    for field in offer.fields:
        here = field == fields.focused
        values = list(_included(offer, choice, item if here else None, glyphs, room)) if field == "include" else []
        spans = _row_of(values, item, room) if values else field_values(offer, choice, field, room)
        mark = Span(f"{glyphs.focus} ", "accent") if here else Span("  ")
        label = Span(f"{field:<{_label_width(width)}}", "bright bold" if here else "muted")
        yield Row((mark, label, *spans), background="sel" if here else ground)


def word_row(typed: str, width: int, ground: str, *, lacking: bool) -> Row:
    """Return the row that asks for the word without which names do not leave."""
    label = Span(f"  {'be sure':<{_label_width(width)}}", "warn bold" if lacking else "muted")
    if typed == WORD:
        return Row((label, Span(WORD, "bright bold"), Span(" is typed: enter lets it leave")), background=ground)
    rest = Span(WORD[len(typed) :], "muted underline")
    return Row((label, Span("type "), Span(typed, "bright bold"), rest, Span(", then enter")), background=ground)


def field_values(offer: Offer, choice: Choice, field: Field, room: int) -> Value:
    """Return the values of a field of which one is chosen, in words that fit, else around the one that is chosen."""
    values = offer.values(field)
    at = values.index(choice.value(field))
    names = titles = [_WORDS.get(value, value) for value in values]
    if field == "format":
        titles = [format_named(name).title for name in values]
    for gap in GAPS:
        spelled = joined(_chosen(titles, at), gap)
        if width_of(spelled) <= room:
            return spelled
    return _row_of(list(_chosen(names, at)), at, room)


def _chosen(words: Sequence[str], at: int) -> Iterator[Value]:
    for index, word in enumerate(words):
        yield (Span(word, "bright bold underline" if index == at else "muted"),)


def _included(offer: Offer, choice: Choice, item: int | None, glyphs: Glyphs, room: int) -> Iterator[Value]:
    """Yield what may go along, each with a tick or a box."""
    for index, (name, words) in enumerate(items_of(offer)):
        goes = choice.has(name)
        style = "text" if goes else "muted"
        tick = Span(f"{glyphs.ticked} ", "ok") if goes else Span(f"{glyphs.open} ", "muted")
        word = words[0 if room >= _SPELLED else 1]
        yield (tick, Span(word, "bright bold underline" if index == item else style))


def items_of(offer: Offer) -> list[tuple[str, tuple[str, str]]]:
    """Return what may go along with something, by field, each with its words."""
    return [(name, words) for name, words in INCLUDED.items() if name != "archived" or offer.what == "board"]


def _row_of(values: list[Value], at: int, room: int) -> Value:
    """Return values side by side; where they do not fit, as many as do, around the one that is pointed at."""
    for gap in GAPS:
        spans = joined(values, gap)
        if width_of(spans) <= room:
            return spans
    at = min(at, len(values) - 1)
    first, last = at, at + 1
    while True:
        for wider in ((first, last + 1), (first - 1, last)):
            if wider[0] >= 0 and wider[1] <= len(values) and width_of(_window(values, *wider)) <= room:
                first, last = wider
                break
        else:
            return _window(values, first, last)


def _window(values: list[Value], first: int, last: int) -> Value:
    before = (Span("… ", "muted"),) if first else ()
    after = (Span(" …", "muted"),) if last < len(values) else ()
    return (*before, *joined(values[first:last], "  "), *after)


def _label_width(width: int) -> int:
    return WIDE_LABEL if width >= WIDE else NARROW_LABEL
