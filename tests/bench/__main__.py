"""`python -m tests.bench [--quick]`: what custdev costs, measured here and now, beside what it may cost."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import measures, store
from tests.bench.boards import big
from tests.bench.crowds import crowded
from tests.bench.histories import eventful
from tests.bench.table import HEAD, Row
from tests.sample import fill

SIZES = (100, 1_000, 10_000)
CROWDS = (50, 5_000)
EVENTS = (1_000, 100_000)
PACKAGES = ("tui", "textual", "rich", "tinydb", "yaml")


def main() -> int:
    """Print the table row by row; return 1 where a limit is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure custdev against its limits.")
    parser.add_argument("--quick", action="store_true", help="fewer runs, for a first look")
    quick = parser.parse_args().quick
    began = time.monotonic()
    _compile_once()
    sys.stdout.write(f"{HEAD}\n")
    kept = True
    with tempfile.TemporaryDirectory(prefix="custdev-bench-") as scratch:
        for row in _rows(Path(scratch), quick=quick):
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


def _rows(scratch: Path, *, quick: bool) -> Iterator[Row]:
    now = datetime.now(UTC).replace(microsecond=0)
    boards = {size: scratch / f"board{size}" for size in SIZES}
    for size, folder in boards.items():
        big(folder, size, now=now)
    small = scratch / "sample"
    fill(small)
    yield from measures.first_paint({size: boards[size] for size in (100, 10_000)}, 3 if quick else 9)
    yield from measures.reading_command(small, 5 if quick else 15)
    yield from measures.export(small, boards[1_000], 3 if quick else 9)
    yield from store.costs(scratch, 40 if quick else 200)
    yield from measures.memory(boards[10_000])
    yield from measures.keys(boards, 2 if quick else 6)
    yield from measures.long_note(boards[100], 2 if quick else 6)
    crowds = {size: scratch / f"crowd{size}" for size in CROWDS}
    for size, folder in crowds.items():
        crowded(folder, size, now)
    yield from measures.people(crowds, 2 if quick else 6)
    histories = {events: scratch / f"events{events}" for events in EVENTS}
    for events, folder in histories.items():
        eventful(folder, events, now)
    for screen in ("flow", "standup"):
        yield from measures.opening(screen, histories, 3 if quick else 7)
    yield from measures.report(histories, 3 if quick else 7)
    yield from measures.rival(3)


if __name__ == "__main__":
    sys.exit(main())
