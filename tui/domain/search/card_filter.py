"""What the filter says of the cards of a board: `@P03` a customer, `@ux` a teammate, bare words in title and notes.

`col:` is the column, `by:` who owns the card or wrote a note on it, `since:` when something was last written, begun or
finished, and `kind:` what the card is or what notes are on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import partial
from typing import get_args

from msgspec import Struct

from tui.domain.errors import NotAllowed
from tui.domain.flow.figures import Thresholds, age_days, last_day, zone_of
from tui.domain.flow.series import awaits
from tui.domain.people.askers import is_asked_for
from tui.domain.people.merged import current_of
from tui.domain.records import Blocked, Card, Experiment, Note
from tui.domain.records.definition import CardKind
from tui.domain.records.layers import passing
from tui.domain.records.vocabulary import NoteKind
from tui.domain.records.workspace import Workspace
from tui.domain.search.filter_language import Condition, Language, Term, TermKind
from tui.domain.search.matching import begins, called, haystack, needle
from tui.domain.search.naming import people_with_pid
from tui.domain.time.dates import days_late, parse_since
from tui.domain.work.dependencies import is_settled

OLDEST = 3
LAST_DAY = date(9998, 12, 31)


class Sought(Struct, frozen=True, gc=False):
    """What a filter looks at of a card: a small part of it, and the words of its title and notes."""

    uid: str
    text: str
    kind: CardKind
    column: str
    by: tuple[str, ...]
    note_kinds: tuple[str, ...]
    last_at: datetime
    assignee: str | None
    tags: tuple[str, ...]
    people: tuple[str, ...]
    due: date | None
    expedite: bool
    held: Blocked | None
    blocked_by: tuple[str, ...]
    started_at: datetime | None
    finished_at: datetime | None


Test = Callable[[Card | Sought], bool]


class View(Struct, frozen=True):
    """What a filter looks at besides the card: the workspace, the day, and the ages that count as old."""

    workspace: Workspace
    experiment: Experiment
    today: date
    thresholds: Thresholds

    def facts(self, terms: Iterable[Term]) -> tuple[object, ...]:
        """Return what it depends on, besides the cards, which of them match some terms."""
        kinds = frozenset[TermKind]().union(*(term.kinds for term in terms))
        people = (self.workspace.participants, self.workspace.contacts) if "person" in kinds else ()
        old = (self.thresholds.sle.days, self.experiment.decided_at) if "is" in kinds else ()
        columns = (self.experiment.definition.columns,) if "col" in kinds else ()
        return (self.today, *people, *old, *columns)


def sought_of(workspace: Workspace, card: Card) -> Sought:
    """Return what a filter looks at of a card."""
    uids = workspace.note_uids(card.uid)
    notes: Iterable[Note] = [*passing(workspace.notes, uids)] if uids else ()
    return facts_of(card, haystack((card.title, *(note.text for note in notes))), notes)


def facts_of(card: Card, text: str, notes: Iterable[Note] = ()) -> Sought:
    """Return what a filter looks at of a card with some notes; `text` are the words it looks for."""
    times = (card.created_at, card.started_at, card.finished_at, *(note.at for note in notes))
    return Sought(
        card.uid,
        text,
        card.kind,
        card.column,
        _once(note.by for note in notes),
        _once(note.kind for note in notes),
        max(filter(None, times)),
        card.assignee,
        card.tags,
        card.people,
        card.due,
        card.expedite,
        card.held,
        card.blocked_by,
        card.started_at,
        card.finished_at,
    )


def _of_person(value: str, view: View) -> Test:
    workspace = view.workspace
    uids = [person.uid for person in people_with_pid(workspace, value)]
    if not uids:
        uids = called(workspace.contacts, value)
    people = {person.uid for uid in uids if (person := current_of(workspace, uid)) is not None}
    return lambda card: (
        not people.isdisjoint(card.people) or (card.assignee is not None and begins(card.assignee, value))
    )


def _with_tag(value: str, view: View) -> Test:
    return lambda card: any(begins(tag, value) for tag in card.tags)


def _with_word(value: str, view: View) -> Test:
    sought = needle(value)
    return lambda card: sought.is_in(_read(view, card).text)


def columns_called(experiment: Experiment, value: str) -> frozenset[str]:
    """Return the columns (ids) of a board whose id or title begins with a value; the very one goes before others."""
    columns = experiment.definition.columns
    if exact := frozenset(column.id for column in columns if value in (column.id.casefold(), column.title.casefold())):
        return exact
    return frozenset(column.id for column in columns if begins(column.id, value) or begins(column.title, value))


def _in_column(value: str, view: View) -> Test:
    columns = columns_called(view.experiment, value)
    return lambda card: card.column in columns


def _by(value: str, view: View) -> Test:
    who = value.removeprefix("@")

    def is_by(card: Card | Sought) -> bool:
        if card.assignee is not None and begins(card.assignee, who):
            return True
        return any(begins(name, who) for name in _read(view, card).by)

    return is_by


def first_moment(value: str, today: date, zone: tzinfo) -> datetime | None:
    """Return when a day begins that `since:` names, in a time zone; None where it names none in the past."""
    try:
        return datetime.combine(parse_since(value, today), time.min, zone).astimezone(UTC)
    except (NotAllowed, OverflowError):
        return None


def names_a_day(value: str) -> bool:
    """Return whether `since:` understands a value, whatever day it is."""
    return first_moment(value, LAST_DAY, UTC) is not None


def _since(value: str, view: View) -> Test:
    begin = first_moment(value, view.today, zone_of(view.experiment.timezone))
    return lambda card: begin is not None and _read(view, card).last_at >= begin


def _with_note(kind: str, view: View) -> Test:
    return lambda card: kind in _read(view, card).note_kinds


def _of_kind(kind: str, view: View) -> Test:
    return lambda card: card.kind == kind


def _read(view: View, card: Card | Sought) -> Sought:
    return card if isinstance(card, Sought) else sought_of(view.workspace, card)


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _late(view: View) -> Test:
    today = last_day(view.experiment, view.today)
    return lambda card: days_late(card.due, today) > 0 and awaits(card)


def _free(view: View) -> Test:
    cards = view.workspace.cards

    def is_free(card: Card | Sought) -> bool:
        blockers = (cards.get(uid) for uid in card.blocked_by)
        waits = card.held is not None and bool(card.blocked_by)
        return waits and all(blocker is None or is_settled(blocker) for blocker in blockers)

    return is_free


def _asked(view: View) -> Test:
    return lambda card: is_asked_for(view.workspace, card.uid)


def _old(view: View) -> Test:
    return lambda card: view.thresholds.level(age_days(card, view.experiment, view.today) or 0) == OLDEST


def _due_this_week(view: View) -> Test:
    sunday = view.today + timedelta(days=6 - view.today.weekday())
    return lambda card: card.due is not None and card.due <= sunday


ON_CARDS: Language[Card | Sought, View] = Language(
    person=_of_person,
    tag=_with_tag,
    word=_with_word,
    conditions={
        "is": {
            "blocked": lambda view: lambda card: card.held is not None,
            "expedite": lambda view: lambda card: card.expedite,
            "late": _late,
            "old": _old,
            "nopeople": lambda view: lambda card: not card.people,
            "recurring": lambda view: lambda card: card.kind == "recurring",
            "free": _free,
            "asked": _asked,
        },
        "due": {
            "today": lambda view: lambda card: card.due == view.today,
            "week": _due_this_week,
            "late": _late,
            "none": lambda view: lambda card: card.due is None,
        },
        "kind": {
            **{kind: partial(_of_kind, kind) for kind in get_args(CardKind)},
            **{kind: partial(_with_note, kind) for kind in get_args(NoteKind)},
        },
    },
    valued={"col": Condition(_in_column), "by": Condition(_by), "since": Condition(_since, names_a_day)},
)
