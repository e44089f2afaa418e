"""What a filter asks of everything that can be found: the same as on a board, and what is noted, said and decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from functools import partial
from itertools import chain
from typing import Any, get_args

from msgspec import Struct

from tui.domain.flow.figures import thresholds_of
from tui.domain.people.merged import current_of
from tui.domain.records.definition import CardKind
from tui.domain.records.vocabulary import NoteKind
from tui.domain.records.workspace import Workspace
from tui.domain.search.card_filter import ON_CARDS, Sought, View, columns_called, first_moment, names_a_day
from tui.domain.search.filter_language import Condition, Language, Term
from tui.domain.search.findable import KINDS, Findable
from tui.domain.search.matching import begins, called, needle
from tui.domain.search.naming import people_with_pid

Columns = Mapping[tuple[str | None, str], Sequence[str]]
"""The cards (uids) in each column (id) of each experiment (uid)."""


class Scope(Struct, frozen=True):
    """What a search looks at besides what can be found: the workspace, as it is and as it is seen, and the day.

    Where `names` are shown, people are found by them, too. `columns` gives the cards in each column of each experiment.
    """

    raw: Workspace
    seen: Workspace
    today: date
    zone: tzinfo
    names: bool
    columns: Callable[[], Columns]


Test = Callable[[Findable], bool]


class Has(Struct, frozen=True):
    """A test for a value of an attribute that fits: the same values stand on thousands, and are looked at once."""

    attribute: str
    fits: Callable[[Any], bool]

    def __call__(self, it: Findable) -> bool:
        """Return whether it passes."""
        value = getattr(it, self.attribute)
        return any(map(self.fits, value if isinstance(value, tuple) else (value,)))


class Since(Struct, frozen=True):
    """A test for a moment or a later one."""

    begin: datetime

    def __call__(self, it: Findable) -> bool:
        """Return whether it passes."""
        return it.at >= self.begin


_NEVER = datetime.max.replace(tzinfo=UTC)


class OnCards(Struct, frozen=True):
    """A test that is passed by some cards (uids), and by what is noted on them."""

    cards: frozenset[str]

    def __call__(self, it: Findable) -> bool:
        """Return whether it passes."""
        return it.card in self.cards


class Either(Struct, frozen=True):
    """A test that is passed by what passes one of some."""

    tests: tuple[Has, ...]

    def __call__(self, it: Findable) -> bool:
        """Return whether it passes."""
        return any(test(it) for test in self.tests)


def _of_person(value: str, scope: Scope) -> Test:
    uids = [person.uid for person in people_with_pid(scope.raw, value)]
    if not uids and scope.names:
        uids = called(scope.raw.contacts, value)
    current = {person.uid for uid in uids if (person := current_of(scope.raw, uid)) is not None}
    people = frozenset(uid for uid in current if uid in scope.seen.participants)
    return Either((Has("people", people.__contains__), _by(value, scope)))


def _with_tag(value: str, _: Scope) -> Test:
    return Has("tags", lambda tag: begins(tag, value))


def _with_word(value: str, _: Scope) -> Test:
    sought = needle(value)
    return lambda it: sought.is_in(it.text)


def _in_column(value: str, scope: Scope) -> Test:
    experiments = scope.seen.experiments
    called = {(uid, column) for uid, one in experiments.items() for column in columns_called(one, value)}
    uids = chain.from_iterable(uids for column, uids in scope.columns().items() if column in called)
    return OnCards(frozenset(uids))


def _by(value: str, _: Scope) -> Has:
    who = value.removeprefix("@")
    return Has("by", lambda name: begins(name, who))


def _since(value: str, scope: Scope) -> Since:
    return Since(first_moment(value, scope.today, scope.zone) or _NEVER)


def _of_kind(kind: str, _: Scope) -> Test:
    return Has("kinds", kind.__eq__)


class OnBoard:
    """A test that is passed by the cards that match a condition on their board."""

    def __init__(self, term: Term, scope: Scope) -> None:
        self._term = term
        self._scope = scope
        self._tests: dict[str, Callable[[Sought], bool]] = {}

    def __call__(self, it: Findable) -> bool:
        """Return whether it passes."""
        return it.sought is not None and it.experiment is not None and self._test(it.experiment)(it.sought)

    def _test(self, experiment: str) -> Callable[[Sought], bool]:
        test = self._tests.get(experiment)
        if test is None:
            workspace, board = self._scope.raw, self._scope.raw.experiments[experiment]
            view = View(workspace, board, self._scope.today, thresholds_of(workspace, board))
            test = self._tests[experiment] = ON_CARDS.matcher((self._term,), view)
        return test


EVERYWHERE: Language[Findable, Scope] = Language(
    person=_of_person,
    tag=_with_tag,
    word=_with_word,
    conditions={
        **{
            kind: {value: partial(OnBoard, Term(kind, value, "")) for value in ON_CARDS.conditions[kind]}
            for kind in ("is", "due")
        },
        "kind": {kind: partial(_of_kind, kind) for kind in (*KINDS, *get_args(NoteKind), *get_args(CardKind))},
    },
    valued={"col": Condition(_in_column), "by": Condition(_by), "since": Condition(_since, names_a_day)},
)
