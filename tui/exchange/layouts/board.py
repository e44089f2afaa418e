"""Lays out a board, a column or a card as a document."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tui.domain.text import plural
from tui.domain.time.dates import days_late, late_words
from tui.domain.time.durations import rhythm
from tui.domain.views import BoardView, CardView, ColumnView, NoteView
from tui.exchange.document import Document, Line, Part, Section, item, line, muted, people, text_lines
from tui.exchange.layouts import dated, foot_lines, reader_words
from tui.exchange.parcel import Identified, Parcel

_COMMA = Part(", ")
_STANCES: dict[str, Part] = {
    "supports": Part("▲ for", "ok"),
    "refutes": Part("▼ against", "danger"),
    "neutral": Part("neutral", "muted"),
}


def document_of(parcel: Parcel) -> Document:
    """Return a board with what it is about and its columns; of a column or a card only that."""
    board = parcel.board
    assert board is not None, "what is laid out as a board has one"
    sections = [
        _lane(parcel, column) for column in board.columns if parcel.what == "board" or column.id == parcel.column
    ]
    if parcel.what == "card":
        sections = list(_cards_alone(parcel))
    elif archived := [card for card in parcel.cards if card.archived]:
        sections.append(Section("Archived", tuple(_cards(parcel, archived)), count=len(archived)))
    if parcel.contacts:
        sections.append(Section("People", tuple(_person(person) for person in parcel.contacts)))
    intent = _intent(board) if parcel.what == "board" else []
    foot = foot_lines(parcel.sheet, parcel.at, parcel.profile)
    return Document(_title(parcel, board), tuple(_head(parcel, board)), (*intent, *sections), tuple(foot))


def _title(parcel: Parcel, board: BoardView) -> str:
    return f"{board.title} ({board.key}, iteration {board.iteration}), {dated(parcel.today)}"


def _head(parcel: Parcel, board: BoardView) -> Iterator[Line]:
    state = board.status if board.day is None else f"{board.status}, day {board.day}"
    cards = plural(sum(column.cards for column in board.columns), "card")
    archived = f", {board.archived} archived" if board.archived else ""
    yield line(f"{state} · {cards}{archived} · for {reader_words(parcel.profile)}")
    if parcel.what != "board":
        return
    if board.evidence.sentence:
        yield line(Part("Evidence", "strong"), f" {board.evidence.sentence}")
    if board.test is not None:
        least = f" with n ≥ {board.test.min_n}" if board.test.min_n else ""
        yield line(Part("Criterion", "strong"), f" {board.test.metric} {board.test.criterion}{least}")
    if board.decision:
        yield line(Part("Decided", "strong"), f" {board.decision}{f': {board.learned}' if board.learned else ''}")
    if parcel.cells:
        counts = ", ".join(f"{cell.name} {cell.count}" for cell in parcel.cells)
        yield line(Part("Took part", "strong"), f" {counts}")


def _intent(board: BoardView) -> Iterator[Section]:
    if board.goals:
        yield Section("Goals", tuple(item(goal) for goal in board.goals))
    for heading, text in (("Hypothesis", board.hypothesis), ("Expected outcome", board.expected_outcome)):
        if text:
            yield Section(heading, tuple(text_lines(text, 0)))


def _person(person: Identified) -> Line:
    facts = ", ".join(filter(None, (person.fn, person.title, person.org, *person.email, *person.tel)))
    return item(Part(person.pid, "person"), f" {facts}")


def _lane(parcel: Parcel, column: ColumnView) -> Section:
    cards = parcel.in_column(column.id)
    limit = f"{column.cards}/{column.wip}" if column.wip is not None else str(column.cards)
    over = ", over the limit" if column.wip is not None and column.cards > column.wip else ""
    lines = _CardLines(parcel, cards) if cards else (line(muted("none")),)
    return Section(column.title, lines, aside=f"{limit}{over}", lane=True)


class _CardLines(Struct, frozen=True):
    """The lines of cards, each made when it is drawn: all of them take far more memory than what is drawn of them."""

    parcel: Parcel
    cards: list[CardView]

    def __iter__(self) -> Iterator[Line]:
        return _cards(self.parcel, self.cards)


def _cards_alone(parcel: Parcel) -> Iterator[Section]:
    """Yield cards that leave without their board by their columns, as these stand on it."""
    assert parcel.board is not None
    titles = {column.id: column.title for column in parcel.board.columns}
    titles |= {card.column: "Card" for card in parcel.cards if card.column not in titles}
    for column, title in titles.items():
        if cards := [card for card in parcel.cards if card.column == column]:
            yield Section(title, tuple(_cards(parcel, cards)))


def _cards(parcel: Parcel, cards: list[CardView] | tuple[CardView, ...]) -> Iterator[Line]:
    for card in cards:
        yield _card(parcel, card)
        if parcel.what == "card" and card.description:
            yield from text_lines(card.description, 1)
        if card.blocked is not None:
            needs = f", needs: {card.blocked.needs}" if card.blocked.needs else ""
            reason = f": {card.blocked.reason}" if card.blocked.reason else ""
            yield item(
                Part(f"blocked {card.blocked.days} d", "danger"), f"{reason}{needs}", sign="■", kind="danger", depth=1
            )
        for step in card.checklist:
            yield item(step.text, sign="[x]" if step.done else "[ ]", depth=1)
        for note in card.notes:
            yield _note_head(note)
            yield from text_lines(note.text, 2, "quote" if note.own_words else "plain")


def _card(parcel: Parcel, card: CardView) -> Line:
    parts: list[Part] = [Part(card.key, "strong"), Part(f" {card.title}")]
    for fact in _facts(parcel, card):
        parts += [_COMMA, *fact]
    return item(*parts)


def _facts(parcel: Parcel, card: CardView) -> Iterator[list[Part]]:
    if card.expedite:
        yield [Part("» expedite", "warn")]
    if card.kind == "recurring":
        missed = f", {card.missed} missed" if card.missed else ""
        done = f", done {plural(card.done, 'time')}{missed}" if card.done or card.missed else ""
        yield [Part(f"recurring {rhythm(card.every)}{done}".strip(), "muted")]
    elif card.kind == "cycle":
        yield [Part("cycle", "muted")]
    if card.cycle_days is not None:
        yield [Part(f"{card.cycle_days} d", "muted")]
    elif card.age_days is not None:
        yield [Part(f"{card.age_days} d")]
    if card.people:
        yield people(card.people)
    if card.assignee:
        yield [Part(f"owner {card.assignee}")]
    if card.due:
        late = days_late(card.due, parcel.today) if card.awaits else 0
        yield [Part(f"due {card.due.isoformat()}")]
        if late:
            yield [Part(late_words(late), "danger")]
    if card.tags:
        yield [Part(" ".join(f"#{tag}" for tag in card.tags), "muted")]


def _note_head(note: NoteView) -> Line:
    parts: list[Part] = [Part(f"{note.date.isoformat()} ", "muted"), Part(note.kind)]
    if note.about:
        parts += [Part(" of "), *people(note.about)]
    if note.names:
        parts.append(Part(f" ({', '.join(note.names)})"))
    if note.by:
        parts += [Part(f", by {note.by}", "muted")]
    if note.stance:
        parts += [Part(", "), _STANCES[note.stance]]
    if note.promise is not None:
        fulfilled = f", kept {note.promise.kept_on.isoformat()}" if note.promise.kept_on else ""
        due = f", due {note.promise.due.isoformat()}" if note.promise.due else ""
        parts.append(Part(fulfilled or due))
    return item(*parts, depth=1)
