"""Whom a text may tell of: somebody who may not be seen is not in it by P-id either."""

from __future__ import annotations

from typing import cast

import pytest
from msgspec.structs import replace

from tests.domain.people.test_consent import said
from tests.domain.world import DAY, World
from tui.domain import operations
from tui.domain.lens import Lens
from tui.domain.people.consent import allows
from tui.domain.privacy.profiles import PROFILES, Profile
from tui.domain.privacy.seen import SeenWorkspace
from tui.domain.records import Export
from tui.domain.records.vocabulary import ConsentStatus
from tui.service.people_shapes import consent_shape

P01: dict[str, tuple[Profile, ...]] = {
    "nobody asked": ("stakeholders", "team", "identified"),
    "store_notes refused": (),
    "share_internal withdrawn": ("team", "identified"),
    "share_external given": ("stakeholders", "team", "identified"),
    "a minor": (),
    "kept too long": (),
}
"""Who may read the P-id, by what the person said or is."""
TEXTS = ("Call Ada Lovelace", "call ada lovelace today", "Call P01", "(P01)", "see p01, soon", "_P01_", "李P01さん")


def world_where(case: str) -> World:
    world = World()
    ada = world.person("Ada Lovelace")
    match case:
        case "a minor":
            world.do(operations.edit_person, ada.uid, is_minor=True)
        case "kept too long":
            world.do(operations.edit_person, ada.uid, retention_until=(world.now - DAY).date())
        case "nobody asked":
            pass
        case _:
            scope, status = case.split()
            said(world, ada, scope, cast(ConsentStatus, status))
    return world


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("case", P01)
def test_a_p_id_is_in_a_text_only_where_it_may_be_seen(case: str, profile: Profile, text: str) -> None:
    world = world_where(case)
    lens = Lens(world.workspace, profile, lambda: world.policy, world.now)
    seen = lens.text(text)
    assert ("p01" in seen.casefold()) == (profile in P01[case])
    assert ("[person]" in seen) == (profile not in P01[case])


@pytest.mark.parametrize("profile", PROFILES)
def test_whoever_is_erased_is_nobody_any_more(profile: Profile) -> None:
    world = World()
    ada = world.person("Ada Lovelace")
    world.workspace = world.workspace.replace({"participants": {ada.uid: replace(ada, erased_at=world.now)}})
    lens = Lens(world.workspace, profile, lambda: world.policy, world.now)
    assert lens.text("P01 said so") == "[person] said so"


@pytest.mark.parametrize("text", ["P1 first", "P02", "P010", "MP01", "P01a", "NPS 30", "sharp01"])
def test_what_is_nobodys_p_id_stays(text: str) -> None:
    world = world_where("store_notes refused")
    assert Lens(world.workspace, "public", lambda: world.policy, world.now).text(text) == text


def test_what_is_taken_out_is_counted_as_what_it_is() -> None:
    world = world_where("store_notes refused")
    world.person("Bob Hopper")
    lens = Lens(world.workspace, "team", lambda: world.policy, world.now)
    assert lens.text("Ada Lovelace and Bob Hopper", "CD-1") == "[person] and P02"
    assert [(each.kind, each.into) for each in lens.sheet.changed] == [("name", "P02"), ("person", "[person]")]


BEFORE: dict[str, dict[str, object]] = {
    "Ada Lovelace": {"name": "Ada King"},
    "Lovelace": {"name": "Ada King"},
    "ada@example.com": {"email": ["a.king@example.com"]},
    "+44 7700 900123": {"tel": []},
    "Countess": {"nickname": "Addie"},
    "Analytical Engines": {"org": "Difference Works"},
}
"""What named somebody in a text, and the edit that came after."""


@pytest.mark.parametrize("text", BEFORE)
def test_what_named_somebody_before_an_edit_is_hidden_too(text: str) -> None:
    world = World()
    known = {"email": ["ada@example.com"], "tel": ["+44 7700 900123"], "nickname": "Countess"}
    ada = world.person("Ada Lovelace", org="Analytical Engines", **known)
    edited = world.do(operations.edit_contact, ada.uid, **BEFORE[text])
    assert text not in seen_by_stakeholders(world, f"Call {text} again")
    assert len(world.workspace.contacts_of(ada.uid)) == 2
    world.undo(edited)
    assert len(world.workspace.contacts_of(ada.uid)) == 1
    assert text not in seen_by_stakeholders(world, f"Call {text} again")


@pytest.mark.parametrize("name", ["ADA LOVELACE", "Áda Lovelace", "Ada Lovelace"])
def test_a_spelling_that_is_found_alike_is_not_kept_besides(name: str) -> None:
    world = World()
    ada = world.person("Ada Lovelace")
    world.do(operations.edit_contact, ada.uid, name=name)
    assert [each.fn for each in world.workspace.contacts_of(ada.uid)] == [name]


def test_going_to_and_fro_keeps_each_name_once() -> None:
    world = World()
    ada = world.person("Ada Lovelace")
    for name in ("Ada King", "Ada Lovelace", "Ada King", "Ada Lovelace"):
        world.do(operations.edit_contact, ada.uid, name=name)
    assert sorted(each.fn for each in world.workspace.contacts_of(ada.uid)[1:]) == ["Ada King", "Ada Lovelace"]


def seen_by_stakeholders(world: World, text: str) -> str:
    return Lens(world.workspace, "stakeholders", lambda: world.policy, world.now).text(text)


def test_what_was_typed_of_a_permission_or_a_copy_is_seen_without_names() -> None:
    world = World()
    ada = world.person("Ada Lovelace")
    said(world, ada, "observe", "given", notice_version="as for Ada Lovelace", purpose="to watch Ada Lovelace")
    copy = Export("x1", world.now, "Ada Lovelace", "md", "team", "a.md", "0" * 64)
    world.workspace = world.workspace.replace({"exports": {copy.uid: copy}})
    seen = SeenWorkspace(Lens(world.workspace, "team", lambda: world.policy, world.now))
    (consent,) = seen.consents.values()
    assert (consent.notice_version, consent.purpose) == ("as for P01", "to watch P01")
    assert seen.exports[copy.uid].by == "P01"
    assert "Lovelace" not in str(consent_shape(seen, consent))
    assert allows(seen, seen.participants[ada.uid], "observe", world.now.date())
