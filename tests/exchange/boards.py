"""A board with a bit of everything on it, and its snapshot."""

from __future__ import annotations

from datetime import date, datetime

from msgspec.structs import replace
from tui.exchange.snapshot import Snapshot, build_snapshot

from tests.domain.world import BOARD, DAY, World
from tui.domain import operations
from tui.domain.definition import Criterion

FULL_BOARD = replace(
    BOARD,
    goals=("Listen", "Learn"),
    hypothesis="If we listen, we learn.",
    expected_outcome="We know.",
    test=Criterion("csat", ">= 80", 20),
)
NAMES = ("Ada Lovelace", "ada@engines.example", "Engines Ltd", "Grace Hopper")


def busy_world() -> World:
    """Return a board after four days of work with two customers."""
    world = World(FULL_BOARD)
    ada = world.person(NAMES[0], email=[NAMES[1]], org=NAMES[2], card=world.uid(1))
    grace = world.person(NAMES[3])
    world.do(operations.move_card, world.uid(1), "doing")
    world.do(operations.move_card, world.uid(3), "done")
    world.later()
    world.do(operations.assign_card, world.uid(1), "ben")
    world.do(operations.set_due, world.uid(1), date(2026, 3, 13))
    world.do(operations.block_card, world.uid(1), "Legal reads the form", "Ana")
    world.do(operations.tick_item, world.uid(2), world.card(2).checklist[0].uid)
    world.note("They gave up.\n\nTwice.", kind="quote", people=[grace.uid, ada.uid], stance="refutes")
    gone = world.add("Not now")
    world.do(operations.archive_card, gone.uid)
    world.later(2 * DAY)
    return world


def snapshot_of(world: World, at: datetime | None = None) -> Snapshot:
    """Return the snapshot of the board of a world, by default now."""
    return build_snapshot(world.workspace, world.experiment, at or world.now)
