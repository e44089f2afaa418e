from __future__ import annotations

from contextlib import suppress
from itertools import count

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from tests.domain.records.test_numbering import Numbered, Records, names_in
from tests.domain.world import BOARD
from tui.domain import operations
from tui.domain.errors import DomainError
from tui.domain.operations import repairs
from tui.domain.operations.erasing import erase_contact
from tui.domain.privacy.erasing.estate import Choices
from tui.domain.records import Card, Experiment, Participant
from tui.domain.records.change import Change
from tui.domain.records.numbering import has_doubles
from tui.domain.records.workspace import Workspace

CHOICE = st.integers(0, 50)


class Numbers(RuleBasedStateMachine):
    """Anything in any order: `Numbered` sees to it that no number is given again."""

    def __init__(self) -> None:
        super().__init__()
        self.world = Numbered()
        self.changes: list[Change] = []
        self.backups: list[Records] = [{table: {} for table in self.world.records()}]
        self.clone: Numbered | None = None

    @rule(in_clone=st.booleans(), person=st.booleans())
    def add(self, in_clone: bool, person: bool) -> None:
        world = self.clone if in_clone and self.clone else self.world
        boards = world.workspace.experiments_of(BOARD.id)
        if person or not boards:
            self.note(world, world.do(operations.make_contact, "Ada"))
        else:
            self.note(world, world.do(operations.add_card, boards[0].uid, "New"))

    @rule()
    def start_or_iterate(self) -> None:
        boards = self.world.workspace.experiments_of(BOARD.id)
        if boards:
            self.world.do(operations.iterate_experiment, boards[0].uid)
        else:
            self.world.start()

    @rule()
    def back_up(self) -> None:
        self.backups.append(self.world.records())

    @rule(choice=CHOICE)
    def restore(self, choice: int) -> None:
        self.note(self.world, self.world.back_to(self.backups[choice % len(self.backups)]))

    @precondition(lambda self: self.changes)
    @rule(choice=CHOICE)
    def undo(self, choice: int) -> None:
        with suppress(DomainError):
            self.note(self.world, self.world.undo(self.changes[-1 - choice % min(3, len(self.changes))]))

    @rule(choice=CHOICE)
    def archive_or_erase(self, choice: int) -> None:
        cards, people = list(self.world.workspace.cards), list(self.world.workspace.participants)
        with suppress(DomainError):
            if choice % 2 and cards:
                self.note(self.world, self.world.do(operations.archive_card, cards[choice % len(cards)]))
            elif people:
                self.world.do(erase_contact, people[choice % len(people)], Choices(), {})
                self.changes.clear()
                del self.backups[1:]

    @precondition(lambda self: self.clone is None)
    @rule()
    def make_a_clone(self) -> None:
        self.clone = Numbered()
        numbers = count(1)
        self.clone._ids = lambda: f"clone{len(self.changes)}-{next(numbers):05d}"
        self.clone.workspace, self.clone.given = self.world.workspace, dict(self.world.given)

    @precondition(lambda self: self.clone is not None)
    @rule(theirs=st.booleans())
    def merge(self, theirs: bool) -> None:
        """Take all records of both; where both changed one, somebody chose a side. Opening mends what is double."""
        assert self.clone is not None
        sides = [self.clone.workspace, self.world.workspace]
        records = {each.uid: each for side in (sides if theirs else sides[::-1]) for each in all_of(side)}
        counters = sides[theirs].counters.values()
        merged = Workspace.of([*records.values(), *counters])
        mended = merged.apply(repairs.renumber_doubles(merged, self.world.context))
        assert not has_doubles(mended)
        self.world.workspace = mended
        self.world.given = both(self.world.given, self.clone.given, mended)
        self.clone = None
        self.changes.clear()

    def note(self, world: Numbered, change: Change) -> None:
        if world is self.world and not change.is_empty:
            self.changes.append(change)


def all_of(workspace: Workspace) -> list[Card | Participant | Experiment]:
    return [*workspace.experiments.values(), *workspace.cards.values(), *workspace.participants.values()]


Given = dict[tuple[str, int], str]


def both(one: Given, other: Given, now: Workspace) -> Given:
    return {**one, **other, **dict(names_in(now))}


TestNumbers = Numbers.TestCase
TestNumbers.settings = settings(max_examples=60, stateful_step_count=25)
