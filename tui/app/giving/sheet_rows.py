"""What is said beside a preview: who will read it, what was changed and left out, what to look at, where it goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len

from tui.app.giving.folding import folds
from tui.app.giving.made import Made
from tui.app.giving.words import GOES_TO, NEW_FILE, SAME_FILE, WHO, WRITTEN_FILE, memory_words
from tui.app.glyphs import Glyphs
from tui.app.paint import Row, Span, fit, width_of, wrap_all
from tui.domain.profiles import Profile
from tui.domain.sheet import LeftOut, Sheet
from tui.exchange.document import Part
from tui.exchange.layouts.sheet_lines import changed_line, check_line, left_out_line

STYLES = {
    "plain": "text",
    "strong": "text bold",
    "muted": "muted",
    "person": "people",
    "quote": "italic",
    "ok": "ok bold",
    "warn": "warn",
    "danger": "danger bold",
}
Spans = tuple[Span, ...]
_RIGHT_MARGIN = 3


class Line(Struct, frozen=True):
    """A line of a section: where both parts do not fit beside each other, the right one is put below."""

    left: Spans
    right: Spans = ()


class Section(Struct, frozen=True):
    """A heading with its lines; with fewer lines than `least` it says less than it should."""

    title: str
    lines: tuple[Line, ...]
    right: Spans = ()
    least: int = 99


def sheet_rows(
    made: Made, glyphs: Glyphs, width: int, height: int | None = None, lead: Sequence[Section] = ()
) -> list[Row]:
    """Return the sections in rows of a width; of long ones the first lines, where they are higher than that.

    `lead` are sections that stand in place of the first, which says who will read it.
    """
    told = [*(lead or [who_section(made.choice.profile, width)]), *_sections(made, glyphs, width)]
    sections = [(section, list(_rows_of(section, width))) for section in told]
    while height is not None and sum(len(rows) + 2 for _, rows in sections) > height + 1:
        longest = max(range(len(sections)), key=lambda at: len(sections[at][1]) - sections[at][0].least)
        section, rows = sections[longest]
        if len(rows) <= section.least:
            break
        sections[longest] = (section, [*rows[:-2], ((Span("and more", "muted"),), (Span("space", "accent bold"),))])
    return [row for section, rows in sections for row in _framed(section, rows)][1:]


TURNS = (Span("h l", "accent bold"), Span(" change", "muted"))
"""The keys that turn the reader, where that is the field they turn."""


def who_section(profile: Profile, width: int, chooser: Line | None = None, right: Spans = ()) -> Section:
    """Return for whom it is, and what that reader gets; `chooser` are the readers to choose from."""
    who, more, what = WHO[profile]
    first = chooser or Line((Span(who, "bright bold"), Span(more)))
    return Section("WHO WILL READ IT", (first, *_worded(what, width, "muted")), right)


def brief_rows(made: Made, width: int, rows: int, glyphs: Glyphs, *, more: str = "why") -> list[Row]:
    """Return the same in at most so many rows, the weightiest first; `space` says `more` of it."""
    sheet = made.sheet
    told = [_check_row(made, width, glyphs), _omissions_row(sheet, more), _leftovers_row(made), _unchecked_row(sheet)]
    order = (0, 2, 1, 3) if sheet.leftovers else (0, 1, 2, 3)
    shown = sorted(order[:rows])
    return [replace(row, right_margin=1) for at in shown if (row := told[at]) is not None]


def where_spans(made: Made, width: int) -> Spans:
    """Return where it goes, in one row: of a long path, how it ends."""
    if made.choice.place == "file":
        words = str(made.gone_to or made.path or "")
        title = f"{_where_title(made)} "
        room = width - len(title)
        return (Span(title, "muted bold"), Span(words if cell_len(words) <= room else f"…{words[1 - room :]}"))
    where = GOES_TO[made.choice.place]
    return (Span("GOES TO ", "muted bold"), Span(where), Span(f", {memory_words(made.choice, made.people)}", "muted"))


def _sections(made: Made, glyphs: Glyphs, width: int) -> Iterator[Section]:
    sheet = made.sheet
    if sheet.changed:
        lines = [_split(changed_line(each).parts) for each in sheet.changed]
        yield Section("CHANGED", tuple(lines), (Span(str(sheet.changes), "muted"),), 2)
    if sheet.left_out:
        lines = [_split(left_out_line(each).parts) for each in _gathered(sheet.left_out)]
        yield Section("LEFT OUT", tuple(lines), (Span(str(sheet.omissions), "muted"),), 3)
    if made.written is None:
        yield Section("WHY IT STAYS HERE", tuple(_worded(made.refusal, width, "danger")))
        return
    yield Section("LEAK CHECK", tuple(_folded(_check_spans(sheet, glyphs), width)))
    if sheet.leftovers:
        count = (Span(str(len(sheet.leftovers)), "warn bold"), Span(" to look at", "muted"))
        yield Section("POSSIBLE LEFTOVERS", tuple(_leftovers(made)), count, 4)
    if sheet.unchecked:
        lines = [Line((Span(each),)) for each in sheet.unchecked]
        yield Section("NOT CHECKED", tuple(lines), (Span(str(len(lines)), "muted"),), 1)
    yield Section(_where_title(made), tuple(_where(made, width)))


def _leftovers(made: Made) -> Iterator[Line]:
    for number, each in enumerate(made.sheet.leftovers, 1):
        mark = made.mark_of(number)
        line = Span(f"line {mark.line + 1}" if mark else "not in this format", "muted")
        name = Span(f"{number:<3}" if number <= 9 else "   ", "accent bold")
        yield Line((name, Span(each.text), Span(f" {each.where}", "muted")), (line,))
        yield Line((Span("   "), Span(each.why, "muted")))


def _where_title(made: Made) -> str:
    if made.gone_to is not None:
        return "WRITTEN TO"
    return "WRITES TO" if made.choice.place == "file" else "GOES TO"


def _where(made: Made, width: int) -> Iterator[Line]:
    path = made.gone_to or made.path
    if made.choice.place == "file" and path is not None:
        for text in (f"{path.parent}/", path.name):
            yield from (Line((Span(text[begin:end]),)) for begin, end in folds(text, width))
        words = WRITTEN_FILE if made.gone_to else SAME_FILE if made.is_there else NEW_FILE
        yield Line((Span(words, "muted"),))
    else:
        yield Line((Span(GOES_TO[made.choice.place]),))
    yield from _worded(memory_words(made.choice, made.people), width, "muted")


def _gathered(left_out: Sequence[LeftOut]) -> list[LeftOut]:
    """Return what was left out of nobody summed up over its places; what was left out of people, as it is."""
    counts: Counter[tuple[str, str]] = Counter()
    for each in left_out:
        if not each.people:
            counts[each.what, each.why] += each.count
    summed = [LeftOut((), what, why, count) for (what, why), count in counts.items()]
    return [*summed, *(each for each in left_out if each.people)]


def _check_spans(sheet: Sheet, glyphs: Glyphs) -> Spans:
    parts = check_line(sheet.check).parts
    sign = (Span(f"{glyphs.ticked} ", "ok"),) if parts and parts[0].kind == "ok" else ()
    return (*sign, *_spans(parts))


def _check_row(made: Made, width: int, glyphs: Glyphs) -> Row | None:
    if made.written is None:
        return Row((Span("STAYS HERE ", "danger bold"), Span(made.refusal)))
    changes = ", ".join(changed_line(each).text for each in made.sheet.without_places()[0])
    right = (Span("changed ", "muted"), Span(changes)) if changes else ()
    spans = _check_spans(made.sheet, glyphs)
    return Row(spans, right if width_of((*spans, *right)) < width else ())


def _omissions_row(sheet: Sheet, more: str) -> Row | None:
    if not sheet.left_out:
        return None
    spans = [Span("LEFT OUT ", "muted bold"), Span(f"{sheet.omissions} ")]
    texts = ["".join(part.text for part in left_out_line(each).parts) for each in _gathered(sheet.left_out)]
    spans.append(Span("; ".join(texts), "muted"))
    return Row(tuple(spans), (Span("space", "accent bold"), Span(f" {more}", "muted")))


def _leftovers_row(made: Made) -> Row | None:
    leftovers = made.sheet.leftovers
    if not leftovers:
        return None
    spans = [Span("LEFTOVERS? ", "muted bold"), Span(str(len(leftovers)), "warn bold")]
    for number, each in enumerate(leftovers, 1):
        spans += [Span(f"  {number} ", "accent bold"), Span(each.text), Span(f" {each.where.split(',')[0]}", "muted")]
    return Row(tuple(spans))


def _unchecked_row(sheet: Sheet) -> Row | None:
    if not sheet.unchecked:
        return None
    return Row((Span("NOT CHECKED ", "muted bold"), Span(", ".join(sheet.unchecked))))


def _split(parts: Sequence[Part]) -> Line:
    """Return the last part of a line, which is muted, on its right, without what joined it to the rest."""
    *rest, last = parts
    left = list(_spans(rest))
    if left:
        left[-1] = Span(left[-1].text.removesuffix(", "), left[-1].style)
    return Line(tuple(left), (Span(last.text.strip(), "muted"),))


def _rows_of(section: Section, width: int) -> Iterator[tuple[Spans, Spans]]:
    """Yield the rows of a section: what is too long for one goes on in the next."""
    for line in section.lines:
        if width_of((*line.left, *line.right)) + 1 <= width:
            yield line.left, line.right
            continue
        yield tuple(fit(line.left, width)), ()
        for words in wrap_all("".join(span.text for span in line.right), width - 2) if line.right else ():
            yield (Span("  "), Span(words, line.right[0].style)), ()


def _framed(section: Section, rows: Sequence[tuple[Spans, Spans]]) -> Iterator[Row]:
    yield Row()
    yield Row((Span(section.title, "muted bold"),), section.right, right_margin=_RIGHT_MARGIN)
    for left, right in rows:
        yield Row(left, right, right_margin=_RIGHT_MARGIN)


def _worded(words: str, width: int, style: str) -> Iterator[Line]:
    return (Line((Span(line, style),)) for line in wrap_all(words, width))


def _folded(spans: Spans, width: int) -> Iterator[Line]:
    """Yield styled words in as many lines as they need."""
    if width_of(spans) <= width:
        yield Line(spans)
        return
    text = "".join(span.text for span in spans)
    for begin, end in folds(text, width):
        yield Line(tuple(slice_of(spans, begin, end)))


def slice_of(spans: Sequence[Span], begin: int, end: int) -> Iterator[Span]:
    """Yield the part of some spans between two places of their text."""
    at = 0
    for span in spans:
        first, last = max(begin - at, 0), min(end - at, len(span.text))
        if first < last:
            yield Span(span.text[first:last], span.style)
        at += len(span.text)


def _spans(parts: Sequence[Part]) -> Spans:
    return tuple(Span(part.text, STYLES[part.kind]) for part in parts)
