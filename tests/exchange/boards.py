"""A board with a bit of everything on it, and what leaves of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from msgspec.structs import replace

from tests.domain.world import BOARD, DAY, World
from tui.domain import operations
from tui.domain.privacy.profiles import Profile
from tui.domain.records.definition import Criterion
from tui.exchange.formats import format_named
from tui.exchange.leaving import Leaving
from tui.exchange.parcel import Parcel

FULL_BOARD = replace(
    BOARD,
    goals=("Listen", "Learn"),
    hypothesis="If we listen, we learn.",
    expected_outcome="We know.",
    test=Criterion("csat", ">= 80", 20),
)
NAMES = ("Ada Lovelace", "ada@engines.example", "Engines Ltd", "Grace Hopper")


def busy_world() -> World:
    """Return a board after four days of work with two customers, who may be quoted."""
    world = World(FULL_BOARD)
    ada = world.person(NAMES[0], email=[NAMES[1]], org=NAMES[2], card=world.uid(1))
    grace = world.person(NAMES[3])
    for person in (ada, grace):
        world.do(operations.give_consent, person.uid, ["quote_pseudonymous", "share_external"])
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


def parcel_of(world: World, at: datetime | None = None, *, profile: Profile = "stakeholders", **fields: Any) -> Parcel:
    """Return the board of a world as it leaves, by default now."""
    return Leaving(world.workspace, world.policy, at or world.now, profile=profile, **fields).board(world.experiment)


def written(world: World, form: str, at: datetime | None = None, **fields: Any) -> str:
    """Return the board of a world in a format."""
    return format_named(form).render(parcel_of(world, at, **fields))
