"""Requests and promises: who waits for what, and what became of it."""

from __future__ import annotations

import pytest

from tests.cli.command import Command


@pytest.fixture
def people(custdev: Command) -> Command:
    custdev.folder.mkdir()
    (custdev.folder / "custdev.yaml").write_text("timezone: UTC\n")
    for name in ("Ada Lovelace", "Ben Example"):
        custdev.ok("contact", "add", name)
    return custdev


def note(custdev: Command, *args: str) -> str:
    uid: str = custdev.json("note", "add", *args)["id"]
    return uid


def test_a_request_is_acknowledged_answered_and_told(people: Command) -> None:
    uid = note(people, "CD-3", "a status page", "--kind", "request", "--about", "P01")
    (waiting,) = people.json("note", "list", "--waiting")
    assert waiting["waiting"] == {"stage": "open", "days": 1, "due": None, "late": 0}
    assert waiting["request"] == {"acknowledged_at": None, "responded_at": None, "outcome": "open", "told_at": None}
    assert (
        people.ok("note", "list", "--waiting") == f"! P01 CD-3  waits for our answer 1d: a status page  ({uid[-6:]})\n"
    )
    assert people.ok("note", "answer", uid).startswith("Acknowledged the request on CD-3")
    answered = people.json("note", "answer", uid, "--responded", "--outcome", "planned")
    assert (answered["request"]["outcome"], answered["request"]["told_at"]) == ("planned", None)
    assert answered["request"]["responded_at"]
    assert people.json("note", "list", "--waiting")[0]["waiting"]["stage"] == "answered"
    assert people.ok("note", "answer", uid, "--outcome", "shipped").startswith("Told who asked about the request")
    assert people.json("note", "list", "--waiting") == []
    assert people.json("note", "list")[0]["request"]["outcome"] == "shipped"
    assert ", told: shipped" in people.ok("card", "show", "CD-3")


def test_a_promise_is_due_and_kept(people: Command) -> None:
    uid = note(people, "P02", "send the draft", "--kind", "promise", "--due", "2030-01-31")
    (waiting,) = people.json("note", "list", "--waiting")
    assert waiting["promise"] == {"due": "2030-01-31", "kept_at": None}
    assert waiting["waiting"] == {"stage": "promised", "days": 1, "due": "2030-01-31", "late": 0}
    assert people.json("note", "edit", uid, "--due", "2031-01-31")["promise"]["due"] == "2031-01-31"
    assert "  P02  promised by 31 Jan 2031: send the draft" in people.ok("note", "list", "--waiting")
    assert people.ok("note", "keep", uid) == f"The promise is kept ({uid[-6:]}).\n"
    assert people.json("note", "list", "--waiting") == []
    assert people.json("note", "keep", uid, "--not")["promise"]["kept_at"] is None
    assert len(people.json("note", "list", "--waiting", "--about", "P02")) == 1
    assert people.json("note", "list", "--waiting", "--about", "P01") == []


def test_notes_of_other_kinds_are_neither(people: Command) -> None:
    note(people, "CD-3", "they print it", "--kind", "surprise")
    (found,) = people.json("note", "list")
    assert (found["kind"], found["request"], found["promise"], found["touchpoint"]) == ("surprise", None, None, None)
    assert people.json("note", "list", "--waiting") == []


def test_a_note_of_a_touchpoint_is_about_who_was_there(people: Command) -> None:
    uid = people.json("touchpoint", "add", "interview", "P01", "P02", "--at", "1d")["id"]
    first = people.json("note", "add", "CD-3", "gave up", "--touchpoint", uid[-6:], "--kind", "quote")
    second = people.json("note", "add", "CD-3", "laughed", "--touchpoint", uid, "--about", "P02")
    assert (first["touchpoint"], first["about"]) == (uid, ["P01", "P02"])
    assert (second["touchpoint"], second["about"]) == (uid, ["P02"])
    assert people.json("touchpoint", "list")[0]["notes"] == [first["id"], second["id"]]


def test_a_note_that_counts_as_contact_starts_the_clock_anew(people: Command) -> None:
    made = people.json("note", "add", "CD-3", "called back", "--about", "P01", "--contact")
    (found,) = people.json("touchpoint", "list")
    assert (found["id"], found["method"], found["people"], found["cards"]) == (
        made["touchpoint"],
        "other",
        ["P01"],
        ["CD-3"],
    )
    assert [each["next_touch"]["last"] is None for each in people.json("contact", "list")] == [False, True]


def test_editing_the_tags_of_a_note_and_whom_it_is_about(people: Command) -> None:
    uid = note(people, "CD-3", "gave up", "--about", "P01", "--tag", "setup")
    edited = people.json("note", "edit", uid, "--tag", "ux", "--tag", "mobile", "--about", "ben")
    assert (edited["tags"], edited["about"], edited["text"]) == (["ux", "mobile"], ["P02"], "gave up")
    emptied = people.json("note", "edit", uid, "--tag", "", "--about", "")
    assert (emptied["tags"], emptied["about"]) == ([], [])
    promoted = people.json("note", "edit", uid, "--kind", "promise", "--due", "2030-01-31")
    assert promoted["promise"] == {"due": "2030-01-31", "kept_at": None}


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("add", "CD-3", "x", "--due", "fri"), 2, "--due says when a promise is due; add --kind promise."),
        (("add", "CD-3", "x", "--kind", "promise", "--due", "someday"), 1, "is not a day"),
        (("add", "CD-3", "x", "--contact"), 1, "Say with whom you were in touch"),
        (("add", "CD-3", "x", "--touchpoint", "nothing"), 1, 'There is no touchpoint "nothing"'),
        (("add", "P01", "x", "--contact", "--touchpoint", "nothing"), 2, "there is one already"),
        (("edit", "{id}", "--due", "fri"), 2, "--due says when a promise is due; add --kind promise."),
        (("edit", "{id}", "--about", "P99"), 1, 'There is no person "P99"'),
        (("edit", "{id}"), 2, "--tag, --about, --due, --step, --felt or --aeiou"),
        (("answer", "{id}"), 1, "That note is no request."),
        (("answer", "{id}", "--outcome", "maybe"), 2, "maybe"),
        (("keep", "{id}"), 1, "That note is no promise."),
        (("keep", "nothing"), 1, 'There is no note "nothing"'),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(people: Command, args: tuple[str, ...], code: int, words: str) -> None:
    uid = note(people, "CD-3", "gave up")
    assert words in people.error("note", *(each.format(id=uid) for each in args), code=code)
    assert len(people.json("note", "list")) == 1


def test_a_request_that_is_closed_is_not_answered_again(people: Command) -> None:
    uid = note(people, "CD-3", "a status page", "--kind", "request")
    people.ok("note", "answer", uid, "--told")
    assert "That request is answered, and who asked was told" in people.error("note", "answer", uid)
