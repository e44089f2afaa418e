from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.domain.world import DAY, MONDAY, World
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.people.policy import Policy
from tui.domain.people.waiting import Waiting, all_waiting, waiting_of, words_of
from tui.domain.records import Note, Promise, Request


def asked(world: World, **fields: Any) -> Note:
    return world.note("a status page", kind="request", **fields)


def promised(world: World, **fields: Any) -> Note:
    return world.note("send the draft", kind="promise", **fields)


def waiting(world: World) -> list[Waiting]:
    return all_waiting(world.workspace, Policy(), world.context.today)


def test_a_request_waits_until_who_asked_was_told() -> None:
    world = World()
    note = asked(world)
    world.later(7 * DAY)
    told = []
    for _ in range(3):
        (found,) = waiting(world)
        told.append((found.stage, found.days, found.is_pressing, words_of(found, world.context.today)))
        world.do(operations.answer_request, note.uid)
    assert told == [
        ("open", 8, True, "waits for our answer 8d: a status page"),
        ("acknowledged", 8, True, "acknowledged, waits for our answer 8d: a status page"),
        ("answered", 8, False, "answered, not told yet: a status page"),
    ]
    assert waiting(world) == []
    with pytest.raises(NotAllowed, match="That request is answered, and who asked was told"):
        world.do(operations.answer_request, note.uid)


def test_a_later_step_takes_those_before_it_as_done() -> None:
    world = World()
    note = asked(world)
    world.do(operations.answer_request, note.uid, "acknowledged")
    world.later()
    world.do(operations.answer_request, note.uid, "told", "shipped")
    assert world.workspace.notes[note.uid].request == Request(MONDAY, MONDAY + DAY, "shipped", MONDAY + DAY)


@pytest.mark.parametrize(
    ("due", "later", "words", "late"),
    [
        (date(2026, 3, 5), 0, "promised by Thu: send the draft", 0),
        (date(2026, 3, 5), 3, "promised by today: send the draft", 0),
        (date(2026, 3, 5), 4, "promised, 1d late: send the draft", 1),
        (date(2026, 3, 20), 0, "promised by 20 Mar: send the draft", 0),
        (None, 4, "promised 4d ago: send the draft", 0),
    ],
)
def test_a_promise_is_late_once_its_day_is_over(due: date | None, later: int, words: str, late: int) -> None:
    world = World()
    promised(world, due=due)
    world.later(later * DAY)
    (found,) = waiting(world)
    assert (words_of(found, world.context.today), found.late, found.is_pressing) == (words, late, bool(late))


def test_a_promise_is_kept_once_and_may_be_opened_again() -> None:
    world = World()
    note = promised(world, due=date(2026, 3, 5))
    world.do(operations.keep_promise, note.uid)
    assert waiting(world) == []
    world.later()
    assert world.do(operations.keep_promise, note.uid, True).is_empty
    assert world.workspace.notes[note.uid].promise == Promise(date(2026, 3, 5), MONDAY)
    world.do(operations.keep_promise, note.uid)
    assert len(waiting(world)) == 1


def test_what_one_person_waits_for_is_oldest_first() -> None:
    world = World()
    ada, ben = world.person("Ada"), world.person("Ben")
    asked(world, people=[ada.uid])
    world.later()
    promised(world, people=[ada.uid, ben.uid])
    world.note("an aside", people=[ada.uid])
    found = {
        pid: [each.note.kind for each in waiting_of(world.workspace, uid, Policy(), world.context.today)]
        for pid, uid in (("P01", ada.uid), ("P02", ben.uid))
    }
    assert found == {"P01": ["request", "promise"], "P02": ["promise"]}


def test_what_is_put_away_or_becomes_something_else_waits_no_more() -> None:
    world = World()
    note, other = asked(world), promised(world)
    world.do(operations.archive_note, note.uid)
    world.do(operations.edit_note, other.uid, kind="note")
    assert waiting(world) == []
    assert world.workspace.notes[other.uid].promise is None


@pytest.mark.parametrize(
    ("operation", "sentence"),
    [
        (operations.keep_promise, "That note is no promise."),
        (operations.answer_request, "That note is no request."),
    ],
)
def test_only_promises_are_kept_and_requests_answered(operation: Any, sentence: str) -> None:
    world = World()
    with pytest.raises(NotAllowed, match=sentence):
        world.do(operation, world.note().uid)
