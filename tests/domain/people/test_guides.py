"""The guide of a conversation: who was asked which question, and what nobody was asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from msgspec.structs import replace

from tests.domain.world import World
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.lines.quick_lines import parse_capture
from tui.domain.people.guides import guide_of, question_number, question_uid
from tui.domain.records import Card, Note, Participant, Scene

GUIDE = 2
"""The card of the world that has a checklist."""


def card(world: World) -> Card:
    return world.card(GUIDE)


def met(world: World, *people: Participant, status: str = "done") -> str:
    at = world.now + timedelta(days=2) if status != "done" else world.now
    return world.touch(*people, cards=[card(world).uid], status=status, at=at).uid


def answer(world: World, touchpoint: str, number: int, people: Sequence[Participant] = ()) -> Note:
    scene = Scene(guide_item=question_uid(card(world), number))
    uids = [person.uid for person in people]
    return world.note("by hand", card=card(world).uid, people=uids, touchpoint=touchpoint, scene=scene)


def test_who_was_asked_what_and_what_nobody_was_asked() -> None:
    world = World()
    ada, ben, mia = (world.person(name) for name in ("Ada", "Ben", "Mia"))
    first, planned = met(world, ada, ben), met(world, mia, status="confirmed")
    assert planned != first
    answer(world, first, 1, [ada])
    answer(world, first, 1, [ada])
    answer(world, first, 1)
    matrix = guide_of(world.workspace, card(world))
    assert [person.pid for person in matrix.people] == ["P01", "P02", "P03"]
    survey, call = matrix.questions
    assert [matrix.count(survey, person) for person in matrix.people] == [3, 1, 0]
    assert (matrix.answered(survey), matrix.answered(call)) == (2, 0)
    assert [matrix.covered(person) for person in matrix.people] == [1, 1, 0]
    assert matrix.gaps == [call]


def test_questions_have_the_numbers_of_the_checklist() -> None:
    world = World()
    for number in (1, 2):
        assert question_number(card(world), question_uid(card(world), number)) == number
    for number in (0, 3):
        with pytest.raises(NotAllowed, match="2 questions"):
            question_uid(card(world), number)
    with pytest.raises(NotAllowed, match="for no card"):
        question_uid(None, 1)


def test_what_is_no_question_of_the_card_is_refused_and_an_answer_outlives_its_question() -> None:
    world = World()
    ada = world.person("Ada")
    where = met(world, ada)
    with pytest.raises(NotAllowed, match="no question of the guide"):
        scene = Scene(guide_item="nothing")
        world.note("by hand", card=card(world).uid, people=[ada.uid], touchpoint=where, scene=scene)
    note = answer(world, where, 1, [ada])
    item = card(world).checklist[0]
    world.do(operations.remove_checklist_item, card(world).uid, item.uid)
    scene = replace(note.scene or Scene(), emotion=1)
    world.do(operations.edit_note, note.uid, scene=scene)
    assert world.workspace.notes[note.uid].scene == scene
    assert not guide_of(world.workspace, card(world)).answers


@pytest.mark.parametrize(
    ("line", "question", "text"),
    [
        ("q2 by hand", 2, "by hand"),
        ("Q2: by hand", 2, "by hand"),
        ("@P03 q12. by hand", 12, "by hand"),
        ('q2 "by hand" /-1', 2, "by hand"),
        ("quite late", None, "quite late"),
        ("q by hand", None, "q by hand"),
        ("q0 by hand", None, "q0 by hand"),
    ],
)
def test_a_line_says_which_question_it_answers(line: str, question: int | None, text: str) -> None:
    captured = parse_capture(line, met=True)
    assert (captured.question, captured.text) == (question, text)
    assert parse_capture(line).question is None
