"""Measures the rows of the table; each returns what it measured beside the limit it must keep."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.bench.boards import BOARD
from tests.bench.finding import LINES
from tests.bench.table import Row
from tests.bench.turns import PYTHON, QUIET, always, custdev, in_turns
from tests.bench.workspaces import copied

OPENINGS = 3
ROUNDS = 3
"""How often keys are measured on each board, in turns, so that whatever else runs slows all of them."""
FRAME = 33.0
"""Milliseconds in which a key must be done with."""
Figures = Mapping[str, tuple[float, float, float]]
"""By name: processor time in ms, that of the interface's thread, bytes written."""


def keys(boards: Mapping[str, Path], batches: int) -> Iterator[Row]:
    """Measure what a key costs on boards by what they are called, the smallest first, against that one."""
    bare = statistics.median(key_costs(None, batches)["selection"][0] for _ in range(ROUNDS))
    rounds = [{name: key_costs(folder, batches) for name, folder in boards.items()} for _ in range(ROUNDS)]
    yield Row("selection, bare board of three columns", f"{bare:.1f} ms CPU")
    names = {"selection": "moving the selection", "move": "moving a card"}
    names |= {"filter": "typing in the filter", "condition": "typing a condition"}
    smallest = next(iter(boards))
    for key, words in names.items():
        small = statistics.median(figures[smallest][key][0] for figures in rounds)
        for name in boards:
            cpu, own, count = map(statistics.median, zip(*(figures[name][key] for figures in rounds), strict=True))
            limit = min(FRAME, 1.3 * small) if key in ("selection", "move") and name != smallest else FRAME
            figure = f"{cpu:.1f} ms CPU, {own:.1f} of the interface, {count / 1000:.1f} kB, {cpu / small:.2f}x"
            yield Row(f"{words}, {name}", figure, f"{limit:.1f} ms", cpu <= limit)


def finding(folder: Path, what: str, rounds: int) -> Iterator[Row]:
    """Measure what a key costs of lines that are typed in Find everywhere for the first time.

    As of all keys it is what one of a line costs, of the dearest line; the dearest key is told beside it, and has what
    the collector of garbage costs when it comes.
    """
    runs = [_figures("tests.bench.finding", str(folder)) for _ in range(rounds)]
    costs = {key: statistics.median(run[key][0] for run in runs) for key in runs[0]}
    for name, lines in LINES.items():
        typed = {line: [costs[line[:end]] for end in range(1, len(line) + 1)] for line in lines}
        cpu, line = max((statistics.mean(keys), line) for line, keys in typed.items())
        most, key = max((costs[line[:end]], line[:end]) for line in lines for end in range(1, len(line) + 1))
        figure = f"{cpu:.1f} ms CPU for {line}; {most:.1f} at most, for {key}"
        yield Row(f"finding by {name}, {what}", figure, "30 ms", cpu <= 30)
    first, again = costs["opening"], costs["opening again"]
    yield Row(
        f"opening Find everywhere again, {what}",
        f"{again:.0f} ms CPU ({first:.0f} the first time)",
        "100 ms",
        again <= 100,
    )


def learned(folder: Path, batches: int, answers: str, notes: str) -> Iterator[Row]:
    """Measure opening the metrics over a survey, and what a key costs where notes are gathered into themes."""
    with copied(folder) as workspace:
        figures = _figures("tests.bench.learning", str(batches), str(workspace))
    rows = (
        ("measures", f"opening the metrics, {answers}", 150.0),
        ("selection", f"moving among notes to gather, {notes}", FRAME),
        ("taking", f"taking a note into a theme, {notes}", FRAME),
    )
    for name, words, limit in rows:
        cpu, own, count = figures[name]
        figure = f"{cpu:.1f} ms CPU, {own:.1f} of the interface, {count / 1000:.1f} kB"
        yield Row(words, figure, f"{limit:.0f} ms", cpu <= limit)


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
    rounds = [{events: _opening(screen, folder) for events, folder in folders.items()} for _ in range(runs)]
    few, many = min(folders), max(folders)
    cpu = {events: statistics.median(costs[events][0] for costs in rounds) for events in folders}
    wall = {events: statistics.median(costs[events][1] for costs in rounds) for events in folders}
    limit = 1.5 * cpu[few] + 300
    figure = f"{cpu[many]:.0f} ms CPU ({cpu[few]:.0f} with few), {wall[many]:.0f} ms by the clock ({wall[few]:.0f})"
    yield Row(f"opening the {screen}, {many:,} events against {few:,}", figure, f"{limit:.0f} ms", cpu[many] <= limit)


def long_note(folder: Path, batches: int) -> Iterator[Row]:
    """Measure the panel of a card with a note of a million characters."""
    with copied(folder) as workspace:
        figures = _figures("tests.bench.long_note", str(batches), str(workspace))
    for name, words, limit in (("opening", "opening the panel on", 100), ("scrolling", "scrolling through", 33)):
        cpu, own, _ = figures[name]
        figure = f"{cpu:.1f} ms CPU, {own:.1f} of the interface"
        yield Row(f"{words} a note of 1 MB", figure, f"{limit} ms", cpu <= limit)


def many_cards(folder: Path, batches: int) -> Iterator[Row]:
    """Measure what is done with five hundred cards of ten thousand at once, each with its commit."""
    with copied(folder) as workspace:
        figures = _figures("tests.bench.choosing", str(batches), str(workspace))
    for name, words in (("moving", "moving"), ("undoing", "taking back the move of")):
        cpu, own, count = figures[name]
        figure = f"{cpu:.0f} ms CPU, {own:.0f} of the interface, {count / 1000:.1f} kB"
        yield Row(f"{words} 500 of 10,000 cards", figure, "200 ms", cpu <= 200)
    cpu, own, _ = figures["choosing"]
    yield Row("choosing one card more", f"{cpu:.1f} ms CPU, {own:.1f} of the interface", "33 ms", cpu <= FRAME)


def carrying(folder: Path, batches: int) -> Iterator[Row]:
    """Measure a move of the mouse while a card is carried over a board of ten thousand."""
    cpu, own, count = _figures("tests.bench.dragging", str(batches), str(folder))["move"]
    figure = f"{cpu:.1f} ms CPU, {own:.1f} of the interface, {count / 1000:.1f} kB"
    yield Row("carrying a card with the mouse, 10,000 cards", figure, "16 ms", cpu <= 16)


def report(folder: Path, what: str, limit: int, runs: int) -> Iterator[Row]:
    """Measure the whole command that reports a standup."""
    (cost,) = in_turns([always(*custdev(folder, "standup", "--format", "json"))], runs)
    yield Row(f"standup --format json, {what}", f"{cost.cpu:.0f} ms CPU", f"{limit} ms", cost.cpu <= limit)


def opening_within(screen: str, folder: Path, what: str, limit: int, runs: int) -> Iterator[Row]:
    """Measure opening a screen from the board, from the key until what it reads is shown."""
    costs = [_opening(screen, folder) for _ in range(runs)]
    cpu, wall, _ = map(statistics.median, zip(*costs, strict=True))
    figure = f"{cpu:.0f} ms CPU, {wall:.0f} ms by the clock"
    yield Row(f"opening the {screen}, {what}", figure, f"{limit} ms", cpu <= limit)


def opening_again(screen: str, folder: Path, what: str, limit: int, runs: int) -> Iterator[Row]:
    """Measure opening a screen whose events somebody looked at before, and beside that the first time."""
    with copied(folder) as workspace:
        first, *costs = (_figures("tests.bench.opening", screen, str(workspace))["opening"] for _ in range(runs + 1))
    cpu, wall, _ = map(statistics.median, zip(*costs, strict=True))
    figure = f"{cpu:.0f} ms CPU ({first[0]:.0f} the first time), {wall:.0f} ms by the clock"
    yield Row(f"opening the {screen} again, {what}", figure, f"{limit} ms", cpu <= limit)


def export(small: Path, large: Path, runs: int) -> Iterator[Row]:
    """Measure what a board of a thousand cards adds to an export."""
    begin, whole = in_turns(
        (
            always(*custdev(small, "export", "customer-development", "-o", "-")),
            always(*custdev(large, "export", BOARD, "-o", "-")),
        ),
        runs,
    )
    cpu = whole.cpu - begin.cpu
    yield Row("export of 1,000 cards, beyond start-up", f"{cpu:.0f} ms CPU", "60 ms", cpu <= 60)


def _opening(screen: str, folder: Path) -> tuple[float, float, float]:
    with copied(folder) as workspace:  # a standup that is begun is there the next time
        return _figures("tests.bench.opening", screen, str(workspace))["opening"]


def key_costs(folder: Path | None, batches: int) -> Figures:
    """Return what keys cost on a board, in a process of its own; without a folder on the bare board."""
    if folder is None:
        return _figures("tests.bench.keys", str(batches))
    with copied(folder) as workspace:  # cards are moved in it
        return _figures("tests.bench.keys", str(batches), str(workspace))


def _figures(module: str, *arguments: str) -> Figures:
    command = [PYTHON, "-m", module, *arguments]
    done = subprocess.run(command, env={**os.environ, **QUIET}, stdout=subprocess.PIPE, check=True)
    figures: Figures = json.loads(done.stdout)
    return figures
