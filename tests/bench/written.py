"""What it costs to write a board of a thousand cards in each format that is read, without notes and with ten thousand.

In CPU of one process that has begun: seeing the board as a reader may, drawing it, and looking it through once more.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from tests.bench.boards import SAID, big
from tests.bench.table import Row
from tests.sample import NOW
from tui.definitions.catalog import Catalog
from tui.domain.people.policy import Policy
from tui.domain.privacy.hiding import scrubber_of
from tui.domain.records import Card, Note, Record
from tui.domain.records.workspace import Workspace
from tui.exchange.formats import format_named
from tui.exchange.leaving import Leaving
from tui.exchange.scanning import check
from tui.session import Session
from tui.store import open_store

FORMATS = ("md", "slack", "html", "svg", "txt")
NOTES, CARDS = 10_000, 1_000
ResultT = TypeVar("ResultT")


def costs(folder: Path, runs: int) -> Iterator[Row]:
    """Measure each format."""
    big(folder, CARDS, now=NOW)
    session = Session(open_store(folder), Catalog(folder / "boards"), actor="ux", policy=Policy(), clock=lambda: NOW)
    stored = session.workspace
    cards = list(stored.cards.values())
    notes = [_note(number, cards[number % CARDS]) for number in range(NOTES)]
    records: list[Record] = [
        *stored.experiments.values(),
        *cards,
        *stored.participants.values(),
        *stored.contacts.values(),
    ]
    for words, workspace, limit in (
        ("1,000 cards", Workspace.of(records), 60),
        ("1,000 cards, 10,000 notes", Workspace.of([*records, *notes]), 500),
    ):
        yield from _rows(words, workspace, limit, runs)


def _rows(words: str, workspace: Workspace, limit: int, runs: int) -> Iterator[Row]:
    (experiment,) = workspace.experiments.values()
    leaves = partial(Leaving, workspace, Policy(), NOW, profile="team")
    seen, parcel = _cpu(lambda: leaves().board(experiment), runs)
    for form in map(format_named, FORMATS):
        drawn, text = _cpu(partial(form.render, parcel), runs)
        looked, _ = _cpu(partial(_look, workspace, form.words(text)), runs)
        whole = seen + drawn + looked
        figure = f"{whole:.0f} ms CPU: {seen:.0f} to see, {drawn:.0f} to draw, {looked:.0f} to look"
        yield Row(f"{form.title}, {words}", figure, f"{limit} ms", whole <= limit)


def _look(workspace: Workspace, text: str) -> None:
    check(scrubber_of(workspace, lambda: ()), text, "a board")


def _note(number: int, card: Card) -> Note:
    kind, stance, text = SAID[number % len(SAID)]
    return Note(
        uid=f"note{number:05d}",
        text=f"{text} For the {number}th time.",
        at=NOW - timedelta(hours=number % 300),
        by="ux",
        card=card.uid,
        people=card.people[:1],
        kind=kind,
        verbatim=kind == "quote",
        stance=stance,
    )


def _cpu(function: Callable[[], ResultT], runs: int) -> tuple[float, ResultT]:
    """Return the least milliseconds of CPU of some runs, and what came of the last."""
    times = []
    for _ in range(runs):
        began = time.process_time()
        result = function()
        times.append((time.process_time() - began) * 1_000)
    return min(times), result
