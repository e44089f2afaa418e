"""Assumptions: what the operations do and refuse, what one stands on, which is the riskiest, what erasing takes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.domain.operations.test_learning import HOSTILE, said, witnesses
from tests.domain.world import World
from tui.domain import operations
from tui.domain.errors import Conflict, NotAllowed, NotFound
from tui.domain.evidence.assumed import Assumed, Ground, assumed_on, ground_words, risk_words, riskiest
from tui.domain.people.policy import Policy
from tui.domain.records import Assumption, Note, Participant

METHODS = ("interview", "survey")


def claim(world: World, text: str = "They tell us", **fields: object) -> Assumption:
    change = world.do(operations.add_assumption, world.experiment.uid, text, **fields)
    return world.workspace.assumptions[next(iter(change.records["assumptions"]))]


def evidence(world: World, person: Participant, stance: str | None = "supports", method: str = "") -> Note:
    touchpoint = world.touch(person, method=method).uid if method else None
    return world.note("so it is", card=world.uid(1), people=[person.uid], stance=stance, touchpoint=touchpoint)


def assumed(world: World, **options: bool) -> list[Assumed]:
    board = world.experiment.board_id
    return assumed_on(world.workspace, board, witnesses(world), lambda: world.policy, world.now, **options)


def texts(world: World) -> list[str]:
    return [one.assumption.text for one in assumed(world)]


@pytest.mark.parametrize(
    ("people", "methods", "against", "ground", "called"),
    [
        (0, (), 0, Ground.NOBODY, "nobody"),
        (1, ("interview",), 0, Ground.ONE, "1 person"),
        (2, METHODS, 0, Ground.SEVERAL, "2 people"),
        (3, ("interview",), 0, Ground.ENOUGH, "3 by 1 method"),
        (3, METHODS, 0, Ground.TRIANGULATED, "triangulated"),
        (1, ("interview",), 2, Ground.SEVERAL, "2 people"),
        (0, (), 1, Ground.ONE, "1 person"),
    ],
)
def test_what_an_assumption_stands_on_is_counted_by_people_and_methods(
    people: int, methods: tuple[str, ...], against: int, ground: Ground, called: str
) -> None:
    world = World()
    one = claim(world)
    everybody = [world.person(f"Person {letter}") for letter in "ABCDEF"[: people + against]]
    notes = [
        evidence(world, person, "supports" if at < people else "refutes", methods[at % len(methods)] if methods else "")
        for at, person in enumerate(everybody)
    ]
    world.do(operations.aim_notes, [note.uid for note in notes], one.uid)
    (stands,) = assumed(world)
    assert (stands.ground, stands.is_tested) == (ground, bool(people or against))
    assert ground_words(ground, world.policy) == called
    assert (stands.ledger.supporting.people, stands.ledger.refuting.people) == (people, against)


def test_a_note_counts_only_where_it_aims_and_the_same_person_counts_once() -> None:
    world = World()
    ada = world.person("Ada")
    first, second = claim(world, "First"), claim(world, "Second")
    notes = [evidence(world, ada), evidence(world, ada)]
    change = world.do(operations.aim_notes, [note.uid for note in notes], first.uid)
    assert said(change, world) == "Aimed 2 notes at First"
    by_text = {one.assumption.text: one for one in assumed(world)}
    assert (by_text["First"].ground, by_text["First"].ledger.supports) == (Ground.ONE, 2)
    assert not by_text["Second"].is_tested
    world.do(operations.aim_notes, [notes[0].uid], second.uid)
    taken = world.do(operations.aim_notes, [note.uid for note in notes], first.uid, away=True)
    assert said(taken, world) == "Took 2 notes away from First"
    assert [one.is_tested for one in assumed(world)] == [False, True]
    world.undo(taken)
    assert all(one.is_tested for one in assumed(world))


def test_the_riskiest_is_that_on_which_most_depends_and_which_stands_on_least() -> None:
    world = World()
    for text, importance in (("small", 1), ("tested", 5), ("younger", 4), ("youngest", 4)):
        claim(world, text, importance=importance)
        world.later()
    tested = next(one for one in world.workspace.assumptions.values() if one.text == "tested")
    world.do(operations.aim_notes, [evidence(world, world.person("Ada")).uid], tested.uid)
    assert texts(world) == ["tested", "younger", "youngest", "small"]
    worst = riskiest(assumed(world))
    assert worst is not None
    assert worst.assumption.text == "younger"
    assert risk_words(worst) == "importance 4, for: nobody; against: nobody"
    world.do(operations.edit_assumption, tested.uid, importance=1)
    assert texts(world) == ["younger", "youngest", "small", "tested"]
    assert riskiest([one for one in assumed(world) if one.is_tested]) is None


def test_what_is_put_away_is_no_risk_and_comes_back_as_it_was() -> None:
    world = World()
    one = claim(world)
    world.do(operations.archive_assumption, one.uid)
    assert not assumed(world)
    assert [away.assumption.uid for away in assumed(world, archived=True)] == [one.uid]
    with pytest.raises(NotAllowed, match="archived already"):
        world.do(operations.archive_assumption, one.uid)
    with pytest.raises(NotAllowed, match="restore it first"):
        world.do(operations.edit_assumption, one.uid, importance=1)
    world.do(operations.archive_assumption, one.uid, back=True)
    assert texts(world) == ["They tell us"]


def test_links_of_the_chain_are_numbered_over_all_iterations() -> None:
    world = World()
    claims = [claim(world, text, in_chain=chain) for text, chain in (("a", True), ("b", False), ("c", True))]
    assert [one.link for one in claims] == [1, None, 2]
    world.do(operations.edit_assumption, claims[1].uid, in_chain=True)
    world.do(operations.edit_assumption, claims[0].uid, in_chain=False)
    assert [world.workspace.assumptions[one.uid].link for one in claims] == [None, 3, 2]


def test_what_would_test_it_becomes_a_card_in_one_step() -> None:
    world = World()
    one = claim(world)
    change = world.do(operations.card_for_assumption, one.uid, "Count the days")
    (card,) = (world.workspace.cards[uid] for uid in world.workspace.assumptions[one.uid].cards)
    assert (card.title, card.description) == ("Count the days", "Tests the assumption: They tell us")
    assert said(change, world) == f"Made a test {card.number} Count the days"
    world.undo(change)
    assert world.workspace.assumptions[one.uid].cards == ()


@pytest.mark.parametrize(
    ("do", "why"),
    [
        (lambda world: claim(world, "  "), "An assumption"),
        (lambda world: claim(world, importance=0), "from 1 to 5"),
        (lambda world: claim(world, importance=6), "from 1 to 5"),
        (lambda world: claim(world, notes=[world.note("what", card=world.uid(1)).uid]), "give the note a stance"),
        (
            lambda world: claim(world, notes=[world.note("we", card=world.uid(1), stance="supports").uid]),
            "nobody is named",
        ),
    ],
)
def test_what_is_no_assumption_and_no_evidence_is_refused(do: Callable[[World], object], why: str) -> None:
    world = World()
    with pytest.raises(NotAllowed, match=why):
        do(world)
    assert not world.workspace.assumptions


def test_what_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound, match="assumption"):
        World().do(operations.edit_assumption, "nothing", importance=1)


def test_hostile_words_become_one_clean_line() -> None:
    one = claim(World(), HOSTILE)
    assert "\x1b" not in one.text
    assert "[@click=app.quit]x =1+1" in one.text


def test_an_assumption_that_somebody_aimed_at_since_is_not_undone_away() -> None:
    world = World()
    change = world.do(operations.add_assumption, world.experiment.uid, "They tell us")
    uid = next(iter(change.records["assumptions"]))
    world.do(operations.aim_notes, [evidence(world, world.person("Ada")).uid], uid)
    with pytest.raises(Conflict, match="Notes aim at that assumption"):
        world.undo(change)


def test_what_is_older_than_the_policy_says_counts_and_is_told() -> None:
    world = World(policy=Policy(people=2))
    one = claim(world, notes=[evidence(world, world.person("Ada")).uid])
    world.later(timedelta(days=400))
    (stands,) = assumed(world)
    assert stands.assumption.uid == one.uid
    assert "1 of 1 note is older than 180 days" in stands.ledger.sentence
    assert ground_words(Ground.ENOUGH, world.policy) == "2 by 1 method"
    assert ground_words(Ground.SEVERAL, Policy(people=5)) == "2 to 4 people"
