from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.domain.world import World
from tui.domain import operations
from tui.domain.errors import DomainError, NotAllowed, NotFound
from tui.domain.operations.about_people import segment
from tui.domain.records import Cadence, Name, Segment

KNOWN: dict[str, Any] = {
    "email": ["ada@example.com"],
    "tel": ["+44 20 7946 0000", ""],
    "url": ["https://example.com/ada"],
    "adr": ["1 Example Street"],
    "org": "Engines",
    "title": "Analyst",
    "nickname": "Countess",
    "note": "likes\nmornings",
    "n": ["King", "Ada", "", "", ""],
    "relationship": "customer",
    "segments": ["enterprise", "need: export", "enterprise"],
    "advisory_board": True,
    "cadence": Cadence("P7D", "P1M"),
    "retention_until": date(2027, 1, 31),
}


def test_what_is_known_of_a_person_is_kept_in_its_half() -> None:
    world = World()
    ada = world.person("Ada Lovelace", **KNOWN)
    assert ada.relationship == "customer"
    assert ada.segments == (Segment("enterprise"), Segment("export", "need"))
    assert (ada.advisory_board, ada.is_minor, ada.cadence) == (True, False, Cadence("P7D", "P1M"))
    contact = world.workspace.contact_of(ada.uid)
    assert contact is not None
    assert (contact.tel, contact.url, contact.adr) == (
        ("+44 20 7946 0000",),
        ("https://example.com/ada",),
        ("1 Example Street",),
    )
    assert (contact.org, contact.title, contact.nickname) == ("Engines", "Analyst", "Countess")
    assert (contact.note, contact.n) == ("likes\nmornings", Name("King", "Ada"))
    assert not {"Ada", "Engines", "Countess"} & set(repr(ada).replace("'", " ").split())


def test_an_empty_value_takes_away_and_none_leaves() -> None:
    world = World()
    ada = world.person("Ada", **KNOWN)
    empty = {"relationship": "", "segments": [], "advisory_board": False, "retention_until": "", "tel": [], "org": ""}
    world.do(operations.edit_contact, ada.uid, **empty, title=None, cadence=None)
    after, contact = world.workspace.participants[ada.uid], world.workspace.contact_of(ada.uid)
    assert contact is not None
    assert (after.relationship, after.segments, after.advisory_board, after.retention_until) == (None, (), False, None)
    assert (after.cadence, contact.title, contact.tel, contact.org) == (Cadence("P7D", "P1M"), "Analyst", (), "")


def test_the_pseudonymous_half_is_edited_where_names_are_not_kept() -> None:
    world = World()
    ada = world.person()
    world.workspace = world.workspace.replace({"contacts": dict.fromkeys(world.workspace.contacts)})
    world.do(operations.edit_contact, ada.uid, relationship="churned")
    assert world.workspace.participants[ada.uid].relationship == "churned"


def test_a_guardian_may_be_named_and_taken_away() -> None:
    world = World()
    grace = world.person("Grace")
    mia = world.person("Mia", is_minor=True, guardian=grace.uid)
    assert mia.guardian == grace.uid
    world.do(operations.edit_person, mia.uid, guardian="", is_minor=False)
    assert world.workspace.participants[mia.uid].guardian is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("enterprise", Segment("enterprise")),
        ("Need: export ", Segment("export", "need")),
        ("purchase history: often", Segment("often", "purchase_history")),
        ("engagement-level:low", Segment("low", "engagement_level")),
        ("team: blue", Segment("team: blue")),
        ("", Segment("")),
    ],
)
def test_a_segment_may_name_its_dimension(text: str, found: Segment) -> None:
    assert segment(text) == found


@pytest.mark.parametrize(
    ("fields", "error", "sentence"),
    [
        ({"relationship": "friend"}, NotAllowed, '"friend" is not a relationship; there are prospect,'),
        ({"contact_status": "busy"}, NotAllowed, '"busy" is not a status of a contact; there are free,'),
        ({"cadence": Cadence(ideal="often")}, NotAllowed, '"often" is not a time such as P14D, P2W or P1M.'),
        ({"segments": ["x" * 61]}, NotAllowed, "A segment has 61 characters, 60 fit."),
        ({"guardian": "gone"}, NotFound, "That person is not in the workspace any more."),
        ({"org": "x" * 501}, NotAllowed, "A person's org has 501 characters, 500 fit."),
    ],
)
def test_a_rule_that_says_no_says_why(fields: dict[str, Any], error: type[DomainError], sentence: str) -> None:
    world = World()
    ada = world.person()
    for operation, arguments in ((operations.make_contact, {"name": "Ben"}), (operations.edit_contact, {})):
        about = {"participant": ada.uid} if operation is operations.edit_contact else {}
        with pytest.raises(error) as raised:
            world.do(operation, **about, **arguments, **fields)
        assert sentence in str(raised.value)


def test_a_guardian_is_somebody_else_and_of_age() -> None:
    world = World()
    mia, kim = world.person("Mia", is_minor=True), world.person("Kim", is_minor=True)
    for guardian in (mia, kim):
        with pytest.raises(NotAllowed, match="A guardian is somebody else, and of age"):
            world.do(operations.edit_person, mia.uid, guardian=guardian.uid)


def test_a_field_nobody_has_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(TypeError, match="a person has no shoe_size"):
        World().person(shoe_size=43)


def test_who_was_erased_is_not_edited_and_says_so() -> None:
    world = World()
    ada = world.person()
    erased = type(ada)(ada.uid, ada.number, ada.created_at, erased_at=world.now)
    world.workspace = world.workspace.replace({"participants": {ada.uid: erased}})
    with pytest.raises(NotFound, match="P01 was erased, and the number is not given again"):
        world.do(operations.edit_person, ada.uid, relationship="customer")
