"""Big boards: a thousand cards as a team might have written them, made fast and always the same."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count, islice
from pathlib import Path
from random import Random

from tests.sample import NOW, TIMEZONE
from tui.domain import operations
from tui.domain.change import Change, Context, patches
from tui.domain.definition import BoardDefinition
from tui.domain.edit import Edit
from tui.domain.rank import first_ranks
from tui.domain.records import Blocked, Card, Note, NoteKind, Stance
from tui.domain.workspace import Workspace
from tui.store import Patch, open_store

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
SAID: tuple[tuple[NoteKind, Stance | None, str], ...] = (
    ("quote", None, "we still do it by hand, every week"),
    ("behaviour", "supports", "Opened the report before reading the mail."),
    ("note", None, "Prefers a call in the morning; send the questions first."),
    ("pain", "supports", "Loses the filter whenever the window is closed."),
    ("request", "refutes", "Asked for fewer questions, not for better ones."),
)
DEFINITION = BoardDefinition(id=BOARD, key="BG", title="A board that grew", hypothesis="Everything stays quick.")
BATCH = 2_000


def big(folder: Path, cards: int, notes: int = 2, now: datetime = NOW) -> None:
    """Write a workspace with a board of so many cards, each with an event, and so many notes a card with theirs."""
    Maker(now).write(folder, cards, notes)


class Maker:
    """Makes records by chance that is always the same, and stores them many at a time."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.chance = Random(1)
        self.numbers = count(1)
        self.workspace = Workspace.of()

    def write(self, folder: Path, cards: int, notes: int) -> None:
        """Write the board and all that is on it."""
        store = open_store(folder)
        changes = [self._start(cards), *(self._person(number) for number in range(1, min(60, cards) + 1))]
        made = self._cards(cards)
        changes += made
        for change in made:
            card = next(iter(change.records["cards"].values()))
            assert isinstance(card, Card)
            changes += [self._note(card) for _ in range(notes)]
        waiting = iter(changes)
        while batch := list(islice(waiting, BATCH)):
            with store.writing():
                store.commit([Patch(each.table, each.uid, each.fields) for change in batch for each in patches(change)])
        store.close(fold=True)

    def _context(self, days_ago: float = 0) -> Context:
        at = self.now - timedelta(days=days_ago)
        return Context(at, "ux", "bench", lambda: f"01BENCH{next(self.numbers):019d}")

    def _start(self, cards: int) -> Change:
        start = operations.start_experiment
        change = start(self.workspace, self._context(90), DEFINITION, definition_hash="bench", timezone=TIMEZONE)
        self.workspace = self.workspace.apply(change)
        self.experiment = self.workspace.experiments_of(BOARD)[0]
        edit = Edit(Workspace.of(), self._context(90))
        edit.update(self.experiment, next_number=cards + 1)
        return edit.change("experiment_started", experiment=self.experiment.uid)

    def _person(self, number: int) -> Change:
        address = f"someone{number}@example.com"
        change = operations.make_contact(self.workspace, self._context(60), f"Someone {number}", email=(address,))
        self.workspace = self.workspace.apply(change)
        return change

    def _cards(self, cards: int) -> list[Change]:
        ranks = first_ranks(cards)
        return [self._card(number, rank) for number, rank in enumerate(ranks, start=1)]

    def _card(self, number: int, rank: str) -> Change:
        chance = self.chance
        column = COLUMNS[number % 3]
        age = chance.uniform(0, 12)
        context = self._context(age + chance.uniform(1, 40))
        since = self.now - timedelta(days=age)
        people = tuple(self.workspace.participants)
        blocked = column == "doing" and chance.random() < 0.1
        edit = Edit(self.workspace, context)
        card = edit.put(
            Card(
                uid=context.ids(),
                experiment=self.experiment.uid,
                number=number,
                title=" ".join((chance.choice(VERBS), chance.choice(WHOM), chance.choice(ABOUT))),
                column=column,
                rank=rank,
                created_at=context.now,
                description=f"{chance.choice(SAID)[2]} {chance.choice(SAID)[2]}",
                assignee=chance.choice((None, "ux", "pm", "eng")),
                tags=tuple(chance.sample(("export", "pricing", "onboarding"), chance.randint(0, 2))),
                people=tuple(chance.sample(people, chance.randint(0, min(5, len(people))))),
                blocked=Blocked("legal to approve the form", since) if blocked else None,
                started_at=None if column == "todo" else since - timedelta(days=chance.uniform(0, 6)),
                finished_at=since if column == "done" else None,
            )
        )
        return edit.change("card_added", experiment=self.experiment.uid, card=card.uid)

    def _note(self, card: Card) -> Change:
        kind, stance, text = self.chance.choice(SAID)
        context = self._context(self.chance.uniform(0, 12))
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
        return edit.change("note_added", experiment=card.experiment, card=card.uid)
