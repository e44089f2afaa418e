"""Several operations done as one change, told and undone as one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import msgspec
import pytest
from hypothesis import given

from tests.domain.told import Told
from tests.domain.world import World
from tests.fuzz.runs import RUNS, Step, done
from tui.domain import operations
from tui.domain.errors import Conflict, DomainError, NotAllowed
from tui.domain.history.phrases import phrase_of
from tui.domain.operations.kinds import is_undoable, to_undo
from tui.domain.records import Event
from tui.domain.records.change import Change, Context
from tui.domain.records.workspace import Workspace


class Beginning(World):
    """A world as an operation sees it, to choose from what there is."""

    def __init__(self, workspace: Workspace, context: Context) -> None:
        self.workspace, self.now, self._context = workspace, context.now, context

    @property
    def context(self) -> Context:
        return self._context

    def do(self, operation: Callable[..., Change], *args: object, **kwargs: object) -> Change:
        return operation(self.workspace, self._context, *args, **kwargs)


def part(step: Step, choice: int) -> Callable[[Workspace, Context], Change]:
    def act(workspace: Workspace, context: Context) -> Change:
        try:
            return step(Beginning(workspace, context), choice)
        except DomainError:
            return operations.together(workspace, context)

    return act


@given(RUNS, RUNS)
def test_what_was_done_as_one_is_undone_as_one(before: list[tuple[Step, int]], run: list[tuple[Step, int]]) -> None:
    world = Told()
    done(world, before)
    start = world.state
    steps = [part(step, choice) for step, choice in run]
    change = world.do(operations.together, *steps)
    after = world.state
    event = msgspec.json.decode(msgspec.json.encode(change.event), type=Event)
    undoing = world.do(operations.revert, event)
    assert world.state == start
    world.redo(change, undoing)
    assert world.state == after


def moved(world: World, *numbers: int, to: str = "done") -> Change:
    return world.do(
        operations.together, *(partial(operations.move_card, card=world.uid(n), column=to) for n in numbers)
    )


def test_cards_that_do_the_same_are_counted() -> None:
    world = World()
    phrase = phrase_of(moved(world, 1, 2, 3).event, world.workspace)
    assert (phrase.done, phrase.named) == ("Moved 3 cards to DONE", "move 3 cards to DONE")


def test_what_differs_is_not_said() -> None:
    world = World()
    to_done, to_doing = (
        partial(operations.move_card, card=world.uid(n), column=to) for n, to in ((1, "done"), (2, "doing"))
    )
    assert phrase_of(world.do(operations.together, to_done, to_doing).event, world.workspace).done == "Moved 2 cards"
    met = [partial(operations.make_contact, name=name) for name in ("Ada", "Grace", "Mary")]
    assert phrase_of(world.do(operations.together, *met).event, world.workspace).done == "Made P01 and 2 more"


def test_what_is_of_several_kinds_is_told_one_after_another() -> None:
    world = World()
    tag, move = (
        partial(operations.tag_card, card=world.uid(2), tags=["x"]),
        partial(operations.move_card, card=world.uid(1), column="done"),
    )
    phrase = phrase_of(world.do(operations.together, move, tag).event, world.workspace, keys=True)
    assert (phrase.done, phrase.named) == ("Moved CD-1 to DONE, tagged CD-2 #x", "move CD-1 to DONE, tag CD-2 #x")


def test_what_is_all_about_one_card_belongs_to_it() -> None:
    world = World()
    tag, move = (
        partial(operations.tag_card, card=world.uid(1), tags=["x"]),
        partial(operations.move_card, card=world.uid(1), column="done"),
    )
    event = world.do(operations.together, move, tag).event
    assert (event.card, event.experiment) == (world.uid(1), world.experiment.uid)


def test_one_that_does_something_is_told_as_if_done_alone() -> None:
    world = World()
    event = moved(world, 1, 1).event
    assert (event.kind, event.card, event.parts) == ("card_moved", world.uid(1), ())
    assert operations.together(world.workspace, world.context).is_empty


def test_each_sees_what_the_one_before_it_did() -> None:
    world = World()
    change = world.do(
        operations.together,
        partial(operations.make_contact, name="Ada", card=world.uid(1)),
        lambda workspace, context: operations.add_note(workspace, context, "Hm", people=[*workspace.participants]),
    )
    assert [note.people for note in world.workspace.notes.values()] == [tuple(world.workspace.participants)]
    world.undo(change)
    assert not world.workspace.notes
    assert not world.workspace.participants


def test_where_one_is_not_possible_none_is_done() -> None:
    world = World()
    move, unblock = (
        partial(operations.move_card, card=world.uid(1), column="done"),
        partial(operations.unblock_card, card=world.uid(2)),
    )
    with pytest.raises(NotAllowed, match="is not blocked"):
        operations.together(world.workspace, world.context, move, unblock)


def test_a_group_is_not_undone_where_a_part_of_it_was_changed_since_or_cannot_be() -> None:
    world = World()
    change = moved(world, 1, 2)
    world.do(operations.move_card, world.uid(2), "review")
    with pytest.raises(Conflict, match="The column changed again since"):
        world.undo(change)
    assert world.card(1).column == "done"
    began = operations.begin_standup
    standing = world.do(
        operations.together,
        partial(operations.tag_card, card=world.uid(1), tags=["x"]),
        partial(began, experiments=[world.experiment.uid], since=world.now),
    ).event
    assert not is_undoable(standing)
    assert to_undo([standing]) is None
    with pytest.raises(NotAllowed):
        operations.revert(world.workspace, world.context, standing)


def test_the_flow_of_each_card_follows_a_group() -> None:
    world = Told()
    moved(world, 1, 2, to="doing")
    assert [history.last.column for history in world.histories()] == ["doing", "doing", "todo"]
