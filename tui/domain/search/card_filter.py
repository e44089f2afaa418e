"""The filter: a small language over the cards of a board.

`@P03` a customer, `@ux` a teammate, `#tag`, `is:blocked`, `due:week`, and bare words in title and notes.
All terms must match.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from tui.domain.flow.figures import Thresholds, age_days
from tui.domain.flow.series import awaits
from tui.domain.people.merged import current_of
from tui.domain.records import Card, Experiment
from tui.domain.records.workspace import Workspace
from tui.domain.search.matching import begins, called, haystack, needle

TermKind = Literal["person", "tag", "is", "due", "needs", "word", "unfinished", "unknown"]
Conditions = Mapping[TermKind, tuple[str, ...]]
IS_WORDS = ("blocked", "expedite", "late", "old", "nopeople", "recurring")
DUE_WORDS = ("today", "week", "late", "none")
ON_CARDS: Conditions = {"is": IS_WORDS, "due": DUE_WORDS}
"""What may stand behind the colon of a condition, by what stands before it."""


class Term(Struct, frozen=True):
    """One word of a filter; `value` is in lower case, without the sign."""

    kind: TermKind
    value: str
    typed: str


class View(Struct, frozen=True):
    """What a filter looks at besides the card: the workspace, the day, and the ages that count as old."""

    workspace: Workspace
    experiment: Experiment
    today: date
    thresholds: Thresholds


def parse_query(typed: str, conditions: Conditions = ON_CARDS) -> tuple[Term, ...]:
    """Return the terms of a filter line; a quoted phrase is one word, a lone sign is none yet."""
    try:
        words = shlex.split(typed, posix=True)
    except ValueError:
        words = typed.replace('"', " ").replace("'", " ").split()
    return tuple(_term(word, conditions) for word in words if word not in ("", "@", "#"))


def matcher(terms: tuple[Term, ...], view: View) -> Callable[[Card], bool]:
    """Return a function that says whether a card matches all terms."""
    tests = [_test(term, view) for term in terms]
    if not tests:
        return lambda card: True
    if len(tests) == 1:
        return tests[0]
    return lambda card: all(test(card) for test in tests)


def haystack_of(workspace: Workspace, card: Card) -> str:
    """Return a card's title and notes as bare words are found in them, by a `Needle`."""
    if not workspace.note_count(card.uid):
        return haystack((card.title,))
    return haystack([card.title, *(note.text for note in workspace.notes_of(card.uid))])


def _term(word: str, conditions: Conditions) -> Term:
    lower = word.casefold()
    if word[0] == "@" and len(word) > 1:
        return Term("person", lower[1:], word)
    if word[0] == "#" and len(word) > 1:
        return Term("tag", lower[1:], word)
    name, colon, value = lower.partition(":")
    for kind, values in conditions.items():
        if colon and name == kind:
            return Term(kind if value in values else _beginning(value, values), value, word)
    return Term("word", lower, word)


def _beginning(value: str, words: tuple[str, ...]) -> TermKind:
    """Return whether a condition is still being typed; until it is whole it hides nothing."""
    return "unfinished" if any(word.startswith(value) for word in words) else "unknown"


def _test(term: Term, view: View) -> Callable[[Card], bool]:
    value = term.value
    match term.kind:
        case "person":
            return _person_test(value, view)
        case "tag":
            return lambda card: any(begins(tag, value) for tag in card.tags)
        case "is":
            return _is_test(value, view)
        case "due":
            return _due_test(value, view.today)
        case "word":
            return lambda card: needle(value).is_in(haystack_of(view.workspace, card))
        case "unfinished":
            return lambda card: True
        case _:
            return lambda card: False


def _person_test(value: str, view: View) -> Callable[[Card], bool]:
    workspace = view.workspace
    uids = [uid for uid, person in workspace.participants.items() if person.pid.casefold() == value]
    if not uids:
        uids = called(workspace.contacts, value)
    people = {person.uid for uid in uids if (person := current_of(workspace, uid)) is not None}
    return lambda card: (
        not people.isdisjoint(card.people) or (card.assignee is not None and begins(card.assignee, value))
    )


def _is_test(value: str, view: View) -> Callable[[Card], bool]:
    today, experiment = view.today, view.experiment
    match value:
        case "blocked":
            return lambda card: card.held is not None
        case "expedite":
            return lambda card: card.expedite
        case "late":
            return lambda card: card.due is not None and card.due < today and awaits(card)
        case "old":
            return lambda card: view.thresholds.level(age_days(card, experiment, today) or 0) == 3
        case "nopeople":
            return lambda card: not card.people
        case _:
            return lambda card: card.kind == "recurring"


def _due_test(value: str, today: date) -> Callable[[Card], bool]:
    end_of_week = today + timedelta(days=6 - today.weekday())
    match value:
        case "today":
            return lambda card: card.due == today
        case "week":
            return lambda card: card.due is not None and card.due <= end_of_week
        case "late":
            return lambda card: card.due is not None and card.due < today and awaits(card)
        case _:
            return lambda card: card.due is None
