from __future__ import annotations

import pytest

from tests.cli.command import Command


@pytest.fixture
def planned(custdev: Command) -> Command:
    """Somebody comes tomorrow, who agreed to some of it, said something and waits for something."""
    custdev.ok("contact", "add", "Jana Example", "--email", "jana@example.com")
    custdev.ok("contact", "add", "Ben Sample")
    custdev.ok("consent", "give", "P01", "take-part", "quote", "--method", "signed-form")
    custdev.ok("consent", "withdraw", "P01", "audio")
    custdev.ok("note", "add", "CD-3", "I print it, says Jana Example", "--kind", "quote", "--about", "P01")
    custdev.ok("touchpoint", "add", "interview", "P01", "--promise", "send the draft to Jana Example", "--by", "fri")
    custdev.ok("incentive", "promise", "P01", "30", "eur", "voucher")
    custdev.ok(
        *("touchpoint", "add", "interview", "P01", "--card", "CD-3", "--channel", "video", "--at", "tomorrow"),
        *("--plan", "they print it because of the size"),
    )
    return custdev


def test_the_sheet_says_all_there_is_to_know_and_names_nobody(planned: Command) -> None:
    sheet = planned.ok("session", "P01")
    assert sheet.startswith("# Interview with P01, ")
    for words in (
        "video · on CD-3",
        "they print it because of the size",
        "- yes: take part (given, signed form, ",
        "- no: have audio recorded (refused, ",
        "- “I print it, says P01” (",
        "send the draft to P01",
        "- 30 EUR voucher, promised ",
        "**CD-3 Listen and respond to customer feedback**",
        "- [ ] Read everything that came in since last time",
    ):
        assert words in sheet
    assert "Jana" not in sheet
    assert "Example" not in sheet


def test_what_the_cards_ask_for_and_nobody_gave_is_missing(planned: Command) -> None:
    planned.ok("touchpoint", "add", "user-test", "P02", "--card", "CD-2", "--at", "+2d", "--plan")
    (person,) = planned.json("session", "P02")["people"]
    assert person["missing"] == ["take_part", "contact_me"]
    assert planned.json("session", "P01")["people"][0]["missing"] == []
    assert "**Still missing**\n\n- take part\n- be contacted\n" in planned.ok("session", "P02")


def test_words_that_may_not_be_quoted_are_not_in_it(planned: Command) -> None:
    planned.ok("consent", "withdraw", "P01", "quote")
    assert "I print it" not in planned.ok("session", "P01")
    assert planned.json("session", "P01")["people"][0]["last_words"] == []


def test_a_sheet_for_scripts(planned: Command) -> None:
    data = planned.json("session", "P01")
    assert data["touchpoint"]["status"] == "confirmed"
    assert data["expectation"] == "they print it because of the size"
    (person,) = data["people"]
    assert person["id"] == "P01"
    agreed = {each["scope"]: (each["status"], each["allowed"]) for each in person["agreed"]}
    assert agreed["take_part"] == ("given", True)
    assert agreed["record_audio"] == ("refused", False)
    assert [each["waiting"]["stage"] for each in person["waiting"]] == ["promised"]
    assert [each["amount"] for each in person["incentives"]] == ["30.00"]
    assert data["guide"][0]["key"] == "CD-3"
    assert planned.json("session", data["touchpoint"]["id"][-6:]) == data


def test_with_whom_nothing_is_planned_there_is_no_sheet(planned: Command) -> None:
    assert "Nothing is planned with P02 yet" in planned.error("session", "P02")
    assert "no touchpoint" in planned.error("session", "ABCDEF").casefold()


def test_who_wants_no_notes_kept_is_not_in_it(planned: Command) -> None:
    planned.ok("consent", "withdraw", "P01", "notes")
    sheet = planned.ok("session", "P01")
    assert "P01" not in sheet
    assert planned.json("session", "P01")["people"] == []


def test_who_was_asked_and_has_not_answered_did_not_say_no(planned: Command) -> None:
    planned.ok("consent", "ask", "P01", "video")
    sheet = planned.ok("session", "P01")
    assert "- asked, no answer yet: have video recorded (requested, " in sheet
    assert "- no: have video" not in sheet


def test_it_is_the_next_one_and_where_there_is_none_the_last_that_nobody_settled(planned: Command) -> None:
    for at in ("2020-03-02", "2020-03-04"):
        planned.ok("touchpoint", "add", "user-test", "P01", "P02", "--card", "CD-2", "--at", at, "--plan")
    assert "not settled" not in planned.ok("session", "P01")
    sheet = planned.ok("session", "P02")
    assert "4 Mar" in sheet.splitlines()[0]
    assert "on CD-2" in sheet
    assert "not settled yet" in sheet
