"""What goes along with words that may not be seen, and what a check tells at its edges."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from tests.domain.people.test_consent import said
from tests.domain.stored import documents_of
from tests.domain.world import DAY, World
from tui.domain import operations
from tui.domain.checkup.agreements import check_permission
from tui.domain.checkup.events import check_times
from tui.domain.checkup.numbers import lagging
from tui.domain.errors import NotAllowed
from tui.domain.flow.figures import CLOCK_TOLERANCE
from tui.domain.lens import Lens
from tui.domain.privacy.erasing.eraser import Eraser
from tui.domain.privacy.erasing.estate import Choices
from tui.domain.privacy.erasing.late_changes import Forgotten
from tui.domain.privacy.profiles import PROFILES, Profile
from tui.domain.records import Counter, Experiment


def lens(world: World, profile: Profile = "team") -> Lens:
    return Lens(world.workspace, profile, lambda: world.policy, world.now)


@pytest.mark.parametrize("quoted", [True, False])
def test_the_tags_of_a_note_go_with_its_words(*, quoted: bool) -> None:
    world = World()
    person = world.person()
    note = world.note("It is slow", kind="quote", people=[person.uid], tags=["speed"])
    if quoted:
        said(world, person, "quote_pseudonymous", "given")
    view = lens(world).note(note)
    assert (view.text, view.tags) == (("It is slow", ("speed",)) if quoted else ("", ()))
    assert bool(view.withheld) is not quoted


@pytest.mark.parametrize("refused", [True, False])
def test_what_was_expected_goes_with_what_was_said(*, refused: bool) -> None:
    world = World()
    person = world.person()
    met = world.touch(person, summary="was slow", expectation="may be slow")
    if refused:
        said(world, person, "store_notes", "refused")
    view = lens(world).touchpoint(met)
    assert (view.summary, view.expectation) == (("", "") if refused else ("was slow", "may be slow"))
    assert bool(view.withheld) is refused


def test_archived_are_those_somebody_put_away() -> None:
    world = World()
    world.do(operations.archive_card, world.uid(1))
    world.workspace = world.workspace.replace({"cards": {world.uid(2): replace(world.card(2), orphaned=True)}})
    assert lens(world).board(world.experiment).archived == 1


@pytest.mark.parametrize("profile", PROFILES)
def test_the_public_knows_of_evidence_in_words_alone(profile: Profile) -> None:
    world = World()
    world.note("For", people=[world.person().uid], kind="pain", stance="supports")
    ledger = lens(world, profile).board(world.experiment).evidence
    is_public = profile == "public"
    assert (ledger.supports, ledger.people, ledger.status is None) == ((0, 0, True) if is_public else (1, 1, False))
    assert ("<5 people" in ledger.sentence) is is_public


TEAMMATES: list[tuple[Profile, str, str]] = [
    ("team", "ux", "ux"),
    ("stakeholders", "ux", "ux"),
    ("public", "ux", "U."),
    ("public", "", ""),
    ("public", "Ada Lovelace", ""),
    ("team", "Ada Lovelace", "P01"),
]


@pytest.mark.parametrize(("profile", "name", "seen"), TEAMMATES)
def test_the_public_sees_of_a_teammate_the_initial(profile: Profile, name: str, seen: str) -> None:
    world = World()
    world.person("Ada Lovelace")
    assert lens(world, profile).teammate(name) == seen


@pytest.mark.parametrize(("ahead", "is_told"), [(timedelta(0), False), (timedelta(seconds=1), True)])
def test_a_clock_may_be_a_little_wrong(ahead: timedelta, is_told: bool) -> None:
    world = World()
    event = world.do(operations.expedite_card, world.uid(1)).event
    now = event.at - CLOCK_TOLERANCE - ahead
    told = [finding.sentence for finding in check_times(world.workspace, [event], now)]
    assert any("still to come (1 of 1 events)" in sentence for sentence in told) is is_told


@pytest.mark.parametrize(("number", "right"), [(3, 4), (2, 4), (4, None)])
def test_a_counter_lags_where_it_would_give_a_number_again(number: int, right: int | None) -> None:
    world = World()
    experiment = replace(world.experiment, next_number=number)
    world.workspace = world.workspace.replace({"experiments": {experiment.uid: experiment}})
    found = [(one.key, following) for one, following in lagging(world.workspace) if isinstance(one, Experiment)]
    assert found == ([("CD", right)] if right else [])


@pytest.mark.parametrize(("following", "right"), [(1, 2), (2, None)])
def test_a_p_id_is_not_given_again(following: int, right: int | None) -> None:
    world = World()
    world.person()
    (counter,) = world.workspace.counters.values()
    world.workspace = world.workspace.replace({"counters": {counter.uid: Counter(counter.uid, following)}})
    assert list(lagging(world.workspace)) == ([(None, right)] if right else [])


@pytest.mark.parametrize(("archived", "count"), [(False, 1), (True, 0)])
def test_words_of_nobody_are_told_while_they_are_there(*, archived: bool, count: int) -> None:
    world = World()
    note = world.note("It is slow", kind="quote")
    if archived:
        world.do(operations.archive_note, note.uid)
    assert len(list(check_permission(world.workspace, world.context.today))) == count


def test_of_whoever_is_erased_the_events_tell_the_number_alone() -> None:
    world = World()
    person = world.person("Quenby Vandersloot", relationship="customer", segments=["Self-serve"])
    made = world.do(operations.edit_person, person.uid, relationship="prospect", segments=["Other"])
    documents = documents_of(world.workspace, [made.event])
    eraser = Eraser(world.workspace, person, Choices(), world.now.date(), documents)
    stored = json.dumps([after for _, _, after in eraser.changed(documents)], default=str)
    for text in ("prospect", "Self-serve", "Other"):
        assert text not in stored


LATE: list[tuple[str, dict[str, Any], str]] = [
    ("a note about them alone", {"people": ["them"]}, "would bring them back"),
    ("a note about both", {"people": ["them", "other"]}, ""),
    ("Quenby rang", {"people": []}, ""),
]


@pytest.mark.parametrize(("text", "fields", "refusal"), LATE)
def test_a_late_change_names_nobody_who_was_erased(text: str, fields: dict[str, Any], refusal: str) -> None:
    world = World()
    person, other = world.person("Quenby Vandersloot"), world.person("Ada Example")
    uids = {"them": person.uid, "other": other.uid}
    forgotten = Forgotten(person, world.workspace.contacts_of(person.uid))
    before = world.workspace
    people = [uids[name] for name in fields["people"]]
    change = operations.add_note(before, world.context, text, card=world.uid(1), people=people)
    if refusal:
        with pytest.raises(NotAllowed, match=refusal):
            forgotten.without(change, before, begun_before=True)
        return
    (note,) = forgotten.without(change, before, begun_before=True).records["notes"].values()
    assert note is not None
    assert getattr(note, "people", None) == tuple(uid for uid in people if uid != person.uid)
    assert "Quenby" not in getattr(note, "text", "")


@pytest.mark.parametrize(("begun_before", "is_refused"), [(True, True), (False, False)])
def test_somebody_alike_is_made_known_anew_only_by_who_knows_of_the_erasing(
    *, begun_before: bool, is_refused: bool
) -> None:
    world = World()
    person = world.person("Quenby Vandersloot", email=["q@example.org"])
    forgotten = Forgotten(person, world.workspace.contacts_of(person.uid))
    world.later(DAY)
    change = operations.make_contact(world.workspace, world.context, "Q. V.", email=["Q@example.org"])
    if is_refused:
        with pytest.raises(NotAllowed, match="would bring them back"):
            forgotten.without(change, world.workspace, begun_before=begun_before)
    else:
        assert forgotten.without(change, world.workspace, begun_before=begun_before).records["contacts"]
