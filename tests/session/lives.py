"""Random histories of a workspace in which several people said and did things, one of whom is to be erased."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from tests.domain.world import MONDAY
from tui.definitions.catalog import Catalog
from tui.domain import operations
from tui.domain.errors import DomainError
from tui.domain.records import Link, Participant
from tui.domain.records.change import Change
from tui.session import Session
from tui.session.own import undo_own
from tui.store import open_store

NAMES = ("Quenby Vandersloot", "Quenby Marchbanks", "Ottoline Fairweather")
"""What the person is called, was called before, and is called in a second record of theirs."""
ADDRESS = "quenby@vandersloot.example"
OTHERS = ("Ada Example", "Bo Nilsson", "Cleo Arden")
KINDS = ("note", "quote", "pain", "need", "request", "behaviour", "learned", "surprise")


class Life:
    """A workspace on disk with a history drawn from a seed; every text in it has a token of its own."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.random = Random(seed)
        self.now = MONDAY
        self.tokens = 0
        self.session = self.open()
        entry = self.session.catalog.entry("customer-development")
        assert entry is not None
        self.session.start(self.session.draft(entry))
        self.cards = sorted(uid for uid, card in self.session.workspace.cards.items() if card.number <= 3)
        self.me = self.make(NAMES[0], email=[ADDRESS], tel=["+44 7700 900777"])
        self.others = [self.make(name) for name in OTHERS]
        for _ in range(self.random.randint(8, 22)):
            with suppress(DomainError):
                self.random.choice(STEPS)(self)
        self.put_files()

    def open(self) -> Session:
        return Session(open_store(self.folder), Catalog(self.folder / "boards"), actor="ux", clock=lambda: self.now)

    def do(self, operation: Callable[..., Change], *args: object, **fields: Any) -> Change:
        self.now += timedelta(minutes=7)
        return self.session.save(operation, *args, **fields)

    def make(self, name: str, **fields: Any) -> Participant:
        change = self.do(operations.make_contact, name, **fields)
        return self.session.workspace.participants[next(iter(change.records["participants"]))]

    def text(self, named: bool | None = None) -> str:
        """Return words that nobody else has, which may name the person."""
        self.tokens += 1
        names = self.chance(3) if named is None else named
        who = f" {self.random.choice((NAMES[0], ADDRESS))} " if names else " "
        return f"words{who}tk{self.tokens}tk end"

    def chance(self, of: int) -> bool:
        return self.random.randrange(of) == 0

    def people(self) -> list[str]:
        """Return nobody, the person, others, or several."""
        me, others = [self.me.uid], self.random.sample([each.uid for each in self.others], self.random.randint(1, 2))
        return self.random.choice(([], me, me, others, [*me, *others], [*me, *others]))

    def someone(self) -> str:
        """Return the person as often as anybody else."""
        return self.random.choice([self.me, self.random.choice(self.others)]).uid

    def any(self, table: str) -> str:
        uids = sorted(self.session.workspace.table(table))
        if not uids:
            raise DomainError("There is none yet.")
        return self.random.choice(uids)

    def card(self) -> str:
        return self.random.choice(self.cards)

    def put_files(self) -> None:
        """Put files beside those of the workspace, each as likely as not."""
        self.copies = [name for name in ("people.json~", "research.json.bak") if self.chance(3)]
        self.own = ["ideas.md"] if self.chance(2) else []
        self.shots = ["snapshots/board.md"] if self.chance(3) else []
        self.packed = ["more.zip"] if self.chance(4) else []
        (self.folder / "snapshots").mkdir(exist_ok=True)
        for name in (*self.copies, *self.own, *self.shots):
            (self.folder / name).write_text(f"{NAMES[0]} was there\n", encoding="utf-8")
        for name in self.packed:
            (self.folder / name).write_bytes(b"PK\x03\x04")
        if self.chance(3):
            (self.folder / ".git").mkdir()
        if self.chance(2):
            self.session.back_up("by hand")


def _note(life: Life) -> None:
    life.do(
        operations.add_note,
        life.text(),
        card=life.card(),
        people=life.people(),
        kind=life.random.choice(KINDS),
        stance=life.random.choice((None, "supports", "refutes")),
        touchpoint=life.any("touchpoints") if life.session.workspace.touchpoints and life.chance(2) else None,
    )


def _meet(life: Life) -> None:
    life.do(
        operations.log_touchpoint,
        life.random.choice(("interview", "focus_group", "survey")),
        life.people(),
        cards=[life.card()] if life.chance(2) else [],
        summary=life.text() if life.chance(2) else "",
        expectation=life.text() if life.chance(3) else "",
        links=[Link("note", f"drawer/{life.tokens}.md")] if life.chance(4) else [],
        surprise=life.text() if life.chance(4) else "",
        promise=life.text() if life.chance(4) else "",
    )


def _agree(life: Life) -> None:
    who = life.random.choice([life.me, life.me, *life.others])
    life.do(operations.give_consent, who.uid, "quote_pseudonymous")


def _refuse(life: Life) -> None:
    life.do(operations.withdraw_consent, life.random.choice([life.me, *life.others]).uid, "quote_pseudonymous")


def _marry(life: Life) -> None:
    life.do(operations.edit_contact, life.me.uid, name=NAMES[1])


def _merge(life: Life) -> None:
    called = {each.fn: each.participant for each in life.session.workspace.contacts.values()}
    uid = called[NAMES[2]] if NAMES[2] in called else life.make(NAMES[2]).uid
    life.do(operations.add_note, life.text(), card=life.card(), people=[uid])
    life.do(operations.merge_contacts, uid, life.me.uid)


def _export(life: Life) -> None:
    path = life.random.choice(("clipboard", "/elsewhere/board.md"))
    who = life.people()
    life.do(operations.record_export, path, format="md", profile="team", sha256="0" * 64, people=who)


def _rewrite(life: Life) -> None:
    life.do(operations.edit_note, life.any("notes"), text=life.text())


def _turn(life: Life) -> None:
    life.do(operations.edit_note, life.any("notes"), people=life.people())


STEPS: tuple[Callable[[Life], object], ...] = (
    *(_note, _note, _note, _meet, _meet, _agree, _agree, _refuse, _marry, _merge, _export, _rewrite, _turn),
    lambda life: life.do(operations.link_contact, life.card(), life.me.uid),
    lambda life: life.do(operations.edit_card, life.card(), title=life.text(), description=life.text()),
    lambda life: life.do(operations.block_card, life.card(), life.text(), life.text()),
    lambda life: life.do(operations.archive_note, life.any("notes")),
    lambda life: life.do(operations.edit_contact, life.others[0].uid, note=life.text(named=True)),
    lambda life: life.do(operations.edit_contact, life.others[2].uid, is_minor=True, guardian=life.me.uid),
    lambda life: life.do(operations.edit_touchpoint, life.any("touchpoints"), summary=life.text()),
    lambda life: life.do(operations.invite, [life.someone()], card=life.card(), note=life.text()),
    lambda life: life.do(operations.promise_incentive, life.someone(), "12.50", "EUR", what=life.text()),
    lambda life: undo_own(life.session),
)
