"""Measures the rows of the table; each returns what it found beside the limit it must keep."""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from tests.bench.boards import BOARD
from tests.bench.table import Row
from tests.bench.terminal import Cost, Terminal

PYTHON = sys.executable
OPENINGS = 3
QUIET = {"TEXTUAL_ANIMATIONS": "none", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
LEAST = (PYTHON, "-m", "tests.bench.bare")
LEAST_WORDS = ("ready and waiting", "Quit")
BOARD_WORDS = ("TODO", "DOING", "DONE", "more below", "help")


def custdev(folder: Path, *words: str) -> tuple[str, ...]:
    """Return a command line on a workspace."""
    return (PYTHON, "-m", "tui", "--workspace", str(folder), *words)


def first_paint(folders: dict[int, Path], runs: int) -> Iterator[Row]:
    """Measure how long a board takes to be on the screen, in turns with the smallest app."""
    commands: dict[int, tuple[Sequence[str], Sequence[str]]] = {0: (LEAST, LEAST_WORDS)}
    commands |= {size: (custdev(folder, "open", BOARD), BOARD_WORDS) for size, folder in folders.items()}
    found: dict[int, list[Cost]] = {size: [] for size in commands}
    for turn in range(runs + 1):
        for size, (command, words) in commands.items():
            with Terminal(command, QUIET) as terminal:
                cost = terminal.wait_for(*words)
            if turn:
                found[size].append(cost)
    middle = {size: Cost(*map(statistics.median, zip(*costs, strict=True))) for size, costs in found.items()}
    yield _against("first paint, 100 cards, against the smallest app", middle[100], middle[0], 1.5)
    yield _against("first paint, 10,000 cards, against 100", middle[10_000], middle[100], 2.2)


def keys(folders: dict[int, Path], batches: int) -> Iterator[Row]:
    """Measure what a key costs, against the bare board of this run and the same key on a small board."""
    bare = _key_costs(None, batches)["selection"][0]
    ceiling = max(33.0, 1.5 * bare)
    found = {size: _key_costs(folder, batches) for size, folder in folders.items()}
    yield Row("selection, bare board of three columns", f"{bare:.1f} ms CPU")
    names = {"selection": "moving the selection", "move": "moving a card", "filter": "typing in the filter"}
    for name, words in names.items():
        small = found[100][name][0]
        for size, figures in found.items():
            cpu, own, count = figures[name]
            limit = min(ceiling, 1.5 * small) if size > 100 else ceiling
            figure = f"{cpu:.1f} ms CPU, {own:.1f} of the interface, {count / 1000:.1f} kB"
            yield Row(f"{words}, {size:,} cards", figure, f"{limit:.0f} ms", cpu <= limit)


def people(folders: dict[int, Path], batches: int) -> Iterator[Row]:
    """Measure the people screen with many people, against the same with few."""
    runs = [
        {size: _figures("tests.bench.people", str(batches), str(folder)) for size, folder in folders.items()}
        for _ in range(OPENINGS)
    ]
    few, many = (runs[-1][size] for size in sorted(folders))
    size = max(folders)
    opened = {size: statistics.median(run[size]["opening"][0] for run in runs) for size in folders}
    ratio = opened[size] / opened[min(folders)]
    figure = f"{ratio:.2f}x CPU ({opened[size]:.0f} / {opened[min(folders)]:.0f} ms)"
    yield Row(f"opening the people screen, {size:,} against {min(folders)}", figure, "1.5x", ratio <= 1.5)
    names = {"selection": "moving among people", "edge": "first and last person"}
    names |= {"search": "finding by words", "condition": "finding by a condition"}
    for name, words in names.items():
        cpu, own, count = many[name]
        figure = f"{cpu:.1f} ms CPU, {own:.1f} of the interface, {count / 1000:.1f} kB; {few[name][0]:.1f} with few"
        yield Row(f"{words}, {size:,} people", figure, "33 ms", cpu <= 33)


def opening(screen: str, folders: dict[int, Path], runs: int) -> Iterator[Row]:
    """Measure opening a screen by the number of events, from the key until what it reads is shown."""
    found: dict[int, list[tuple[float, float, float]]] = {events: [] for events in folders}
    for _ in range(runs):
        for events, folder in folders.items():
            with tempfile.TemporaryDirectory() as scratch:  # a standup that is begun is there the next time
                copied = shutil.copytree(folder, Path(scratch) / "workspace")
                found[events].append(_figures("tests.bench.opening", screen, str(copied))["opening"])
    few, many = min(folders), max(folders)
    cpu = {events: statistics.median(cost[0] for cost in costs) for events, costs in found.items()}
    wall = {events: statistics.median(cost[1] for cost in costs) for events, costs in found.items()}
    limit = 1.5 * cpu[few] + 300
    figure = f"{cpu[many]:.0f} ms CPU ({cpu[few]:.0f} with few), {wall[many]:.0f} ms by the clock ({wall[few]:.0f})"
    yield Row(f"opening the {screen}, {many:,} events against {few:,}", figure, f"{limit:.0f} ms", cpu[many] <= limit)


def long_note(folder: Path, batches: int) -> Iterator[Row]:
    """Measure the panel of a card with a note of a million characters."""
    with tempfile.TemporaryDirectory() as scratch:
        copied = shutil.copytree(folder, Path(scratch) / "workspace")
        figures = _figures("tests.bench.long_note", str(batches), str(copied))
    for name, words, limit in (("opening", "opening the panel on", 100), ("scrolling", "scrolling through", 33)):
        cpu, own, _ = figures[name]
        figure = f"{cpu:.1f} ms CPU, {own:.1f} of the interface"
        yield Row(f"{words} a note of 1 MB", figure, f"{limit} ms", cpu <= limit)


def report(folders: dict[int, Path], runs: int) -> Iterator[Row]:
    """Measure the whole command that reports a standup, by the number of events."""
    sizes = sorted(folders)
    costs = in_turns([custdev(folders[size], "standup", "--format", "json") for size in sizes], runs)
    for size, cost in zip(sizes, costs, strict=True):
        yield Row(f"standup --format json, {size:,} events", f"{cost.cpu:.0f} ms CPU", "1000 ms", cost.cpu <= 1000)


def reading_command(folder: Path, runs: int) -> Iterator[Row]:
    """Measure `card list --json` on a small workspace, in turns with importing its two libraries."""
    floor, listing = in_turns(
        ((PYTHON, "-c", "import tinydb, yaml"), custdev(folder, "card", "list", "customer-development", "--json")), runs
    )
    yield _against("card list --json, against importing tinydb and yaml", listing, floor, 2.5)


def export(small: Path, large: Path, runs: int) -> Iterator[Row]:
    """Measure what a board of a thousand cards adds to an export."""
    begin, whole = in_turns(
        (
            custdev(small, "export", "customer-development", "-o", "-"),
            custdev(large, "export", BOARD, "-o", "-"),
        ),
        runs,
    )
    cpu = whole.cpu - begin.cpu
    yield Row("export of 1,000 cards, beyond start-up", f"{cpu:.0f} ms CPU", "60 ms", cpu <= 60)


def memory(folder: Path) -> Iterator[Row]:
    """Measure the most memory the app had, after some work, with the largest board open."""
    with Terminal(custdev(folder, "open", BOARD), QUIET) as terminal:
        terminal.wait_for(*BOARD_WORDS)
        terminal.type("jjLH/week\r", quiet=0.3)
        peak = terminal.peak_megabytes
    yield Row("memory, 10,000 cards and 30,000 events open", f"{peak:.0f} MB", "100 MB", peak <= 100)


def rival(runs: int) -> Iterator[Row]:
    """Measure kanban-tui, where it is installed."""
    with suppress(ImportError):
        import kanban_tui  # type: ignore[import-not-found,unused-ignore] # noqa: F401

        begin, helped = in_turns(((PYTHON, "-c", "pass"), (PYTHON, "-m", "kanban_tui", "--help")), runs)
        yield Row("kanban-tui --help, beyond Python", f"{helped.cpu - begin.cpu:.0f} ms CPU")
        return
    yield Row("kanban-tui", "not installed here, nothing to compare with")


def _key_costs(folder: Path | None, batches: int) -> dict[str, tuple[float, float, float]]:
    return _figures("tests.bench.keys", str(batches), *([str(folder)] if folder else []))


def _figures(module: str, *arguments: str) -> dict[str, tuple[float, float, float]]:
    command = [PYTHON, "-m", module, *arguments]
    done = subprocess.run(command, env={**os.environ, **QUIET}, stdout=subprocess.PIPE, check=True)
    found: dict[str, tuple[float, float, float]] = json.loads(done.stdout)
    return found


def in_turns(commands: Sequence[Sequence[str]], runs: int) -> list[Cost]:
    """Return the median cost of each command, run one after the other again and again."""
    found: list[list[Cost]] = [[] for _ in commands]
    for turn in range(runs + 1):
        for costs, command in zip(found, commands, strict=True):
            cost = _run(command)
            if turn:
                costs.append(cost)
    return [Cost(*map(statistics.median, zip(*costs, strict=True))) for costs in found]


def _run(command: Sequence[str]) -> Cost:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: {done.stderr.decode()}")
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Cost(wall * 1000, cpu * 1000)


def _against(what: str, ours: Cost, theirs: Cost, limit: float) -> Row:
    """Return a row that compares the processor time of two, for the clock is noisy."""
    ratio, wall = ours.cpu / theirs.cpu, ours.wall / theirs.wall
    processor = f"{ratio:.2f}x CPU ({ours.cpu:.0f} / {theirs.cpu:.0f} ms)"
    return Row(
        what, f"{processor}, {wall:.2f}x wall ({ours.wall:.0f} / {theirs.wall:.0f})", f"{limit}x", ratio <= limit
    )
