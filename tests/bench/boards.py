"""Big boards: a thousand cards as a team might have written them, made fast and always the same."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import NamedTuple

import msgspec

from tests.sample import NOW, TIMEZONE
from tui.domain import operations
from tui.domain.patch import Patch
from tui.domain.records import Blocked, Card, Note
from tui.domain.records.change import Change, Context, Edit, patches
from tui.domain.records.definition import BoardDefinition
from tui.domain.records.ranks import first_ranks
from tui.domain.records.vocabulary import NoteKind, Stance
from tui.domain.records.workspace import Workspace
from tui.store import open_store

BOARD = "big"
COLUMNS = ("todo", "doing", "done")
VERBS = ("Ask", "Interview", "Watch", "Compare", "Rewrite", "Measure", "Answer", "Invite", "Sketch", "Recruit", "Thank")
WHOM = (
    "the advisory board",
    "three trial accounts",
    "churned accounts from the spring",
    "support",
    "the largest customer",
    "new sign-ups of this week",
    "two agencies in Łódź",
    "people who never finished the tour",
)
ABOUT = (
    "about the export",
    "on pricing",
    "for the consent form",
    "about what they do on Mondays before anybody else is in the office",
    "with the second wording",
    "and write it up",
)


class Words(NamedTuple):
    """What titles are made of."""

    verbs: tuple[str, ...]
    whom: tuple[str, ...]
    about: tuple[str, ...]

    def title(self, chance: Random) -> str:
        """Return a title by chance."""
        return " ".join(map(chance.choice, self))


LATIN = Words(VERBS, WHOM, ABOUT)
SCRIPTS = Words(
    ("Befrage", "Prüfe", "Опроси", "Ρώτησε", "確認する", "Zapytaj", "물어보기"),
    (
        "Schülerräte",
        "трёх клиентов",
        "τους νέους πελάτες",
        "お試しのお客様に",
        "klientów z Łodzi",
        "새 고객에게",
        "deux écoles",
    ),
    (
        "über den Export",
        "о ценах",
        "για τη συγκατάθεση",
        "料金について",
        "o formularzu zgody",
        "가격에 대해",
        "après l’été",
    ),
)
"""Titles as teams elsewhere write them: umlauts, accents, Cyrillic, Greek, and letters twice as wide."""
SAID: tuple[tuple[NoteKind, Stance | None, str], ...] = (
    ("quote", None, "we still do it by hand, every week"),
    ("behaviour", "supports", "Opened the report before reading the mail."),
    ("note", None, "Prefers a call in the morning; send the questions first."),
    ("pain", "supports", "Loses the filter whenever the window is closed."),
    ("request", "refutes", "Asked for fewer questions, not for better ones."),
)
DEFINITION = BoardDefinition(id=BOARD, key="BG", title="A board that grew", hypothesis="Everything stays quick.")
BATCH = 2_000


OTHER = BoardDefinition(id="other", key="OT", title="A board beside it")
BESIDE = 1_000_000_000
"""Where the numbers of the board beside it begin, so that no record is called as another one is."""


def big(folder: Path, cards: int, now: datetime = NOW, *, words: Words = LATIN) -> None:
    """Write a workspace with a board of so many cards, three events each on the whole, a note on one of four."""
    Maker(now, words=words).write(folder, cards)


def among(folder: Path, cards: int, others: int, now: datetime = NOW) -> None:
    """Write a workspace with a board of so many cards, and another one beside it."""
    big(folder, cards, now)
    Maker(now, OTHER, first=BESIDE).write(folder, others, people=0)


class Maker:
    """Makes records by chance that is always the same, and stores them many at a time."""

    def __init__(
        self, now: datetime, definition: BoardDefinition = DEFINITION, *, words: Words = LATIN, first: int = 1
    ) -> None:
        self.now = now
        self.definition = definition
        self.words = words
        self.chance = Random(1)
        self.numbers = count(first)
        self.workspace = Workspace.of()

    def write(self, folder: Path, cards: int, people: int = 60) -> None:
        """Write the board and all that is on it."""
        store = open_store(folder)
        changes = [self.start(cards), *(self._person(number) for number in range(1, min(people, cards) + 1))]
        for number, rank in enumerate(first_ranks(cards), start=1):
            changes += self.history(number, rank)
        waiting = iter(changes)
        while batch := list(islice(waiting, BATCH)):
            with store.writing():
                store.commit([Patch(each.table, each.uid, each.fields) for change in batch for each in patches(change)])
        store.close(fold=True)

    def context(self, days_ago: float = 0) -> Context:
        """Return a context of some days ago."""
        at = self.now - timedelta(days=days_ago)
        return Context(at, "ux", "bench", lambda: f"01BENCH{next(self.numbers):019d}")

    def start(self, cards: int) -> Change:
        """Start the board and return how it came about."""
        start = operations.start_experiment
        change = start(self.workspace, self.context(90), self.definition, definition_hash="bench", timezone=TIMEZONE)
        self.workspace = self.workspace.apply(change)
        self.experiment = self.workspace.experiments_of(self.definition.id)[0]
        edit = Edit(Workspace.of(), self.context(90))
        edit.update(self.experiment, next_number=cards + 1)
        return edit.change("experiment_started", self.experiment)

    def _person(self, number: int) -> Change:
        address = f"someone{number}@example.com"
        change = operations.make_contact(self.workspace, self.context(60), f"Someone {number}", email=(address,))
        self.workspace = self.workspace.apply(change)
        return change

    def history(self, number: int, rank: str) -> list[Change]:
        """Return how a card came, moved, and was worked on; on one of four somebody wrote a note instead of details."""
        chance, uid = self.chance, self.experiment.uid
        column, age = COLUMNS[number % 3], chance.uniform(0, 12)
        context = self.context(age + chance.uniform(1, 40))
        since = self.now - timedelta(days=age)
        people = tuple(self.workspace.participants)
        card = Card(
            uid=context.ids(),
            experiment=uid,
            number=number,
            title=self.words.title(chance),
            column="todo",
            rank=rank,
            created_at=context.now,
            description=f"{chance.choice(SAID)[2]} {chance.choice(SAID)[2]}",
        )
        blocked = column == "doing" and chance.random() < 0.1
        moved: dict[str, object] = {
            "column": column,
            "assignee": chance.choice(("ux", "pm", "eng")),
            "started_at": None if column == "todo" else since - timedelta(days=chance.uniform(0, 6)),
            "finished_at": since if column == "done" else None,
        }
        details: dict[str, object] = {
            "tags": tuple(chance.sample(("export", "pricing", "onboarding"), chance.randint(1, 2))),
            "people": tuple(chance.sample(people, chance.randint(0, min(5, len(people))))),
            "blocked": Blocked("legal to approve the form", since) if blocked else None,
        }
        added = self._change("card_added", None, card)
        carried = self._change("card_moved", card, msgspec.structs.replace(card, **moved))
        after = carried.records["cards"][card.uid]
        assert isinstance(after, Card)
        if number % 4 == 0:
            return [added, carried, self._note(after)]
        return [added, carried, self._change("card_tagged", after, msgspec.structs.replace(after, **details))]

    def _change(self, kind: str, before: Card | None, after: Card) -> Change:
        edit = Edit(Workspace.of([before] if before is not None else []), self.context(self.chance.uniform(0, 12)))
        edit.put(after)
        return edit.change(kind, after)

    def _note(self, card: Card) -> Change:
        kind, stance, text = self.chance.choice(SAID)
        context = self.context(self.chance.uniform(0, 12))
        edit = Edit(self.workspace, context)
        edit.put(
            Note(
                uid=context.ids(),
                text=text,
                at=context.now,
                by=context.actor,
                card=card.uid,
                people=card.people[:1],
                kind=kind,
                verbatim=kind == "quote",
                stance=stance,
            )
        )
        return edit.change("note_added", card)
