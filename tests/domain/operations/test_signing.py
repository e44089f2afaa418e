"""What was done before somebody said who they are is told as theirs, and nothing of anybody else."""

from __future__ import annotations

import pytest

from tests.domain.world import World
from tui.domain import operations
from tui.domain.errors import NotAllowed


def test_events_and_what_they_wrote_are_told_by_the_name() -> None:
    world = World()
    world.actor = "me"
    given = world.do(operations.assign_card, world.uid(1), "me")
    noted = world.do(operations.add_note, "Too slow", card=world.uid(1))
    signed = world.do(operations.sign_work, "me", [given.event, noted.event], "@Zoë Ng")
    assert [(patch.uid, patch.fields) for patch in signed.rewrites] == [
        (given.event.uid, {"by": "Zoë Ng"}),
        (noted.event.uid, {"by": "Zoë Ng"}),
    ]
    assert world.card(1).assignee == "Zoë Ng"
    assert [note.by for note in world.workspace.notes.values()] == ["Zoë Ng"]
    assert signed.event.kind == "work_signed"


def test_what_somebody_else_wrote_or_changed_since_stays() -> None:
    world = World()
    world.actor = "me"
    mine = world.do(operations.assign_card, world.uid(1), "me")
    elsewhere = world.do(operations.assign_card, world.uid(2), "me")
    world.do(operations.assign_card, world.uid(1), "ben")
    world.do(operations.sign_work, "me", [mine.event], "ana")
    assert (world.card(1).assignee, world.card(2).assignee) == ("ben", "me")
    assert elsewhere.event.by == "me"


def test_a_word_in_a_text_that_reads_like_the_alias_stays() -> None:
    world = World()
    world.actor = "me"
    noted = world.do(operations.add_note, "me", card=world.uid(1))
    world.do(operations.sign_work, "me", [noted.event], "ana")
    assert [(note.text, note.by) for note in world.workspace.notes.values()] == [("me", "ana")]


@pytest.mark.parametrize("name", ["me", "ana"])
def test_nothing_changes_where_it_is_told_so_already(name: str) -> None:
    world = World()
    world.actor = name
    done = world.do(operations.assign_card, world.uid(1), name)
    assert operations.sign_work(world.workspace, world.context, "me", [done.event], name).is_empty


@pytest.mark.parametrize("name", ["", " @ ", "x" * 61])
def test_a_name_is_needed_that_fits(name: str) -> None:
    world = World()
    with pytest.raises(NotAllowed, match="Nothing was changed"):
        world.do(operations.sign_work, "me", [], name)
