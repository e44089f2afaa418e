from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace

from tests.domain.world import CARDS, DAY, World
from tui.domain import operations
from tui.domain.checkup.stored import check_numbers, check_references
from tui.domain.errors import Conflict, DomainError, NotAllowed, NotFound
from tui.domain.history.phrases import phrase_of
from tui.domain.operations.life import the_action
from tui.domain.people.invitations import studies_of
from tui.domain.records import Experiment, Learning
from tui.domain.records.change import Change
from tui.domain.records.numbering import cards_of_one_number
from tui.domain.search.naming import find_board, find_card
from tui.domain.standup.held import running_experiments
from tui.domain.work.iterations import is_over, iterating, iterating_words, iteration_at, iteration_words


def newest(world: World) -> Experiment:
    return world.workspace.experiments_of(world.experiment.board_id)[0]


def iterate(world: World, **wanted: object) -> Experiment:
    world.later()
    world.do(operations.iterate_experiment, newest(world).uid, **wanted)
    return newest(world)


def decide(world: World, *actions: str, decision: str = "pivot") -> Change:
    return world.do(
        operations.decide_experiment,
        newest(world).uid,
        decision,
        observation="Five of six gave up at the price.",
        learning="They compare by the month.",
        actions=actions,
    )


def lanes(world: World, experiment: Experiment) -> dict[str, list[int]]:
    columns = experiment.definition.columns
    return {each.id: [card.number for card in world.workspace.lane_cards(experiment.uid, each.id)] for each in columns}


def test_the_next_iteration_takes_what_is_unfinished_along_and_makes_the_rest_anew() -> None:
    world = World()
    extra = world.add("Ask the board")
    world.do(operations.move_card, world.uid(1), "done")
    world.do(operations.move_card, world.uid(2), "doing")
    started = world.card(2).started_at
    second = iterate(world)
    first = world.workspace.experiments[second.parent or ""]
    assert (second.iteration, second.status, second.started_at, second.next_number) == (2, "running", world.now, 6)
    assert (first.status, first.decided_at, first.decision, first.learning) == ("decided", world.now, "repeat", None)
    assert lanes(world, second) == {"todo": [3, 4, 5], "doing": [2], "review": [], "done": []}
    assert lanes(world, first) == {"todo": [], "doing": [], "review": [], "done": [1]}
    carried = world.workspace.cards[world.workspace.card_by_number(second.uid, 2).uid]  # type: ignore[union-attr]
    assert (carried.started_at, carried.column) == (started, "doing")
    assert world.workspace.cards[extra.uid].experiment == second.uid
    anew = world.workspace.card_by_number(second.uid, 5)
    assert anew is not None
    assert (anew.definition_id, anew.created_at, anew.started_at) == ("channels", world.now, None)


def test_numbers_go_on_over_iterations_and_nothing_clashes() -> None:
    world = World()
    for _ in range(3):
        iterate(world, cards=())
    assert sorted(card.number for card in world.workspace.cards.values()) == list(range(1, 13))
    assert cards_of_one_number(world.workspace) == []
    assert not [*check_numbers(world.workspace), *check_references(world.workspace)]
    change = world.do(operations.add_card, newest(world).uid, "One more")
    assert world.workspace.cards[change.event.card or ""].number == 13


def test_only_the_chosen_cards_go_along_and_those_of_nobody_else_stay_where_they_were() -> None:
    world = World()
    extra = world.add("Ask the board")
    second = iterate(world, cards=[world.uid(3)])
    assert lanes(world, second)["todo"] == [3, 5, 6]
    assert world.workspace.cards[extra.uid].experiment == second.parent
    assert [card.definition_id for card in world.workspace.lane_cards(second.uid, "todo")] == [
        "engage",
        "channels",
        "feedback",
    ]


def test_a_card_without_a_place_gets_one_in_the_next_iteration() -> None:
    from msgspec.structs import replace

    world = World()
    broken = replace(world.card(2), rank="!")
    world.workspace = world.workspace.replace({"cards": {broken.uid: broken}})
    second = iterate(world)
    ranks = [card.rank for card in world.workspace.lane_cards(second.uid, "todo")]
    assert sorted(set(ranks)) == ranks
    assert not list(check_references(world.workspace))


@pytest.mark.parametrize("requests", [True, False])
def test_what_people_wait_for_goes_along_where_it_is_wanted(requests: bool) -> None:
    world = World()
    ada = world.person()
    extra = world.add("Ask the board")
    asked = world.note("Export to CSV?", card=world.uid(1), people=[ada.uid], kind="request")
    aside = world.note("A dark theme?", card=extra.uid, people=[ada.uid], kind="request")
    nobody = world.note("Somebody wants Excel", card=extra.uid, kind="request")
    promised = world.note("Send the draft", card=world.uid(1), people=[ada.uid], kind="promise")
    told = world.note("A logo?", card=world.uid(1), people=[ada.uid], kind="request")
    world.do(operations.answer_request, told.uid, "told", "shipped")
    before = world.uid(1)
    second = iterate(world, cards=[], requests=requests)
    notes = world.workspace.notes
    anew = next(card for card in world.workspace.cards_of(second.uid) if card.definition_id == "channels")
    moved = {asked.uid: anew.uid, aside.uid: None, promised.uid: anew.uid} if requests else {}
    stayed = {asked.uid: before, aside.uid: extra.uid, promised.uid: before, told.uid: before, nobody.uid: extra.uid}
    assert {uid: notes[uid].card for uid in stayed} == stayed | moved
    assert notes[aside.uid].people == (ada.uid,)
    assert len(world.workspace.waiting_notes()) == 4


def test_a_plan_says_what_iterating_would_do() -> None:
    world = World()
    ada = world.person()
    world.note("Export to CSV?", card=world.uid(1), people=[ada.uid], kind="request")
    world.do(operations.move_card, world.uid(1), "done")
    plan = iterating(world.workspace, world.experiment)
    assert iterating_words(plan) == (
        "iteration 2 begins with 2 carried cards and 1 new one; 1 open request goes along; "
        "iteration 1 is decided: repeat"
    )
    none = iterating(world.workspace, world.experiment, ())
    assert iterating_words(none, requests=False) == (
        "iteration 2 begins with 3 new cards; 1 open request stays behind; iteration 1 is decided: repeat"
    )
    decide(world)
    assert iterating_words(iterating(world.workspace, world.experiment, ())) == (
        "iteration 2 begins with 3 new cards; 1 open request goes along"
    )


def test_a_decided_iteration_keeps_its_decision_when_the_next_one_begins() -> None:
    world = World()
    decide(world, decision="persevere")
    ended = newest(world).decided_at
    second = iterate(world)
    first = world.workspace.experiments[second.parent or ""]
    assert (first.decision, first.decided_at) == ("persevere", ended)
    assert isinstance(first.learning, Learning)


REFUSED: list[tuple[str, Callable[[World], Change]]] = [
    ("add", lambda w: w.do(operations.add_card, w.experiment.uid, "Late")),
    ("edit", lambda w: w.do(operations.edit_card, w.uid(1), title="Late")),
    ("move", lambda w: w.do(operations.move_card, w.uid(1), "todo")),
    ("rank", lambda w: w.do(operations.rank_card, w.uid(1), 0)),
    ("archive", lambda w: w.do(operations.archive_card, w.uid(1))),
    ("restore", lambda w: w.do(operations.restore_card, w.uid(1))),
    ("assign", lambda w: w.do(operations.assign_card, w.uid(1), "ux")),
    ("note", lambda w: w.do(operations.add_note, "Late", card=w.uid(1))),
    ("link", lambda w: w.do(operations.link_contact, w.uid(1), w.person().uid)),
    ("touch", lambda w: w.do(operations.log_touchpoint, "survey", [], cards=[w.uid(1)])),
    ("archive it", lambda w: w.do(operations.archive_experiment, w.experiment.uid)),
    ("iterate", lambda w: w.do(operations.iterate_experiment, w.experiment.uid)),
]


@pytest.mark.parametrize("name, attempt", REFUSED, ids=[name for name, _ in REFUSED])
@pytest.mark.parametrize("over", [True, False], ids=["earlier", "archived"])
def test_an_earlier_iteration_and_an_archived_experiment_are_read_only(
    name: str, attempt: Callable[[World], Change], over: bool
) -> None:
    world = World()
    for number in (1, 2, 3):
        world.do(operations.move_card, world.uid(number), "done")
    if over:
        iterate(world)
    else:
        world.do(operations.archive_experiment, world.experiment.uid)
    sentence = "CD iteration 1 is over" if over else "CD is archived; custdev experiment restore CD"
    with pytest.raises(NotAllowed, match=sentence):
        attempt(world)


def test_what_concerns_people_goes_on_in_an_earlier_iteration() -> None:
    world = World()
    ada = world.person(card=world.uid(1))
    promise = world.note("Send the draft", card=world.uid(1), people=[ada.uid], kind="promise")
    moved = world.do(operations.move_card, world.uid(1), "done")
    iterate(world, requests=False)
    world.do(operations.keep_promise, promise.uid)
    world.do(operations.edit_note, promise.uid, text="Send the second draft")
    world.do(operations.edit_contact, ada.uid, name="Ada King")
    world.undo(moved)
    assert world.card(1).column == "todo"
    assert studies_of(world.workspace, ada.uid) == set()


def test_cards_of_a_decided_experiment_can_still_be_finished_and_noted_on() -> None:
    world = World()
    decide(world)
    world.do(operations.move_card, world.uid(1), "done")
    assert world.note("They came back", card=world.uid(1)).card == world.uid(1)


def test_an_edited_definition_is_taken_over_only_by_what_runs() -> None:
    from msgspec.structs import replace

    world = World()
    decide(world)
    edited = replace(world.experiment.definition, cards=CARDS[:1])
    change = world.do(operations.reconcile_definition, world.experiment.uid, edited, definition_hash="two")
    assert change.is_empty


def test_a_decision_needs_an_observation_and_a_learning_in_words() -> None:
    world = World()
    uid = world.experiment.uid
    with pytest.raises(NotAllowed, match="What was observed is to be said in words"):
        world.do(operations.decide_experiment, uid, "stop", observation=" \n", learning="x")
    with pytest.raises(NotAllowed, match="What was learned is to be said in words"):
        world.do(operations.decide_experiment, uid, "stop", observation="x")
    with pytest.raises(NotAllowed, match='"maybe" is not a decision; there are persevere, pivot, stop, repeat'):
        world.do(operations.decide_experiment, uid, "maybe", observation="x", learning="y")
    assert world.experiment.status == "running"


def test_deciding_again_keeps_the_day_and_what_became_of_actions() -> None:
    world = World()
    decide(world, "Price by the month", "Price by the month", "Ask again")
    day = newest(world).decided_at
    first, second = newest(world).learning.actions  # type: ignore[union-attr]
    world.do(operations.act_on_decision, newest(world).uid, first.uid, into=newest(world).uid)
    world.later()
    world.actor = "pm"
    world.do(
        operations.decide_experiment,
        newest(world).uid,
        "stop",
        observation="Nobody came.",
        learning="No need.",
        actions=["Price by the month", "Tell them"],
    )
    decided = newest(world)
    assert (decided.decision, decided.decided_at, decided.status) == ("stop", day, "decided")
    assert decided.learning is not None
    assert decided.learning.by == "pm"
    assert [(action.text, bool(action.card)) for action in decided.learning.actions] == [
        ("Price by the month", True),
        ("Tell them", False),
    ]
    assert second.uid not in {action.uid for action in decided.learning.actions}


def test_a_decision_is_undone_until_the_next_iteration_began() -> None:
    world = World()
    before = world.state
    change = decide(world, "Ask again")
    undoing = world.undo(change)
    assert world.state == before
    world.redo(change, undoing)
    assert newest(world).decision == "pivot"
    iterate(world)
    with pytest.raises(Conflict, match="Iteration 2 began since"):
        world.undo(change)


def test_an_iteration_that_ended_without_words_may_be_given_them_once() -> None:
    world = World()
    iterate(world)
    uid = world.experiment.uid
    words = {"observation": "They paid.", "learning": "It is worth it."}
    world.do(operations.decide_experiment, uid, "repeat", **words)
    with pytest.raises(NotAllowed, match="CD iteration 1 is over"):
        world.do(operations.decide_experiment, uid, "stop", **words)


def test_beginning_an_iteration_cannot_be_undone() -> None:
    world = World()
    change = world.do(operations.iterate_experiment, world.experiment.uid)
    with pytest.raises(NotAllowed, match="its next iteration"):
        world.undo(change)


def test_an_experiment_is_archived_and_comes_back_as_it_was() -> None:
    world = World()
    world.do(operations.move_card, world.uid(1), "doing")
    with pytest.raises(NotAllowed, match=r"1 card of CD is in progress \(CD-1\); decide the experiment"):
        world.do(operations.archive_experiment, world.experiment.uid)
    decide(world)
    world.do(operations.archive_experiment, world.experiment.uid)
    assert running_experiments(world.workspace) == []
    world.do(operations.restore_experiment, world.experiment.uid)
    assert world.experiment.status == "decided"
    with pytest.raises(NotAllowed, match="CD is not archived"):
        world.do(operations.restore_experiment, world.experiment.uid)


def test_what_was_never_decided_runs_again_when_it_is_restored() -> None:
    world = World()
    archived = world.do(operations.archive_experiment, world.experiment.uid)
    world.do(operations.restore_experiment, world.experiment.uid)
    assert world.experiment.status == "running"
    with pytest.raises(Conflict, match="The status changed again since"):
        world.undo(archived)


def test_an_action_becomes_a_card_that_says_where_it_comes_from() -> None:
    world = World()
    decide(world, "Price by the month")
    action = newest(world).learning.actions[0]  # type: ignore[union-attr]
    before = world.state
    change = world.do(operations.act_on_decision, newest(world).uid, action.uid, into=newest(world).uid)
    card = world.workspace.cards[change.event.card or ""]
    assert (card.number, card.title, card.column) == (4, "Price by the month", "todo")
    assert card.description == "From the decision on CD iteration 1, Customer Development: pivot."
    assert the_action(newest(world), action.uid).card == card.uid
    with pytest.raises(NotAllowed, match="That action is a card already: CD-4"):
        world.do(operations.act_on_decision, newest(world).uid, action.uid, into=newest(world).uid)
    world.undo(change)
    assert world.state == before


def test_an_action_goes_into_the_next_iteration_and_not_into_the_one_that_is_over() -> None:
    world = World()
    decide(world, "Price by the month", "A board of its own")
    first = newest(world)
    second = iterate(world)
    one, other = first.learning.actions  # type: ignore[union-attr]
    with pytest.raises(NotAllowed, match="is over"):
        world.do(operations.act_on_decision, first.uid, one.uid, into=first.uid)
    world.do(operations.act_on_decision, first.uid, one.uid, into=second.uid)
    world.do(operations.link_action, first.uid, other.uid, "pricing")
    with pytest.raises(NotAllowed, match="That action is a board already: pricing"):
        world.do(operations.act_on_decision, first.uid, other.uid, into=second.uid)
    with pytest.raises(NotFound):
        world.do(operations.link_action, first.uid, "gone", "pricing")


@pytest.mark.parametrize(
    ("cards", "sentence"),
    [(["gone"], "One of the cards is not an unfinished card"), ([1], "1 Establish channels is not an unfinished card")],
)
def test_only_unfinished_cards_of_the_board_go_along(cards: list[object], sentence: str) -> None:
    world = World()
    world.do(operations.move_card, world.uid(1), "done")
    uids = [world.uid(each) if isinstance(each, int) else each for each in cards]
    with pytest.raises(DomainError, match=sentence):
        world.do(operations.iterate_experiment, world.experiment.uid, cards=uids)


def test_earlier_iterations_are_found_by_their_number() -> None:
    world = World()
    second = iterate(world, cards=[])
    assert find_board(world.workspace, "CD") == second
    assert find_board(world.workspace, "cd@1") == world.workspace.experiments[second.parent or ""]
    assert find_card(world.workspace, "CD@1-2").experiment == second.parent
    assert find_card(world.workspace, "CD-2").experiment == second.parent
    assert find_card(world.workspace, "Seek feedback").experiment == second.uid


def test_what_happened_is_said_in_words() -> None:
    world = World()
    changes = [
        decide(world, "Ask again"),
        world.do(operations.archive_experiment, world.experiment.uid),
        world.do(operations.restore_experiment, world.experiment.uid),
    ]
    uid = world.experiment.learning.actions[0].uid  # type: ignore[union-attr]
    changes.append(world.do(operations.act_on_decision, world.experiment.uid, uid, into=world.experiment.uid))
    changes.append(world.do(operations.iterate_experiment, world.experiment.uid))
    assert [phrase_of(change.event, world.workspace, keys=True).done for change in changes] == [
        "Decided Customer Development: pivot",
        "Archived Customer Development",
        "Restored Customer Development",
        "Made an action card CD-4 Ask again",
        "Began iteration 2 of Customer Development",
    ]
    today = (world.now + 30 * DAY).date()
    assert iteration_words(world.experiment, today) == "iteration 1, 2 Mar, decided: pivot"


@pytest.mark.parametrize(("seconds", "iteration"), [(-1, 1), (0, 2), (1, 2)])
def test_an_iteration_begins_with_its_first_moment(seconds: int, iteration: int) -> None:
    world = World()
    second = iterate(world)
    assert iteration_at(world.workspace, second, world.now + timedelta(seconds=seconds)).iteration == iteration


def test_where_two_copies_began_the_same_iteration_neither_is_over() -> None:
    world = World()
    second = iterate(world)
    first = world.workspace.experiments[second.parent or ""]
    twin = replace(second, uid="twin")
    world.workspace = world.workspace.replace({"experiments": {twin.uid: twin}})
    over = [is_over(world.workspace, experiment) for experiment in (first, second, twin)]
    assert over == [True, False, False]
