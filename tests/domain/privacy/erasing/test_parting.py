"""What stays in records and files when somebody goes, and what is looked at as perhaps theirs."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from tests.domain.world import World
from tui.domain.privacy.erasing.together import Likeness
from tui.domain.privacy.erasing.traces import Parting, Search, Traces, are_alike
from tui.domain.records import Contact

QUENBY = "Quenby Vandersloot"


def traces(**fields: Any) -> Traces:
    world = World()
    person = world.person(QUENBY, email=["qv@example.org"], tel=["+49 30 7712345"], **fields)
    world.person("Ada Example")
    return Traces(world.workspace, person, world.workspace.contacts_of(person.uid))


@pytest.mark.parametrize(
    ("field", "after"),
    [
        (("participants", "guardian", "{uid}"), None),
        (("participants", "guardian", "another"), "another"),
        (("notes", "touchpoint", "gone"), None),
        (("incentives", "touchpoint", "gone"), None),
        (("notes", "touchpoint", "stays"), "stays"),
        (("notes", "people", ["{uid}", "another"]), ["another"]),
        (("cards", "people", ("another", "{uid}")), ("another",)),
        (("contacts", "fn", QUENBY), QUENBY),
        (("contacts", "note", f"sister of {QUENBY}"), "sister of P01"),
        (("cards", "title", f"Call {QUENBY}"), "Call P01"),
        (("standups", "items", [{"step": "customers", "uid": "{uid}"}, {"step": "pulse"}]), [{"step": "pulse"}]),
        (("standups", "items", [{"step": "customers", "uid": "words"}, {"step": "pulse"}]), [{"step": "pulse"}]),
        (("standups", "items", [{"step": "customers", "uid": "other"}]), [{"step": "customers", "uid": "other"}]),
        (("cards", "x", {"Quenby": "yes", "days": 3}), {"P01": "yes", "days": 3}),
    ],
)
def test_what_becomes_of_a_field(field: tuple[str, str, Any], after: Any) -> None:
    found = traces()
    uid = found.person.uid

    def filled(value: Any) -> Any:
        if isinstance(value, list | tuple):
            return type(value)(filled(item) for item in value)
        if isinstance(value, dict):
            return {name: filled(item) for name, item in value.items()}
        return uid if value == "{uid}" else value

    table, name, value = field
    assert Parting(found, {"gone", "words"}).field(table, name, filled(value)) == after


def coded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


DISGUISES = [
    (f"write to {QUENBY} soon", "write to P01 soon"),
    (f"note {coded(f'about {QUENBY}, later')} end", "note P01 end"),
    (f"note {coded('about Ada Example, later')} end", f"note {coded('about Ada Example, later')} end"),
    ("Quenby=20Vandersloot called", "P01 P01 called"),
    (r"\u0051uenby called", "P01 called"),
    ("mail qv@example.org", "mail P01"),
    ("call 030 7712345", "call P01"),
]


@pytest.mark.parametrize(("text", "after"), DISGUISES)
def test_a_name_goes_in_whatever_disguise(text: str, after: str) -> None:
    assert traces().text(text) == after


FILES = [
    (f"BEGIN:VCARD\r\nFN:{QUENBY}\r\n", True),
    ("FN:Quen\r\n by Vander\r\n sloot", True),
    ("EMAIL:q\r\n v@example.org", True),
    ("tel 77 12\r\n 345", True),
    (coded(f"a mail with {QUENBY} in it"), True),
    (coded(coded(f"a mail with {QUENBY} in it")), True),
    (coded("a mail with Ada Example in it"), False),
    ("she said that the export is slow", True),
    ("she said, that the\n> export is *slow*!", True),
    ("the export is slow", False),
    ("nothing", False),
]


@pytest.mark.parametrize(("text", "tells"), FILES)
def test_a_file_tells_of_somebody(text: str, tells: bool) -> None:
    found = traces()
    assert Search(found, ["she said that the export is slow", "slow"]).tells(text) is tells
    assert Search(found).tells(f"{text} {found.person.uid}")


@pytest.mark.parametrize(
    ("text", "worth"),
    [("mail QV@example.org", True), ("7712345", True), ("771 23", False), ("Vandersloot", True), ("nobody", False)],
)
def test_what_is_worth_a_close_look(text: str, worth: bool) -> None:
    assert traces().may_stand_in(text) is worth


ALIKE = [
    (Contact("a", "p", "Ada"), Contact("b", "q", "ADA"), True),
    (Contact("a", "p", "Ada", email=("x@y.example",)), Contact("b", "q", "Bob", email=("X@Y.example",)), True),
    (Contact("a", "p", "Ada", tel=("+49 30 1234567",)), Contact("b", "q", "Bob", tel=("0049 30/1234567",)), True),
    (Contact("a", "p", "Ada", tel=("+",)), Contact("b", "q", "Bob", tel=("-",)), False),
    (Contact("a", "p", "Ada", email=("x@y.example",)), Contact("b", "q", "Bob", email=("z@y.example",)), False),
    (Contact("a", "p", "Ada", org="Acme"), Contact("b", "q", "Bob", org="Acme"), False),
]


def test_an_address_that_is_nobodys_word_is_a_trace_too() -> None:
    world = World()
    person = world.person(QUENBY, email=["info@acme.example"])
    found = Traces(world.workspace, person, world.workspace.contacts_of(person.uid))
    assert found.may_stand_in("write to INFO@acme.example")
    assert not found.may_stand_in("write to help@acme.example for info")


@pytest.mark.parametrize(("one", "other", "alike"), ALIKE)
def test_who_may_be_the_same_human_being(one: Contact, other: Contact, alike: bool) -> None:
    assert are_alike(one, other) is alike
    assert are_alike(other, one) is alike


NEAR = [
    ("Vandersloot", "Vandreslot", True),  # long: two letters may differ
    ("Vandersloot", "Vandorslaot", True),
    ("Vandersloot", "Vondorslaut", False),
    ("Marten", "Matren", True),  # swapped letters count as one
    ("Marten", "Mirtan", False),
    ("Marten", "Marte", True),
    ("Marten", "Mirte", False),
]


@pytest.mark.parametrize(("name", "word", "near"), NEAR)
def test_a_slip_of_a_letter_or_of_two_in_a_long_name(name: str, word: str, near: bool) -> None:
    assert bool(Likeness([Contact("c", "p", f"Zoe {name}")], "P01").leftovers(f"ask {word} again")) is near
