"""Programs that are measured in turns, one after the other again and again, so that whatever else runs slows all."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.table import Row
from tests.bench.terminal import Cost, Terminal

PYTHON = sys.executable
QUIET = {"TEXTUAL_ANIMATIONS": "none", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
BOARD_WORDS = ("TODO", "DOING", "DONE", "more below", "help")


class Program(NamedTuple):
    """What is run: in which turn (from 0 on) with which words; what it has on the screen once it is painted."""

    words: Callable[[int], Sequence[str]]
    environment: Mapping[str, str] = QUIET
    painted: Sequence[str] = ()


def always(*words: str, environment: Mapping[str, str] = QUIET, painted: Sequence[str] = ()) -> Program:
    """Return a program that is run with the same words in each turn."""
    return Program(lambda _: words, environment, painted)


def custdev(folder: Path, *words: str) -> tuple[str, ...]:
    """Return a command line on a workspace."""
    return (PYTHON, "-m", "tui", "--workspace", str(folder), *words)


def in_turns(programs: Sequence[Program], runs: int) -> list[Cost]:
    """Return the median cost of each program from its start to its end; a turn before the first one is not counted."""
    return _turns(programs, runs, _run)


def painted_in_turns(programs: Sequence[Program], runs: int) -> list[Cost]:
    """Return the median cost of each program until it is painted, in a terminal."""
    return _turns(programs, runs, _paint)


def moved_in_turns(programs: Sequence[Program], runs: int) -> list[Cost]:
    """Return the median cost of moving a card a second time to the right, by its key, until the program is at rest.

    What takes more than a minute counts with what it cost in that minute.
    """
    return _turns(programs, runs, _move)


def against(what: str, ours: Cost, theirs: Cost, limit: float) -> Row:
    """Return a row that compares the processor time of two, for the clock is noisy."""
    ratio, wall = ours.cpu / theirs.cpu, ours.wall / theirs.wall
    digits = 5 if limit < 0.01 else 4 if limit < 0.05 else 3 if limit < 0.1 else 2
    figure = f"{ratio:.{digits}f}x CPU ({ours.cpu:.0f} / {theirs.cpu:.0f} ms)"
    return Row(what, f"{figure}, {wall:.2f}x wall ({ours.wall:.0f} / {theirs.wall:.0f})", f"{limit}x", ratio <= limit)


def _turns(programs: Sequence[Program], runs: int, cost_of: Callable[[Program, int], Cost]) -> list[Cost]:
    costs: list[list[Cost]] = [[] for _ in programs]
    for turn in range(runs + 1):
        for program, own in zip(programs, costs, strict=True):
            cost = cost_of(program, turn)
            if turn:
                own.append(cost)
    return [Cost(*map(statistics.median, zip(*own, strict=True))) for own in costs]


def _paint(program: Program, turn: int) -> Cost:
    with Terminal(program.words(turn), program.environment) as terminal:
        return terminal.wait_for(*program.painted)


def _move(program: Program, turn: int) -> Cost:
    with Terminal(program.words(turn), program.environment) as terminal:
        terminal.wait_for(*program.painted)
        terminal.come_to_rest()
        terminal.send("L")  # the first one reads in what it takes to change something
        terminal.come_to_rest()
        spent, began = terminal.cpu, time.perf_counter()
        terminal.send("L")
        terminal.come_to_rest()
        return Cost((time.perf_counter() - began) * 1000, terminal.cpu - spent)


def _run(program: Program, turn: int) -> Cost:
    words, environment = program.words(turn), {**os.environ, **program.environment}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        words,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{' '.join(words)}: {done.stderr.decode()}")
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Cost(wall * 1000, cpu * 1000)
