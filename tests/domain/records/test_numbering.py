"""A number that was given is never given twice or again, through whatever comes between."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count

import pytest
from msgspec.structs import replace

from tests.domain.world import BOARD, World
from tui.domain import operations
from tui.domain.errors import Conflict
from tui.domain.operations import repairs
from tui.domain.records import RECORD_TYPES, Counter, Record
from tui.domain.records.change import Change
from tui.domain.records.numbering import next_card, next_person
from tui.domain.records.workspace import Workspace

Records = Mapping[str, Mapping[str, Record]]


class Numbered(World):
    """A world that remembers which numbers were ever given, and to whom."""

    def __init__(self) -> None:
        self.given: dict[tuple[str, int], str] = {}
        super().__init__()

    def do(self, operation: Callable[..., Change], *args: object, **kwargs: object) -> Change:
        change = super().do(operation, *args, **kwargs)
        for name, uid in names_in(self.workspace):
            assert self.given.setdefault(name, uid) == uid, f"{name} was given again"
        return change

    def start(self) -> None:
        self.do(operations.start_experiment, BOARD, definition_hash="one", timezone="UTC")

    def back_to(self, records: Records) -> Change:
        return self.do(operations.restore_backup, records)

    def records(self) -> Records:
        return {table: dict(self.workspace.table(table)) for table in RECORD_TYPES}


def names_in(workspace: Workspace) -> list[tuple[tuple[str, int], str]]:
    """Return what cards and customers are called, each with its uid."""
    cards = workspace.cards.values()
    keys = {uid: experiment.key for uid, experiment in workspace.experiments.items()}
    people = [(("P", person.number), person.uid) for person in workspace.participants.values()]
    return [*people, *(((keys[card.experiment], card.number), card.uid) for card in cards if card.experiment in keys)]


NOTHING: Records = {table: {} for table in RECORD_TYPES}


def restored_and_undone(world: Numbered) -> None:
    world.undo(world.back_to(NOTHING))


def restored_undone_and_redone(world: Numbered) -> None:
    change = world.back_to(NOTHING)
    world.redo(change, world.undo(change))
    world.start()


def restored_and_started_anew(world: Numbered) -> None:
    world.back_to(NOTHING)
    world.start()


def restored_twice(world: Numbered) -> None:
    before = world.records()
    world.add()
    world.person("Bob")
    world.back_to(NOTHING)
    world.back_to(before)


def restored_before_an_iteration(world: Numbered) -> None:
    before = world.records()
    world.do(operations.iterate_experiment, world.experiment.uid)
    newest = world.workspace.experiments_of(BOARD.id)[0]
    world.do(operations.add_card, newest.uid, "In the second iteration")
    world.back_to(before)


def added_and_undone(world: Numbered) -> None:
    for change in (
        world.do(operations.add_card, world.experiment.uid, "New"),
        world.do(operations.make_contact, "Cy"),
    ):
        undoing = world.undo(change)
        world.redo(change, undoing)
        world.undo(change)


def added_undone_and_restored(world: Numbered) -> None:
    before = world.records()
    added_and_undone(world)
    world.add()
    world.undo(world.back_to(before))


def archived(world: Numbered) -> None:
    world.do(operations.archive_card, world.add().uid)


def taken_over(world: Numbered) -> None:
    before = world.records()
    cards = (*BOARD.cards, replace(BOARD.cards[0], id="more", title="One more"))
    new = replace(BOARD, cards=cards)
    world.do(operations.reconcile_definition, world.experiment.uid, new, definition_hash="two")
    world.back_to(before)
    world.do(operations.reconcile_definition, world.experiment.uid, new, definition_hash="two")


def acted_on(world: Numbered) -> None:
    uid = world.experiment.uid
    words = {"observation": "Seen", "learning": "Learned", "actions": ["Ask again"]}
    world.do(operations.decide_experiment, uid, "persevere", **words)
    learning = world.experiment.learning
    assert learning is not None
    world.undo(world.do(operations.act_on_decision, uid, learning.actions[0].uid, into=uid))
    world.do(operations.act_on_decision, uid, learning.actions[0].uid, into=uid)


def counters_behind(world: Numbered) -> None:
    world.add()
    world.person("Bob")
    experiment = replace(world.experiment, next_number=1)
    behind = Counter("participants", 1)
    world.workspace = world.workspace.replace({"experiments": {experiment.uid: experiment}})
    world.workspace = world.workspace.replace({"counters": {behind.uid: behind}})


SEQUENCES: list[Callable[[Numbered], None]] = [
    restored_and_undone,
    restored_undone_and_redone,
    restored_and_started_anew,
    restored_twice,
    restored_before_an_iteration,
    added_and_undone,
    added_undone_and_restored,
    archived,
    taken_over,
    acted_on,
    counters_behind,
]


@pytest.mark.parametrize("sequence", SEQUENCES, ids=lambda case: case.__name__)
def test_what_is_made_afterwards_has_a_number_nobody_had(sequence: Callable[[Numbered], None]) -> None:
    world = Numbered()
    world.add()
    world.person("Ada")
    sequence(world)
    if not world.workspace.experiments:
        world.start()
    given = set(world.given)
    newest = world.workspace.experiments_of(BOARD.id)[0]
    change = world.do(operations.add_card, newest.uid, "Last")
    card = world.workspace.cards[str(change.event.card)]
    assert (newest.key, card.number) not in given
    assert ("P", world.person("Last").number) not in given


def test_numbers_stay_given_where_a_merge_left_the_counters_behind() -> None:
    world = Numbered()
    counters = dict(world.workspace.counters)
    before = world.experiment
    person = world.do(operations.make_contact, "Ada").records["participants"]
    card = world.add()
    merged: dict[str, dict[str, Record | None]] = {"experiments": {before.uid: before}}
    merged["counters"] = {"participants": None, **counters}
    world.workspace = world.workspace.replace(merged)
    kept = {table: dict(rows) for table, rows in world.records().items()}
    for uid in person:
        del kept["participants"][uid]
    del kept["cards"][card.uid]
    world.back_to(kept)
    world.do(operations.make_contact, "Bo")
    world.add()
    assert sorted(each.number for each in world.workspace.participants.values()) == [2]


def test_numbers_go_on_where_the_board_was_when_it_is_started_again() -> None:
    world = Numbered()
    assert [card.number for card in world.workspace.cards.values()] == [1, 2, 3]
    world.back_to(NOTHING)
    world.start()
    assert sorted(card.number for card in world.workspace.cards.values()) == [4, 5, 6]
    assert world.experiment.key == "CD"


def test_another_board_does_not_get_the_key_of_one_that_may_come_back() -> None:
    world = Numbered()
    change = world.back_to(NOTHING)
    other = replace(BOARD, id="another")
    world.do(operations.start_experiment, other, definition_hash="one", timezone="UTC")
    assert [experiment.key for experiment in world.workspace.experiments.values()] == ["CE"]
    world.undo(change)
    assert sorted(experiment.key for experiment in world.workspace.experiments.values()) == ["CD", "CE"]


def test_a_number_that_a_merge_changed_stays_changed() -> None:
    world = Numbered()
    twin = replace(world.card(3), uid="twin", title="Of the other copy")
    world.workspace = world.workspace.replace({"cards": {"twin": twin}})
    before = world.records()
    world.workspace = world.workspace.apply(repairs.renumber_doubles(world.workspace, world.context))
    numbers = {uid: card.number for uid, card in world.workspace.cards.items()}
    world.workspace = world.workspace.apply(operations.restore_backup(world.workspace, world.context, before))
    assert {uid: card.number for uid, card in world.workspace.cards.items()} == numbers


@pytest.mark.parametrize(
    ("since", "sentence"),
    [
        (lambda world: world.add(), "Cards were added to CD since"),
        (lambda world: world.do(operations.iterate_experiment, world.experiment.uid), "Another iteration of CD began"),
    ],
)
def test_a_board_that_went_on_is_not_taken_away_by_undo(since: Callable[[Numbered], object], sentence: str) -> None:
    world = Numbered()
    before = world.records()
    world.back_to(NOTHING)
    back = world.back_to(before)
    since(world)
    state = world.state
    with pytest.raises(Conflict, match=sentence):
        world.undo(back)
    assert world.state == state


def test_a_board_that_was_started_again_is_not_brought_back_beside_it() -> None:
    world = Numbered()
    change = world.back_to(NOTHING)
    world.start()
    with pytest.raises(Conflict, match="CD was started again since"):
        world.undo(change)


def test_a_card_is_not_brought_back_without_its_board() -> None:
    world = Numbered()
    before = world.records()
    world.add()
    change = world.back_to(before)
    world.back_to(NOTHING)
    with pytest.raises(Conflict, match="The board of 4 Another card is not there any more"):
        world.undo(change)


def test_two_copies_that_are_merged_go_on_after_the_higher_number() -> None:
    one, other = Numbered(), Numbered()
    numbers_of_other = count(1)
    other._ids = lambda: f"of the other {next(numbers_of_other):05d}"
    other.workspace = one.workspace
    for world, names in ((one, ("Ada",)), (other, ("Bob", "Cy"))):
        for name in names:
            world.add()
            world.person(name)
    merged = other.workspace.replace(one.records())
    mended = merged.apply(repairs.renumber_doubles(merged, one.context))
    numbers = [card.number for card in mended.cards.values()]
    assert sorted(numbers) == [1, 2, 3, 4, 5, 6]
    assert next_card(mended, BOARD.id) == 7
    assert next_person(mended) == 4
