"""Finding people: by P-id, also one of before a merge, by segment, by how things stand, by what is missing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.world import DAY, World
from tui.domain import operations
from tui.domain.people.keeping import keeping_of
from tui.domain.people.merged import former_pids, listed_people
from tui.domain.people.person_facts import PersonFacts
from tui.domain.records import Participant
from tui.domain.search.people_filter import (
    ON_PEOPLE,
    PeopleView,
    haystack_of_person,
    matching_people,
    people_called,
    segments_of,
)


def view_of(world: World) -> PeopleView:
    workspace, today = world.workspace, world.context.today
    former = former_pids(workspace)
    return PeopleView(
        text=lambda: {
            uid: haystack_of_person(person, workspace.contacts_of(uid), former.get(uid, ()))
            for uid, person in workspace.participants.items()
        },
        state=lambda state: {
            uid
            for uid, person in workspace.participants.items()
            if keeping_of(workspace, person, world.policy, today).state == state
        },
        lacking=lambda group: {
            uid
            for uid, person in workspace.participants.items()
            if PersonFacts(workspace, person, world.policy, today).signs[group] != "given"
        },
        waiting=lambda: frozenset(uid for note in workspace.waiting_notes() for uid in note.people),
        former=lambda: former,
    )


def chosen(world: World, typed: str) -> list[int]:
    people = sorted(listed_people(world.workspace), key=lambda person: person.number)
    return [person.number for person in matching_people(people, ON_PEOPLE.parse(typed), view_of(world))]


def seven() -> World:
    """P01 overdue · P02 due · P03 a minor who waits · P04 of the board, met often, rests · P06 was P05 before."""
    world = World()
    ada = world.person("Ada Lovelace", org="Engines Ltd")
    world.later(20 * DAY)
    ben = world.person("Ben Ray", segments=["Self-serve"])
    world.later(16 * DAY)
    cleo = world.person("Cleo Marsh", is_minor=True, guardian=ada.uid)
    dan = world.person("Dan Kay", advisory_board=True, segments=["advisory board", "Enterprise"])
    old, new = world.person("Eve One"), world.person("Eve Two")
    world.do(operations.merge_contacts, old.uid, new.uid)
    world.do(operations.give_consent, cleo.uid, ["take_part"])
    world.note("a status page", kind="request", people=[cleo.uid])
    world.do(operations.give_consent, ben.uid, ["observe"])
    world.do(operations.give_consent, dan.uid, ["quote_pseudonymous"])
    for _ in range(3):
        world.touch(dan)
    return world


CHOICES: list[tuple[str, list[int]]] = [
    ("", [1, 2, 3, 4, 6]),
    ("@P03", [3]),
    ("@p05", [6]),
    ("@P06", [6]),
    ("@P5", []),
    ("@ada", [1]),
    ("lovelace", [1]),
    ("engines", [1]),
    ("P05", [6]),
    ("advisory", [4]),
    ("#self", [2]),
    ("#serve", []),
    ("#advisory-b", [4]),
    ("is:overdue", [1]),
    ("is:due", [2]),
    ("is:resting", [4]),
    ("is:waiting", [3]),
    ("is:minor", [3]),
    ("is:board", [4]),
    ("is:happy", []),
    ("is:d", [1, 2, 3, 4, 6]),
    ("needs:observe", [1, 3, 4, 6]),
    ("needs:quote", [1, 2, 3, 6]),
    ("needs:", [1, 2, 3, 4, 6]),
    ("needs:observe is:minor", [3]),
    ("due:week", []),
]


@pytest.mark.parametrize(("typed", "numbers"), CHOICES)
def test_a_line_chooses_people(typed: str, numbers: list[int]) -> None:
    assert chosen(seven(), typed) == numbers


CALLED: list[tuple[str, list[int]]] = [
    ("", [1, 2, 3, 4, 6]),
    ("p", [1, 2, 3, 4, 6]),
    ("p0", [1, 2, 3, 4, 6]),
    ("5", [6]),
    ("3", [3]),
    ("ad", [1]),
    ("one", [6]),
    ("k", [4]),
    ("zz", []),
]


@pytest.mark.parametrize(("typed", "numbers"), CALLED)
def test_who_is_offered_while_a_name_or_a_number_is_typed(typed: str, numbers: list[int]) -> None:
    assert [person.number for person in people_called(seven().workspace, typed)] == numbers


def test_segments_are_named_as_a_search_names_them() -> None:
    people: Any = seven().workspace.participants.values()
    assert all(isinstance(person, Participant) for person in people)
    assert segments_of(people) == ["advisory-board", "enterprise", "self-serve"]
