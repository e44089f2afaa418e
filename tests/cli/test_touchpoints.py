from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.cli.command import Command
from tui.domain.operations.touchpoints import TOUCHPOINT_METHODS


@pytest.fixture
def people(custdev: Command) -> Command:
    custdev.folder.mkdir()
    (custdev.folder / "custdev.yaml").write_text("timezone: UTC\n")
    for name in ("Ada Lovelace", "Ben Example", "Ada Byron"):
        custdev.ok("contact", "add", name)
    return custdev


def add(custdev: Command, *args: str) -> dict[str, object]:
    made: dict[str, object] = custdev.json("touchpoint", "add", *args)
    return made


def test_logging_a_touchpoint_prints_it(people: Command) -> None:
    made = add(
        people, "interview", "P01", "ben", "--card", "CD-3", "--card", "CD-4", "--channel", "in-person", "--minutes",
        "25", "--at", "2026-01-05T14:00+01:00", "--inbound", "--observer", "@cy", "--expect", "nothing", "--surprise",
        "prints it", "--promise", "a draft", "--by", "2030-01-31", "--notes-file", "notes.md", "wants the export",
    )  # fmt: skip
    promise = made.pop("promise")
    assert isinstance(promise, dict)
    assert len(str(promise.pop("note"))) == 26
    assert promise == {"text": "a draft", "due": "2030-01-31", "kept_at": None}
    assert len(str(made.pop("id"))) == 26
    assert len(made.pop("notes")) == 2  # type: ignore[arg-type]
    assert made == {
        "method": "interview",
        "channel": "in_person",
        "direction": "inbound",
        "status": "done",
        "at": "2026-01-05T13:00:00Z",
        "minutes": 25,
        "people": ["P01", "P02"],
        "cards": ["CD-3", "CD-4"],
        "observers": ["cy"],
        "expectation": "nothing",
        "summary": "wants the export",
        "surprise": "prints it",
        "withheld": None,
        "links": [{"kind": "note", "ref": "notes.md"}],
        "by": "me",
    }
    assert people.json("card", "show", "CD-4")["people"] == ["P01", "P02"]
    listed = people.json("touchpoint", "list")
    assert (listed[0]["surprise"], listed[0]["promise"]["text"]) == ("prints it", "a draft")


def test_the_least_there_is_to_say(people: Command) -> None:
    made = add(people, "interview", "P01")
    assert (made["people"], made["summary"], made["channel"], made["minutes"]) == (["P01"], "", None, None)
    assert (made["status"], made["direction"], made["promise"], made["surprise"]) == ("done", "outbound", None, "")
    at = datetime.fromisoformat(str(made["at"]))
    assert abs(datetime.now(UTC) - at) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("written", "method"),
    [("user-test", "user_test"), ("User Test", "user_test"), *((method, method) for method in TOUCHPOINT_METHODS)],
)
def test_a_method_by_its_word(people: Command, written: str, method: str) -> None:
    assert add(people, written, "P01")["method"] == method


@pytest.mark.parametrize(
    ("args", "found", "text"),
    [
        (("P01",), ["P01"], ""),
        (("p01", "P2", "wants it"), ["P01", "P02"], "wants it"),
        (("ben", "lovelace", "wants it"), ["P02", "P01"], "wants it"),
        (("ben",), ["P02"], ""),
        (("P01", "--text", "ben"), ["P01"], "P02"),  # whoever is called so is not named
        (("P01", "-"), ["P01"], "from\nstdin"),
    ],
)
def test_people_come_first_and_the_text_last(
    people: Command, args: tuple[str, ...], found: list[str], text: str
) -> None:
    people.ok("touchpoint", "add", "interview", *args, stdin="from\nstdin\n")
    (made,) = people.json("touchpoint", "list")
    assert (made["people"], made["summary"]) == (found, text)


def test_what_concerns_many_at_once_needs_nobody(people: Command) -> None:
    assert add(people, "analytics", "half of them never came back")["people"] == []


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("interveiw", "P01"), 2, '"interveiw" is not a method, did you mean "interview"?'),
        (("seance", "P01"), 2, "choose from interview, focus_group"),
        (("interview",), 1, "Say with whom: a P-id such as P03."),
        (("interview", "wants the export"), 1, "Say with whom: a P-id such as P03."),
        (
            ("interview", "P01", "wants", "export"),
            1,
            'There is no person "wants" in this workspace. The text goes last',
        ),
        (("interview", "P01", "P99"), 1, 'There is no person "P99"'),
        (("interview", "P01", "ada"), 2, '"ada" may be any of P01, P03; say which.'),
        (("interview", "P01", "more", "--text", "enough"), 1, "The text is given by --text already"),
        (("interview", "P01", "--at", "noonish"), 1, '"noonish" is not a time; write 2026-11-23T14:00'),
        (("interview", "P01", "--plan"), 2, "Say when it is planned: --at 'thu 14:00'."),
        (("interview", "P01", "--minutes", "0"), 2, "0 is not in the range"),
        (("interview", "P01", "--minutes", "99999"), 1, "99999 minutes is not how long a touchpoint takes"),
        (("interview", "P01", "--channel", "vidoe"), 2, 'did you mean "video"?'),
        (("interview", "P01", "--by", "fri"), 2, "--by says when a promise is due"),
        (("interview", "P01", "--promise", "x", "--by", "someday"), 1, "is not a day"),
        (("interview", "P01", "--card", "CD-99"), 1, 'There is no card "CD-99"'),
        (("interview", "P01", "--recording", "a.mp4"), 1, "P01 has not agreed to be recorded"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(people: Command, args: tuple[str, ...], code: int, words: str) -> None:
    assert words in people.error("touchpoint", "add", *args, code=code)
    assert people.json("touchpoint", "list") == []
    assert people.json("experiment", "list") == []


@pytest.mark.parametrize(
    ("args", "status"),
    [
        (("--at", "+3d"), "confirmed"),
        (("--at", "tomorrow 14:00", "--plan"), "confirmed"),
        (("--at", "tomorrow", "--tentative"), "tentative"),
        (("--at", "yesterday"), "done"),
    ],
)
def test_a_time_to_come_is_planned(people: Command, args: tuple[str, ...], status: str) -> None:
    made = add(people, "interview", "P01", *args, "about prices")
    assert made["status"] == status
    texts = (made["summary"], made["expectation"])
    assert texts == (("about prices", "") if status == "done" else ("", "about prices"))
    planned = people.json("touchpoint", "list", "--planned")
    assert len(planned) == (status != "done")


def test_a_weekday_is_the_next_one_for_a_plan(people: Command) -> None:
    today = datetime.now(UTC).date()
    past, to_come = (add(people, "interview", "P01", "--at", "thu", *more)["at"] for more in ((), ("--plan",)))
    assert datetime.fromisoformat(str(past)).date() <= today
    assert today < datetime.fromisoformat(str(to_come)).date() <= today + timedelta(days=7)


def test_who_is_asked_often_is_planned_with_only_for_a_reason(people: Command) -> None:
    for day in ("1d", "2d", "3d"):
        add(people, "survey", "P01", "--at", day)
    plan = ("touchpoint", "add", "interview", "P01", "--at", "tomorrow")
    assert "P01 is in cooldown for 27 more days. Going on takes a reason." in people.error(*plan)
    people.ok(*plan, "--reason", "she offered to")
    assert people.json("log")[0]["reason"] == "she offered to"


def test_a_plan_that_was_had_in_words(people: Command) -> None:
    end = str(add(people, "interview", "P01", "--at", "+3d", "prices")["id"])[-6:]
    said = people.ok("touchpoint", "done", end.lower(), "wants export", "--minutes", "20", "--surprise", "odd")
    assert said.startswith("Logged interview, 20 min with P01, ")
    (found,) = people.json("touchpoint", "list")
    assert (found["status"], found["summary"], found["expectation"]) == ("done", "wants export", "prices")
    assert (found["surprise"], found["minutes"]) == ("odd", 20)
    assert people.json("touchpoint", "list", "--planned") == []
    assert people.ok("touchpoint", "done", end) == "That touchpoint was like that already.\n"


@pytest.mark.parametrize(
    ("args", "changed"),
    [
        (("--no-show",), {"status": "no_show"}),
        (("--cancelled",), {"status": "cancelled"}),
        (("--at", "2026-01-05 10:00"), {"status": "done", "at": "2026-01-05T10:00:00Z"}),
        (("--promise", "a draft", "--by", "2030-01-31"), {"status": "done"}),
    ],
)
def test_what_became_of_a_plan(people: Command, args: tuple[str, ...], changed: dict[str, object]) -> None:
    plan = add(people, "interview", "P01", "--at", "+3d")
    after = people.json("touchpoint", "done", str(plan["id"]), *args)
    assert {name: after[name] for name in changed} == changed
    if "--promise" in args:
        assert after["promise"]["due"] == "2030-01-31"


def test_editing_leaves_the_rest(people: Command) -> None:
    made = add(people, "interview", "P01", "--minutes", "20", "--observer", "cy", "--notes-file", "a.md", "wants it")
    uid = str(made["id"])
    edited = people.json(
        "touchpoint", "edit", uid, "--text", "wants export", "--method", "user-test", "--channel", "phone",
        "--at", "2026-01-05 10:00", "--inbound", "--observer", "dee", "--notes-file", "b.md",
    )  # fmt: skip
    expected = {
        "summary": "wants export",
        "method": "user_test",
        "channel": "phone",
        "at": "2026-01-05T10:00:00Z",
        "direction": "inbound",
        "observers": ["dee"],
        "links": [{"kind": "note", "ref": "b.md"}],
        "minutes": 20,
    }
    assert {name: edited[name] for name in expected} == expected
    emptied = people.json(
        "touchpoint", "edit", uid, "--observer", "", "--notes-file", "", "--channel", "", "--outbound"
    )
    assert (emptied["observers"], emptied["links"], emptied["channel"]) == ([], [], None)
    assert emptied["direction"] == "outbound"


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("done", "nothing"), 1, 'There is no touchpoint "nothing"'),
        (("done", "x"), 1, 'There is no touchpoint "x"'),
        (("edit", "{id}"), 2, "Say what to change"),
        (("edit", "{id}", "--at", "+3d"), 1, "A touchpoint that was had cannot be in the future"),
        (("done", "{id}", "--at", "+3d"), 1, "A touchpoint that was had cannot be in the future"),
        (("done", "{id}", "--by", "fri"), 2, "--by says when a promise is due"),
        (("list", "--since", "someday"), 1, "is not a day"),
        (("list", "--with", "ada"), 2, "P01, P03"),
    ],
)
def test_a_touchpoint_that_is_named_wrong(people: Command, args: tuple[str, ...], code: int, words: str) -> None:
    uid = str(add(people, "interview", "P01")["id"])
    assert words in people.error("touchpoint", *(each.format(id=uid) for each in args), code=code)


def test_which_touchpoints_are_listed(people: Command) -> None:
    add(people, "interview", "P01", "--at", "9d", "--card", "CD-3", "first")
    add(people, "survey", "P02", "--at", "3d", "--card", "CX-1", "second")
    add(people, "user-test", "P01", "P02", "--at", "+3d", "third")

    def texts(*args: str) -> list[str]:
        return [each["summary"] or each["expectation"] for each in people.json("touchpoint", "list", *args)]

    assert texts() == ["first", "second", "third"]
    assert texts("--card", "CD-3") == ["first"]
    assert texts("--with", "P01") == ["first", "third"]
    assert texts("--with", "ben", "--planned") == ["third"]
    assert texts("--board", "CX") == ["second"]
    assert texts("--board", "CR") == []
    assert texts("--since", "4d") == ["second", "third"]
    assert texts("--since", "tomorrow") == ["third"]
    lines = people.ok("touchpoint", "list").splitlines()
    assert lines[0].split() == ["WHEN", "WHAT", "WITH", "CARDS", "ID", "SUMMARY"]
    assert "user test, planned" in lines[3]
    assert "P01 P02" in lines[3]
    assert lines[3].endswith("third")


def test_a_touchpoint_on_a_board_that_is_not_started_starts_it(people: Command) -> None:
    add(people, "interview", "P01", "--card", "CX-1")
    assert [each["key"] for each in people.json("experiment", "list")] == ["CX"]


def test_undo_takes_a_touchpoint_back_with_what_was_said_there(people: Command) -> None:
    add(people, "interview", "P01", "--surprise", "odd", "--promise", "more")
    assert people.ok("undo") == "Undid: log interview with P01.\n"
    assert people.json("touchpoint", "list") == []
    assert people.json("note", "list") == []


def test_days_and_times_are_those_of_the_team(people: Command) -> None:
    (people.folder / "custdev.yaml").write_text("timezone: America/New_York\n")
    made = add(people, "interview", "P01", "--at", "2026-01-05 22:00")
    assert made["at"] == "2026-01-06T03:00:00Z"
    assert "5 Jan" in people.ok("touchpoint", "list")
    assert len(people.json("touchpoint", "list", "--since", "2026-01-05")) == 1
    assert people.json("touchpoint", "list", "--since", "2026-01-06") == []
