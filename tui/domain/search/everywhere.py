"""Finding everywhere: cards, notes, quotes, people, experiments, decisions and standups by the words of a filter.

What is looked through is what a reader may see. It is remembered with the tables it was read from: what changed is read
again, and all of it where other people are hidden than before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date, datetime, tzinfo
from functools import partial
from itertools import chain, islice
from operator import attrgetter
from typing import Any, get_args

from msgspec import Struct

from tui.domain.flow.figures import thresholds_of
from tui.domain.people.merged import current_of
from tui.domain.records.definition import CardKind
from tui.domain.records.layers import differing
from tui.domain.records.vocabulary import NoteKind
from tui.domain.records.workspace import Workspace
from tui.domain.search.card_filter import ON_CARDS, View, columns_called, first_moment, names_a_day
from tui.domain.search.filter_language import Condition, Language, Term
from tui.domain.search.findable import DEPENDS_ON, KINDS, TABLES, Findable, FindableKind, findables_of
from tui.domain.search.matching import begins, called, fold, needle
from tui.domain.search.naming import people_with_pid
from tui.domain.search.word_search import MOST_RESULTS, WordSearch

AT_ONCE = 200
"""So many records are read before a key is looked at."""


class Findings(Struct, frozen=True):
    """What was found of a kind: how much, and the best of it."""

    kind: FindableKind
    count: int
    best: tuple[Findable, ...]


class Scope(Struct, frozen=True):
    """What a search looks at besides what can be found: the workspace, as it is and as it is seen, and the day.

    Where `names` are shown, people are found by them, too. `cards` gives what can be found of all cards.
    """

    raw: Workspace
    seen: Workspace
    today: date
    zone: tzinfo
    names: bool
    cards: Callable[[], Iterable[Findable]]


Test = Callable[[Findable], bool]


class Everywhere:
    """All that can be found, read once; whoever looks has to have it read first, and again after a change."""

    def __init__(self) -> None:
        self._facts: tuple[object, ...] = ()
        self._tables: dict[str, Mapping[str, object]] = {}
        self._findables: dict[str, dict[str, list[Findable]]] = {table: {} for table in TABLES}
        self._kinds: dict[FindableKind, _Kind] = {}

    def read(self, raw: Workspace, seen: Workspace, facts: tuple[object, ...]) -> Iterator[int]:
        """Read what is not read yet, and yield again and again how much that is by now.

        `seen` is the workspace `raw` as its reader sees it, and `facts` what that depends on besides the records.
        """
        everybody = (raw.participants, raw.contacts, raw.consents, *sorted(raw.owners()), *facts)
        # Whoever stops half way reads all of it the next time.
        before, self._tables = self._tables if _are_same(self._facts, everybody) else {}, {}
        self._facts, count = everybody, 0
        for table in TABLES:
            for read in self._read_table(table, _changed(table, before, raw), raw, seen):
                count += read
                yield count
        for kind in self._sorted().values():
            kind.prepare()
            yield count
        self._tables = {name: raw.table(name) for name in {*TABLES, *_BESIDE}}

    def _read_table(self, table: str, changed: set[str] | None, raw: Workspace, seen: Workspace) -> Iterator[int]:
        """Read what changed in a table, all of it where that is not told, and yield how many records at a time."""
        rows = raw.table(table)
        if changed is None:
            self._findables[table], changed = {}, {*rows}
        if changed:
            self._kinds = {}
        findables = self._findables[table]
        for uid in changed:
            findables.pop(uid, None)
        there = [uid for uid in changed if uid in rows]
        for start in range(0, len(there), AT_ONCE):
            some = there[start : start + AT_ONCE]
            for findable in findables_of(table, seen, seen.passing(table, some)):
                findables.setdefault(findable.uid, []).append(findable)
            self._kinds = {}
            yield len(some)

    def search(self, terms: tuple[Term, ...], scope: Scope, most: int) -> list[Findings]:
        """Return what matches all terms by kind, the best first; nothing where nothing is asked for."""
        return [kind.search(terms, scope, most) for kind in self._sorted().values()] if terms else []

    def count(self, kind: FindableKind) -> int:
        """Return how much of a kind there is."""
        held = self._sorted().get(kind)
        return len(held.findables) if held else 0

    def cards(self) -> Iterator[Findable]:
        """Yield what can be found of all cards."""
        return chain.from_iterable(self._findables["cards"].values())

    def _sorted(self) -> dict[FindableKind, _Kind]:
        if not self._kinds:
            by_kind: dict[FindableKind, list[Findable]] = {kind: [] for kind in KINDS}
            for table in self._findables.values():
                for findables in table.values():
                    for findable in findables:
                        by_kind[findable.kind].append(findable)
            self._kinds = {kind: _Kind(kind, findables) for kind, findables in by_kind.items() if findables}
        return self._kinds


def _changed(table: str, before: Mapping[str, Mapping[str, object]], raw: Workspace) -> set[str] | None:
    """Return which records of a table are to be read again; None where all are."""
    beside = DEPENDS_ON.get(table, ())
    if table not in before or any(before[other] is not raw.table(other) for other in beside):
        return None
    return differing(before[table], raw.table(table))


_BESIDE = {name for names in DEPENDS_ON.values() for name in names}


class _Kind:
    """All there is of a kind, newest first and what is archived last, with what matched so far."""

    def __init__(self, kind: FindableKind, findables: list[Findable]) -> None:
        self.kind = kind
        findables.sort(key=_newest, reverse=True)
        self.findables = findables
        self._titles = [findable.title for findable in findables]
        self._texts = [findable.text for findable in findables]
        self._words = WordSearch(range(len(findables)), self._texts)
        self._remembered: dict[Term, tuple[Scope, frozenset[int]]] = {}
        self._indexes: dict[str, defaultdict[Any, list[int]]] = {}

    def prepare(self) -> None:
        """Make ready what the first letter of a condition would wait for."""
        for attribute in ("kinds", "by", "tags", "people", "card"):
            self._index(attribute)

    def search(self, terms: tuple[Term, ...], scope: Scope, most: int) -> Findings:
        words = tuple(term.value for term in terms if term.kind == "word")
        matching = self._words.having(words)
        for term in terms:
            if term.kind not in ("word", "unfinished"):
                passing = self._passing(term, scope)
                matching = [place for place in matching if place in passing]
        best = self._best(matching, words, most)
        return Findings(self.kind, len(matching), tuple(map(self.findables.__getitem__, best)))

    def _passing(self, term: Term, scope: Scope) -> Set[int]:
        """Return the places of what matches a term; those of a condition are remembered for the next letter."""
        match term.kind:
            case "word":
                return frozenset(self._words.having((term.value,)))
            case "not":
                return frozenset(range(len(self.findables))) - self._passing(term.parts[0], scope)
            case "either":
                return frozenset().union(*(self._passing(part, scope) for part in term.parts))
            case "all":
                return frozenset.intersection(*(frozenset(self._passing(part, scope)) for part in term.parts))
            case "unfinished":
                return frozenset(range(len(self.findables)))
            case "unknown":
                return frozenset()
        held = self._remembered.get(term)
        if held is None or held[0] is not scope:
            if len(self._remembered) > MOST_RESULTS:
                self._remembered.clear()
            held = self._remembered[term] = (scope, self._places(EVERYWHERE.matcher((term,), scope)))
        return held[1]

    def _places(self, test: Test) -> frozenset[int]:
        if isinstance(test, _Either):
            return frozenset().union(*map(self._places, test.tests))
        if isinstance(test, _Has):
            index = self._index(test.attribute)
            return frozenset(chain.from_iterable(places for value, places in index.items() if test.fits(value)))
        return frozenset(place for place, findable in enumerate(self.findables) if test(findable))

    def _index(self, attribute: str) -> Mapping[Any, Sequence[int]]:
        """Return the places of what has each value of an attribute, of several if it has several."""
        index = self._indexes.get(attribute)
        if index is None:
            index = self._indexes[attribute] = defaultdict(list)
            for place, value in enumerate(map(attrgetter(attribute), self.findables)):
                for one in value if isinstance(value, tuple) else (value,):
                    index[one].append(place)
        return index

    def _best(self, matching: Sequence[int], words: Sequence[str], most: int) -> Iterable[int]:
        """Return the first ones with the words at the beginnings of words of the title, then in it, then elsewhere."""
        most, folded, best = min(most, len(matching)), [*map(fold, words)], dict[int, None]()
        for before, texts in ((" ", self._titles), ("", self._titles), (" ", self._texts)) if words else ():
            fitting: Iterable[int] = matching
            for word in folded:
                fitting = _having(f"{before}{word}", texts, fitting)
            best.update(dict.fromkeys(islice(fitting, most)))
            if len(best) >= most:
                break
        else:
            best.update(dict.fromkeys(islice(matching, most + len(best))))
        return islice(best, most)


def _having(part: str, texts: Sequence[str], places: Iterable[int]) -> Iterator[int]:
    return (place for place in places if part in texts[place])


def _newest(findable: Findable) -> tuple[bool, datetime, str]:
    return not findable.aside, findable.at, findable.uid


def _are_same(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    """Return whether facts are the same: tables the very same objects, all else of the same value."""
    return len(some) == len(others) and all(
        one is other or (not isinstance(one, Mapping) and one == other) for one, other in zip(some, others, strict=True)
    )


class _Has(Struct, frozen=True):
    """A test for a value of an attribute that fits: the same values stand on thousands, and are looked at once."""

    attribute: str
    fits: Callable[[Any], bool]

    def __call__(self, it: Findable) -> bool:
        value = getattr(it, self.attribute)
        return any(map(self.fits, value if isinstance(value, tuple) else (value,)))


class _Either(Struct, frozen=True):
    """A test that is passed by what passes one of some."""

    tests: tuple[_Has, ...]

    def __call__(self, it: Findable) -> bool:
        return any(test(it) for test in self.tests)


def _of_person(value: str, scope: Scope) -> Test:
    uids = [person.uid for person in people_with_pid(scope.raw, value)]
    if not uids and scope.names:
        uids = called(scope.raw.contacts, value)
    current = {person.uid for uid in uids if (person := current_of(scope.raw, uid)) is not None}
    people = frozenset(uid for uid in current if uid in scope.seen.participants)
    return _Either((_Has("people", people.__contains__), _by(value, scope)))


def _with_tag(value: str, _: Scope) -> Test:
    return _Has("tags", lambda tag: begins(tag, value))


def _with_word(value: str, _: Scope) -> Test:
    sought = needle(value)
    return lambda it: sought.is_in(it.text)


def _in_column(value: str, scope: Scope) -> Test:
    experiments = scope.seen.experiments
    columns = {(uid, column) for uid, one in experiments.items() for column in columns_called(one, value)}
    return _Has("card", frozenset(it.uid for it in scope.cards() if (it.experiment, it.column) in columns).__contains__)


def _by(value: str, _: Scope) -> _Has:
    who = value.removeprefix("@")
    return _Has("by", lambda name: begins(name, who))


def _since(value: str, scope: Scope) -> Test:
    begin = first_moment(value, scope.today, scope.zone)
    return lambda it: begin is not None and it.at >= begin


def _of_kind(kind: str, _: Scope) -> Test:
    return _Has("kinds", kind.__eq__)


def _as_card(term: Term, scope: Scope) -> Test:
    """Return a test that is passed by the cards that match a condition on their board."""
    workspace, tests = scope.raw, dict[str, Callable[..., bool]]()

    def matches(it: Findable) -> bool:
        if it.kind != "card" or it.experiment is None:
            return False
        test = tests.get(it.experiment)
        if test is None:
            experiment = workspace.experiments[it.experiment]
            view = View(workspace, experiment, scope.today, thresholds_of(workspace, experiment))
            test = tests[it.experiment] = ON_CARDS.matcher((term,), view)
        return test(workspace.cards[it.uid])

    return matches


EVERYWHERE: Language[Findable, Scope] = Language(
    person=_of_person,
    tag=_with_tag,
    word=_with_word,
    conditions={
        **{
            kind: {value: partial(_as_card, Term(kind, value, "")) for value in ON_CARDS.conditions[kind]}
            for kind in ("is", "due")
        },
        "kind": {kind: partial(_of_kind, kind) for kind in (*KINDS, *get_args(NoteKind), *get_args(CardKind))},
    },
    valued={"col": Condition(_in_column), "by": Condition(_by), "since": Condition(_since, names_a_day)},
)
