"""What stands above a preview: the fields of its choice, what is to be known in few rows, and its heading.

The values of a field stand side by side, what is chosen underlined.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len

from tui.app.giving.choice import GOES_TO, INCLUDED, PLACES, WORD, Choice, Field, Offer, memory_words
from tui.app.giving.proof import Proof
from tui.app.giving.sheet_rows import MOST_LEFTOVERS, Spans, check_spans, gathered, where_title
from tui.app.keys.keymap import key
from tui.app.look.glyphs import Glyphs
from tui.app.look.paint import Row, Shown, Span, cut, joined, width_of
from tui.domain.privacy.profiles import READERS
from tui.domain.privacy.sheet import Sheet
from tui.domain.text import plural
from tui.exchange.formats import format_named
from tui.exchange.layouts import changed_line, left_out_line

WIDE_LABEL, NARROW_LABEL, WIDE_FIELDS = 10, 9, 90
_SPELLED = 80
"""From how much room on what may be included is called by more than a word."""
GAPS = ("   ", "  ")
Value = tuple[Span, ...]
_WORDS = dict[str, str]([*READERS.items(), *PLACES.items()])
NARROW = 60
SLOW = "putting it together…"


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
    return _beside(list(_chosen(titles, at)), room) or _row_of(list(_chosen(names, at)), at, room)


def _chosen(words: Sequence[str], at: int) -> Iterator[Value]:
    for index, word in enumerate(words):
        yield (Span(word, "bright bold underline" if index == at else "muted"),)


def _included(offer: Offer, choice: Choice, item: int | None, glyphs: Glyphs, room: int) -> Iterator[Value]:
    """Yield what may go along, each with a tick or a box."""
    for index, (name, words) in enumerate(items_of(offer)):
        goes = choice.has(name)
        tick = Span(f"{glyphs.ticked} ", "ok") if goes else Span(f"{glyphs.open} ", "muted")
        word = words[0 if room >= _SPELLED else 1]
        yield (tick, Span(word, "bright bold underline" if index == item else "text" if goes else "muted"))


def items_of(offer: Offer) -> list[tuple[str, tuple[str, str]]]:
    """Return what may go along with something, by field, each with its words."""
    return [(name, words) for name, words in INCLUDED.items() if name != "archived" or offer.what == "board"]


def _row_of(values: list[Value], at: int, room: int) -> Value:
    """Return values side by side; where they do not fit, as many as do, around the one that is pointed at."""
    if spans := _beside(values, room):
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


def _beside(values: list[Value], room: int) -> Value:
    """Return values side by side, with the widest gap for which there is room; nothing where there is none."""
    return next((row for gap in GAPS if width_of(row := joined(values, gap)) <= room), ())


def _window(values: list[Value], first: int, last: int) -> Value:
    before = (Span("… ", "muted"),) if first else ()
    after = (Span(" …", "muted"),) if last < len(values) else ()
    return (*before, *joined(values[first:last], "  "), *after)


def _label_width(width: int) -> int:
    return WIDE_LABEL if width >= WIDE_FIELDS else NARROW_LABEL


def brief_rows(proof: Proof, width: int, most: int, glyphs: Glyphs, *more: Span) -> list[Row]:
    """Return the same in at most so many rows, the weightiest first; `more` is a hint at what shows the rest."""
    sheet = proof.sheet
    rows = [_check_row(proof, width, glyphs), _omissions_row(sheet, more), _leftovers_row(proof), _unchecked_row(sheet)]
    order = (0, 2, 1, 3) if sheet.leftovers else (0, 1, 2, 3)
    return [replace(row, right_margin=1) for at in sorted(order[:most]) if (row := rows[at]) is not None]


def where_spans(proof: Proof, width: int) -> Spans:
    """Return where it goes, in one row: of a long path, how it ends."""
    if proof.choice.place == "file":
        words = str(proof.gone_to or proof.path or "")
        title = f"{where_title(proof)} "
        room = width - len(title)
        return (Span(title, "muted bold"), Span(words if cell_len(words) <= room else f"…{words[1 - room :]}"))
    where = GOES_TO[proof.choice.place]
    return (Span("GOES TO ", "muted bold"), Span(where), Span(f", {memory_words(proof.choice, proof.people)}", "muted"))


def _check_row(proof: Proof, width: int, glyphs: Glyphs) -> Row | None:
    if proof.written is None:
        return Row((Span("STAYS HERE ", "danger bold"), Span(proof.refusal)))
    changes = ", ".join(changed_line(change).text for change in proof.sheet.without_places()[0])
    right = (Span("changed ", "muted"), Span(changes)) if changes else ()
    spans = check_spans(proof.sheet, glyphs)
    return Row(spans, right if width_of((*spans, *right)) < width else ())


def _omissions_row(sheet: Sheet, more: Spans) -> Row | None:
    if not sheet.left_out:
        return None
    spans = [Span("LEFT OUT ", "muted bold"), Span(f"{sheet.omissions} ")]
    texts = ["".join(part.text for part in left_out_line(omission).parts) for omission in gathered(sheet.left_out)]
    spans.append(Span("; ".join(texts), "muted"))
    return Row(tuple(spans), more)


def _leftovers_row(proof: Proof) -> Row | None:
    leftovers = proof.sheet.leftovers
    if not leftovers:
        return None
    spans = [Span("LEFTOVERS? ", "muted bold"), Span(str(len(leftovers)), "warn bold")]
    for number, possible in enumerate(leftovers, 1):
        name = f"give.leftover_{number}"
        spans += [
            Span(f"  {key(name) if number <= MOST_LEFTOVERS else number} ", "accent bold", name),
            Span(possible.text),
            Span(f" {possible.where.split(',')[0]}", "muted"),
        ]
    return Row(tuple(spans))


def _unchecked_row(sheet: Sheet) -> Row | None:
    if not sheet.unchecked:
        return None
    return Row((Span("NOT CHECKED ", "muted bold"), Span(", ".join(sheet.unchecked))))


def heading_row(proof: Proof | None, sight: tuple[int, int], width: int, *, slow: bool = False) -> Row:
    """Return the row over a preview of which the lines from one to another are in `sight`.

    `slow` is whether something is put together for so long that it is worth a word.
    """
    title = Span("PREVIEW", "bright bold")
    if proof is None or slow:
        return Row((title, Span(f" {SLOW}" if slow else "", "muted")))
    if proof.written is None:
        return Row((title, Span(" nothing may leave like this", "muted")))
    first, last = sight
    size = len(proof.written.data)
    if width < NARROW:
        return Row(
            (title, Span(f" {size:,} bytes", "muted")), (Span(f"{first}-{last} of {len(proof.lines)}", "muted"),)
        )
    words = f"the very bytes, {size:,} of them in {plural(len(proof.lines), 'line')}"
    if proof.hidden:
        words = f"names are hidden on the screen, {key('app.names')} shows the very bytes"
    return Row(
        (title, Span(f"  {cut(Shown(words), width - 30)}", "muted")), (Span(f"lines {first} to {last}", "muted"),)
    )
