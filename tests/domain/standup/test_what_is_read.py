"""A standup reads the records it tells of; of all others it needs no more than a glance."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given

from tests.domain.records.test_intake import Rows
from tests.domain.reporting import Reporting
from tests.domain.world import DAY
from tests.fuzz.runs import RUNS, Step, done, records
from tui.domain import operations
from tui.domain.people.keeping import Reckoning
from tui.domain.privacy.hiding import scrubber_of
from tui.domain.records import Record
from tui.domain.records.layers import Unread
from tui.domain.search.naming import card_key
from tui.domain.standup.walked import (
    cards_about,
    keys_about,
    next_meeting,
    open_loops,
    people_uids,
    sessions_ahead,
    theirs,
)


def met_often(people: int) -> Reporting:
    """Return a world in which so many people were met and written about long ago, and one of them this week."""
    world = Reporting()
    for number in range(people):
        somebody = world.person(f"Person {number}")
        for _ in range(3):
            world.touch(somebody, direction="inbound")
            world.note("Loses the filter", kind="behaviour", people=[somebody.uid])
    world.later(20 * DAY)
    world.touch(somebody)
    world.note("Found it", kind="behaviour", people=[somebody.uid])
    return world


def read_for(world: Reporting) -> Counter[str]:
    """Return how many records of each table the report reads."""
    rows = Rows(records(world.workspace))
    world.workspace = rows.workspace
    world.report()
    return Counter(record.table for record in rows.asked)


def test_what_is_read_of_notes_and_touchpoints_does_not_grow_with_them() -> None:
    few, many = read_for(met_often(4)), read_for(met_often(40))
    assert few["touchpoints"] == many["touchpoints"] > 0
    assert few["notes"] == many["notes"] > 0


@given(RUNS)
def test_the_report_is_the_same_whether_records_were_read_or_not(run: list[tuple[Step, int]]) -> None:
    world = Reporting()
    done(world, run)
    plain = world.report()
    world.workspace = Rows(records(world.workspace)).workspace
    assert world.report() == plain


@pytest.mark.parametrize("days", range(5))
def test_the_next_meeting_is_the_first_that_is_planned_before_the_next_standup(days: int) -> None:
    world = Reporting()
    ada = world.person()
    for ahead in (6, 1, 2, 1):
        planned = {"status": "confirmed", "at": world.now + ahead * DAY}
        world.do(operations.log_touchpoint, "interview", [ada.uid], **planned)
    world.later(days * DAY)
    today = world.context.today
    theirs = [world.workspace.touchpoints[uid] for uid in world.workspace.touchpoint_uids(ada.uid)]
    until = world.policy.next_working_day(today)
    soon = [met for met in theirs if today <= world.policy.day(met.at) <= until]
    expected = min(soon, key=lambda met: (met.at, met.uid), default=None)
    assert next_meeting(world.workspace, ada, world.policy, today) == expected


def test_how_things_stand_with_everybody_is_known_without_reading_a_touchpoint() -> None:
    world = met_often(10)
    rows = Rows(records(world.workspace))
    reckoning = Reckoning(rows.workspace, world.policy, world.context.today)
    standing = [reckoning.of(person) for person in rows.workspace.participants.values()]
    assert standing == [world.keeping(person) for person in world.workspace.participants.values()]
    assert not any(record.table == "touchpoints" for record in rows.asked)


def test_whose_standup_it_is_is_known_without_reading_anybody() -> None:
    world = met_often(10)
    rows = Rows(records(world.workspace))
    over = rows.workspace, [world.experiment]
    assert len(people_uids(*over)) == 10
    is_theirs = theirs(*over)
    assert [is_theirs(uid) for uid in (*world.workspace.participants, "nobody")] == [True] * 10 + [False]
    assert not sessions_ahead(*over, world.policy, world.now)
    assert not open_loops(*over, world.policy, world.now)
    assert not any(record.table == "participants" for record in rows.asked)


def test_everybody_is_hidden_without_a_record_of_theirs_but_what_they_are_called() -> None:
    world = met_often(3)
    rows = Rows(records(world.workspace))
    assert scrubber_of(rows.workspace, ()).scrub("Ask Person 2 again") == "Ask P03 again"
    assert {record.table for record in rows.asked} == {"contacts"}


def test_of_the_cards_on_a_board_those_that_a_standup_tells_of_are_read() -> None:
    few, many = Reporting(), Reporting()
    for world, cards in ((few, 4), (many, 60)):
        for number in range(cards):
            world.do(operations.add_card, world.experiment.uid, f"Card {number}")
            world.do(operations.move_card, world.uid(number + 4), "done")
            world.do(operations.add_card, world.experiment.uid, f"Later {number}", column="todo")
        for number in range(1, 4):
            world.do(operations.block_card, world.uid(number), "legal to approve", "a yes")
        world.later(20 * DAY)
    assert read_for(few)["cards"] == read_for(many)["cards"] > 0


def test_of_the_cards_about_somebody_those_that_are_not_finished_are_read() -> None:
    world = Reporting()
    ada = world.person()
    for number in range(1, 4):
        world.do(operations.add_card, world.experiment.uid, f"Card {number}")
        world.do(operations.link_contact, world.uid(number), ada.uid)
        if number > 1:
            world.do(operations.move_card, world.uid(number), "done")
    rows = Rows(records(world.workspace))
    assert len(rows.workspace.uids("cards.people", ada.uid)) == 3
    rows.asked.clear()
    assert [card.number for card in cards_about(rows.workspace, [world.experiment], ada.uid)] == [1]
    assert len(rows.asked) == 1


def test_who_people_are_and_what_they_agreed_to_is_read_many_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    alone: list[Record] = []
    read = Unread.read

    def counted(table: Unread[Record], uid: str) -> Record:
        alone.append(record := read(table, uid))
        return record

    monkeypatch.setattr(Unread, "read", counted)
    world = met_often(40)
    for person in [*world.workspace.participants.values()]:
        world.do(operations.give_consent, person.uid, "store_notes")
    tables = read_for(world)
    assert min(tables["participants"], tables["consents"]) >= 40
    assert not {record.table for record in alone} & {"participants", "consents"}


@given(RUNS)
def test_cards_about_many_are_named_as_those_about_each(run: list[tuple[Step, int]]) -> None:
    world = Reporting()
    done(world, run)
    workspace, boards = world.workspace, [*world.workspace.experiments.values()]
    for experiments in (boards, boards[:1]):
        about = {
            person: [card_key(workspace, card) for card in cards_about(workspace, experiments, person)]
            for person in workspace.participants
        }
        assert keys_about(workspace, experiments, workspace.participants) == about


def test_a_card_about_many_is_read_once_for_all_of_them() -> None:
    world = Reporting()
    people = [world.person(f"Person {number}") for number in range(3)]
    for person in people:
        world.do(operations.link_contact, world.uid(1), person.uid)
    rows = Rows(records(world.workspace))
    assert all(rows.workspace.uids("cards.people", person.uid) for person in people)
    rows.asked.clear()
    keys = keys_about(rows.workspace, [world.experiment], [person.uid for person in people])
    assert [*keys.values()] == [[card_key(world.workspace, world.card(1))]] * 3
    assert [record.uid for record in rows.asked] == [world.uid(1)]
