"""`python -m tests.bench [--quick] [--scale] [--soak]`: what custdev costs, measured here and now.

Each row has its limit beside it. Taskwarrior (`task`) and kanban-tui (`ktui`) are measured, too, where they are on the
PATH.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path

from tests.bench import (
    large_files,
    measures,
    outside,
    painting,
    residing,
    scale,
    scrubbing,
    shell,
    soak,
    store,
    written,
)
from tests.bench.table import HEAD, Row
from tests.bench.workspaces import Workspaces

PACKAGES = ("tui", "textual", "rich", "tinydb", "yaml")
Group = Callable[[Workspaces, bool], Iterator[Row]]
"""Rows that are measured together; quickly, which is with fewer runs and without what takes minutes to make, or not."""


def main() -> int:
    """Print the table row by row; return 1 where a limit is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure custdev against its limits.")
    parser.add_argument("--quick", action="store_true", help="fewer runs and nothing of the largest size")
    parser.add_argument("--scale", action="store_true", help="how the cost grows from 10,000 to 100,000 cards")
    parser.add_argument("--soak", action="store_true", help="random keys for ten minutes")
    parser.add_argument("--only", metavar="GROUP", nargs="+", choices=GROUPS, help=f"some of: {', '.join(GROUPS)}")
    parser.add_argument("--data", metavar="DIR", type=Path, help="where workspaces are kept from one run to the next")
    options = parser.parse_args()
    began = time.monotonic()
    _compile_once()
    sys.stdout.write(f"{HEAD}\n")
    kept = True
    apart = [name for name in APART if getattr(options, name)]
    names = options.only or apart or [name for name in GROUPS if name not in APART]
    place = tempfile.TemporaryDirectory(prefix="custdev-bench-") if options.data is None else nullcontext(options.data)
    with place as folder:
        workspaces = Workspaces(Path(folder))
        for row in (row for name in names for row in GROUPS[name](workspaces, options.quick)):
            kept = kept and row.kept
            sys.stdout.write(f"{row}\n")
            sys.stdout.flush()
    sys.stdout.write(f"measured in {time.monotonic() - began:.0f} s\n")
    return 0 if kept else 1


def _compile_once() -> None:
    """Let every program we start find its modules compiled, as installed programs do, whatever is set here.

    Those too that are first needed while a program runs: compiling takes time and memory that no user ever spends.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    folders = {folder for package in PACKAGES for folder in __import__(package).__path__}
    subprocess.run([sys.executable, "-m", "compileall", "-qq", *sorted(folders)], check=False)


def _paint(workspaces: Workspaces, quick: bool) -> Iterator[Row]:
    sizes = (100, 10_000) if quick else (100, 10_000, 100_000)
    boards = {cards: workspaces.board(cards) for cards in sizes}
    yield from painting.first_paint(boards, workspaces.other_scripts, 3 if quick else 9)
    if not quick:
        yield from painting.largest_paint(boards, 5)


def _shell(workspaces: Workspaces, quick: bool) -> Iterator[Row]:
    runs = 5 if quick else 15
    yield from shell.small(workspaces.board(100), runs)
    yield from shell.large(workspaces.board(10_000), workspaces.warrior(10_000), 3 if quick else 9)
    yield from measures.export(workspaces.sample, workspaces.board(1_000), 3 if quick else 9)
    yield from outside.changed_outside(workspaces.board(10_000), 3 if quick else 5)


def _rival(workspaces: Workspaces, quick: bool) -> Iterator[Row]:
    kanban = workspaces.kanban(100) if quick else workspaces.kanban(100, 1_000)
    if not kanban:
        yield Row("kanban-tui", "not installed here, nothing to compare with")
        return
    boards = {cards: workspaces.board(cards) for cards in kanban}
    yield from painting.beside(boards, kanban, 3)
    yield from painting.moved_beside(boards, kanban)
    yield from shell.beside(workspaces.board(100), kanban[100], 3 if quick else 7)


def _store(workspaces: Workspaces, quick: bool) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="custdev-bench-") as scratch:
        yield from written.costs(Path(scratch) / "written", 2 if quick else 5)
        yield from store.costs(Path(scratch), 40 if quick else 200)
    yield from scrubbing.costs()
    yield from large_files.costs(2 if quick else 5)


def _memory(workspaces: Workspaces, quick: bool) -> Iterator[Row]:
    yield from residing.at_rest(
        {cards: workspaces.board(cards) for cards in ((10_000,) if quick else (10_000, 100_000))}
    )
    yield from residing.after_openings(workspaces.board(1_000), *((10, 20) if quick else ()))


def _keys(workspaces: Workspaces, quick: bool) -> Iterator[Row]:
    boards = {f"{cards:,} cards": workspaces.board(cards) for cards in (100, 1_000, 10_000)}
    if not quick:
        boards |= {"100,000 cards": workspaces.board(100_000), "1,000 among 100,000": workspaces.among}
    yield from measures.keys(boards, 2 if quick else 6)
    yield from measures.long_note(workspaces.board(100), 2 if quick else 6)
    yield from measures.many_cards(workspaces.board(10_000), 3 if quick else 7)
    yield from measures.carrying(workspaces.board(10_000), 2 if quick else 5)


def _people(workspaces: Workspaces, quick: bool) -> Iterator[Row]:
    crowd = 5_000 if quick else 20_000
    yield from measures.people({people: workspaces.crowd(people) for people in (50, crowd)}, 2 if quick else 6)
    if not quick:
        what = "20,000 people, 100,000 notes"
        yield from measures.opening_within("standup", workspaces.crowd(crowd), what, 1200, 5)
        yield from measures.report(workspaces.crowd(crowd), what, 1200, 5)


def _finding(workspaces: Workspaces, quick: bool) -> Iterator[Row]:
    yield from measures.finding(workspaces.noted(10_000, 5), "50,000 notes", 1 if quick else 5)


def _learning(workspaces: Workspaces, quick: bool) -> Iterator[Row]:
    notes, answers = (1_000, 10_000) if quick else (10_000, 100_000)
    folder = workspaces.learned(notes // 5, 5, answers)
    yield from measures.learned(folder, 2 if quick else 6, f"{answers:,} answers", f"{notes:,} notes")


def _events(workspaces: Workspaces, quick: bool) -> Iterator[Row]:
    histories = {events: workspaces.events(events) for events in (1_000, 100_000)}
    for screen in ("flow", "standup"):
        yield from measures.opening(screen, histories, 3 if quick else 7)
    yield from measures.report(histories[100_000], "100,000 events", 1000, 3 if quick else 7)
    if not quick:
        yield from measures.opening_again("flow", workspaces.events(1_000_000), "1,000,000 events", 1000, 3)


def _scale(workspaces: Workspaces, quick: bool) -> Iterator[Row]:
    boards = {cards: workspaces.board(cards) for cards in (scale.SMALL, scale.LARGE)}
    yield from scale.slopes(boards, 2 if quick else 5, 2 if quick else 6)


def _soak(_: Workspaces, quick: bool) -> Iterator[Row]:
    yield from soak.soaked(2.0 if quick else soak.MINUTES, soak.SEED).rows


GROUPS: Mapping[str, Group] = {
    "paint": _paint,
    "shell": _shell,
    "store": _store,
    "memory": _memory,
    "keys": _keys,
    "people": _people,
    "finding": _finding,
    "learning": _learning,
    "events": _events,
    "rival": _rival,
    "scale": _scale,
    "soak": _soak,
}
APART = ("scale", "soak")
"""What is measured only where it is asked for."""


if __name__ == "__main__":
    sys.exit(main())
