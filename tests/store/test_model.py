"""Two windows doing anything in any order, beside a plain dictionary that never forgets."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.store.workspace import stock
from tui.domain.patch import Patch
from tui.store import Store, open_store

TABLES = st.sampled_from(["cards", "contacts"])
UIDS = st.sampled_from(["A", 'B"\\', "Ç\t", "D\u2028"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=4,
)
FIELDS = st.none() | st.dictionaries(st.sampled_from(["x", "y", "[/]"]), VALUES, max_size=3)
PATCHES = st.lists(st.builds(Patch, TABLES, UIDS, FIELDS, st.just(False)), min_size=1, max_size=4)
WINDOWS = st.integers(0, 1)


class Windows(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name)
        self.truth: dict[str, dict[str, Any]] = {"cards": {}, "contacts": {}}
        self.stores = [open_store(self.path), open_store(self.path)]
        self.views: list[dict[str, dict[str, Any]]] = [{"cards": {}, "contacts": {}} for _ in range(2)]

    @rule(window=WINDOWS, patches=PATCHES)
    def commit(self, window: int, patches: list[Patch]) -> None:
        store = self.stores[window]
        with store.writing() as seen:
            self.follow(window, seen)
            store.commit(patches)
        for table, uid, fields, _ in patches:
            for tables in (self.truth, self.views[window]):
                if fields is None:
                    tables[table].pop(uid, None)
                else:
                    tables[table][uid] = {"uid": uid, **tables[table].get(uid, {}), **fields}

    @rule(window=WINDOWS)
    def poll(self, window: int) -> None:
        self.follow(window, self.stores[window].poll())
        assert self.views[window] == self.truth
        assert self.held(self.stores[window]) == self.truth

    @rule(window=WINDOWS)
    def fold(self, window: int) -> None:
        self.stores[window].fold()

    @rule(window=WINDOWS, fold=st.sampled_from([None, True, False]))
    def reopen(self, window: int, fold: bool | None) -> None:
        self.stores[window].close(fold)
        self.stores[window] = open_store(self.path)
        assert self.stores[window].recovery == ()
        self.views[window] = self.held(self.stores[window])
        assert self.views[window] == self.truth

    @invariant()
    def files_at_rest_are_tinydbs(self) -> None:
        for name in ("research.json", "people.json"):
            if (self.path / name).exists():
                stock(self.path / name)

    def follow(self, window: int, seen: list[Any]) -> None:
        for commit in seen:
            for table, rows in commit.items():
                for uid, raw in rows.items():
                    if raw is None:
                        del self.views[window][table][uid]
                    else:
                        self.views[window][table][uid] = json.loads(raw)

    @staticmethod
    def held(store: Store) -> dict[str, dict[str, Any]]:
        return {
            table: {record["uid"]: record for record in map(json.loads, store.rows(table))}
            for table in ("cards", "contacts")
        }

    def teardown(self) -> None:
        for store in self.stores:
            store.close(fold=False)
        self.folder.cleanup()


TestWindows = Windows.TestCase
TestWindows.settings = settings(max_examples=60, stateful_step_count=25)
