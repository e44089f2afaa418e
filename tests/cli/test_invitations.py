from __future__ import annotations

import json

import pytest

from tests.cli.command import Command


@pytest.fixture
def people(custdev: Command) -> Command:
    custdev.ok("contact", "add", "Jana Example", "--email", "jana@example.com")
    custdev.ok("contact", "add", "Ben Sample")
    return custdev


def test_asking_prints_what_was_written(people: Command) -> None:
    asked = people.json(
        *("invitation", "add", "P01", "--card", "CD-3", "--method", "interview", "--channel", "email"),
        *("--note", "Jana Example answered at once"),
    )
    told = {name: asked[name] for name in ("person", "card", "method", "channel", "status", "touchpoint", "note")}
    assert told == {
        "person": "P01",
        "card": "CD-3",
        "method": "interview",
        "channel": "email",
        "status": "asked",
        "touchpoint": None,
        "note": "P01 answered at once",
    }
    assert [each["person"] for each in people.json("invitation", "add", "P01", "P02")] == ["P01", "P02"]


def test_a_third_time_takes_a_reason(people: Command) -> None:
    people.ok("invitation", "add", "P01")
    people.ok("invitation", "add", "P01")
    assert "P01 was asked 2 times within 30 days. Going on takes a reason." in people.error("invitation", "add", "P01")
    people.ok("invitation", "add", "P01", "--reason", "she offered to")
    assert "she offered to" in people.ok("log")


def test_the_limit_is_a_setting(people: Command) -> None:
    (people.folder / "custdev.yaml").write_text("asking: {most: 1, per: P7D}\n", "utf-8")
    people.ok("invitation", "add", "P01")
    assert "was asked 1 time within 7 days" in people.error("invitation", "add", "P01")


def test_an_answer_is_noted_by_person_or_id_and_undone(people: Command) -> None:
    asked = people.json("invitation", "add", "P01")
    assert people.json("invitation", "answer", "P01", "no-answer")["status"] == "no_answer"
    assert "open invitation" in people.error("invitation", "answer", "P01", "declined", code=1)
    people.ok("undo")
    people.ok("invitation", "answer", asked["id"][-6:], "declined")
    assert [each["status"] for each in people.json("invitation", "list")] == ["declined"]
    assert people.json("invitation", "list", "--open") == []
    assert "no_answer" in people.error("invitation", "answer", "P01", "perhaps", code=2)


def test_a_touchpoint_settles_it(people: Command) -> None:
    people.ok("invitation", "add", "P01", "P02", "--method", "interview")
    met = people.json("touchpoint", "add", "interview", "P01", "--at", "tomorrow", "--plan")
    table = people.ok("invitation", "list")
    assert [line.split()[-2] for line in table.splitlines()[1:]] == ["planned", "asked"]
    people.ok("touchpoint", "done", met["id"], "--no-show")
    assert [each["status"] for each in people.json("invitation", "list", "--of", "P01")] == ["no_show"]
    assert "to interview: no show" in people.ok("contact", "show", "P01")
    assert people.json("contact", "show", "P01")["invitations"][0]["touchpoint"] == met["id"]


def test_what_is_promised_is_owed_once_they_came_and_paid(people: Command) -> None:
    promised = people.json("incentive", "promise", "P01", "30", "eur", "voucher of Jana Example")
    told = {name: promised[name] for name in ("person", "amount", "currency", "what", "state")}
    assert told == {
        "person": "P01",
        "amount": "30.00",
        "currency": "EUR",
        "what": "voucher of P01",
        "state": "promised",
    }
    assert people.json("incentive", "list", "--owed") == []
    people.ok("touchpoint", "add", "interview", "P01")
    (owed,) = people.json("incentive", "list", "--owed")
    assert owed["owed_since"] is not None
    assert "30 EUR voucher of Jana Example, owed since" in people.ok("contact", "show", "P01")
    assert people.json("incentive", "pay", "P01")["state"] == "paid"
    result = people.run("incentive", "list", "--of", "P01")
    assert "30 EUR" in result.stdout
    assert "30 EUR promised in 20" in result.stderr
    assert people.json("contact", "show", "P01")["incentives"][0]["state"] == "paid"


def test_the_cap_is_a_setting_that_takes_a_reason(people: Command) -> None:
    (people.folder / "custdev.yaml").write_text("incentives: {cap: 49.90, currency: CHF}\n", "utf-8")
    assert people.json("incentive", "promise", "P01", "40")["currency"] == "CHF"
    said = people.error("incentive", "promise", "P01", "9.91")
    assert "P01 would have been promised 49.91 CHF" in said
    assert "49.90 CHF is the most" in said
    people.ok("incentive", "promise", "P01", "9.91", "--reason", "a whole day")
    people.ok("incentive", "promise", "P02", "9.91")


def test_a_setting_that_makes_no_sense_is_passed_over_and_said(people: Command) -> None:
    (people.folder / "custdev.yaml").write_text("incentives: {cap: lots}\nasking: {most: 0}\n", "utf-8")
    said = people.run("invitation", "list").stderr
    assert "incentives is passed over; write the most somebody is promised in a year" in said
    assert "asking is passed over; write how often and within what time" in said


@pytest.mark.parametrize("profile", ["public", "stakeholders", "team"])
@pytest.mark.parametrize("form", ["json", "csv", "md", "html", "txt", "yaml", "ics", "slack", "svg"])
def test_what_people_get_leaves_in_no_export(people: Command, form: str, profile: str) -> None:
    people.ok("card", "link", "CD-1", "P01")
    people.ok("incentive", "promise", "P01", "77.31", "eur", "marzipan")
    people.ok("touchpoint", "add", "interview", "P01", "--card", "CD-1")
    given = people.ok("export", "CD", "--format", form, "--profile", profile, "-o", "-")
    assert "77.31" not in given
    assert "marzipan" not in given


def test_events_that_leave_tell_of_no_amount(people: Command) -> None:
    people.ok("incentive", "promise", "P01", "77.31", "eur", "marzipan")
    people.ok("card", "move", "CD-1", "doing")
    for what in ("events",):
        given = people.ok("export", "CD", "--what", what, "--format", "json", "--profile", "team", "-o", "-")
        assert "77.31" not in given
        assert "marzipan" not in json.dumps(given)
    assert "Promised P01 an incentive" in people.ok("log")


def test_nobody_of_whom_no_notes_are_kept_is_named_by_their_number(people: Command) -> None:
    people.ok("invitation", "add", "P01", "--note", "laughed")
    people.ok("incentive", "promise", "P01", "30")
    people.ok("consent", "withdraw", "P01", "notes")
    for noun in ("invitation", "incentive"):
        (shown,) = people.json(noun, "list")
        assert shown["person"] is None
        assert shown.get("note", "") == ""


def test_a_dossier_has_both_and_an_erasure_leaves_neither(people: Command) -> None:
    people.ok("invitation", "add", "P01", "--note", "met at the fair")
    people.ok("incentive", "promise", "P01", "30", "eur", "voucher")
    people.ok("touchpoint", "add", "interview", "P01")
    dossier = people.json("contact", "dossier", "P01")
    assert [each["status"] for each in dossier["invitations"]] == ["came"]
    assert [each["amount"] for each in dossier["incentives"]] == ["30.00"]
    text = people.ok("contact", "dossier", "P01", "--format", "md")
    assert "came: written by: " in text
    assert "note: met at the fair" in text
    assert "30.00: EUR; voucher; " in text
    people.ok("contact", "erase", "P01", "--confirm", "P01")
    assert people.json("invitation", "list") == people.json("incentive", "list") == []
    stored = (people.folder / "research.json").read_text("utf-8")
    assert "met at the fair" not in stored
    assert "voucher" not in stored
    assert people.run("doctor").exit_code == 0


def test_the_standup_of_our_team_tells_what_is_owed_and_no_other(people: Command) -> None:
    people.ok("card", "move", "CD-1", "doing")
    people.ok("incentive", "promise", "P01", "30", "eur", "voucher")
    people.ok("touchpoint", "add", "interview", "P01")
    told = people.ok("standup", "--format", "md", "--profile", "team")
    assert "- Owed: P01 30 EUR since " in told
    rewards = json.loads(people.ok("standup", "--format", "json", "--profile", "team"))["customers"]["rewards"]
    assert [(each["person"], each["amount"]) for each in rewards] == [("P01", "30 EUR")]
    for profile in ("stakeholders", "public"):
        assert "Owed" not in people.ok("standup", "--format", "md", "--profile", profile)
    people.ok("incentive", "pay", "P01")
    assert "Owed" not in people.ok("standup", "--format", "md", "--profile", "team")
