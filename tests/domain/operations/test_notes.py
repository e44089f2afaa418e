from __future__ import annotations

from typing import Any

import pytest

from tests.domain.world import DAY, MONDAY, World
from tui.domain import operations
from tui.domain.errors import DomainError, NotAllowed, NotFound


def test_a_note_says_what_when_by_whom_and_about_whom() -> None:
    world = World()
    ada = world.person()
    note = world.note("Too\r\nslow ", people=[ada.uid, ada.uid], kind="quote", stance="refutes", tags=["#Speed"])
    assert (note.text, note.kind, note.stance, note.tags) == ("Too\nslow", "quote", "refutes", ("speed",))
    assert (note.at, note.by, note.card, note.people) == (MONDAY, "ux", world.uid(1), (ada.uid,))
    assert note.verbatim


def test_who_a_note_is_about_is_linked_to_its_card_once() -> None:
    world = World()
    ada, bob = world.person("Ada"), world.person("Bob")
    world.do(operations.link_contact, world.uid(1), ada.uid)
    world.note(people=[bob.uid, ada.uid])
    assert world.card(1).people == (ada.uid, bob.uid)


def test_a_note_may_be_about_a_person_alone() -> None:
    world = World()
    ada = world.person()
    change = world.do(operations.add_note, "Moved house", people=[ada.uid])
    assert (change.event.card, change.event.experiment) == (None, None)


def test_notes_of_a_card_are_in_the_order_they_were_written() -> None:
    world = World()
    elsewhere = world.note("elsewhere", card=world.uid(2))
    for text in ("one", "two"):
        world.later()
        world.note(text)
    world.later(-3 * DAY)
    world.note("zero")
    assert [note.text for note in world.workspace.notes_of(world.uid(1))] == ["zero", "one", "two"]
    assert world.workspace.note_count(world.uid(1)) == 3
    assert world.workspace.notes_of(world.uid(2)) == [elsewhere]


@pytest.mark.parametrize(
    ("fields", "after"),
    [
        ({"text": " Much\nslower "}, ("Much\nslower", "note", None, False)),
        ({"kind": "quote"}, ("They like it", "quote", None, True)),
        ({"kind": "pain", "stance": "supports"}, ("They like it", "pain", "supports", False)),
        ({}, ("They like it", "note", None, False)),
    ],
)
def test_editing_leaves_what_is_not_named(fields: dict[str, Any], after: tuple[object, ...]) -> None:
    world = World()
    note = world.note()
    change = world.do(operations.edit_note, note.uid, **fields)
    edited = world.workspace.notes[note.uid]
    assert (edited.text, edited.kind, edited.stance, edited.verbatim) == after
    assert change.is_empty is not bool(fields)


def test_an_archived_note_is_out_of_sight_and_comes_back() -> None:
    world = World()
    note = world.note()
    world.do(operations.archive_note, note.uid)
    assert world.workspace.notes_of(world.uid(1)) == []
    world.do(operations.restore_note, note.uid)
    assert world.workspace.notes_of(world.uid(1)) == [note]


@pytest.mark.parametrize(
    ("fields", "error", "sentence"),
    [
        ({"text": " \n\x00"}, NotAllowed, "A note needs some text."),
        ({"text": "x" * 1_000_001}, NotAllowed, "A note has 1,000,001 characters, 1,000,000 fit."),
        ({"card": None}, NotAllowed, "A note is about a card or a person; name one."),
        ({"card": "gone"}, NotFound, "That card is not in the workspace any more."),
        ({"people": ["gone"]}, NotFound, "That person is not in the workspace any more."),
        ({"kind": "hunch"}, NotAllowed, '"hunch" is not a kind of note; there are note, quote, behaviour,'),
        ({"stance": "maybe"}, NotAllowed, '"maybe" is not a stance; there are supports, refutes, neutral.'),
    ],
)
def test_a_rule_that_says_no_says_why(fields: dict[str, Any], error: type[DomainError], sentence: str) -> None:
    with pytest.raises(error) as raised:
        World().note(**fields)
    assert sentence in str(raised.value)
    assert str(raised.value).endswith("Nothing was changed.")


def test_a_note_is_archived_and_restored_once() -> None:
    world = World()
    note = world.note()
    with pytest.raises(NotAllowed, match="is not archived"):
        world.do(operations.restore_note, note.uid)
    world.do(operations.archive_note, note.uid)
    with pytest.raises(NotAllowed, match="archived already"):
        world.do(operations.archive_note, note.uid)
    with pytest.raises(NotFound, match="That note is not in the workspace any more"):
        world.do(operations.edit_note, "gone", text="x")
