"""A board with many events: three hundred cards that are moved, tagged and handed over again and again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from tests.bench.boards import BATCH, COLUMNS, Maker
from tui.domain import operations
from tui.domain.patch import Patch
from tui.domain.records.change import Change, patches
from tui.domain.records.ranks import first_ranks
from tui.store import open_store

CARDS = 300
DAYS = 60


def eventful(folder: Path, events: int, now: datetime) -> None:
    """Write a workspace in which so many events happened on one board within sixty days, two in five of them moves."""
    maker = Maker(now)
    changes = [maker.start(CARDS)]
    for number, rank in enumerate(first_ranks(CARDS), start=1):
        for change in maker.history(number, rank):
            maker.workspace = maker.workspace.apply(change)
            changes.append(change)
    uids = list(maker.workspace.cards)
    while len(changes) < events:
        change = _next(maker, maker.chance.choice(uids), DAYS * (1 - len(changes) / events))
        if not change.is_empty:
            maker.workspace = maker.workspace.apply(change)
            changes.append(change)
    store = open_store(folder)
    for begin in range(0, len(changes), BATCH):
        batch = changes[begin : begin + BATCH]
        with store.writing():
            store.commit([Patch(each.table, each.uid, each.fields) for change in batch for each in patches(change)])
    store.close(fold=True)


def _next(maker: Maker, card: str, days_ago: float) -> Change:
    chance, context = maker.chance, maker.context(days_ago)
    doing: list[tuple[float, Callable[[], Change]]] = [
        (0.4, lambda: operations.move_card(maker.workspace, context, card, chance.choice(COLUMNS))),
        (0.7, lambda: operations.tag_card(maker.workspace, context, card, [f"t{chance.randint(1, 999)}"])),
        (1.0, lambda: operations.assign_card(maker.workspace, context, card, f"u{chance.randint(1, 999)}")),
    ]
    drawn = chance.random()
    return next(act for share, act in doing if drawn <= share)()
