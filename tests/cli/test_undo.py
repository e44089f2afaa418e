from __future__ import annotations

import json

import pytest

from tests.cli.command import Command


@pytest.fixture
def worked(custdev: Command) -> Command:
    custdev.ok("--as", "ux", "card", "move", "CD-1", "doing")
    custdev.ok("--as", "eng", "card", "add", "CD", "Ask about prices")
    custdev.ok("--as", "ux", "contact", "add", "Ada Lovelace", "--card", "CD-2")
    custdev.ok("--as", "ux", "card", "move", "CD-1", "done")
    return custdev


def test_undo_takes_back_ones_own_newest_change(worked: Command) -> None:
    assert worked.ok("--as", "ux", "undo") == "Undid: move CD-1 to DONE.\n"
    assert worked.json("card", "show", "CD-1")["column"] == "doing"
    assert worked.ok("--as", "ux", "undo") == "Undid: make P01, linked to CD-2.\n"
    assert worked.json("contact", "list") == []
    assert worked.json("card", "show", "CD-8")["title"] == "Ask about prices"
    assert worked.ok("--as", "ux", "redo") == "Did again: make P01, linked to CD-2.\n"
    assert [person["name"] for person in worked.json("contact", "list")] == ["Ada Lovelace"]


def test_an_edited_contact_is_named_by_its_number(worked: Command) -> None:
    worked.ok("--as", "ux", "contact", "edit", "P01", "--name", "Ada King")
    assert worked.ok("--as", "ux", "undo") == "Undid: edit P01.\n"
    assert worked.json("contact", "list")[0]["name"] == "Ada Lovelace"
    assert worked.ok("--as", "ux", "redo") == "Did again: edit P01.\n"
    assert worked.json("contact", "list")[0]["name"] == "Ada King"


def test_undo_refuses_in_words(worked: Command) -> None:
    assert "nothing of nobody to undo" in worked.error("--as", "nobody", "undo")
    assert "nothing of ux to do again" in worked.error("--as", "ux", "redo")
    worked.ok("--as", "eng", "card", "move", "CD-1", "todo")
    before = worked.json("card", "show", "CD-1")
    assert "Not undone: move CD-1 to DONE. The column changed again since" in worked.error("--as", "ux", "undo")
    refused = json.loads(worked.error("--as", "ux", "undo", "--json"))
    assert refused["error"]["kind"] == "conflict"
    assert worked.json("card", "show", "CD-1") == before


def test_redo_refuses_in_words(worked: Command) -> None:
    worked.ok("--as", "ux", "undo")
    worked.ok("--as", "eng", "card", "move", "CD-1", "todo")
    before = worked.json("card", "show", "CD-1")
    assert "Not done again: move CD-1 to DONE. The column changed again since" in worked.error("--as", "ux", "redo")
    assert worked.json("card", "show", "CD-1") == before


def test_something_new_ends_what_can_be_done_again(worked: Command) -> None:
    worked.ok("--as", "ux", "undo")
    worked.ok("--as", "eng", "card", "tag", "CD-2", "prices")
    assert worked.ok("--as", "ux", "redo") == "Did again: move CD-1 to DONE.\n"
    worked.ok("--as", "ux", "undo")
    worked.ok("--as", "ux", "card", "tag", "CD-2", "again")
    assert "nothing of ux to do again" in worked.error("--as", "ux", "redo")


def test_the_event_that_was_written_is_printed_as_data(worked: Command) -> None:
    moved = worked.json("log")[0]
    undone = worked.json("--as", "ux", "undo")
    assert (undone["kind"], undone["text"], undone["by"]) == ("undone", "Undid: move CD-1 to DONE", "ux")
    assert (undone["card"], undone["undoes"]) == ("CD-1", moved["uid"])
    assert undone == worked.json("log")[0]
    redone = worked.json("--as", "ux", "redo")
    assert (redone["kind"], redone["undoes"]) == ("redone", moved["uid"])
    assert redone == worked.json("log")[0]


def test_what_is_printed_as_data_names_nobody(worked: Command) -> None:
    worked.ok("--as", "ux", "undo")
    undone = worked.json("--as", "ux", "undo")
    assert undone["text"] == "Undid: make P01, linked to CD-2"
    assert "Ada" not in json.dumps(undone)
    assert set(undone["changes"]) == {"participants", "cards"}


def test_going_back_to_a_backup_can_be_undone(worked: Command) -> None:
    name = worked.json("backup", "make", "before")["name"]
    worked.ok("card", "add", "CD", "Later")
    worked.ok("--as", "ux", "backup", "restore", name)
    assert "Later" not in [card["title"] for card in worked.json("card", "list", "CD")]
    assert worked.ok("--as", "ux", "undo") == "Undid: go back to a backup.\n"
    assert "Later" in [card["title"] for card in worked.json("card", "list", "CD")]
