"""What is said beside a preview: who will read it, what was changed and left out, what to look at, where it goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tui.app.giving.choice import GOES_TO, NEW_FILE, SAME_FILE, WHO, WRITTEN_FILE, memory_words
from tui.app.giving.proof import Proof, folds, slice_of
from tui.app.keys.keymap import key
from tui.app.look.glyphs import Glyphs
from tui.app.look.paint import Row, Span, fit, hint, width_of, wrap_all
from tui.domain.privacy.profiles import Profile
from tui.domain.privacy.sheet import LeftOut, Sheet
from tui.exchange.document import Part
from tui.exchange.layouts import changed_line, check_line, left_out_line

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
MOST_LEFTOVERS = 9
"""How many leftovers have a key that shows where they are."""
_RIGHT_MARGIN = 3


class Section(Struct, frozen=True):
    """A heading with its lines; with fewer lines than `least` it says less than it should.

    Where both parts of a line do not fit beside each other, the right one is put below.
    """

    title: str
    lines: tuple[Row, ...]
    right: Spans = ()
    least: int = 99


def sheet_rows(
    proof: Proof,
    glyphs: Glyphs,
    width: int,
    height: int | None = None,
    lead: Sequence[Section] = (),
    *,
    more: str = "give.more",
) -> list[Row]:
    """Return the sections in rows of a width; of long ones the first lines, where they are higher than that.

    `lead` are sections that stand in place of the first, which says who will read it. `more` is the command that shows
    what there is no room for.
    """
    chosen = [*(lead or [who_section(proof.choice.profile, width)]), *_sections(proof, glyphs, width)]
    sections = [(section, list(_rows_of(section, width))) for section in chosen]
    while height is not None and sum(len(rows) + 2 for _, rows in sections) > height + 1:
        longest = max(range(len(sections)), key=lambda at: len(sections[at][1]) - sections[at][0].least)
        section, rows = sections[longest]
        if len(rows) <= section.least:
            break
        last = Row((Span("and more", "muted"),), (Span(key(more), "accent bold", more),))
        sections[longest] = (section, [*rows[:-2], last])
    return [row for section, rows in sections for row in _framed(section, rows)][1:]


def turning() -> Spans:
    """Return the keys that turn the reader, where that is the field they turn."""
    return hint("go.left go.right", "change")


def who_section(profile: Profile, width: int, chooser: Row | None = None, right: Spans = ()) -> Section:
    """Return for whom it is, and what that reader gets; `chooser` are the readers to choose from."""
    who, more, what = WHO[profile]
    first = chooser or Row((Span(who, "bright bold"), Span(more)))
    return Section("WHO WILL READ IT", (first, *_worded(what, width, "muted")), right)


def _sections(proof: Proof, glyphs: Glyphs, width: int) -> Iterator[Section]:
    sheet = proof.sheet
    if sheet.changed:
        lines = [_split(changed_line(change).parts) for change in sheet.changed]
        yield Section("CHANGED", tuple(lines), (Span(str(sheet.changes), "muted"),), 2)
    if sheet.left_out:
        lines = [_split(left_out_line(omission).parts) for omission in gathered(sheet.left_out)]
        yield Section("LEFT OUT", tuple(lines), (Span(str(sheet.omissions), "muted"),), 3)
    if proof.written is None:
        yield Section("WHY IT STAYS HERE", tuple(_worded(proof.refusal, width, "danger")))
        return
    yield Section("LEAK CHECK", tuple(_folded(check_spans(sheet, glyphs), width)))
    if sheet.leftovers:
        count = (Span(str(len(sheet.leftovers)), "warn bold"), Span(" to look at", "muted"))
        yield Section("POSSIBLE LEFTOVERS", tuple(_leftovers(proof)), count, 4)
    if sheet.unchecked:
        lines = [Row((Span(sentence),)) for sentence in sheet.unchecked]
        yield Section("NOT CHECKED", tuple(lines), (Span(str(len(lines)), "muted"),), 1)
    yield Section(where_title(proof), tuple(_where(proof, width)))


def _leftovers(proof: Proof) -> Iterator[Row]:
    for number, possible in enumerate(proof.sheet.leftovers, 1):
        mark = proof.mark_of(number)
        line = Span(f"line {mark.line + 1}" if mark else "not in it", "muted")
        name = f"give.leftover_{number}" if number <= MOST_LEFTOVERS else ""
        shown = Span(f"{key(name) if name else '':<3}", "accent bold", name)
        yield Row((shown, Span(possible.text), Span(f" {possible.where}", "muted")), (line,))
        yield Row((Span("   "), Span(possible.why, "muted")))


def where_title(proof: Proof) -> str:
    """Return what is said before the place it goes to."""
    if proof.gone_to is not None:
        return "WRITTEN TO"
    return "WRITES TO" if proof.choice.place == "file" else "GOES TO"


def _where(proof: Proof, width: int) -> Iterator[Row]:
    path = proof.gone_to or proof.path
    if proof.choice.place == "file" and path is not None:
        for text in (f"{path.parent}/", path.name):
            yield from (Row((Span(text[begin:end]),)) for begin, end in folds(text, width))
        words = WRITTEN_FILE if proof.gone_to else SAME_FILE if proof.is_there else NEW_FILE
        yield Row((Span(words, "muted"),))
    else:
        yield Row((Span(GOES_TO[proof.choice.place]),))
    yield from _worded(memory_words(proof.choice, proof.people), width, "muted")


def gathered(left_out: Sequence[LeftOut]) -> list[LeftOut]:
    """Return what was left out of nobody summed up over its places; what was left out of people, as it is."""
    counts: Counter[tuple[str, str]] = Counter()
    for omission in left_out:
        if not omission.people:
            counts[omission.what, omission.why] += omission.count
    summed = [LeftOut((), what, why, count) for (what, why), count in counts.items()]
    return [*summed, *(omission for omission in left_out if omission.people)]


def check_spans(sheet: Sheet, glyphs: Glyphs) -> Spans:
    """Return what the leak check found, with a tick where that is nothing."""
    parts = check_line(sheet.check).parts
    sign = (Span(f"{glyphs.ticked} ", "ok"),) if parts and parts[0].kind == "ok" else ()
    return (*sign, *_spans(parts))


def _split(parts: Sequence[Part]) -> Row:
    """Return the last part of a line, which is muted, on its right, without what joined it to the rest."""
    *rest, last = parts
    left = list(_spans(rest))
    if left:
        left[-1] = Span(left[-1].text.removesuffix(", "), left[-1].style)
    return Row(tuple(left), (Span(last.text.strip(), "muted"),))


def _rows_of(section: Section, width: int) -> Iterator[Row]:
    """Yield the rows of a section: what is too long for one goes on in the next."""
    for line in section.lines:
        if width_of((*line.left, *line.right)) + 1 <= width:
            yield line
            continue
        yield Row(tuple(fit(line.left, width)))
        for words in wrap_all("".join(span.text for span in line.right), width - 2) if line.right else ():
            yield Row((Span("  "), Span(words, line.right[0].style)))


def _framed(section: Section, rows: Sequence[Row]) -> Iterator[Row]:
    yield Row()
    yield Row((Span(section.title, "muted bold"),), section.right, right_margin=_RIGHT_MARGIN)
    yield from (replace(row, right_margin=_RIGHT_MARGIN) for row in rows)


def _worded(words: str, width: int, style: str) -> Iterator[Row]:
    return (Row((Span(line, style),)) for line in wrap_all(words, width))


def _folded(spans: Spans, width: int) -> Iterator[Row]:
    """Yield styled words in as many lines as they need."""
    if width_of(spans) <= width:
        yield Row(spans)
        return
    for begin, end in folds("".join(span.text for span in spans), width):
        yield Row(tuple(slice_of(spans, begin, end)))


def _spans(parts: Sequence[Part]) -> Spans:
    return tuple(Span(part.text, STYLES[part.kind]) for part in parts)
