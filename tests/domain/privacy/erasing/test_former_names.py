"""Whoever is erased goes under every name they had: what an edit replaced, what was taken back, what a copy said."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.domain.stored import documents_of
from tests.domain.world import World
from tui.domain import operations
from tui.domain.privacy.erasing.estate import Choices, Eraser
from tui.domain.privacy.erasing.traces import called_of, former_contacts
from tui.domain.records import Contact, Event, Participant

QUENBY = "Quenby Vandersloot"
FORMER: list[tuple[dict[str, Any], str]] = [
    ({"name": "Zelda Ostrander"}, "Zelda Ostrander"),
    ({"name": "Zelda Ostrander"}, "Ostrander"),
    ({"nickname": "Quibble"}, "Quibble"),
    ({"email": ["zostrander@example.org"]}, "zostrander@example.org"),
    ({"tel": ["+49 30 7712345"]}, "030 7712345"),
    ({"url": ["https://example.net/u/zostrander"]}, "https://example.net/u/zostrander"),
    ({"adr": ["Mallow Street 12, Berlin"]}, "Mallow Street 12"),
]


class Renamed:
    """Somebody, and all events about them as they are stored."""

    def __init__(self) -> None:
        self.world = World()
        self.events: list[Event] = []
        self.person: Participant = self.world.person(QUENBY)

    def edit(self, **fields: Any) -> None:
        self.events.append(self.world.do(operations.edit_contact, self.person.uid, **fields).event)

    def edit_and_take_back(self, **fields: Any) -> None:
        change = self.world.do(operations.edit_contact, self.person.uid, **fields)
        self.events += [change.event, self.world.undo(change).event]

    def stored_after_erasing(self, person: Participant) -> str:
        workspace = self.world.workspace
        documents = documents_of(workspace, self.events)
        eraser = Eraser(workspace, person, Choices("strip", "keep"), self.world.now.date(), documents)
        return json.dumps([after for _, _, after in eraser.changed(documents)], default=str, ensure_ascii=False)


@pytest.mark.parametrize(("fields", "text"), FORMER)
def test_a_text_of_the_time_in_between_loses_what_they_were_called_then(fields: dict[str, Any], text: str) -> None:
    renamed = Renamed()
    renamed.edit_and_take_back(**fields)
    renamed.world.note(f"Ask {text} again", people=[renamed.person.uid])
    renamed.world.do(operations.edit_card, renamed.world.uid(1), description=f"For {text}, soon")
    stored = renamed.stored_after_erasing(renamed.person)
    assert text not in stored
    assert f"For {renamed.person.pid}, soon" in stored


@pytest.mark.parametrize(
    ("sides", "names"),
    [
        ([("Ada One", "Ada Two")], {"Ada One", "Ada Two"}),
        ([("Ada One", "Ada Two"), ("Ada One", "Ada Now")], {"Ada One", "Ada Two"}),
        ([(None, "Ada Two")], {"Ada Two"}),
        ([("Ada One", None)], {"Ada One"}),
        ([("Ada Now", "Ada Now")], set()),
        ([("Ada One", "Ada Two"), ("Ada Two", "Ada One")], {"Ada One", "Ada Two"}),
    ],
    ids=["before_and_after", "two_copies_of_a_workspace", "made", "gone", "as_now", "there_and_back"],
)
def test_both_sides_of_every_edit_are_former_names(sides: list[tuple[str | None, str | None]], names: set[str]) -> None:
    contact = Contact("c1", "p1", "Ada Now")
    events: list[dict[str, Any]] = [{"changes": {"contacts": {"c1": {"fn": list(pair)}}}} for pair in sides]
    found = former_contacts(contact, [*events, {"changes": {"contacts": {"other": {"fn": ["X", "Y"]}}}}, {}])
    assert {former.fn for former in found} == names
    assert len(found) == len(names)


def test_the_names_of_a_record_that_was_put_into_theirs_are_theirs_with_what_those_were_before() -> None:
    renamed = Renamed()
    other = renamed.world.person("Zelda Ostrander")
    change = renamed.world.do(operations.edit_contact, other.uid, name="Winifred Ostrander")
    renamed.events += [change.event, renamed.world.undo(change).event]
    renamed.world.do(operations.merge_contacts, other.uid, renamed.person.uid)
    person = renamed.world.workspace.participants[renamed.person.uid]
    documents = documents_of(renamed.world.workspace, renamed.events)
    contacts = called_of(renamed.world.workspace, person, documents["people_events"])
    assert [contact.fn for contact in contacts] == [QUENBY, "Zelda Ostrander", "Winifred Ostrander"]


def test_the_names_of_others_stay() -> None:
    renamed = Renamed()
    other = renamed.world.person("Zelda Ostrander")
    renamed.edit_and_take_back(nickname="Quibble")
    renamed.events.append(renamed.world.do(operations.edit_contact, other.uid, name="Winifred Ostrander").event)
    renamed.world.note("Quibble met Zelda and Winifred", people=[renamed.person.uid, other.uid])
    assert f"{renamed.person.pid} met Zelda and Winifred" in renamed.stored_after_erasing(renamed.person)
