"""What people name is found: a card of the newest iteration, one on the board before others, a record by its end."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.domain.world import World
from tui.domain import operations
from tui.domain.errors import Ambiguous, DomainError, NotAllowed, NotFound
from tui.domain.records.definition import BoardDefinition
from tui.domain.search.naming import (
    card_key,
    find_board,
    find_card,
    find_incentive,
    find_invitation,
    find_item,
    find_note,
    find_participant,
    find_person,
    numbers_in,
    people_numbered,
)


def iterated() -> World:
    """Two iterations in which each card is made anew, and a card that was archived in the newer one."""
    world = World()
    world.later()
    world.do(operations.iterate_experiment, world.experiment.uid, cards=())
    return world


def test_a_key_names_the_card_of_the_newest_iteration_though_two_have_the_number() -> None:
    world = iterated()
    newest = world.workspace.experiments_of(world.experiment.board_id)[0]
    old = world.card(1)
    twin = replace(old, uid="twin", experiment=newest.uid, title="The newer one")
    world.workspace = world.workspace.replace({"cards": {twin.uid: twin}})
    assert find_card(world.workspace, "cd-1").uid == "twin"
    assert find_card(world.workspace, "CD@2-1").uid == "twin"
    assert find_card(world.workspace, "CD@1-1").uid == old.uid
    assert card_key(world.workspace, twin) == "CD-1"


def test_a_title_names_what_is_on_a_current_board_before_anything_else() -> None:
    world = World()
    gone, live = world.add("Ask the board"), world.add("Ask the board again")
    with pytest.raises(Ambiguous, match="CD-4 Ask the board, CD-5 Ask the board again"):
        find_card(world.workspace, "ask the")
    assert find_card(world.workspace, "ask the board").uid == gone.uid
    world.do(operations.archive_card, gone.uid)
    assert find_card(world.workspace, "ask the").uid == live.uid
    assert find_card(world.workspace, "Ask the board").uid == live.uid
    world.do(operations.archive_card, live.uid)
    assert find_card(world.workspace, "ask the board again").uid == live.uid
    with pytest.raises(NotFound, match='There is no card "nothing"'):
        find_card(world.workspace, "nothing")
    with pytest.raises(NotFound):
        find_card(world.workspace, " ")


@pytest.mark.parametrize(("length", "is_found"), [(1, False), (3, False), (4, True), (7, True)])
def test_an_id_is_named_by_four_of_its_last_characters(length: int, is_found: bool) -> None:
    world = World()
    note = world.note()
    if is_found:
        assert find_note(world.workspace, note.uid[-length:].upper()).uid == note.uid
        return
    with pytest.raises(NotFound, match="There is no note"):
        find_note(world.workspace, note.uid[-length:])


def test_a_whole_id_goes_before_those_that_end_so() -> None:
    world = World()
    note = world.note()
    longer = replace(note, uid=f"x{note.uid}")
    world.workspace = world.workspace.replace({"notes": {longer.uid: longer}})
    assert find_note(world.workspace, note.uid) == note
    with pytest.raises(Ambiguous, match="may be any of"):
        find_note(world.workspace, note.uid[1:])


def test_a_p_id_names_what_is_open_with_somebody() -> None:
    world = World()
    ada, ben = world.person("Ada"), world.person("Ben")
    met = world.touch(ada)
    owed = world.promise(ada, touchpoint=met.uid)
    (asked,) = world.ask(ada)
    assert find_invitation(world.workspace, "p1").uid == asked.uid
    assert find_incentive(world.workspace, "P01").uid == owed.uid
    for find, what in ((find_invitation, "open invitation"), (find_incentive, "incentive that is owed")):
        with pytest.raises(NotFound, match=f'There is no {what} "{ben.pid}"'):
            find(world.workspace, ben.pid)
    world.do(operations.answer_invitation, asked.uid, "declined")
    world.do(operations.pay_incentive, owed.uid)
    for find in (find_invitation, find_incentive):
        with pytest.raises(NotFound):
            find(world.workspace, ada.pid)
    assert find_invitation(world.workspace, asked.uid).uid == asked.uid


def test_a_number_of_before_a_merge_names_who_they_are_now_and_itself_where_the_record_is_meant() -> None:
    world = World()
    old, new, other = (world.person(name) for name in ("Eve One", "Eve Two", "Zoe"))
    world.do(operations.merge_contacts, old.uid, new.uid)
    assert find_person(world.workspace, "p1").pid == "P02"
    assert find_participant(world.workspace, "P01").uid == old.uid
    assert find_person(world.workspace, "eve one").pid == "P02"
    assert people_numbered(world.workspace, numbers_in("P01, P03 and P02; p03, XP03, P3")) == [new.uid, other.uid]


@pytest.mark.parametrize(("names", "words"), [(True, "P01 Ada Lovelace, P02 Ada Byron"), (False, "P01, P02")])
def test_who_may_be_meant_is_listed_by_name_only_where_names_may_be_told(names: bool, words: str) -> None:
    world = World()
    world.person("Ada Lovelace")
    world.person("Ada Byron")
    with pytest.raises(Ambiguous) as refusal:
        find_person(world.workspace, "ada", names=names)
    assert str(refusal.value) == f'"ada" may be any of {words}; say which.'
    assert refusal.value.candidates == ("P01", "P02")


def test_many_candidates_are_cut_short() -> None:
    world = World()
    for number in range(10):
        world.add(f"Call {number}")
    with pytest.raises(Ambiguous, match="CD-11 Call 7 and 2 more; say which"):
        find_card(world.workspace, "call")


OTHER = BoardDefinition("retention", "RE", "Why they stay")


@pytest.mark.parametrize(
    ("text", "board"),
    [
        ("cd", "customer-development"),
        ("CD@1", "customer-development"),
        ("customer-development@1", "customer-development"),
        ("customer", "customer-development"),
        ("re", "retention"),
        ("why they", "retention"),
        ("CD@7", None),
        ("broken", None),
        ("zz", None),
    ],
)
def test_a_board_is_named_by_id_key_iteration_or_title(text: str, board: str | None) -> None:
    world = World()
    arguments = (world.workspace, text, lambda: [OTHER], lambda: {"broken": NotAllowed("It has mistakes.")})
    if board is None:
        with pytest.raises(DomainError):
            find_board(*arguments)
        return
    found = find_board(*arguments)
    assert (found.id if isinstance(found, BoardDefinition) else found.board_id) == board


@pytest.mark.parametrize(
    ("text", "item"), [("1", "Survey"), ("2", "Call"), ("surv", "Survey"), ("3", None), ("0", None)]
)
def test_a_step_is_named_by_its_number_or_a_part(text: str, item: str | None) -> None:
    card = World().card(2)
    if item is None:
        with pytest.raises(NotFound, match="There is no step of that checklist"):
            find_item(card, text)
        return
    assert find_item(card, text).text == item
