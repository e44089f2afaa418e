"""Who is made known a second time is noticed, however the name is written."""

from __future__ import annotations

import pytest

from tests.domain.world import World
from tui.domain import operations
from tui.domain.people.duplicates import MaybeKnown, maybe_the_same
from tui.domain.records import Name, Participant

KNOWN: list[tuple[str, list[str]]] = [
    ("José Álvarez", ["jose@example.com"]),
    ("Müller, Jörg", []),
    ("Ann-Marie O'Neil", ["am@example.org", "AM.ONeil@example.org"]),
    ("王小明", []),
    ("Dr. Ada King", []),
    ("Ma", []),
]


@pytest.fixture
def world() -> World:
    world = World()
    for name, email in KNOWN:
        world.person(name, email=email)
    return world


@pytest.mark.parametrize(
    ("name", "email", "pids"),
    [
        ("Jose Alvarez", "", ["P01"]),
        ("ALVAREZ, JOSÉ", "", ["P01"]),
        ("Álvarez José", "", ["P01"]),
        ("Joerg Mueller", "", ["P02"]),
        ("Jörg Müller", "", ["P02"]),
        ("mueller joerg", "", ["P02"]),
        ("Ann Marie ONeil", "", ["P03"]),
        ("O’Neil, Ann-Marie", "", ["P03"]),
        ("小明 王", "", ["P04"]),
        ("王 小明", "", ["P04"]),
        ("Ada King", "", ["P05"]),
        ("King, Ada", "", ["P05"]),
        ("Prof. Dr. Ada King PhD", "", ["P05"]),
        ("Nobody Else", "JOSE@example.COM", ["P01"]),
        ("Nobody Else", " am.oneil@example.org ", ["P03"]),
        ("Ada King", "jose@example.com", ["P01", "P05"]),
        ("Ada", "", []),
        ("José", "", []),
        ("Jack Ma", "", []),
        ("Nobody Else", "other@example.com", []),
        ("Nobody Else", "", []),
        ("...", "", []),
    ],
)
def test_the_same_name_or_address_is_noticed(world: World, name: str, email: str, pids: list[str]) -> None:
    assert [person.pid for person in maybe_the_same(world.workspace, name, [email] if email else [])] == pids


def test_nobody_is_made_who_may_be_known_unless_it_is_somebody_else(world: World) -> None:
    before = world.state
    with pytest.raises(MaybeKnown) as raised:
        world.do(operations.make_contact, "jose alvarez", unless_known=True)
    assert str(raised.value) == "That may be P01, who is known already. Nothing was changed."
    assert (raised.value.candidates, raised.value.exit_code, raised.value.kind) == (("P01",), 2, "ambiguous")
    assert world.state == before
    assert world.person("jose alvarez").pid == "P07"


def test_names_from_before_a_merge_count_and_name_who_it_is_now(world: World) -> None:
    ada = next(person for person in world.workspace.participants.values() if person.pid == "P05")
    jose = next(person for person in world.workspace.participants.values() if person.pid == "P01")
    world.do(operations.merge_contacts, jose.uid, ada.uid)
    for name, email in (("alvarez jose", []), ("Nobody", ["jose@example.com"])):
        assert [person.pid for person in maybe_the_same(world.workspace, name, email)] == ["P05"]


def test_the_parts_of_a_name_and_nicknames_count() -> None:
    world = World()
    world.person("The Countess", n=Name(family="King", given="Ada"), nickname="Enchantress, Lady L")
    for name in ("king ada", "Enchantress", "lady l", "countess the"):
        assert [person.pid for person in maybe_the_same(world.workspace, name)] == ["P01"]


def test_who_is_erased_is_nobody_any_more() -> None:
    world = World()
    ada = world.person("Ada King")
    gone = Participant(ada.uid, ada.number, ada.created_at, erased_at=world.now)
    world.workspace = world.workspace.replace({"participants": {ada.uid: gone}})
    assert maybe_the_same(world.workspace, "Ada King") == []
