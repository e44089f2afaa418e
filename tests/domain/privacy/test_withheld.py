"""What goes along with words that may not be seen, and what the public sees of figures and of the team."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.domain.people.test_consent import said
from tests.domain.world import World
from tui.domain import operations
from tui.domain.lens import Lens
from tui.domain.privacy.profiles import PROFILES, Profile
from tui.domain.records import RECORD_TYPES
from tui.domain.records.workspace import Workspace


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


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("quoted", [True, False])
def test_whoever_wants_the_words_of_a_note_alone_gets_those_of_all_of_it(profile: Profile, *, quoted: bool) -> None:
    world = World()
    person = world.person("Ada Lovelace")
    note = world.note("Ada Lovelace waits", kind="quote", people=[person.uid], tags=["of Ada Lovelace"])
    if quoted:
        said(world, person, "quote_pseudonymous", "given")
    words, whole = lens(world, profile), lens(world, profile)
    assert words.words(note, "CD-1") == whole.note(note, "CD-1").text
    assert words.sheet == whole.sheet


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


NAMES_KEPT: list[tuple[Profile, bool]] = [
    ("team", True),
    ("identified", True),
    ("stakeholders", False),
    ("public", False),
]


@pytest.mark.parametrize(("profile", "is_shown"), NAMES_KEPT)
def test_where_names_are_not_at_hand_what_was_typed_is_for_our_team_alone(profile: Profile, is_shown: bool) -> None:
    world = World()
    world.person("Ada Lovelace")
    world.do(operations.edit_card, world.uid(1), description="She rang again")
    world.workspace = Workspace.of(
        record for table in RECORD_TYPES if table != "contacts" for record in world.workspace.table(table).values()
    )
    view = lens(world, profile).card(world.card(1))
    assert view.description == ("She rang again" if is_shown else "")
    assert view.title == "Establish channels"


def test_whoever_was_made_known_since_is_asked_as_of_today() -> None:
    world = World()
    before, then = world.workspace, world.now
    world.later()
    willing, unwilling = world.person("Ada"), world.person("Ben")
    said(world, unwilling, "store_notes", "refused")
    now = world.workspace
    permits = Lens(before, "team", lambda: world.policy, then, present=now, present_at=world.now).permits
    assert permits.person("person", willing.uid) == ""
    assert permits.person("person", unwilling.uid)
