"""The power goes at any call to the disk: what was acknowledged is there, and every commit is whole or not at all."""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.store.disk import standing_between
from tests.store.power import Power
from tests.store.workspace import stock, write
from tui.domain.patch import Patch
from tui.store import Store, open_store

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="it reads files through /proc")

TABLES = ("cards", "contacts")
Rows = dict[str, list[bytes]]


def everything(store: Store) -> Rows:
    return {table: list(store.rows(table)) for table in TABLES}


def work(folder: Path, acknowledged: list[Rows]) -> Iterator[None]:
    """Begin a workspace and work in it; each step is one change, acknowledged when it ends, or a fold."""
    store = open_store(folder)
    for number in range(6):
        write(
            store,
            Patch("cards", f"C{number}", {"text": "x" * (number % 3 * 2000)}),
            Patch("cards", "C0", {"last": number}),
            Patch("contacts", f"P{number}", {"fn": "Ada"}),
        )
        acknowledged.append(everything(store))
        yield
        if number % 2:
            store.fold()
            yield
    write(store, Patch("cards", "C1", None), Patch("contacts", "P1", None))
    acknowledged.append(everything(store))
    yield
    store.back_up("now")
    store.close(fold=True)


def states(place: Path) -> list[Rows]:
    """Return the states that the work goes through, from the empty one."""
    acknowledged: list[Rows] = [{table: [] for table in TABLES}]
    for _ in work(place / "rehearsal", acknowledged):
        pass
    return acknowledged


@pytest.mark.parametrize(
    ("seed", "share"),
    [(0, 16), *(pytest.param(seed, 1, marks=pytest.mark.slow) for seed in range(2))],
)
def test_power_cuts(tmp_path: Path, seed: int, share: int) -> None:
    rng, possible = random.Random(seed), states(tmp_path)
    disk, acknowledged = tmp_path / "disk", [possible[0]]
    disk.mkdir()
    waiting: list[tuple[Path, int]] = []
    calls = cuts = 0

    def around(name: str, call: Callable[[], Any], args: tuple[Any, ...]) -> Any:
        nonlocal calls, cuts
        result = power.around(name, call, args)
        calls += 1
        for certain in (1.0, 0.0, 0.5) if calls % share == 0 else ():
            left = tmp_path / f"cut-{cuts}"
            power.cut(left, rng, certain)
            waiting.append((left, len(acknowledged) - 1))
            cuts += 1
        return result

    steps, going = work(disk / "workspace", acknowledged), True
    with Power(disk) as power:
        while going:
            with standing_between(around):
                going = next(steps, "ended") is None
            for left, reached in waiting:
                check(left / "workspace", possible[reached : reached + 2], f"seed {seed}, {left.name}")
                shutil.rmtree(left)
            waiting.clear()
    assert cuts > 10


def check(folder: Path, possible: list[Rows], what: str) -> None:
    store = open_store(folder)
    found = everything(store)
    assert found in possible, f"{what}: {store.recovery}"
    assert not [words for words in store.recovery if "cut off" not in words], f"{what}: {store.recovery}"
    for file in folder.glob("*.json"):
        stock(file)
    write(store, Patch("marks", "mark", {}))
    store.close(fold=True)
    again = open_store(folder)
    assert again.recovery == (), what
    assert everything(again) == found, what
