from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import Command
from tui.cli import contacts
from tui.session import Session


@pytest.fixture
def people(custdev: Command) -> Command:
    """Four people: overdue, due, in touch, and one who does not want to be contacted."""
    add = ("contact", "add")
    custdev.ok(*add, "Ada Lovelace", "--relation", "customer", "--segment", "enterprise", "--segment", "need: export")
    custdev.ok(*add, "Ben Example", "--relation", "churned", "--ideal", "P7D", "--card", "CD-3")
    custdev.ok(*add, "Cy Example", "--relation", "customer")
    custdev.ok(*add, "Dee Example")
    for pid, at in (("P01", "41d"), ("P02", "8d"), ("P03", "2d")):
        custdev.ok("touchpoint", "add", "interview", pid, "--at", at, "--card", "CD-1", "wants the export")
    custdev.ok("consent", "withdraw", "P04", "contact", "take-part", "notes")
    return custdev


def ids(custdev: Command, *args: str) -> list[str]:
    return [person["id"] for person in custdev.json("contact", "list", *args)]


@pytest.mark.parametrize(
    ("args", "found"),
    [
        ((), ["P01", "P02", "P03", "P04"]),
        (("--due",), ["P01", "P02"]),
        (("--sort", "due"), ["P01", "P02", "P03", "P04"]),
        (("--sort", "name"), ["P01", "P02", "P03", "P04"]),
        (("--sort", "last"), ["P03", "P02", "P01", "P04"]),
        (("--relation", "customer"), ["P01", "P03"]),
        (("--relation", "customer", "--due"), ["P01"]),
        (("--segment", "enterprise"), ["P01"]),
        (("--segment", "EXPORT"), ["P01"]),
        (("--segment", "need:export"), ["P01"]),
        (("--segment", "demographic: export"), []),
    ],
)
def test_who_is_listed_and_in_what_order(people: Command, args: tuple[str, ...], found: list[str]) -> None:
    assert ids(people, *args) == found


def test_when_it_is_time_to_get_in_touch_is_said_in_words(people: Command) -> None:
    head, *rows = people.ok("contact", "list").splitlines()
    assert head.split() == [
        "ID",
        "NAME",
        "RELATION",
        "SEGMENT",
        "LAST",
        "NEXT",
        "TOUCH",
        "PERMISSION",
        "NOTES",
        "CARDS",
    ]
    for row, parts in zip(
        rows,
        (
            ("P01  Ada Lovelace", "enterprise, export", "41d", "! 11d over", "–t –o –r –q –s"),
            ("P02  Ben Example", "8d", "1d past ideal"),
            ("P03  Cy Example", "2d", "in 12d"),
            ("P04  Dee Example", "never", "opted out", "✗t –o –r –q –s"),
        ),
        strict=True,
    ):
        assert all(part in row for part in parts), row


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (("contact", "edit", "P03", "--status", "blocklisted"), "do not contact"),
        (("contact", "edit", "P03", "--ideal", "P2D", "--max", "P4D"), "today"),
        (("consent", "ask", "P03", "quote"), "?q"),
        (("consent", "give", "P03", "quote", "--at", "3d", "--expires", "today"), "!q"),
    ],
)
def test_a_row_says_how_things_stand(people: Command, act: tuple[str, ...], words: str) -> None:
    people.ok(*act)
    assert words in people.ok("contact", "list").splitlines()[3]


def test_who_was_asked_often_rests(people: Command) -> None:
    for days in ("1d", "1d"):
        people.ok("touchpoint", "add", "survey", "P03", "--at", days)
    assert "cooldown 28d" in people.ok("contact", "list").splitlines()[3]
    shape = people.json("contact", "list")[2]
    assert (shape["next_touch"]["status"], shape["next_touch"]["state"]) == ("cooldown", "resting")
    assert shape["not_to_be_asked"] == "is in cooldown for 28 more days"
    assert "P03 is in cooldown for 28 more days" in people.ok("contact", "show", "P03")


def test_signs_of_ascii_characters(people: Command) -> None:
    people.ok("consent", "give", "P01", "observe")
    assert "-t yo -r -q -s" in people.ok("--ascii", "contact", "list")


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        (200, "ID NAME RELATION SEGMENT LAST NEXT TOUCH PERMISSION NOTES CARDS"),
        (90, "ID NAME RELATION SEGMENT LAST NEXT TOUCH PERMISSION"),
        (70, "ID NAME RELATION LAST NEXT TOUCH PERMISSION"),
        (40, "ID NAME LAST NEXT TOUCH"),
    ],
)
def test_a_narrow_terminal_shows_fewer_columns(
    people: Command, monkeypatch: pytest.MonkeyPatch, columns: int, shown: str
) -> None:
    tables: list[list[str]] = []
    monkeypatch.setattr(contacts, "table", lambda headers, rows, no_color: tables.append(list(headers)))
    monkeypatch.setattr(contacts, "_terminal_width", lambda: columns)
    people.ok("contact", "list")
    assert " ".join(tables[0]) == shown


def test_the_whole_of_a_person(people: Command) -> None:
    people.ok(
        "contact", "edit", "P02", "--email", "ben@example.com", "--tel", "+44 20 7946 0000", "--nickname", "Benny"
    )
    people.ok("consent", "give", "P02", "record_audio", "--method", "email-reply", "--expires", "+8w")
    people.ok("note", "add", "CX-1", "a status page", "--kind", "request", "--about", "P02")
    people.ok("touchpoint", "add", "user-test", "P02", "--at", "1d", "--surprise", "prints it", "--promise", "a draft")
    people.ok("card", "archive", "CD-3")
    text = people.ok("contact", "show", "ben")
    for part in (
        'P02  Ben Example · "Benny" · ben@example.com · +44 20 7946 0000',
        "churned",
        "next touch: in 6d (last ",
        "ideally every 7 days, at most 30 days)",
        "✓ record\n    ✓ record_audio  given, email reply",
        "CD-3  Listen and respond to customer feedback  TODO, archived",
        "! waits for our answer 1d: a status page",
        "  promised today: a draft",
        "timeline: 3 notes, 2 touchpoints",
        "consent given by email reply: record_audio",
        "interview on CD-1 by me",
        "        prints it",
    ):
        assert part in text, part
    whole = people.json("contact", "show", "P02")
    assert [entry["what"] for entry in whole["timeline"]] == [
        "note",
        "consent",
        "made_known",
        "touchpoint",
        "touchpoint",
    ]
    assert whole["timeline"][3]["touchpoint"]["surprise"] == "prints it"
    assert [note["kind"] for note in whole["timeline"][3]["notes"]] == ["surprise", "promise"]
    assert [each["waiting"]["stage"] for each in whole["waiting"]] == ["open", "promised"]
    assert whole["permission"] == {
        "talk": "unknown",
        "observe": "unknown",
        "record": "given",
        "quote": "unknown",
        "share": "unknown",
    }
    assert len(whole["consents"]) == 11
    assert sorted(whole["cards"]) == ["CD-1", "CD-3", "CX-1"]


def test_everything_that_may_be_known_of_a_person(custdev: Command) -> None:
    custdev.ok("contact", "add", "Grace Example")
    made = custdev.json(
        "contact", "add", "Mia Example", "--email", "mia@example.com", "--email", "m@example.com", "--org", "School",
        "--tel", "1", "--title", "Pupil", "--nickname", "M", "--url", "https://example.com", "--adr", "1 Main St",
        "--note", "prefers mornings", "--relation", "trial", "--segment", "demographic: teens", "--board-member",
        "--minor", "--guardian", "grace", "--ideal", "P2W", "--max", "P1M", "--retention-until", "2030-01-31",
        "--card", "CD-3",
    )  # fmt: skip
    expected = {
        "id": "P02",
        "name": "Mia Example",
        "email": ["mia@example.com", "m@example.com"],
        "org": "School",
        "tel": ["1"],
        "title": "Pupil",
        "nickname": "M",
        "url": ["https://example.com"],
        "adr": ["1 Main St"],
        "note": "prefers mornings",
        "relationship": "trial",
        "segments": [{"dimension": "demographic", "value": "teens"}],
        "advisory_board": True,
        "is_minor": True,
        "guardian": "P01",
        "contact_status": "free",
        "cadence": {"ideal": "P2W", "max": "P1M"},
        "retention_until": "2030-01-31",
        "cards": ["CD-3"],
        "erased_at": None,
    }
    assert {name: made[name] for name in expected} == expected
    shown = custdev.ok("contact", "show", "P02")
    assert "trial · teens · on the advisory board · a minor, guardian P01 · kept until 2030-01-31" in shown
    assert "    prefers mornings" in shown


def test_editing_leaves_the_rest_and_an_empty_text_takes_away(people: Command) -> None:
    people.ok("contact", "edit", "P01", "--max", "P2M", "--org", "Engines", "--tel", "1", "--retention-until", "+52w")
    edited = people.json("contact", "edit", "P01", "--ideal", "P1M")
    assert (edited["cadence"], edited["org"]) == ({"ideal": "P1M", "max": "P2M"}, "Engines")
    emptied = people.json(
        "contact", "edit", "P01", "--ideal", "", "--org", "", "--tel", "", "--relation", "", "--segment", "",
        "--retention-until", "",
    )  # fmt: skip
    assert (emptied["cadence"], emptied["org"], emptied["tel"]) == ({"ideal": "P14D", "max": "P2M"}, "", [])
    assert (emptied["relationship"], emptied["segments"], emptied["retention_until"]) == (None, [], None)
    minor = people.json("contact", "edit", "P01", "--minor", "--guardian", "P02", "--board-member")
    assert (minor["is_minor"], minor["guardian"], minor["advisory_board"]) == (True, "P02", True)
    grown = people.json("contact", "edit", "P01", "--no-minor", "--guardian", "", "--not-board-member")
    assert (grown["is_minor"], grown["guardian"], grown["advisory_board"]) == (False, None, False)
    assert people.ok("contact", "edit", "P01", "--no-minor") == "P01 was like that already.\n"


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("list", "--relation", "custommer"), 2, 'did you mean "customer"?'),
        (("list", "--sort", "age"), 2, "age"),
        (("show", "example"), 2, "P02 Ben Example, P03 Cy Example, P04 Dee Example"),
        (("edit", "example", "--org", "X"), 2, "P02 Ben Example"),
        (("show", "P99"), 1, 'There is no person "P99"'),
        (("edit", "P01"), 2, "Say what to change"),
        (("edit", "P01", "--ideal", "often"), 1, '"often" is not a time such as P14D'),
        (("edit", "P01", "--status", "block-listed"), 2, 'did you mean "blocklisted"?'),
        (("edit", "P01", "--retention-until", "someday"), 1, "is not a day"),
        (("edit", "P01", "--guardian", "P01"), 1, "A guardian is somebody else"),
        (("edit", "P01", "--guardian", "P99"), 1, 'There is no person "P99"'),
        (("add", "Eve", "--relation", "friend"), 2, "choose from prospect, trial"),
        (("add", "Eve", "--email", "nowhere"), 1, "is not an e-mail address"),
        (("add", ""), 1, "A person's name needs some text"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(people: Command, args: tuple[str, ...], code: int, words: str) -> None:
    assert words in people.error("contact", *args, code=code)
    assert ids(people) == ["P01", "P02", "P03", "P04"]


def test_who_was_erased_is_listed_only_when_asked_for(people: Command) -> None:
    session = Session.open(people.folder)
    uid = next(each.uid for each in session.workspace.participants.values() if each.number == 2)
    session.close()
    erase(people.folder, uid)
    assert ids(people) == ["P01", "P03", "P04"]
    assert ids(people, "--due") == ["P01"]
    assert ids(people, "--all") == ["P01", "P02", "P03", "P04"]
    assert "P02  (erased)" in people.ok("contact", "list", "--all")
    assert "was erased" in people.error("contact", "edit", "P02", "--org", "X")
    assert "was erased" in people.error("touchpoint", "add", "interview", "P02")


def erase(folder: Path, uid: str) -> None:
    """Leave of a person what erasing leaves."""
    for name, table in (("research.json", "participants"), ("people.json", "contacts")):
        data = json.loads((folder / name).read_text(encoding="utf-8"))
        rows = data[table]
        for place, row in list(rows.items()):
            if row["uid"] == uid:
                rows[place] = {
                    **{key: row[key] for key in ("uid", "number", "created_at")},
                    "erased_at": row["created_at"],
                }
            elif row.get("participant") == uid:
                del rows[place]
        (folder / name).write_text(json.dumps(data), encoding="utf-8")


def test_what_the_team_agreed_on_counts(custdev: Command) -> None:
    custdev.folder.mkdir()
    (custdev.folder / "custdev.yaml").write_text("cadence: {ideal: P3D, max: P5D}\ncooldown: {asks: 1, within: P9D}\n")
    custdev.ok("contact", "add", "Ada Example")
    assert custdev.json("contact", "list")[0]["cadence"] == {"ideal": "P3D", "max": "P5D"}
    custdev.ok("touchpoint", "add", "interview", "P01")
    assert "cooldown 9d" in custdev.ok("contact", "list")


def test_reading_writes_nothing(people: Command) -> None:
    before = {path: path.read_bytes() for path in people.folder.rglob("*") if path.is_file()}
    for args in (
        ("contact", "list", "--due"),
        ("contact", "show", "P01"),
        ("touchpoint", "list"),
        ("consent", "show", "P01"),
        ("note", "list", "--waiting"),
        ("experiment", "list"),
        ("export", "CD", "-o", "-"),
    ):
        people.ok(*args)
    assert {path: path.read_bytes() for path in people.folder.rglob("*") if path.is_file()} == before
