"""What the filter says of the cards of a board: `@P03` a customer, `@ux` a teammate, bare words in title and notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from msgspec import Struct

from tui.domain.flow.figures import Thresholds, age_days
from tui.domain.flow.series import awaits
from tui.domain.people.merged import current_of
from tui.domain.records import Blocked, Card, Experiment
from tui.domain.records.definition import CardKind
from tui.domain.records.layers import passing
from tui.domain.records.workspace import Workspace
from tui.domain.search.filter_language import Language, Term, TermKind
from tui.domain.search.matching import begins, called, haystack, needle
from tui.domain.search.naming import people_with_pid

OLDEST = 3


class Sought(Struct, frozen=True, gc=False):
    """What a filter looks at of a card: a small part of it, and the words of its title and notes."""

    text: str
    kind: CardKind
    assignee: str | None
    tags: tuple[str, ...]
    people: tuple[str, ...]
    due: date | None
    expedite: bool
    held: Blocked | None
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
        return (self.today, *people, *old)


def haystack_of(workspace: Workspace, card: Card) -> str:
    """Return a card's title and notes as bare words are found in them, by a `Needle`."""
    notes = workspace.note_uids(card.uid)
    texts = [note.text for note in passing(workspace.notes, notes)] if notes else ()
    return haystack((card.title, *texts))


def sought_of(workspace: Workspace, card: Card) -> Sought:
    """Return what a filter looks at of a card."""
    return Sought(
        haystack_of(workspace, card),
        card.kind,
        card.assignee,
        card.tags,
        card.people,
        card.due,
        card.expedite,
        card.held,
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
    return lambda card: sought.is_in(card.text if isinstance(card, Sought) else haystack_of(view.workspace, card))


def _late(view: View) -> Test:
    return lambda card: card.due is not None and card.due < view.today and awaits(card)


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
        },
        "due": {
            "today": lambda view: lambda card: card.due == view.today,
            "week": _due_this_week,
            "late": _late,
            "none": lambda view: lambda card: card.due is None,
        },
    },
)
