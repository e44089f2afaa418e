"""Parcels as they leave: of a board with a bit of everything on it, and with texts that mean something elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from tests.domain.world import BOARD, DAY, World
from tui.domain import operations
from tui.domain.privacy.profiles import Profile
from tui.domain.records import Event, Participant
from tui.domain.records.definition import BoardDefinition, CardDefinition, Criterion
from tui.exchange.leaving import Leaving
from tui.exchange.parcel import Include, Parcel, What

FULL_BOARD = replace(
    BOARD,
    goals=("Listen", "Learn"),
    hypothesis="If we listen, we learn.\n\nTwice.",
    expected_outcome="We know.",
    test=Criterion("csat", ">= 80", 20),
    related=("contextual-inquiry",),
    notes=("Ask again in spring.",),
    tags=("listening",),
)
HOSTILE = (
    *("=1+1", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("http://example.com")', "# tag", "#", "NA", "null", "None", "nan"),
    *("1e3", "0o17", "0x1F", "0b101", "0301234567", "0891234567", "1_000", "1:30", "12:30:45", "no", "Yes", "on", "y"),
    *("~", "true", ".5", "-.inf", ".nan", "2026-11-23", "2026-11-23T09:11:04Z", "11/12/2026", "2 weeks", "mon"),
    *('say "hi"', "a,b;c\\d", "back\\nslash", "ends in \\", "a: b", "- a", "? a", "a #b", "&a *b", "!!str x", "%x"),
    *(
        "{a: 1}",
        "[1]",
        "| >",
        "...",
        "---",
        "'",
        '"',
        "`",
        "<<",
        "=",
        "名前とメモ" * 20,
        "é" * 60,
        "👩‍👩‍👧" * 12,
        "x" * 300,
    ),
    *("one\ntwo", "one\n\n\n  two", "  lead\ntail  ", "tab\there", "BEGIN:VCARD", "END:VEVENT", "DTSTART:19700101"),
)
"""Texts that a reader of some format would take for something else."""


def full_world() -> World:
    """Return a board after four days of work with three customers, one of whom agreed to be known."""
    world = World(FULL_BOARD)
    ada = known_person(
        world,
        "Ada Lovelace",
        email=["ada@engines.example", "al@example.com"],
        tel=["+4930901820"],
        org="Engines; Ltd",
        card=world.uid(1),
    )
    grace = world.person("Grace Hopper")
    world.do(operations.move_card, world.uid(1), "doing")
    world.do(operations.move_card, world.uid(2), "done")
    world.later()
    world.do(operations.assign_card, world.uid(1), "ben")
    world.do(operations.set_due, world.uid(1), date(2026, 3, 13))
    world.do(operations.set_due, world.uid(3), date(2026, 3, 31))
    world.do(operations.block_card, world.uid(1), "Legal reads the form", "Ana")
    world.touch(ada, summary="She showed us the mill.", duration=45, cards=[world.uid(1)], channel="video")
    later = world.now + timedelta(days=3)
    for status in ("tentative", "confirmed", "cancelled"):
        world.touch(ada, grace, at=later, status=status, cards=[world.uid(1)], expectation="She asks, we listen.")
    world.note("They gave up.\n\nTwice.", kind="quote", people=[ada.uid], stance="refutes")
    world.note("It takes too long", kind="pain", people=[grace.uid], stance="supports")
    world.note("Send her the plan", kind="promise", people=[ada.uid], due=date(2026, 3, 20))
    world.note("Wants an export", kind="request", people=[grace.uid])
    learn(world)
    gone = world.add("Not now")
    world.do(operations.archive_card, gone.uid)
    world.later(2 * DAY)
    return world


def learn(world: World) -> None:
    """Gather what was said in a theme, make an insight of it, and measure satisfaction, also of a part."""
    quote, pain, *_ = world.workspace.notes
    theme = next(iter(world.do(operations.add_theme, "giving up").records["themes"]))
    world.do(operations.gather_notes, [quote, pain], theme)
    change = world.do(operations.add_insight, "People give up", notes=[quote], against=[pain], themes=[theme])
    world.do(operations.share_insight, next(iter(change.records["insights"])), "design")
    day = world.now.date()
    for numbers, segment in ((["16", "20"], ""), (["2", "3"], "trial"), (["14", "17"], "customers")):
        world.do(operations.measure, world.experiment.uid, "csat", numbers, on=day, wave="spring", segment=segment)


def known_person(world: World, name: str, **fields: object) -> Participant:
    """Make somebody known who agreed to be quoted and named."""
    person = world.person(name, **fields)
    world.do(
        operations.give_consent, person.uid, ("store_notes", "quote_pseudonymous", "share_internal", "quote_attributed")
    )
    return person


def hostile_world() -> World:
    """Return a board whose cards, steps, tags and notes are hostile texts."""
    cards = tuple(
        CardDefinition(f"card-{number}", text, description=text, group=text, tags=(text,), checklist=(text,))
        for number, text in enumerate(HOSTILE)
    )
    board = BoardDefinition("hostile", "HO", '#=1+1, "x"', goals=HOSTILE, hypothesis="\n".join(HOSTILE), cards=cards)
    world = World(replace(board, related=HOSTILE, notes=HOSTILE, tags=HOSTILE))
    known_person(world, "Grace Hopper", org="a,b;c\\d", title="=1+1", card=world.uid(1))
    for number, text in enumerate(HOSTILE, 1):
        world.note(text, card=world.uid(number), kind="promise", due=date(2026, 3, 31))
        world.do(operations.set_due, world.uid(number), date(2026, 3, 31))
    return world


def leaving(
    world: World, profile: Profile = "team", at: datetime | None = None, include: Include | None = None
) -> Leaving:
    """Return what leaves of a world, now or at a time."""
    return Leaving(world.workspace, world.policy, at or world.now, profile=profile, include=include or Include())


def parcel(world: World, what: What = "board", profile: Profile = "team", at: datetime | None = None) -> Parcel:
    """Return something of the board of a world as it leaves."""
    leaves, experiment = leaving(world, profile, at), world.experiment
    events = [(Event(f"e{number}", world.now, "ux", "s", "card_moved"), "Moved", False) for number in range(2)]
    ways: dict[What, Callable[[], Parcel]] = {
        "board": lambda: leaves.board(experiment),
        "column": lambda: leaves.column(experiment, "doing"),
        "card": lambda: leaves.card(world.card(1)),
        "notes": lambda: leaves.notes(experiment),
        "touchpoints": lambda: leaves.touchpoints(experiment),
        "events": lambda: leaves.events(experiment, events),
        "insights": lambda: leaves.insights(experiment),
        "metrics": lambda: leaves.metrics(experiment),
        "contacts": lambda: leaves.contacts(experiment),
    }
    return ways[what]()
