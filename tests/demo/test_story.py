"""The month of the demo has everything in it that there is a screen or a sentence for."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any, get_args

import pytest

from tests.cli.command import Command
from tui.demo import DEMO_NOW
from tui.demo.story import story
from tui.domain.evidence.stances import DIRECTIONS, is_evidence
from tui.domain.history.people_phrases import method_words
from tui.domain.lens import Lens
from tui.domain.operations.standups import plan_standup
from tui.domain.people.consent import missing, statuses
from tui.domain.people.keeping import Reckoning
from tui.domain.people.waiting import all_waiting
from tui.domain.records import Event
from tui.domain.records.vocabulary import ConsentStatus, NoteKind, Relationship
from tui.domain.records.workspace import Workspace
from tui.domain.standup.held import running_experiments, since_of
from tui.session import Session

RARE: set[ConsentStatus] = {"unknown", "revoked"}
FRIDAY = datetime(2026, 11, 20, 8, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def events(session: Session) -> list[Event]:
    """What happened, in the order in which it was written."""
    return list(session.events())[::-1]


def test_three_experiments_run_are_iterated_and_are_decided(workspace: Workspace) -> None:
    stand = {(each.key, each.iteration): (each.status, each.decision) for each in workspace.experiments.values()}
    assert stand == {
        ("CD", 1): ("running", None),
        ("CX", 1): ("decided", "repeat"),
        ("CX", 2): ("running", None),
        ("CR", 1): ("decided", "pivot"),
    }
    decided = next(each for each in workspace.experiments.values() if each.key == "CR")
    assert decided.learning is not None
    assert decided.learning.observation
    became = [action.card for action in decided.learning.actions if action.card]
    assert [workspace.cards[uid].title for uid in became] == ["Offer every trial a set-up call"]
    assert len(decided.learning.actions) > len(became)


def test_every_kind_of_card_note_and_person_is_there(workspace: Workspace) -> None:
    assert {card.kind for card in workspace.cards.values()} == {"task", "recurring", "cycle"}
    assert {note.kind for note in workspace.notes.values()} == set(get_args(NoteKind))
    people = workspace.participants.values()
    assert {person.relationship for person in people} == set(get_args(Relationship))
    assert any(person.is_minor and person.guardian for person in people)
    assert any(person.advisory_board for person in people)
    assert len({touchpoint.method for touchpoint in workspace.touchpoints.values()}) >= 12
    assert {"done", "confirmed", "tentative", "cancelled", "no_show"} == {
        touchpoint.status for touchpoint in workspace.touchpoints.values()
    }


def test_consent_has_every_answer_people_give(session: Session, workspace: Workspace) -> None:
    now = Counter[ConsentStatus]()
    for person in workspace.participants.values():
        now.update(statuses(workspace, person, session.today).values())
    assert set(get_args(ConsentStatus)) - RARE <= now.keys() | {each.status for each in workspace.consents.values()} | {
        "expired"
    }
    assert now["expired"] == 1
    ends = {(each.expires_at - session.today).days for each in workspace.consents.values() if each.expires_at}
    assert {-1, 4} <= ends, "one ended yesterday, another ends this week"


def test_work_went_all_the_ways_it_can_go(workspace: Workspace, events: list[Event]) -> None:
    ways = Counter[tuple[str, str]]()
    for event in events:
        for fields in event.changes.get("cards", {}).values():
            before, after = fields.get("column", [None, None])
            if before and after:
                ways[before, after] += 1
    assert {("todo", "doing"), ("doing", "done"), ("todo", "done"), ("doing", "todo"), ("done", "doing")} <= ways.keys()
    kinds = {event.kind for event in events}
    assert {"undone", "card_archived", "card_restored", "card_unblocked", "experiment_iterated"} <= kinds
    cards = [card for card in workspace.cards.values() if card.finished_at and card.started_at]
    development = next(each.uid for each in workspace.experiments.values() if each.key == "CD")
    days = [(card.finished_at - card.started_at).days + 1 for card in cards if card.experiment == development]  # type: ignore[operator]
    assert len(days) >= 20
    assert max(days) >= 3 * sorted(days)[len(days) // 2]


def test_evidence_tells_of_each_experiment_what_its_decision_says(session: Session, workspace: Workspace) -> None:
    lens = Lens(workspace, "team", lambda: session.policy, DEMO_NOW)
    told = {(each.key, each.iteration): lens.ledger(each) for each in workspace.experiments.values()}
    one = "1 person by 1 method, not yet triangulated"
    assert {which: ledger.sentence for which, ledger in told.items()} == {
        ("CD", 1): "for: 5 people by 3 methods, triangulated; against: 2 people by 1 method, not yet triangulated",
        ("CX", 1): f"for: {one}; against: nobody",
        ("CX", 2): "contradicted: 3 people by 2 methods for, 4 by 2 against",
        ("CR", 1): "for: 1 person by 0 methods, not yet triangulated; against: 4 people by 2 methods, triangulated",
    }
    assert {which: ledger.status for which, ledger in told.items()} == {
        ("CD", 1): "supported",
        ("CX", 1): "inconclusive",
        ("CX", 2): "mixed",
        ("CR", 1): "refuted",
    }


def test_every_stance_of_the_story_counts(workspace: Workspace) -> None:
    taken = [note for note in workspace.notes.values() if note.stance in DIRECTIONS]
    assert [note.text for note in taken if not is_evidence(note)] == []


def test_some_people_wait_and_some_are_left_alone(session: Session, workspace: Workspace) -> None:
    reckoning = Reckoning(workspace, session.policy, session.today)
    stand = {person.pid: reckoning.of(person) for person in workspace.participants.values()}
    assert {pid: each.since for pid, each in stand.items() if each.state == "overdue"} == {"P02": 41}
    assert {pid for pid, each in stand.items() if each.state == "due"} == {"P07", "P11"}
    assert {pid: each.status for pid, each in stand.items() if each.status != "free"} == {
        "P01": "cooldown",
        "P15": "opted_out",
    }
    waiting = all_waiting(workspace, session.policy, session.today)
    assert {"open", "acknowledged", "answered", "promised"} == {each.stage for each in waiting}
    assert any(each.late for each in waiting)


def test_who_was_asked_came_or_did_not_and_one_is_owed_something(workspace: Workspace) -> None:
    pids = {uid: person.pid for uid, person in workspace.participants.items()}
    came_of_it = {(pids[each.participant], each.status) for each in workspace.invitations.values()}
    assert came_of_it == {
        ("P02", "cancelled"),
        ("P04", "came"),
        ("P05", "came"),
        ("P06", "came"),
        ("P06", "declined"),
        ("P09", "no_answer"),
    }
    stand = {(pids[each.participant], str(each.amount), each.state) for each in workspace.incentives.values()}
    assert stand == {("P05", "30.00", "owed"), ("P09", "20.00", "paid")}


def test_the_monday_standup_covers_friday_and_has_every_step(session: Session, workspace: Workspace) -> None:
    running = running_experiments(workspace)
    since = since_of(workspace, running, session.policy, DEMO_NOW)
    assert since == FRIDAY
    stops = plan_standup(workspace, running, session.policy, since, DEMO_NOW)
    assert {stop.step for stop in stops} == {
        *("pulse", "done", "blocked", "expedite", "doing", "customers", "pull", "off_board", "report")
    }
    assert len(workspace.standups) == 18
    assert all(standup.ended_at for standup in workspace.standups.values())
    assert any(decision.owner and decision.due for each in workspace.standups.values() for decision in each.decisions)
    lacking = [card for card in workspace.cards.values() if missing(workspace, card, session.today)]
    assert lacking


def test_p05_comes_this_afternoon_and_is_not_recorded(session: Session, workspace: Workspace) -> None:
    planned = [each for each in workspace.touchpoints.values() if each.status == "confirmed"]
    assert [(method_words(each.method), each.at) for each in planned] == [
        ("interview", datetime(2026, 11, 23, 13, 0, tzinfo=UTC)),
        ("interview", datetime(2026, 11, 24, 7, 30, tzinfo=UTC)),
    ]
    person = workspace.participants[planned[0].people[0]]
    known = statuses(workspace, person, session.today)
    assert (person.pid, known["take_part"], known["record_audio"]) == ("P05", "given", "refused")


def test_nothing_is_later_than_its_clock(workspace: Workspace, events: list[Event]) -> None:
    assert max(event.at for event in events) < DEMO_NOW
    assert all(earlier.at <= later.at for earlier, later in pairwise(events))
    assert all(each.at <= DEMO_NOW for each in workspace.touchpoints.values() if each.status == "done")


def test_what_somebody_did_is_dated_near_the_time_the_story_says() -> None:
    lines = story()
    times = [line.at for line in lines]
    assert min(times).startswith("10-26")
    assert max(times).startswith("11-23")
    weekend = [line for line in lines if datetime.fromisoformat(f"2026-{line.at}").weekday() > 4]
    assert len(weekend) < 10, "hardly anybody works at the weekend"


def test_only_addresses_that_belong_to_nobody_are_in_it(workspace: Workspace) -> None:
    addresses = [address for contact in workspace.contacts.values() for address in contact.email]
    assert addresses
    assert all(address.endswith("@example.com") for address in addresses)


def test_doctor_finds_nothing_wrong(demo: Any) -> None:
    custdev = Command(demo)
    assert "All is well" in custdev.ok("doctor") + custdev.run("doctor").stderr
    assert custdev.run("boards", "check").exit_code == 0
