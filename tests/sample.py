"""A believable board for pictures and measurements: twelve days of Customer Development, told by a clock that moves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from tests.story import (
    ADDED,
    AGREED,
    DUE,
    KNOWN_AS,
    LINKED,
    MET,
    MOVES,
    NOTES,
    OWNERS,
    PEOPLE,
    RHYTHMS,
    STEPS,
    TICKED,
    Agreed,
    Met,
    Note,
)
from tui.definitions.catalog import Catalog
from tui.domain import operations
from tui.domain.people.policy import Policy
from tui.domain.records import Cadence, Card, Experiment
from tui.domain.records.change import Change
from tui.session import Session
from tui.store import open_store

BOARD = "customer-development"
TIMEZONE = "Europe/Berlin"
NOW = datetime(2026, 11, 23, 9, 12, tzinfo=ZoneInfo(TIMEZONE)).astimezone(UTC)
DAYS = 12

FIRST_IN_TODO = (12, 11)
FIRST_IN_DOING = (10,)


class Teller:
    """Runs operations on a workspace at the times the story says."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self.today = now.astimezone(ZoneInfo(TIMEZONE)).date()
        self.now = now
        self.session = Session(
            open_store(folder),
            Catalog(folder / "boards"),
            actor="ux",
            policy=Policy(timezone=TIMEZONE),
            clock=lambda: self.now,
        )

    def tell(self, operation: Callable[..., Change], *arguments: object, **named: Any) -> None:
        """Run an operation, a second after the one before."""
        self.now += timedelta(seconds=1)
        self.session.run(operation, *arguments, **named)

    def be_at(self, days_ago: int, clock: str) -> None:
        """Set the clock to a time of day of the story."""
        moment = datetime.combine(self.day(-days_ago), time.fromisoformat(clock), ZoneInfo(TIMEZONE))
        self.now = moment.astimezone(UTC)

    def day(self, days: int) -> date:
        """Return the day so many days from today."""
        return self.today + timedelta(days=days)

    @property
    def experiment(self) -> Experiment:
        """The experiment of the story."""
        return self.session.workspace.experiments_of(BOARD)[0]

    def card(self, number: int) -> Card:
        """Return the card of a number."""
        card = self.session.workspace.card_by_number(self.experiment.uid, number)
        assert card is not None
        return card

    def people(self, *numbers: int) -> tuple[str, ...]:
        """Return the uids of people by the numbers of their P-ids."""
        uids = {person.number: uid for uid, person in self.session.workspace.participants.items()}
        return tuple(uids[number] for number in numbers)


class Moment(NamedTuple):
    """Something that happened so many days before today at a time of day."""

    days_ago: int
    clock: str
    happens: Callable[[Teller], None]


def fill(folder: Path, now: datetime = NOW) -> None:
    """Write the workspace of the story: sixteen cards, nine people, twelve days of work, the last of them today."""
    _write_board_file(folder)
    teller = Teller(folder, now)
    moments = [Moment(DAYS - 1, "09:00", _begin), Moment(2, "17:00", _block), Moment(0, "09:06", _order)]
    moments += [Moment(days, clock, partial(_move, number, column)) for number, days, clock, column in MOVES]
    moments += [Moment(note[1], note[2], partial(_note, note)) for note in NOTES]
    moments += [Moment(met[0], met[1], partial(_meet, met)) for met in MET]
    moments += [Moment(agreed[0], agreed[1], partial(_agree, agreed)) for agreed in AGREED]
    for moment in sorted(moments, key=lambda each: (-each.days_ago, each.clock)):
        teller.be_at(moment.days_ago, moment.clock)
        moment.happens(teller)
    assert teller.session.close() == 0, "the whole story is saved"


def open_sample(folder: Path, now: datetime = NOW, actor: str = "ux") -> Session:
    """Open the workspace of the story with a clock that stands still."""
    return Session(
        open_store(folder), Catalog(folder / "boards"), actor=actor, policy=Policy(timezone=TIMEZONE), clock=lambda: now
    )


def _write_board_file(folder: Path) -> None:
    """Bring the shipped board into the workspace, with a promise of eight days."""
    shipped = Catalog(folder / "boards").entry(BOARD)
    assert shipped is not None
    own = folder / "boards" / shipped.path.name
    own.parent.mkdir(parents=True)
    own.write_text(shipped.path.read_text(encoding="utf-8") + "sle: {days: 8, percent: 85}\n", encoding="utf-8")


def _begin(teller: Teller) -> None:
    entry = teller.session.catalog.entry(BOARD)
    assert entry is not None
    teller.session.start(teller.session.draft(entry))
    for number, (name, org) in enumerate(PEOPLE, start=1):
        address = f"{name.split()[0].casefold()}@example.com"
        relationship, segment = KNOWN_AS[number]
        rhythm = Cadence(*RHYTHMS.get(number, ()))
        about = {
            "cadence": rhythm,
            "relationship": relationship,
            "segments": [segment],
            "advisory_board": segment == "advisory board",
        }
        teller.tell(operations.make_contact, name, email=(address,), org=org, **about)
    for title, description, checklist in ADDED:
        add = operations.add_card
        teller.tell(add, teller.experiment.uid, title, description=description, checklist=checklist)
    for number, steps in STEPS.items():
        for step in steps:
            teller.tell(operations.add_checklist_item, teller.card(number).uid, step)
    for owner, numbers in OWNERS.items():
        for number in numbers:
            teller.tell(operations.assign_card, teller.card(number).uid, owner)
    _plan(teller)


def _plan(teller: Teller) -> None:
    """Say whom cards concern, how far their steps are, and when they are due."""
    for number, people in LINKED.items():
        for person in teller.people(*people):
            teller.tell(operations.link_contact, teller.card(number).uid, person)
    for number, ticks in TICKED.items():
        for item in teller.card(number).checklist[:ticks]:
            teller.tell(operations.tick_item, teller.card(number).uid, item.uid)
    for number, days in DUE.items():
        teller.tell(operations.set_due, teller.card(number).uid, teller.day(days))


def _move(number: int, column: str, teller: Teller) -> None:
    teller.tell(operations.move_card, teller.card(number).uid, column)


def _note(note: Note, teller: Teller) -> None:
    number, _, _, people, kind, stance, text = note
    teller.session.actor = next((owner for owner, numbers in OWNERS.items() if number in numbers), "ux")
    about = teller.people(*people)
    fields = {"card": teller.card(number).uid, "people": about, "kind": kind, "stance": stance}
    teller.tell(operations.add_note, text, touchpoint=_met_today(teller, about), **fields)


def _met_today(teller: Teller, people: tuple[str, ...]) -> str | None:
    """Return the last touchpoint of that day with the first of some people, where there was one."""
    workspace = teller.session.workspace
    met = [workspace.touchpoints[uid] for person in people[:1] for uid in workspace.touchpoint_uids(person)]
    return next((each.uid for each in reversed(met) if each.at.date() == teller.now.date()), None)


def _meet(met: Met, teller: Teller) -> None:
    _, _, method, channel, minutes, people, card = met
    direction = "outbound" if method == "interview" else "inbound"
    fields = {"channel": channel, "duration": minutes, "direction": direction, "cards": [teller.card(card).uid]}
    teller.tell(operations.log_touchpoint, method, teller.people(*people), **fields)


def _agree(agreed: Agreed, teller: Teller) -> None:
    _, _, people, words, method = agreed
    for person in teller.people(*people):
        for word in words:
            teller.tell(operations.give_consent, person, word, method=method)


def _block(teller: Teller) -> None:
    teller.tell(operations.block_card, teller.card(2).uid, "legal to approve consent form")


def _order(teller: Teller) -> None:
    """Put what came last where it was taken up first, and hurry the reply."""
    for index, number in enumerate((*FIRST_IN_TODO, *FIRST_IN_DOING)):
        teller.tell(operations.rank_card, teller.card(number).uid, index % len(FIRST_IN_TODO))
    teller.tell(operations.expedite_card, teller.card(10).uid)
