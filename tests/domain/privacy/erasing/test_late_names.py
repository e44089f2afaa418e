"""What is left of whoever is erased in past events, and what a change that comes late may still say of them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.domain.stored import documents_of
from tests.domain.world import DAY, World
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.privacy.erasing.estate import Choices, Eraser
from tui.domain.privacy.erasing.late_changes import Forgotten


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
