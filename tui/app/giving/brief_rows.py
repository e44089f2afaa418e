"""What is to be known about a preview in few rows, where there is no room beside it, and the row over it."""

from __future__ import annotations

from msgspec.structs import replace
from rich.cells import cell_len

from tui.app.giving.proof import Proof
from tui.app.giving.sheet_rows import MOST_LEFTOVERS, Spans, check_spans, gathered, where_title
from tui.app.giving.words import GOES_TO, memory_words
from tui.app.keys.keymap import key
from tui.app.look.glyphs import Glyphs
from tui.app.look.paint import Row, Shown, Span, cut, width_of
from tui.domain.privacy.sheet import Sheet
from tui.domain.text import plural
from tui.exchange.layouts.sheet_lines import changed_line, left_out_line

NARROW = 60
SLOW = "putting it together…"


def brief_rows(proof: Proof, width: int, most: int, glyphs: Glyphs, *more: Span) -> list[Row]:
    """Return the same in at most so many rows, the weightiest first; `more` is a hint at what shows the rest."""
    sheet = proof.sheet
    rows = [_check_row(proof, width, glyphs), _omissions_row(sheet, more), _leftovers_row(proof), _unchecked_row(sheet)]
    order = (0, 2, 1, 3) if sheet.leftovers else (0, 1, 2, 3)
    shown = sorted(order[:most])
    return [replace(row, right_margin=1) for at in shown if (row := rows[at]) is not None]


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
