from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.domain.world import BOARD, World
from tui.domain import operations
from tui.domain.evidence import Ledger, evidence_of, ledger_of, triangulation_words
from tui.domain.policy import Policy


def test_evidence_is_what_notes_say_for_and_against() -> None:
    world = World()
    ada, ben = world.person("Ada"), world.person("Ben")
    interview, survey = world.touch(ada), world.touch(ben, method="survey")
    world.note("yes", people=[ada.uid], stance="supports", touchpoint=interview.uid)
    world.note("yes again", people=[ada.uid], stance="supports", touchpoint=interview.uid)
    world.note("no", card=world.uid(2), people=[ben.uid], stance="refutes", touchpoint=survey.uid)
    world.note("neither", people=[ben.uid], stance="neutral")
    world.note("nothing")
    world.do(operations.archive_note, world.note("put away", stance="refutes").uid)
    assert ledger_of(world.workspace, world.experiment.uid) == Ledger(2, 1, 2, 2)
    assert {note.text for note in evidence_of(world.workspace, world.experiment.uid)} == {"yes", "yes again", "no"}


def test_evidence_is_of_one_experiment() -> None:
    world = World()
    world.note(stance="supports")
    world.do(operations.start_experiment, replace(BOARD, id="other", key="OT"), definition_hash="1", timezone="UTC")
    first, other = world.workspace.experiments
    assert ledger_of(world.workspace, other).is_empty
    assert not ledger_of(world.workspace, first).is_empty


@pytest.mark.parametrize(
    ("people", "methods", "enough"),
    [(3, 2, True), (4, 3, True), (2, 2, False), (3, 1, False), (0, 0, False)],
)
def test_evidence_from_several_people_by_several_methods_is_triangulated(
    people: int, methods: int, enough: bool
) -> None:
    assert Ledger(people, 0, people, methods).triangulated(Policy()) is enough


def test_how_many_are_enough_is_for_the_team_to_say() -> None:
    policy = Policy(people=1, methods=1)
    assert Ledger(1, 0, 1, 1).triangulated(policy)
    assert triangulation_words(policy) == "1 person by 1 method"
    assert triangulation_words(Policy()) == "3 people by 2 methods"


def test_what_was_written_before_a_card_was_carried_is_evidence_of_the_iteration_before() -> None:
    world = World()
    first = world.experiment.uid
    world.note("it holds", card=world.uid(1), stance="supports")
    world.later()
    change = world.do(operations.iterate_experiment, first)
    second = next(uid for uid in change.records["experiments"] if uid != first)
    carried = world.workspace.card_by_number(second, 1)
    assert carried is not None
    assert (ledger_of(world.workspace, first).supports, ledger_of(world.workspace, second).supports) == (1, 0)
    world.later()
    world.do(operations.add_note, "it does not", card=carried.uid, stance="refutes")
    assert ledger_of(world.workspace, first).refutes == 0
    assert ledger_of(world.workspace, second).refutes == 1
