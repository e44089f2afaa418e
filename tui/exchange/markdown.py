"""A snapshot as Markdown that reads well pasted anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tui.exchange.markdown_text import escaped, quoted
from tui.exchange.snapshot import Snapshot, SnapshotBoard, SnapshotCard, SnapshotColumn, SnapshotNote

_STANCES = {"supports": "▲ supports", "refutes": "▼ refutes", "neutral": "neutral"}


def to_markdown(snapshot: Snapshot) -> str:
    """Return a snapshot as CommonMark, ending in a newline; what people typed appears literally."""
    lines = [*_head(snapshot), *_intent(snapshot.board)]
    for column in snapshot.board.columns:
        lines += [f"## {_column_title(column)}", "", *_lane(snapshot, column), ""]
    return "\n".join([*lines, *_foot(snapshot)]) + "\n"


def card_to_markdown(card: SnapshotCard) -> str:
    """Return one card as CommonMark, ending in a newline."""
    return "\n".join(_card(card)) + "\n"


def _head(snapshot: Snapshot) -> list[str]:
    board = snapshot.board
    facts = [board.status if board.day is None else f"{board.status}, day {board.day}", f"{len(snapshot.cards)} cards"]
    if board.archived:
        facts.append(f"{board.archived} archived")
    return [
        f"# {escaped(board.title)} ({escaped(board.key)}, iteration {board.iteration}) — {_dated(snapshot.today)}",
        "",
        f"{' · '.join(facts)} · Profile: {snapshot.profile} (people shown as P-ids)",
        "",
    ]


def _intent(board: SnapshotBoard) -> Iterator[str]:
    if board.goals:
        yield from ["**Goals**", "", *(f"- {escaped(goal)}" for goal in board.goals), ""]
    if board.hypothesis:
        yield from ["**Hypothesis**", "", *quoted(board.hypothesis, ""), ""]
    if board.test:
        least = f" with n ≥ {board.test.min_n}" if board.test.min_n else ""
        yield from [f"**Criterion** {escaped(board.test.metric)} {escaped(board.test.criterion)}{least}", ""]
    else:
        yield from ["**Criterion** not set", ""]
    if board.expected_outcome:
        yield from ["**Expected outcome**", "", *quoted(board.expected_outcome, ""), ""]


def _column_title(column: SnapshotColumn) -> str:
    limit = "" if column.wip is None else f"/{column.wip}"
    return f"{escaped(column.title)} ({column.cards}{limit})"


def _lane(snapshot: Snapshot, column: SnapshotColumn) -> Iterator[str]:
    cards = snapshot.in_column(column.id)
    if not cards:
        yield "none"
    for card in cards:
        yield from _card(card)


def _card(card: SnapshotCard) -> Iterator[str]:
    yield " — ".join([f"- **{escaped(card.key)}** {escaped(card.title)}", *_facts(card)])
    if card.blocked:
        needs = f" — needs: {escaped(card.blocked.needs)}" if card.blocked.needs else ""
        yield f"  - ■ blocked {card.blocked.days} d: {escaped(card.blocked.reason)}{needs}"
    for step in card.checklist:
        yield f"  - [{'x' if step.done else ' '}] {escaped(step.text)}"
    for note in card.notes:
        yield f"  - {_note_head(note)}"
        yield from quoted(note.text, "    ")


def _facts(card: SnapshotCard) -> Iterator[str]:
    if card.expedite:
        yield "» expedite"
    if card.kind == "recurring":
        yield f"↻ {escaped(card.every or '')}"
    elif card.kind == "cycle":
        yield "cycle"
    if card.cycle_days is not None:
        yield f"{card.cycle_days} d, {card.started} to {card.finished}"
    elif card.age_days is not None:
        yield f"{card.age_days} d, since {card.started}"
    if card.people:
        yield ", ".join(card.people)
    if card.assignee:
        yield f"owner {escaped(card.assignee)}"
    if card.due:
        yield f"due {_dated(card.due)}"
    if card.tags:
        yield " ".join(f"\\#{escaped(tag)}" for tag in card.tags)


def _note_head(note: SnapshotNote) -> str:
    about = f" about {', '.join(note.about)}" if note.about else ""
    stance = f" — {_STANCES[note.stance]}" if note.stance else ""
    return f"{note.date} {note.kind}{about}, by {escaped(note.by)}{stance}"


def _foot(snapshot: Snapshot) -> list[str]:
    return [f"— exported {snapshot.exported_at.isoformat()} · {snapshot.generator} · profile {snapshot.profile}"]


def _dated(day: date) -> str:
    return f"{('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[day.weekday()]} {day.isoformat()}"
