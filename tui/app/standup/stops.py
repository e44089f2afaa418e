"""The stops of a standup in few words: under which heading, in one row, and with which keys."""

from __future__ import annotations

from collections import Counter

from tui.app.keys.keymap import Hint
from tui.app.look.glyphs import LEVEL_STYLES
from tui.app.look.paint import Shown, Span, cut, one_line
from tui.app.standup.view import StandupView
from tui.domain.history.people_phrases import method_words
from tui.domain.records import Card, Note, Participant, StandupItem, Touchpoint
from tui.domain.records.definition import ColumnDefinition
from tui.domain.records.vocabulary import Step
from tui.domain.standup.walked import done_at
from tui.domain.time.dates import ago_words, full_words

Keys = tuple[Hint, ...]

COUNTED: tuple[Step, ...] = ("done", "blocked", "expedite", "doing", "customers")
_HEADINGS: dict[Step, str] = {
    "pulse": "the pulse",
    "done": "done, and what we learned",
    "blocked": "blocked, longest first",
    "expedite": "expedite",
    "doing": "in progress, right to left, oldest first",
    "pull": "what to begin next",
    "off_board": "anything that is not on the board?",
    "report": "the report",
}
BRIEF_COLUMN = 12
HERE = ("card.edit", "who is here")
NOTE, DECIDE = ("note.add", "note"), ("standup.decide", "note a decision")
OWNER, NEXT = ("card.assign", "owner"), ("standup.next", "next item")


def heading(view: StandupView, item: StandupItem) -> str:
    """Return under which heading a stop stands."""
    if item.step == "pull" and item.uid:
        return "due, and not begun"
    if item.step != "customers":
        return _HEADINGS[item.step]
    record = view.record(item)
    match record:
        case Touchpoint() if view.policy.day(record.at) < view.today:
            return "customers: was it had?"
        case Touchpoint():
            day = view.policy.next_working_day(view.today)
            return f"customers, sessions before the next standup, {full_words(day, view.today)}"
        case Participant():
            return "customers: not spoken with for too long"
        case Note(kind="promise"):
            return "customers: what we promised"
        case Note():
            return "customers: waiting for our answer"
        case Card():
            return "customers: permission is missing"
        case _:
            return "customers: others who should hear from us"


def sign(view: StandupView, item: StandupItem) -> Span:
    """Return the sign of a stop."""
    glyphs, record = view.glyphs, view.record(item)
    match item.step:
        case "blocked":
            return Span(glyphs.blocked, "danger")
        case "expedite":
            return Span(glyphs.expedite, "learn")
        case "done" if not isinstance(record, Card) or done_at(record) is not None:
            return Span(glyphs.ticked, "ok")
        case "doing" if isinstance(record, Card):
            if record.kind == "recurring":
                return Span(glyphs.recurring, LEVEL_STYLES[0])
            board = view.board_of(item)
            level = board.thresholds.level(board.facts(record).age or 0)
            return Span(glyphs.ages[level], LEVEL_STYLES[level].split()[0])
        case "customers" if isinstance(record, Participant):
            level = view.person(record).keeping.level
            return Span(glyphs.ages[level], LEVEL_STYLES[level].split()[0])
        case "customers" if isinstance(record, Note) and (waiting := view.note(record).waiting) and waiting.late:
            return Span(glyphs.late, "danger")
        case "pull" if item.uid:
            return Span(glyphs.late, "warn")
        case _:
            return Span(glyphs.dot, "muted")


def brief(view: StandupView, item: StandupItem) -> tuple[Span, ...]:
    """Return a stop in one row, to be cut where it is too long."""
    record = view.record(item)
    words: tuple[Span, ...]
    match record:
        case Card():
            column = cut(view.column(record), BRIEF_COLUMN)
            words = (Span(f"{view.key(record)} {column}  ", "muted"), Span(view.mask.line(record.title)))
        case Touchpoint():
            words = (*_whom(view, record), Span(f"{method_words(record.method)} {view.when(record)}"))
        case Participant():
            words = (Span(record.pid, "people"), Span(f"  last touch {ago_words(view.person(record).keeping.since)}"))
        case Note():
            words = (*_whom(view, record), Span(owed_words(view, record)))
        case _:
            words = (Span(step_name(item.step) if item.step != "customers" else "others to hear from us"),)
    return (sign(view, item), Span(" "), *words)


def _whom(view: StandupView, record: Touchpoint | Note) -> tuple[Span, ...]:
    return (Span(f"{view.pids(record.people)}  ", "people"),) if record.people else ()


def owed_words(view: StandupView, note: Note) -> str:
    """Return what we owe by a note, and how it stands: `promise, 4d late`, `request, waits 8d`."""
    facts = view.note(note)
    return f"{note.kind}, {facts.state if facts.waiting else 'closed'}"


def after(view: StandupView, at: int, most: int, *, folded: bool = False) -> list[tuple[Span, ...]]:
    """Return the next stops in a row each, the first few by name and all others by their steps.

    `folded` says that the stops at customers are one, which is not about anybody.
    """
    following = view.standup.items[at + 1 :]
    if folded and view.standup.items[at].step == "customers":
        following = tuple(item for item in following if item.step != "customers")
    named = [item for item in following[:most] if item.uid and not (folded and item.step == "customers")]
    rows = [brief(view, item) for item in named]
    counts = Counter(item.step for item in following if item not in named)
    words = [f"{count} {step_name(step)}" if step in COUNTED else step_name(step) for step, count in counts.items()]
    if words:
        rows.append((Span(view.glyphs.dot, "muted"), Span(f" {', '.join(words)}", "muted")))
    return rows


def keys_of(view: StandupView, item: StandupItem, *, folded: bool = False) -> Keys:
    """Return what can be done at a stop: the keys that fit it, going on as the last one.

    `folded` says that it is all stops at customers in one.
    """
    card = view.card_of(item)
    keys: Keys
    match item.step:
        case "off_board":
            keys = (("card.add", "add a card"), DECIDE)
        case "pulse":
            ticks = (("standup.tick", "tick"), ("standup.card", "make a card"))
            keys = (*(ticks if any(follows.is_open for follows in view.decided) else ()), HERE, DECIDE)
        case "customers":
            several = sum(other.step == "customers" for other in view.standup.items) > 1
            fold = (("standup.fold", "one by one" if folded else "all in one"),) if several else ()
            keys = (*_customer_keys(view.record(item)), NOTE, *fold, DECIDE)
        case _ if card is None:
            keys = (DECIDE,)
        case "pull" if not item.uid:
            keys = (_onward(view, item, card), OWNER, DECIDE)
        case "done" if done_at(card) is not None:
            is_there = card.finished_at and not card.archived_at
            keys = (("note.add", "what we learned"), *([_back(view, item, card)] if is_there else []), DECIDE)
        case _ if card.held is not None:
            keys = (("card.block", "unblock"), NOTE, DECIDE, OWNER, _back(view, item, card))
        case _:
            keys = (_onward(view, item, card), ("card.block", "block"), NOTE, DECIDE, OWNER)
    return (*keys, NEXT)


def _customer_keys(record: object) -> Keys:
    match record:
        case Touchpoint():
            return (("standup.tick", "it took place"), ("consent.give", "permission"))
        case Participant():
            return (("touchpoint.add", "log a touchpoint"), ("consent.give", "permission"))
        case Note(kind="promise"):
            return (("standup.tick", "kept"),)
        case Note():
            return (("standup.tick", "answered"),)
        case Card():
            return (("consent.give", "permission"),)
        case _:
            return (("go.people", "people"),)


def _onward(view: StandupView, item: StandupItem, card: Card) -> Hint:
    return ("card.right", f"to {_beside(view, item, card, 1)}")


def _back(view: StandupView, item: StandupItem, card: Card) -> Hint:
    return ("card.left", f"back to {_beside(view, item, card, -1)}")


def _beside(view: StandupView, item: StandupItem, card: Card, across: int) -> str:
    """Return the title of the column beside that of a card; for a card that is in none any more, the first one."""
    columns: tuple[ColumnDefinition, ...] = view.board_of(item).experiment.definition.columns
    at = next((place for place, column in enumerate(columns) if column.id == card.column), -across)
    return view.mask.text(columns[max(0, min(at + across, len(columns) - 1))].title)


def step_name(step: Step) -> str:
    """Return how a step is called."""
    return step.replace("_", "-")


def count_words(view: StandupView, step: Step) -> str:
    """Return a step as the strip names it, with how many stops it has."""
    count = sum(item.step == step for item in view.standup.items)
    return f"{step_name(step)} {count}" if step in COUNTED else step_name(step)


def spoken_rows(view: StandupView, at: int, most: int) -> list[tuple[Span, ...]]:
    """Return what was said so far, the latest last: what was learned from what is done, and what was decided."""
    rows: list[tuple[Span, ...]] = []
    standup, mask = view.standup, view.mask
    for item in standup.items[: at + 1]:
        card = view.workspace.cards.get(item.uid)
        if item.step == "done" and card is not None and done_at(card) is not None:
            learned = [note for note in view.workspace.notes_of(card.uid) if note.kind == "learned"]
            text = mask.words(learned[-1], view.workspace, view.today)[0] if learned else Shown("")
            words = f"learned: {one_line(text)}" if learned else "learning still open"
            rows.append((Span(f"{view.glyphs.ticked} ", "ok"), Span(f"{view.key(card)} done, {words}")))
    for decision in standup.decisions:
        owner = f"{view.teammate(decision.owner)} " if decision.owner else ""
        text = mask.line(decision.text)
        rows.append((Span(f"{view.glyphs.cycle} ", "learn"), Span(f"{owner}{text}")))
    hidden = len(rows) - most
    return rows if hidden <= 0 else [(Span(f"{hidden + 1} before", "muted"),), *rows[hidden + 1 :]]
