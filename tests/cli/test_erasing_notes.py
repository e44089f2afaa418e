from __future__ import annotations

from tests.cli.command import Command


def test_notes_of_who_wants_none_are_listed_and_deleted_when_that_is_confirmed(custdev: Command) -> None:
    custdev.ok("contact", "add", "Bo Lindqvist", "--card", "CD-2")
    custdev.ok("note", "add", "CD-2", "it takes all morning", "--about", "P01")
    custdev.ok("touchpoint", "add", "interview", "P01", "they copy it by hand")
    assert "has not said that no notes are to be kept" in custdev.error(
        "contact", "erase-notes", "P01", "--confirm", "P01"
    )
    custdev.ok("invitation", "add", "P01", "--note", "sounded tired")
    custdev.ok("incentive", "promise", "P01", "30", "EUR", "book on gout")
    custdev.ok("consent", "withdraw", "P01", "store_notes")
    assert custdev.json("contact", "erase-notes") == [{"id": "P01", "texts": 4}]
    places = custdev.json("contact", "erase-notes", "P01", "--dry-run")["would_go"]
    assert [place.split(" ", 1)[1].rpartition(" of ")[0] for place in places[1:]] == [
        "what was written of touchpoint",
        "what was written of invitation",
        "what was written of incentive",
    ]
    assert places[0].split()[1:3] == ["note", "note"]
    assert not any(word in place for place in places for word in ("morning", "by hand", "tired", "gout"))
    assert "is not P01" in custdev.error("contact", "erase-notes", "P01", "--confirm", "P02")
    assert "use --confirm" in custdev.error("contact", "erase-notes", "P01", code=2)
    done = custdev.ok("contact", "erase-notes", "P01", "--confirm", "p01")
    assert done.splitlines()[0].startswith(
        "Deleted 1 note about P01 and what was written of 1 conversation, 1 invitation, 1 incentive, and "
    )
    assert custdev.json("invitation", "list")[0]["note"] == ""
    assert custdev.json("note", "list") == []
    assert custdev.ok("contact", "erase-notes", "P01", "--confirm", "P01") == "Nothing is noted about P01.\n"
    assert not custdev.json("doctor")["findings"]
    assert custdev.json("contact", "erase-notes") == []


def test_who_has_only_said_something_when_asked_is_due_too(custdev: Command) -> None:
    custdev.ok("contact", "add", "Bo Lindqvist")
    custdev.ok("invitation", "add", "P01", "--note", "sounded tired")
    custdev.ok("consent", "withdraw", "P01", "store_notes")
    assert custdev.json("contact", "erase-notes") == [{"id": "P01", "texts": 1}]
    custdev.ok("contact", "erase-notes", "P01", "--confirm", "P01")
    assert custdev.json("contact", "erase-notes") == []
