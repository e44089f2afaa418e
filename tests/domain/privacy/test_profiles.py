"""What leaves, by kind, reader and consent; the tables are written by hand, so that no mistake of the code is here."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from tests.domain.people.test_consent import said
from tests.domain.world import DAY, World
from tui.domain import operations
from tui.domain.errors import NotFound
from tui.domain.lens import Lens
from tui.domain.people.consent import latest_words
from tui.domain.privacy import profiles
from tui.domain.privacy.profiles import DEFAULT, PROFILES, REFUSED, TERMS, Profile, Use, profile_named, use_of
from tui.domain.records import Consent, Note
from tui.domain.records.vocabulary import CONSENT_SCOPES, ConsentStatus, NoteKind
from tui.domain.records.workspace import Workspace

STATUSES: tuple[ConsentStatus, ...] = (
    *("unknown", "requested", "request_deferred", "given", "refused"),
    *("withdrawn", "revoked", "expired", "invalidated", "renewed"),
)
GIVEN = {"given", "renewed"}
MEANS_NO = {"refused", "withdrawn", "revoked", "expired", "invalidated"}

NEEDS_GIVEN: dict[tuple[Use, Profile], set[str]] = {
    ("words", "team"): {"quote_pseudonymous"},
    ("words", "stakeholders"): {"quote_pseudonymous"},
    ("words", "public"): {"quote_pseudonymous", "share_external"},
    ("words", "identified"): {"quote_pseudonymous"},
    ("account", "public"): {"share_external"},
    ("name", "identified"): {"share_internal"},
    ("name of words", "identified"): {"quote_attributed"},
}
STOPPED_BY_NO: dict[tuple[Use, Profile], set[str]] = {
    ("person", "team"): {"store_notes"},
    ("person", "stakeholders"): {"store_notes", "share_internal"},
    ("person", "identified"): {"store_notes"},
    ("words", "team"): {"store_notes"},
    ("words", "stakeholders"): {"store_notes", "share_internal"},
    ("words", "public"): {"store_notes", "share_internal"},
    ("words", "identified"): {"store_notes"},
    ("account", "team"): {"store_notes"},
    ("account", "stakeholders"): {"store_notes", "share_internal"},
    ("account", "public"): {"store_notes", "share_internal"},
    ("account", "identified"): {"store_notes"},
    ("note", "team"): {"store_notes"},
    ("note", "identified"): {"store_notes"},
    ("count", "team"): {"store_notes"},
    ("count", "stakeholders"): {"store_notes"},
    ("count", "public"): {"store_notes"},
    ("count", "identified"): {"store_notes"},
    ("name", "identified"): {"store_notes"},
    ("name of words", "identified"): {"store_notes"},
}
NEVER: set[tuple[Use, Profile]] = {
    ("text", "public"),
    ("person", "public"),
    ("note", "public"),
    *(("name", profile) for profile in ("team", "stakeholders", "public")),
    *(("name of words", profile) for profile in ("team", "stakeholders", "public")),
}
BY_HAND: set[tuple[Use, Profile]] = {("note", "stakeholders")}


def lens(world: World, profile: Profile, **fields: Any) -> Lens:
    return Lens(world.workspace, profile, lambda: world.policy, world.now, **fields)


def test_the_table_says_something_of_every_kind_and_reader() -> None:
    assert {profile for terms in TERMS.values() for profile in terms} == set(PROFILES)
    assert all(set(terms) == set(PROFILES) for terms in TERMS.values())
    assert REFUSED == MEANS_NO


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("use", TERMS)
def test_a_cell_of_the_table(use: Use, profile: Profile) -> None:
    """All that has to be given is; then one scope at a time has each of the ten statuses."""
    needed, stopping = NEEDS_GIVEN.get((use, profile), set()), STOPPED_BY_NO.get((use, profile), set())
    for scope in CONSENT_SCOPES:
        for status in STATUSES:
            world = World()
            ada = world.person()
            for each in needed - {scope}:
                said(world, ada, each, "given")
            said(world, ada, scope, status)
            allowed = (
                (use, profile) not in NEVER | BY_HAND
                and (scope not in needed or status in GIVEN)
                and (scope not in stopping or status not in MEANS_NO)
            )
            reasons = lens(world, profile).permits.why_not(use, [ada.uid])
            assert (not reasons) is allowed, (use, profile, scope, status, reasons)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("use", ["person", "words", "account", "count"])
def test_for_a_minor_the_guardian_gives_what_others_need_not_refuse(use: Use, profile: Profile) -> None:
    world = World()
    ada = world.person()
    world.do(operations.edit_person, ada.uid, is_minor=True)
    assert lens(world, profile).permits.why_not(use, [ada.uid])
    for scope in ("store_notes", "share_internal", "share_external", "quote_pseudonymous"):
        said(world, ada, scope, "given", given_by="self")
    assert lens(world, profile).permits.why_not(use, [ada.uid]), "a minor's own word gives nothing"
    for scope in ("store_notes", "share_internal", "share_external", "quote_pseudonymous"):
        said(world, ada, scope, "given", given_by="guardian")
    reasons = lens(world, profile).permits.why_not(use, [ada.uid])
    assert bool(reasons) is ((use, profile) in NEVER)


@pytest.mark.parametrize(
    ("kind", "verbatim", "people", "stance", "use"),
    [
        ("quote", False, True, None, "words"),
        ("quote", False, False, None, "words"),
        ("note", True, True, None, "words"),
        ("pain", True, False, None, "words"),
        ("note", False, True, None, "note"),
        ("note", False, False, None, "note"),
        ("note", False, True, "supports", "account"),
        ("note", False, False, "supports", "note"),
        *((kind, False, True, None, "account") for kind in ("pain", "need", "delight", "behaviour", "request")),
        *((kind, False, True, None, "account") for kind in ("workaround", "statistic", "surprise", "promise")),
        ("learned", False, True, None, "account"),
        ("learned", False, False, None, "text"),
        ("statistic", False, False, None, "account"),
    ],
)
def test_what_a_note_is_to_its_readers(kind: NoteKind, verbatim: bool, people: bool, stance: Any, use: Use) -> None:
    world = World()
    ada = world.person()
    note = Note("n", "x", world.now, "ux", people=(ada.uid,) if people else (), kind=kind, verbatim=verbatim)
    assert use_of(replace(note, stance=stance)) == use


@pytest.mark.parametrize("profile", PROFILES)
def test_words_of_nobody_are_kept_private(profile: Profile) -> None:
    world = World()
    note = world.note("I gave up", kind="quote")
    seen = lens(world, profile).note(note)
    assert (seen.text, seen.withheld) == ("", "nobody is named whose words they are")


def test_what_several_said_takes_the_word_of_each() -> None:
    world = World()
    ada, bob = world.person(), world.person("Bob Hopper")
    world.do(operations.give_consent, ada.uid, "quote_pseudonymous")
    note = world.note("We gave up", kind="quote", people=[ada.uid, bob.uid])
    assert lens(world, "team").note(note).withheld == "no quote permission"
    world.do(operations.give_consent, bob.uid, "quote_pseudonymous")
    assert lens(world, "team").note(note).text == "We gave up"


def test_a_permission_has_to_hold_then_and_now() -> None:
    world = World()
    ada = world.person()
    note = world.note("I gave up", kind="quote", people=[ada.uid])
    before, early = world.workspace, world.now
    world.later()
    world.do(operations.give_consent, ada.uid, "quote_pseudonymous", expires_at=(world.now + 5 * DAY).date())
    given, then = world.workspace, world.now

    def why(workspace: Any, at: Any, present_at: Any) -> str:
        policy = world.policy
        return (
            Lens(workspace, "team", lambda: policy, at, present=world.workspace, present_at=present_at)
            .note(note)
            .withheld
        )

    assert why(before, early, then) == "no quote permission", "it was not given yet"
    assert why(given, then, then) == ""
    assert why(given, then, then + timedelta(days=9)).startswith("quote permission expired"), "by now it has ended"
    world.do(operations.withdraw_consent, ada.uid, "quote_pseudonymous")
    assert why(given, then, then) == "quote permission was taken back"


def test_whoever_is_to_be_kept_no_longer_is_not_told_of() -> None:
    world = World()
    ada = world.person()
    world.do(operations.edit_person, ada.uid, retention_until=(world.now - DAY).date())
    note = world.note("Opened it twice", kind="behaviour", people=[ada.uid])
    assert lens(world, "team").note(note).withheld.startswith("was to be kept until")
    assert lens(world, "team").pids([ada.uid]) == ()


def test_what_somebody_said_is_read_once_whatever_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    people = [world.person(name) for name in ("Ada", "Bo", "Cy")]
    quotes = [world.note("Slow", kind="quote", people=[person.uid]) for person in people]
    asked: list[str] = []

    def counting(workspace: Workspace, uid: str) -> dict[str, Consent]:
        asked.append(uid)
        return latest_words(workspace, uid)

    monkeypatch.setattr(profiles, "latest_words", counting)
    seen = lens(world, "team")
    for quote in (*quotes, *quotes):
        seen.note(quote)
        seen.sees(quote.people[0])
    assert sorted(asked) == sorted(person.uid for person in people)


def test_plain_notes_are_included_by_hand() -> None:
    world = World()
    note = world.note("A thought")
    assert lens(world, "stakeholders").note(note).withheld == "not for this reader"
    assert lens(world, "stakeholders", by_hand=True).note(note).text == "A thought"
    assert lens(world, "public", by_hand=True).note(note).withheld == "not for this reader"
    assert lens(world, "team").note(note).text == "A thought"


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        ("public", "public"),
        ("anyone", "public"),
        ("shareable", "stakeholders"),
        ("Stakeholders", "stakeholders"),
        ("our team", "team"),
        ("with names", "identified"),
    ],
)
def test_readers_by_name(text: str, profile: Profile) -> None:
    assert profile_named(text) == profile


def test_a_reader_who_is_none_is_refused_and_the_default_is_inside() -> None:
    with pytest.raises(NotFound, match="public, stakeholders, team, identified"):
        profile_named("everybody")
    assert DEFAULT == "stakeholders"
