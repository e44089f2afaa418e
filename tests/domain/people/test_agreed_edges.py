"""What people agreed to at the edges: after a merge, for minors, of what is written about them, when they say no."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace

from tests.domain.people.test_consent import said
from tests.domain.world import DAY, TODAY, World
from tui.domain import operations
from tui.domain.people.consent import allows, is_past_retention, notes_against_will, wished, written_about
from tui.domain.people.invitations import owed_now
from tui.domain.privacy.erasing.traces import called_of
from tui.domain.records import Contact, Link, Participant

WRITTEN: list[tuple[Callable[[World, Participant], object], int]] = [
    (lambda w, who: None, 0),
    (lambda w, who: w.note("said", people=[who.uid]), 1),
    (lambda w, who: w.do(operations.archive_note, w.note("said", people=[who.uid]).uid), 0),
    (lambda w, who: w.touch(who), 0),
    (lambda w, who: w.touch(who, summary="was there"), 1),
    (lambda w, who: w.touch(who, expectation="may come"), 1),
    (lambda w, who: w.touch(who, links=[Link("note", "notes.md")]), 1),
    (lambda w, who: w.ask(who), 0),
    (lambda w, who: w.ask(who, note="at the fair"), 1),
    (lambda w, who: w.promise(who), 0),
    (lambda w, who: w.promise(who, what="voucher"), 1),
]


@pytest.mark.parametrize(("act", "count"), WRITTEN)
def test_whatever_is_written_about_somebody_counts_where_they_want_none(
    act: Callable[[World, Participant], object], count: int
) -> None:
    world = World()
    person = world.person()
    act(world, person)
    said(world, person, "store_notes", "refused")
    assert written_about(world.workspace, person.uid) == count
    assert notes_against_will(world.workspace, TODAY) == [(person, count)] * bool(count)


NOT_THERE: list[dict[str, object]] = [
    {"merged_into": "another"},
    {"erased_at": World().now},
    {"retention_until": TODAY - DAY},
]


@pytest.mark.parametrize("fields", NOT_THERE, ids=["merged", "erased", "past_retention"])
def test_what_somebody_said_who_is_not_there_any_more_allows_nothing(fields: dict[str, object]) -> None:
    world = World()
    person = world.person(card=world.uid(1))
    said(world, person, "observe", "given")
    assert allows(world.workspace, person, "observe", TODAY)
    gone = replace(person, **fields)
    card = replace(world.card(1), wish=("record_audio",))
    world.workspace = world.workspace.replace({"participants": {gone.uid: gone}, "cards": {card.uid: card}})
    assert not allows(world.workspace, gone, "observe", TODAY)
    assert wished(world.workspace, card, TODAY) == []


@pytest.mark.parametrize(("days", "over"), [(-1, True), (0, False), (1, False)])
def test_the_last_day_of_keeping_belongs_to_it(days: int, over: bool) -> None:
    person = replace(World().person(), retention_until=TODAY + days * DAY)
    assert is_past_retention(person, TODAY) is over


APPROACHED = [
    ("contact_me", "refused", "opted_out"),
    ("recontact", "withdrawn", "opted_out"),
    ("recontact", "revoked", "opted_out"),
    ("recontact", "requested", "free"),
    ("recontact", "given", "free"),
    ("observe", "refused", "free"),
]


@pytest.mark.parametrize(("scope", "status", "keeping"), APPROACHED)
def test_whoever_said_no_to_being_approached_is_left_alone(scope: str, status: str, keeping: str) -> None:
    world = World()
    person = world.person()
    said(world, person, scope, status)  # type: ignore[arg-type]
    assert world.keeping(person).status == keeping


def test_a_later_yes_takes_a_no_back() -> None:
    world = World()
    person = world.person()
    said(world, person, "recontact", "refused")
    world.later()
    said(world, person, "recontact", "given")
    assert world.keeping(person).status == "free"


def test_what_is_owed_is_listed_by_when_it_came_to_be_owed_not_by_when_it_was_promised() -> None:
    world = World()
    ada, ben = world.person("Ada"), world.person("Ben")
    first = world.promise(ada)
    world.later(timedelta(hours=1))
    second = world.promise(ben)
    early = world.touch(ben, status="confirmed", at=world.now + DAY)
    late = world.touch(ada, status="confirmed", at=world.now + 2 * DAY)
    world.later(3 * DAY)
    for met in (late, early):
        world.do(operations.settle_touchpoint, met.uid)
    assert [incentive.uid for incentive in owed_now(world.workspace)] == [second.uid, first.uid]


def test_a_name_that_still_stands_with_the_record_that_was_put_into_theirs_is_theirs() -> None:
    world = World()
    old, new = world.person("Zelda Ostrander"), world.person("Quenby Vandersloot")
    world.do(operations.merge_contacts, old.uid, new.uid)
    late = Contact("late", old.uid, "Winifred Ostrander")  # as another copy of the workspace had it
    world.workspace = world.workspace.replace({"contacts": {late.uid: late}})
    person = world.workspace.participants[new.uid]
    names = [contact.fn for contact in called_of(world.workspace, person, ())]
    assert sorted(names) == ["Quenby Vandersloot", "Winifred Ostrander", "Zelda Ostrander"]
    assert names[0] == "Quenby Vandersloot"
