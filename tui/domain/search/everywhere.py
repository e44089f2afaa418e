"""Finding everywhere: cards, notes, insights, people, figures, experiments and decisions by the words of a filter.

What is looked through is what a reader may see. It is remembered with the tables it was read from: what changed is read
again, and all of it where other people are hidden than before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain
from operator import attrgetter

from tui.domain.records.layers import differing
from tui.domain.records.workspace import Workspace
from tui.domain.search.filter_language import Term
from tui.domain.search.findable import DEPENDS_ON, KINDS, KINDS_OF, TABLES, Findable, FindableKind, findables_of
from tui.domain.search.findable_filter import Columns, Scope
from tui.domain.search.findable_search import Findings, KindSearch

AT_ONCE = 200
"""So many records are read before a key is looked at."""


class Everywhere:
    """All that can be found, read once; whoever looks has to have it read first, and again after a change."""

    def __init__(self) -> None:
        self._facts: tuple[object, ...] = ()
        self._tables: dict[str, Mapping[str, object]] = {}
        self._findables: dict[str, dict[str, tuple[Findable, ...]]] = {table: {} for table in TABLES}
        self._kinds: dict[FindableKind, KindSearch] = {}
        self._columns: Columns = {}

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
        for kind in KINDS:
            for _ in self._sort(kind):
                yield count
        self._tables = {name: raw.table(name) for name in {*TABLES, *_BESIDE}}

    def _read_table(self, table: str, changed: set[str] | None, raw: Workspace, seen: Workspace) -> Iterator[int]:
        """Read what changed in a table, all of it where that is not told, and yield how many records at a time."""
        rows = raw.table(table)
        if changed is None:
            self._findables[table], changed = {}, {*rows}
        for kind in KINDS_OF[table] if changed else ():
            self._kinds.pop(kind, None)
        findables = self._findables[table]
        for uid in changed:
            findables.pop(uid, None)
        there = [uid for uid in changed if uid in rows]
        for start in range(0, len(there), AT_ONCE):
            some = there[start : start + AT_ONCE]
            for findable in findables_of(table, seen, seen.passing(table, some)):
                findables[findable.uid] = (*findables.get(findable.uid, ()), findable)
            yield len(some)

    def _sort(self, kind: FindableKind) -> Iterator[None]:
        """Make ready what was read of a kind, step by step, where it changed."""
        if kind in self._kinds:
            return
        tables = (self._findables[table].values() for table, kinds in KINDS_OF.items() if kind in kinds)
        findables = [it for it in chain.from_iterable(chain.from_iterable(tables)) if it.kind == kind]
        yield
        # The newest first, and what is archived last.
        findables.sort(key=attrgetter("at", "uid"), reverse=True)
        findables.sort(key=attrgetter("aside"))
        yield
        self._kinds[kind] = ordered = KindSearch(kind, findables)
        yield
        if kind == "card":
            columns = defaultdict(list)
            for card in findables:
                columns[card.experiment, card.column].append(card.uid)
            self._columns = columns
        yield from ordered.prepare()

    def search(self, terms: tuple[Term, ...], scope: Scope, most: int) -> list[Findings]:
        """Return what matches all terms by kind, the best first; nothing where nothing is asked for."""
        kinds = (self._kinds[kind] for kind in KINDS if kind in self._kinds)
        return [kind.search(terms, scope, most) for kind in kinds if kind.findables] if terms else []

    def count(self, kind: FindableKind) -> int:
        """Return how much of a kind there is."""
        held = self._kinds.get(kind)
        return len(held.findables) if held else 0

    def columns(self) -> Columns:
        """Return the cards in each column of each experiment."""
        return self._columns


def _changed(table: str, before: Mapping[str, Mapping[str, object]], raw: Workspace) -> set[str] | None:
    """Return which records of a table are to be read again; None where all are."""
    beside = DEPENDS_ON.get(table, ())
    if table not in before or any(before[other] is not raw.table(other) for other in beside):
        return None
    return differing(before[table], raw.table(table))


_BESIDE = {name for names in DEPENDS_ON.values() for name in names}


def _are_same(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    """Return whether facts are the same: tables the very same objects, all else of the same value."""
    return len(some) == len(others) and all(
        one is other or (not isinstance(one, Mapping) and one == other) for one, other in zip(some, others, strict=True)
    )
