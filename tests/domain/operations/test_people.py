from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.domain.world import World
from tui.domain import operations
from tui.domain.errors import DomainError, NotAllowed, NotFound
from tui.domain.records import IDENTITY_TABLES
from tui.domain.records.change import Change, patches


def test_people_are_numbered_and_their_names_kept_apart() -> None:
    world = World()
    ada, bob = world.person("Ada"), world.person("  Bob\n Marley ", email=["bob@example.org", ""], org=" Tuff\tGong ")
    assert (ada.pid, bob.pid) == ("P01", "P02")
    contact = world.workspace.contact_of(bob.uid)
    assert contact is not None
    assert (contact.fn, contact.email, contact.org) == ("Bob Marley", ("bob@example.org",), "Tuff Gong")


@pytest.mark.parametrize(("number", "pid"), [(3, "P03"), (99, "P99"), (100, "P100"), (1234, "P1234")])
def test_a_pseudonym_has_two_digits_at_least(number: int, pid: str) -> None:
    world = World()
    people = [world.person() for _ in range(3)]
    assert type(people[0])("uid", number, people[0].created_at).pid == pid


def test_an_undone_person_does_not_give_their_number_away() -> None:
    world = World()
    world.undo(world.do(operations.make_contact, "Ada"))
    assert world.workspace.participants == {}
    assert world.person("Bob").pid == "P02"


def test_a_person_made_on_a_card_is_linked_to_it() -> None:
    world = World()
    ada = world.person(card=world.uid(1))
    assert world.card(1).people == (ada.uid,)
    assert world.workspace.cards_with(ada.uid) == [world.card(1)]


def test_linking_twice_is_no_change_and_unlinking_leaves_notes() -> None:
    world = World()
    ada = world.person()
    assert world.do(operations.link_contact, world.uid(1), ada.uid).event.kind == "contact_linked"
    assert world.do(operations.link_contact, world.uid(1), ada.uid).is_empty
    note = world.note(people=[ada.uid])
    world.do(operations.unlink_contact, world.uid(1), ada.uid)
    assert world.card(1).people == ()
    assert world.workspace.notes_of(world.uid(1)) == [note]


def test_editing_leaves_what_is_not_named() -> None:
    world = World()
    ada = world.person("Ada", email=["ada@example.org"], org="Analytical")
    world.do(operations.edit_contact, ada.uid, name="Ada L.", org="")
    contact = world.workspace.contact_of(ada.uid)
    assert contact is not None
    assert (contact.fn, contact.email, contact.org) == ("Ada L.", ("ada@example.org",), "")


@pytest.mark.parametrize(
    ("operation", "arguments", "error", "sentence"),
    [
        (operations.make_contact, {"name": " \x1b[1m "}, NotAllowed, "A person's name needs some text."),
        (operations.make_contact, {"name": "x" * 501}, NotAllowed, "A person's name has 501 characters, 500 fit."),
        (operations.make_contact, {"name": "A", "email": ["a b@c"]}, NotAllowed, '"a b@c" is not an e-mail address.'),
        (operations.make_contact, {"name": "A", "email": ["@home"]}, NotAllowed, '"@home" is not an e-mail address.'),
        (operations.make_contact, {"name": "A", "card": "gone"}, NotFound, "That card is not in the workspace any"),
        (operations.edit_contact, {"participant": "gone"}, NotFound, "That person is not in the workspace any more."),
    ],
)
def test_a_rule_that_says_no_says_why(
    operation: Callable[..., Change], arguments: dict[str, Any], error: type[DomainError], sentence: str
) -> None:
    with pytest.raises(error) as raised:
        World().do(operation, **arguments)
    assert sentence in str(raised.value)


def test_a_stranger_is_neither_linked_nor_unlinked() -> None:
    world = World()
    ada = world.person()
    with pytest.raises(NotFound, match="That person is not in the workspace"):
        world.do(operations.link_contact, world.uid(1), "gone")
    with pytest.raises(NotAllowed, match="P01 is not linked to 1 Establish channels"):
        world.do(operations.unlink_contact, world.uid(1), ada.uid)


def test_a_name_that_is_kept_elsewhere_is_not_edited_here() -> None:
    world = World()
    ada = world.person()
    world.workspace = world.workspace.replace({"contacts": dict.fromkeys(world.workspace.contacts)})
    with pytest.raises(NotFound, match="The name of P01 is not kept in this workspace"):
        world.do(operations.edit_contact, ada.uid, name="Ada")


def test_what_names_people_is_stored_and_told_apart_from_research() -> None:
    world = World()
    change = world.do(operations.make_contact, "Ada Lovelace", email=["ada@example.org"], card=world.uid(1))
    research = [patch for patch in patches(change) if patch.table not in {*IDENTITY_TABLES, "people_events"}]
    assert {patch.table for patch in research} == {"participants", "counters", "cards", "events"}
    assert "Ada" not in repr(research)
    assert "ada@" not in repr(research)
    told = next(patch for patch in patches(change) if patch.table == "people_events")
    assert "Ada Lovelace" in repr(told)
    assert told.uid == change.event.uid
