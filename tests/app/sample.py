"""A believable board: day 12 of an experiment, with blocked, late and finished work, people, notes and quotes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from tui.definitions.catalog import Catalog, CatalogEntry
from tui.domain import operations
from tui.domain.records import Card
from tui.domain.records.change import Change
from tui.session import Session
from tui.store import open_store

BOARD = "customer-development"
NOW = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)
NAMES = ("Wilhelmina Ottersby", "Bartholomew Quill", "Zhou Mingxia", "Ngozi Adeyemi-Lund", "Øystein Brå")
ADDED = (
    ("Interview five trial accounts", "doing"),
    ("Draft consent form v1", "todo"),
    ("Reply to the CSV export request", "todo"),
    ("Write interview guide for churned accounts", "todo"),
    ("Ask the advisory board about CSV export", "todo"),
    ("Open a feedback mailbox", "todo"),
    ("Compare two survey wordings with support", "todo"),
    ("Thank the first ten testers", "todo"),
    ("Recruit the advisory board", "todo"),
)


class Sample:
    """Writes the sample into a folder, moving its own clock from day to day."""

    def __init__(self, folder: Path, now: datetime | None = None) -> None:
        self.now = now or day(12)
        catalog = Catalog(folder / "boards")
        self.session = Session(open_store(folder), catalog, actor="ux", clock=lambda: self.now)
        entry = catalog.entry(BOARD)
        assert entry is not None
        self.session.start(self.session.draft(without_steps(entry)))

    def run(self, operation: Callable[..., Change], *args: object, **kwargs: Any) -> None:
        self.session.run(operation, *args, **kwargs)

    def card(self, number: int) -> Card:
        experiment = self.session.current(BOARD)
        assert experiment is not None
        card = self.session.workspace.card_by_number(experiment.uid, number)
        assert card is not None
        return card

    def move(self, number: int, column: str) -> None:
        self.run(operations.move_card, self.card(number).uid, column)

    def uid(self, pid: str) -> str:
        return next(uid for uid, each in self.session.workspace.participants.items() if each.pid == pid)

    def meet(self, method: str, pid: str, **fields: Any) -> None:
        self.run(operations.log_touchpoint, method, [self.uid(pid)], **fields)

    def agree(self, pid: str, *words: str) -> None:
        self.run(operations.give_consent, self.uid(pid), words)

    def note(self, number: int, text: str, *people: str, **fields: Any) -> None:
        uids = [uid for uid, each in self.session.workspace.participants.items() if each.pid in people]
        self.run(operations.add_note, text, card=self.card(number).uid, people=uids, **fields)

    def fill(self) -> None:
        """Let twelve days of work happen."""
        self._first_week()
        self._second_week()
        self.now = NOW

    def _first_week(self) -> None:
        experiment = self.session.current(BOARD)
        assert experiment is not None
        for name in NAMES:
            self.run(operations.make_contact, name, email=[f"{name.split()[0].casefold()}@example.org"])
        self.move(1, "doing")
        for title, column in ADDED:
            self.run(operations.add_card, experiment.uid, title, column=column, assignee="pm")
        self.move(16, "doing")
        self.now = day(15)
        self.move(3, "doing")
        self.meet("interview", "P04", channel="video", duration=25)
        self.agree("P04", "contact", "take_part", "notes", "quote")
        self.note(3, "nobody answered, so I stopped", "P04", kind="quote", stance="refutes")
        self.note(3, "They open the chat three times a day", "P01", stance="supports")
        self.now = day(17)
        for number in (9, 13):
            self.move(number, "doing")
            self.move(number, "done")
        self.move(16, "done")

    def _second_week(self) -> None:
        self.now = day(18)
        self.move(2, "doing")
        self.note(2, "The form has two languages", "P02", "P03", "P05")
        self.now = day(20)
        self.run(operations.block_card, self.card(2).uid, "legal to approve consent form")
        self.run(operations.set_due, self.card(2).uid, date(2026, 11, 26))
        self.meet("user_test", "P05", channel="in_person")
        self.agree("P05", "quote")
        self.note(8, "we export it by hand every Monday", "P05", kind="quote")
        self.move(15, "doing")
        self.move(15, "done")
        self.move(1, "done")
        self.note(1, "2 of 3 prefer chat over e-mail", "P01", kind="learned")
        self.now = day(22)
        self.move(10, "doing")
        self.run(operations.expedite_card, self.card(10).uid)
        self.run(operations.set_due, self.card(12).uid, date(2026, 11, 25))
        self.run(operations.tag_card, self.card(12).uid, ["pricing"])
        self.run(operations.assign_card, self.card(3).uid, "eng")
        for step in ("Read the mails", "Sort them", "Answer"):
            self.run(operations.add_checklist_item, self.card(3).uid, step)
        self.run(operations.tick_item, self.card(3).uid, self.card(3).checklist[0].uid)


def without_steps(entry: CatalogEntry) -> CatalogEntry:
    """Return a board as a team has it that took the steps and the criterion out: here both are of the test's making."""
    assert entry.definition is not None
    cards = tuple(replace(card, checklist=()) for card in entry.definition.cards)
    return replace(entry, definition=replace(entry.definition, cards=cards, test=None))


def day(of_month: int) -> datetime:
    """Return the morning of a day in November 2026."""
    return datetime(2026, 11, of_month, 9, 0, tzinfo=UTC)


def write_sample(folder: Path) -> Path:
    """Write the sample workspace and return its folder."""
    sample = Sample(folder)
    sample.fill()
    assert sample.session.close() == 0
    return folder
