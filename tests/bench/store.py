"""What the store costs as it grows: a commit, opening, a process that reads one document; plain TinyDB beside it."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tinydb import TinyDB

from tests.bench.table import Row
from tests.bench.terminal import Cost
from tests.bench.turns import Program, always, in_turns
from tui.domain.patch import Patch
from tui.store import Store, open_database, open_store

DOCUMENTS = (1_000, 10_000, 100_000)
BODY = "Opened three tickets after the first was answered, and told two colleagues about it. " * 4
OURS = "from tui.store import open_database as open_it"
PLAIN = "from tinydb import TinyDB as open_it"


class Figures(NamedTuple):
    """The figures of one size: ours, and those of plain TinyDB on the same file."""

    commit: Cost
    plain_insert: Cost
    opening: Cost
    plain_opening: Cost
    process: Cost
    plain_process: Cost


def costs(folder: Path, commits: int) -> Iterator[Row]:
    """Measure the store at growing numbers of documents."""
    found = {documents: _measure(folder / f"store{documents}", documents, commits) for documents in DOCUMENTS}
    for documents, each in found.items():
        over = documents == 10_000 and each.commit.wall > 10
        figure = f"{_words(each.commit)}; plain TinyDB {each.plain_insert.wall:,.0f} ms"
        yield Row(f"durable commit, {documents:,} documents", figure, "10 ms" if documents == 10_000 else "", not over)
    growth = found[100_000].commit.wall / found[1_000].commit.wall
    yield Row("durable commit, growth from 1,000 to 100,000", f"{growth:.2f}x", "2x", growth <= 2)
    for documents, each in found.items():
        over = documents == 10_000 and each.opening.wall > 300
        figure = f"{_words(each.opening)}; plain TinyDB {each.plain_opening.wall:,.0f} ms"
        yield Row(
            f"opening and reading one of {documents:,}", figure, "300 ms" if documents == 10_000 else "", not over
        )
    for documents, each in found.items():
        figure = f"{_words(each.process)}; plain TinyDB {each.plain_process.wall:,.0f} ms"
        yield Row(f"a process that reads one of {documents:,}", figure)


def _words(cost: Cost) -> str:
    return f"{cost.wall:.1f} ms, {cost.cpu:.1f} ms CPU"


def _measure(folder: Path, documents: int, commits: int) -> Figures:
    runs = 3 if documents == DOCUMENTS[-1] else 7
    store = open_store(folder)
    with store.writing():
        store.commit([Patch("notes", f"note{each:07d}", {"text": BODY, "at": "now"}) for each in range(documents)])
    store.fold()
    path, plain = folder / "research.json", folder / "plain.json"
    plain.write_bytes(path.read_bytes())
    commit = _median(commits, lambda turn: _edit(store, turn))
    store.close(fold=True)
    return Figures(
        commit,
        _median(runs, lambda turn: _insert_plainly(plain, turn)),
        _median(runs, lambda _: _read_one(path)),
        _median(runs, lambda _: _read_one_plainly(plain)),
        *in_turns([_reader(OURS, path), _reader(PLAIN, plain)], runs),
    )


def _median(runs: int, act: Callable[[int], None]) -> Cost:
    found: list[tuple[float, float]] = []
    for turn in range(runs + 1):
        began, cpu = time.perf_counter(), time.process_time()
        act(turn)
        found.append(((time.perf_counter() - began) * 1000, (time.process_time() - cpu) * 1000))
    return Cost(*map(statistics.median, zip(*found[1:], strict=True)))


def _edit(store: Store, turn: int) -> None:
    with store.writing():
        event = Patch("events", f"event{turn}", {"kind": "note_edited", "changes": {"text": [BODY, turn]}})
        store.commit([Patch("notes", f"note{turn:07d}", {"text": f"{BODY} {turn}"}), event])


def _insert_plainly(path: Path, turn: int) -> None:
    with TinyDB(path, encoding="utf-8") as db:
        db.table("notes").insert({"uid": f"plain{turn}", "text": BODY, "at": "now"})


def _read_one(path: Path) -> None:
    db = open_database(path)
    assert db.table("notes").get(doc_id=5) is not None
    db.storage.close(fold=False)


def _read_one_plainly(path: Path) -> None:
    with TinyDB(path, encoding="utf-8") as db:
        assert db.table("notes").get(doc_id=5) is not None


def _reader(imports: str, path: Path) -> Program:
    code = f"{imports}; import sys; sys.exit(open_it({str(path)!r}).table('notes').get(doc_id=5) is None)"
    return always(sys.executable, "-c", code)
