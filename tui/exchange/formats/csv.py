"""CSV, a line for each record: for spreadsheets, and for what reads tables into data frames.

A line says of each card, note, touchpoint and event its id first. Days are those of the board, times are UTC.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

from msgspec.structs import astuple

from tui.domain.flow.figures import local_day
from tui.domain.learned.digest_views import Digest
from tui.domain.learned.insight_views import InsightView
from tui.domain.learned.metric_views import MeasurementView, MetricView
from tui.domain.text import clean_line, clean_text
from tui.domain.views import BlockView, BoardView, CardView, NoteView, PromiseView, TouchpointView
from tui.exchange.formats import ALL_BUT_PAGES, Format
from tui.exchange.parcel import EventView, Identified, Parcel, What
from tui.exchange.pieces import batches

Value = str | int | float | bool | date | datetime | None
"""What a cell may hold; None where there is nothing."""

BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheets take UTF-8 for something else."""
SEPARATOR = "; "
"""What stands between several values of a cell."""

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_COUNTRY = r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3}"
_MARKS = re.compile(r"[\s().\-/]+")
_WITH_COUNTRY = re.compile(rf"\+({_COUNTRY})(\d+)", re.ASCII)
_DIGITS = re.compile(r"(\d{3})(\d{3,})", re.ASCII)
_PHONE = re.compile(r"\+\d+(?: \d+)+", re.ASCII)
"""What begins like a formula, and is none for any spreadsheet."""

Row = Sequence[Value]

LAST_OF_FLOW = ("Finished", "Cycle days", "Times done", "Archived", "Blocked days")
_CARDS = (
    *("ID", "Title", "Column", "Role", "Kind", "Every", "Group", "Owner", "People", "Tags", "Due", "Expedite"),
    *("Blocked days", "Blocked reason", "Blocked needs", "Steps done", "Steps", "Started", "Finished", "Age days"),
    *("Cycle days", "Notes", "Supports", "Refutes", "Archived", "Description"),
)
_NOTES = (
    *("ID", "Card", "Day", "Time", "Kind", "Own words", "By", "About", "Stance", "Text", "Tags", "Touchpoint"),
    *("Promise due", "Promise kept", "Outcome", "Acknowledged", "Answered", "Told"),
)
_TOUCHPOINTS = (
    *("ID", "Day", "Time", "Minutes", "Method", "Channel", "Direction", "Status", "People", "Cards", "Observers"),
    *("Expectation", "Summary", "Left out"),
)
_INSIGHTS = (
    *("ID", "Statement", "Status", "Confidence", "People", "Methods", "People against", "Triangulated", "Themes"),
    *("Notes", "Against", "Not told", "Erased", "Words", "Words against", "Board", "Day", "By", "Review by"),
    *("Shared with", "Cards", "Boards"),
)
_METRICS = (
    *("ID", "Metric", "Title", "Day", "Wave", "Segment", "Phase", "Value", "Unit", "n", "Low", "High", "Method"),
    *("Why", "Verdict", "Criterion", "Looks", "Inputs", "Values", "Beside", "Question", "By"),
)
_DIGEST = (
    *("Kind", "ID", "News", "Text", "Day", "Board", "About", "By", "Status", "Confidence", "Now", "Before", "Turn"),
    *("Due", "Shared with", "Led to", "Card"),
)
_EVENTS = ("ID", "Day", "Time", "By", "Kind", "Board", "Card", "Text", "Undone")

# The columns that Google Contacts writes and reads, and the P-id before them.
_NAME_HEADS = (
    *("ID", "First Name", "Middle Name", "Last Name", "Phonetic First Name", "Phonetic Middle Name"),
    *("Phonetic Last Name", "Name Prefix", "Name Suffix", "Nickname", "File As", "Organization Name"),
    *("Organization Title", "Organization Department", "Birthday", "Notes", "Photo", "Labels"),
)
_ADDRESS_HEADS = (
    *("Label", "Formatted", "Street", "City", "PO Box", "Region", "Postal Code", "Country", "Extended Address"),
)
_SEVERAL = ("E-mail", "Phone", "Address", "Website")


def write(parcel: Parcel) -> Iterator[str]:
    """Return a parcel as CSV: the head, and a line for each card, note, insight, measurement, or what it is of."""
    return _pieces(_ROWS.get(parcel.what, _card_rows)(parcel))


def _card_rows(parcel: Parcel) -> Iterator[Row]:
    yield _CARDS
    yield from (_card(card, parcel.board) for card in parcel.cards)


def _note_rows(parcel: Parcel) -> Iterator[Row]:
    with_names = parcel.profile == "identified"
    yield (*_NOTES, "Names") if with_names else _NOTES
    yield from ((*_note(note), joined(note.names)) if with_names else _note(note) for note in parcel.notes)


def _touchpoint_rows(parcel: Parcel) -> Iterator[Row]:
    yield _TOUCHPOINTS
    yield from (_touchpoint(touchpoint, parcel) for touchpoint in parcel.touchpoints)


def _insight_rows(parcel: Parcel) -> Iterator[Row]:
    yield _INSIGHTS
    yield from map(_insight, parcel.insights)


def _metric_rows(parcel: Parcel) -> Iterator[Row]:
    """Yield a line for each measurement; a criterion stands in those of the metric it is about."""
    yield _METRICS
    test = parcel.board.test if parcel.board else None
    for metric in parcel.metrics:
        criterion = f"{test.metric} {test.criterion}" if test and metric.decides else ""
        yield from (_measurement(one, metric, criterion) for one in metric.measurements)


def _digest_rows(parcel: Parcel) -> Iterator[Row]:
    """Yield a line for each insight, theme, quote, decision and criterion, which say of which kind they are."""
    yield _DIGEST
    digest = parcel.digest
    for entry in _digest_entries(digest) if digest is not None else ():
        yield tuple(entry.get(name) for name in _DIGEST)


def _digest_entries(digest: Digest) -> Iterator[Mapping[str, Value]]:
    for one in digest.insights:
        it = one.insight
        shared = joined(f"{sharing.discipline} {sharing.day.isoformat()}" for sharing in it.shared)
        yield {
            "Kind": "insight",
            "ID": it.id,
            "News": one.news,
            "Text": it.statement,
            "Day": it.day,
            "By": it.by,
            "Board": it.board,
            "Status": it.status,
            "Confidence": it.confidence.sentence,
            "Shared with": shared,
            "Led to": joined((*it.cards, *it.boards)),
        }
    for theme in digest.themes:
        yield {"Kind": "theme", "Text": theme.name, "Now": theme.now, "Before": theme.before, "Turn": theme.turn}
    for note in digest.quotes:
        yield {
            "Kind": "quote",
            "ID": note.id,
            "Text": note.text,
            "Day": note.date,
            "About": joined(note.about),
            "By": note.by,
            "Card": note.card,
        }
    for decided in digest.decisions:
        yield {
            "Kind": "decision",
            "Text": decided.text,
            "Day": decided.day,
            "Board": decided.key,
            "By": decided.owner,
            "Status": decided.decision,
            "Due": decided.due,
        }
    for answered in digest.verdicts:
        yield {
            "Kind": "criterion",
            "Text": f"{answered.criterion.metric} {answered.criterion.criterion}",
            "Board": answered.key,
            "Status": answered.standing.answer if answered.standing else None,
            "Now": answered.standing.figure if answered.standing else None,
        }


def _event_rows(parcel: Parcel) -> Iterator[Row]:
    yield _EVENTS
    yield from (_event(event, parcel) for event in parcel.events)


def _flow_rows(parcel: Parcel) -> Iterator[Row]:
    """Yield a line for each card with the day it entered each column, as programs that analyse flow take it."""
    columns = parcel.board.columns if parcel.board else ()
    yield ("ID", "Title", *(column.title for column in columns), *LAST_OF_FLOW)
    for line in parcel.flow.lines if parcel.flow else ():
        key, title, entered, *rest = astuple(line)
        yield (key, title, *entered, *rest)


def _card(card: CardView, board: BoardView | None) -> Row:
    column = next((other for other in board.columns if other.id == card.column), None) if board else None
    stances = [note.stance for note in card.notes]
    block = card.blocked or BlockView("", "", 0)
    steps = len(card.checklist) or None
    return (
        *(card.key, card.title, column.title if column else card.column, column.role if column else None),
        *(card.kind, card.every, card.group, card.assignee, joined(card.people), joined(card.tags), card.due),
        *(card.expedite, block.days or None, block.reason, block.needs),
        *(sum(step.done for step in card.checklist) if steps else None, steps),
        *(card.started, card.finished, card.age_days, card.cycle_days),
        *(len(stances), stances.count("supports"), stances.count("refutes"), card.archived, card.description),
    )


def _note(note: NoteView) -> Row:
    promise = note.promise or PromiseView(None, None)
    request = note.request
    return (
        *(note.id, note.card, note.date, note.at, note.kind, note.own_words, note.by, joined(note.about)),
        *(note.stance, note.text, joined(note.tags), note.touchpoint),
        *(promise.due, promise.kept_on),
        *((request.outcome, request.acknowledged, request.answered, request.told_on) if request else (None,) * 4),
    )


def _touchpoint(touchpoint: TouchpointView, parcel: Parcel) -> Row:
    return (
        *(touchpoint.id, local_day(touchpoint.at, parcel.zone), touchpoint.at, touchpoint.minutes),
        *(touchpoint.method, touchpoint.channel, touchpoint.direction, touchpoint.status),
        *(joined(touchpoint.people), joined(touchpoint.cards), joined(touchpoint.observers)),
        *(touchpoint.expectation, touchpoint.summary, touchpoint.withheld),
    )


def _insight(insight: InsightView) -> Row:
    confidence = insight.confidence
    is_counted = confidence.status is not None
    figures = (confidence.supporting.people, confidence.supporting.methods, confidence.refuting.people)
    words = [SEPARATOR.join(note.text for note in side) for side in (insight.notes, insight.against)]
    return (
        *(insight.id, insight.statement, insight.status, confidence.sentence),
        *(figures if is_counted else (None,) * 3),
        *(confidence.triangulated if is_counted else None, joined(insight.themes)),
        *(joined(note.id for note in side) for side in (insight.notes, insight.against)),
        *(insight.untold, insight.erased, *words, insight.board, insight.day, insight.by, insight.review_by),
        joined(f"{shared.discipline} {shared.day.isoformat()}" for shared in insight.shared),
        *(joined(insight.cards), joined(insight.boards)),
    )


def _measurement(one: MeasurementView, metric: MetricView, criterion: str) -> Row:
    n = one.n if one.n is not None else one.count
    ends = (one.ci.low, one.ci.high, one.ci.method) if one.ci else (None,) * 3
    return (
        *(one.id, metric.metric, metric.title, one.on, one.wave, one.segment, one.phase, one.value, metric.unit, n),
        *(*ends, one.why, one.verdict, criterion, metric.looks),
        joined(f"{name} {number}" for name, number in one.inputs.items()),
        *(joined(one.values), joined(f"{beside.name} {beside.value}" for beside in one.beside)),
        *(one.question, one.by),
    )


def _event(event: EventView, parcel: Parcel) -> Row:
    day = local_day(event.at, parcel.zone)
    return (event.id, day, event.at, event.by, event.kind, event.board, event.card, event.text, event.undone)


def _contact_rows(parcel: Parcel) -> Iterator[Row]:
    """Yield a line for each contact; what one has several of stands in columns of the same name, numbered."""
    contacts = parcel.contacts
    counts = [max([1, *(len(values) for values in column)]) for column in zip(*map(_in_columns, contacts), strict=True)]
    counts = counts or [1] * len(_SEVERAL)
    yield (*_NAME_HEADS, *_numbered_heads(counts))
    for contact in contacts:
        yield (*_name_cells(contact), *_numbered(contact, counts))


def _in_columns(contact: Identified) -> tuple[tuple[str, ...], ...]:
    return (contact.email, tuple(map(phone_cell, contact.tel)), contact.adr, contact.url)


def _name_cells(contact: Identified) -> Iterator[Value]:
    """Yield the parts of a name; one without parts stays whole, since where to cut it nobody said."""
    whole = not (contact.given or contact.family)
    yield from (contact.pid, contact.fn if whole else contact.given, contact.additional, contact.family)
    yield from ("", "", "", contact.prefix, contact.suffix, contact.nickname, contact.fn)
    yield from (contact.org, contact.title, "", "", "", "", "")


def _numbered_heads(counts: Sequence[int]) -> Iterator[str]:
    for name, count in zip(_SEVERAL, counts, strict=True):
        parts = _ADDRESS_HEADS if name == "Address" else ("Label", "Value")
        yield from (f"{name} {number} - {part}" for number in range(1, count + 1) for part in parts)


def _numbered(contact: Identified, counts: Sequence[int]) -> Iterator[Value]:
    for name, values, count in zip(_SEVERAL, _in_columns(contact), counts, strict=True):
        for value in (*values, *([""] * (count - len(values)))):
            yield from ("", value, value, *([""] * 6)) if name == "Address" else ("", value)


def phone_cell(number: str) -> str:
    """Return a phone number as it is written, with a blank in it at least, so that nothing reads it as a number.

    `+4930901820` becomes `+49 30901820`: its plus and a nought at its start would be lost otherwise.
    """
    written = clean_line(number)
    if not written.startswith("+"):
        return _DIGITS.sub(r"\1 \2", written) if _DIGITS.fullmatch(written) else written
    written = _MARKS.sub(" ", written).strip()
    return written if " " in written else _WITH_COUNTRY.sub(r"+\1 \2", written, count=1)


def table(rows: Iterable[Sequence[Value]]) -> str:
    """Return rows as CSV (RFC 4180) with a byte order mark.

    Texts are quoted, so that none is taken for a comment or a number; numbers, days, times and `true` are not. An empty
    cell is nothing.
    """
    return "".join(_pieces(rows))


def _pieces(rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    mark = BYTE_ORDER_MARK
    for some in batches(rows):
        yield mark + "".join([f"{','.join(map(_written, row))}\r\n" for row in some])
        mark = ""


def joined(values: Iterable[str]) -> str:
    """Return several values as one cell."""
    return SEPARATOR.join(values)


def _written(value: Value) -> str:
    if isinstance(value, str):
        text = guarded(clean_text(value))
        return f'"{text.replace(chr(34), chr(34) * 2)}"' if text else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
    return "" if value is None else str(value)


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; telephone numbers stay."""
    is_formula = text.startswith(_FORMULA_SIGNS) and not _PHONE.fullmatch(text)
    return f"'{text}" if is_formula else text


_ROWS: dict[What, Callable[[Parcel], Iterator[Row]]] = {
    "notes": _note_rows,
    "touchpoints": _touchpoint_rows,
    "events": _event_rows,
    "insights": _insight_rows,
    "metrics": _metric_rows,
    "digest": _digest_rows,
    "contacts": _contact_rows,
    "flow": _flow_rows,
}
"""What has lines of its own; all else is told card by card."""
FORMAT = Format("csv", "CSV", "csv", ALL_BUT_PAGES, write)
