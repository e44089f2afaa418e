from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.command import Command
from tui.domain.records.vocabulary import CONSENT_SCOPES


@pytest.fixture
def people(custdev: Command) -> Command:
    custdev.folder.mkdir()
    (custdev.folder / "custdev.yaml").write_text("timezone: UTC\n")
    custdev.ok("contact", "add", "Ada Lovelace")
    custdev.ok("contact", "add", "Mia Example", "--minor", "--guardian", "P01")
    return custdev


def signs(custdev: Command, *args: str) -> str:
    groups = custdev.json("consent", "show", "P01", *args)["groups"]
    return " ".join(f"{group}:{sign}" for group, sign in groups.items() if sign != "unknown")


@pytest.mark.parametrize("scope", CONSENT_SCOPES)
def test_one_scope_gives_the_record(people: Command, scope: str) -> None:
    given = people.json("consent", "give", "P01", scope)
    assert len(given.pop("id")) == 26
    assert given.pop("at").endswith("Z")
    assert given == {
        "person": "P01",
        "scope": scope,
        "status": "given",
        "expires_at": None,
        "method": "verbal_noted",
        "basis": "consent",
        "source": "person",
        "purpose": None,
        "given_by": "self",
        "by": "me",
        "notice_version": "",
        "bundle": None,
    }
    withdrawn = people.json("consent", "withdraw", "P01", scope)
    assert (withdrawn["scope"], withdrawn["status"]) == (scope, "withdrawn")
    assert people.json("consent", "withdraw", "P01", scope) == withdrawn


@pytest.mark.parametrize(
    ("words", "scopes"),
    [
        (["contact"], ["contact_me", "recontact"]),
        (["notes"], ["store_notes"]),
        (["audio"], ["record_audio"]),
        (["video"], ["record_video"]),
        (["quote"], ["quote_pseudonymous"]),
        (["quote-name"], ["quote_attributed"]),
        (["share-inside"], ["share_internal"]),
        (["share-outside"], ["share_external"]),
        (["observe", "share-internal"], ["observe", "share_internal"]),
        (["take part", "Quote_Name"], ["take_part", "quote_attributed"]),
    ],
)
def test_a_word_gives_a_list_of_records(people: Command, words: list[str], scopes: list[str]) -> None:
    for verb, status in (("ask", "requested"), ("give", "given"), ("withdraw", "withdrawn")):
        found = people.json("consent", verb, "P01", *words)
        assert [(each["scope"], each["status"]) for each in found] == [(scope, status) for scope in scopes]


@pytest.mark.parametrize(
    ("word", "instead"),
    [
        ("talk", "contact, take-part and notes"),
        ("record", "audio and video"),
        ("share", "share-inside and share-outside"),
    ],
)
def test_a_word_of_an_earlier_version_names_those_of_today(people: Command, word: str, instead: str) -> None:
    for verb in ("give", "withdraw", "ask"):
        found = people.error("consent", verb, "P01", word, code=2)
        assert f'"{word}" gave several permissions at once; each is said by itself: {instead}.' in found
    assert people.json("consent", "show", "P01")["history"] == []


def test_all_there_is_to_say_of_a_consent(people: Command) -> None:
    given = people.json(
        "consent", "give", "P01", "observe", "--method", "signed-form", "--at", "2026-01-05 10:00", "--expires",
        "2030-01-31", "--basis", "legal-obligation", "--source", "third-party", "--purpose", "research of the export",
        "--notice", "v2", "--evidence", "forms/1.pdf",
    )  # fmt: skip
    expected = {
        "at": "2026-01-05T10:00:00Z",
        "expires_at": "2030-01-31",
        "method": "signed_form",
        "basis": "legal_obligation",
        "source": "third_party",
        "purpose": "research of the export",
        "notice_version": "v2",
    }
    assert {name: given[name] for name in expected} == expected
    shown = next(each for each in people.json("consent", "show", "P01")["scopes"] if each["scope"] == "observe")
    assert {name: shown[name] for name in expected} == expected
    assert list(people.json("contact", "show", "P01")["evidence_refs"].values()) == ["forms/1.pdf"]
    assert "forms" not in people.ok("consent", "show", "P01") + (people.folder / "research.json").read_text()


def test_how_it_stands_word_by_word_scope_by_scope_and_how_it_came(people: Command) -> None:
    people.ok("consent", "give", "P01", "contact", "take-part", "notes", "--at", "9d")
    people.ok("consent", "give", "P01", "quote", "--at", "5d", "--expires", "today", "--method", "email-reply")
    people.ok("consent", "withdraw", "P01", "observe", "--at", "3d")
    assert people.ok("consent", "ask", "P01", "audio", "video", "contact") == (
        "P01 record_audio: requested.\nP01 record_video: requested.\n"
    )
    assert signs(people) == "talk:given observe:refused record:asked quote:expired"
    found = people.json("consent", "show", "P01")
    scopes = {each["scope"]: (each["group"], each["status"], each["allowed"]) for each in found["scopes"]}
    assert list(scopes) == list(CONSENT_SCOPES)
    assert scopes["contact_me"] == ("talk", "given", True)
    assert scopes["quote_pseudonymous"] == ("quote", "expired", False)
    assert scopes["share_external"] == ("share", "unknown", False)
    assert [each["scope"] for each in found["history"]][:3] == ["record_video", "record_audio", "observe"]
    text = people.ok("consent", "show", "ada")
    for part in ("✓ talk\n    ✓ contact_me  given, verbal noted", "✗ observe\n    ✗ observe  refused", "– share\n"):
        assert part in text
    assert "quote_pseudonymous given, email reply, until " in text
    assert "Ada" not in text


def test_how_it_stood_and_will_stand_on_a_day(people: Command) -> None:
    people.ok("consent", "give", "P01", "observe", "--at", "9d", "--expires", "+9d")
    people.ok("consent", "withdraw", "P01", "audio", "--at", "3d", "--method", "email-reply")
    assert signs(people, "--at", "10d") == ""
    assert signs(people, "--at", "9d") == "observe:given"
    assert signs(people, "--at", "3d") == "observe:given record:refused"
    assert signs(people, "--at", "+8d") == "observe:given record:refused"
    assert signs(people, "--at", "+9d") == "observe:expired record:refused"
    assert len(people.json("consent", "show", "P01", "--at", "9d")["history"]) == 1


def test_for_a_minor_the_guardian_agrees(people: Command) -> None:
    assert "P02 is a minor; only the guardian can agree" in people.error("consent", "give", "P02", "contact")
    assert "P02 is a minor; nothing is kept" in people.error("touchpoint", "add", "interview", "P02")
    given = people.json("consent", "give", "P02", "take_part", "--by-guardian")
    assert (given["given_by"], given["status"]) == ("guardian", "given")
    people.ok("touchpoint", "add", "interview", "P02")
    assert "by the guardian" in people.ok("consent", "show", "P02")


def test_past_the_day_until_which_it_is_kept_nothing_is_allowed(people: Command) -> None:
    people.ok("consent", "give", "P01", "observe")
    people.ok("contact", "edit", "P01", "--retention-until", "+3d")
    for day, allowed in (("today", True), ("+3d", True), ("+4d", False)):
        found = people.json("consent", "show", "P01", "--at", day)["scopes"]
        assert [each["allowed"] for each in found if each["scope"] == "observe"] == [allowed]


def test_undo_takes_all_back_that_was_said_at_once(people: Command) -> None:
    people.ok("consent", "give", "P01", "contact", "take-part", "share-outside")
    assert people.ok("undo").startswith("Undid: note that P01 agrees to be contacted, be contacted again, take part,")
    assert signs(people) == ""


def test_giving_again_renews_and_taking_back_twice_says_so(people: Command) -> None:
    people.ok("consent", "give", "P01", "observe")
    assert people.ok("consent", "give", "P01", "observe", "--expires", "2030-01-31") == (
        "P01 observe: renewed until 2030-01-31.\n"
    )
    assert people.ok("consent", "withdraw", "P01", "observe") == "P01 observe: withdrawn.\n"
    assert people.ok("consent", "withdraw", "P01", "observe") == "P01 said so already.\n"


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("give", "P01"), 2, "Missing argument 'SCOPE…'"),
        (("give", "P01", "quotes"), 2, '"quotes" is not anything people agree to, did you mean "quote"?'),
        (("withdraw", "P01", "sing"), 2, "choose from contact, take_part"),
        (("give", "P99", "notes"), 1, 'There is no person "P99"'),
        (("give", "P01", "notes", "--method", "shouted"), 2, "is not a way of agreeing"),
        (("give", "P01", "notes", "--basis", "concent"), 2, 'did you mean "consent"?'),
        (("give", "P01", "notes", "--at", "tomorrow"), 1, "What was said cannot be in the future"),
        (("give", "P01", "notes", "--expires", "yesterday"), 1, "It would be over before it began"),
        (("give", "P01", "notes", "--expires", "someday"), 1, "is not a day"),
        (("show", "P01", "--at", "someday"), 1, "is not a day"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(people: Command, args: tuple[str, ...], code: int, words: str) -> None:
    assert words in people.error("consent", *args, code=code)
    assert signs(people) == ""


def test_help_says_what_scripts_may_expect(people: Command) -> None:
    text = " ".join(people.ok("consent", "give", "--help").split())
    assert (
        "SCOPE is contact, take-part, notes, observe, audio, video, quote, quote-name, share-inside, share-outside, or"
    ) in text
    assert "--json prints the record where one scope is named, and a list of records for plain words" in text


OLDER = Path(__file__).parents[1] / "store" / "formats" / "consents-1"
"""A workspace of format 1, with permissions that one word gave several of."""


@pytest.fixture
def older(custdev: Command) -> Command:
    shutil.copytree(OLDER, custdev.folder)
    (custdev.folder / "private").rename(custdev.folder / ".custdev")
    (custdev.folder / "custdev.yaml").write_text("timezone: UTC\n")
    for path in custdev.folder.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    return custdev


def test_what_was_given_together_is_asked_for_again_and_stays_valid_for_the_rest(older: Command) -> None:
    scopes = {each["scope"]: each for each in older.json("consent", "show", "P01")["scopes"]}
    again = {scope for scope, each in scopes.items() if each["ask_again"]}
    assert again == {"recontact", "record_video", "share_external"}
    assert {scope for scope, each in scopes.items() if each["at"] and not each["allowed"]} == again
    text = older.ok("consent", "show", "P01")
    assert "✓ take_part  given, signed form, 2 Nov" in text
    assert "! share_external  invalidated, 2 Nov, given only together with others, ask again" in text
    assert "!t ✓o !r ✓q !s" in older.ok("contact", "list")


def test_the_standup_lists_whom_to_ask_again_until_they_are_asked(older: Command) -> None:
    line = "Ask again: P01 — to be contacted again, have video recorded and have it shared outside the team"
    assert [each for each in older.ok("standup", "CD").splitlines() if "Ask again" in each] == [f"  • {line}"]
    (again,) = older.json("standup", "CD")["customers"]["ask_again"]
    assert again == {"person": "P01", "scopes": ["recontact", "record_video", "share_external"]}
    older.ok("consent", "ask", "P01", "contact", "video")
    older.ok("consent", "give", "P01", "share-outside")
    assert "Ask again" not in older.ok("standup", "CD")
    assert "All is well" in older.ok("doctor")
    assert older.ok("undo").startswith("Undid: note that P01 agrees to have it shared outside the team")
    assert "Ask again: P01 — to have it shared outside the team" in older.ok("standup", "CD")


def test_what_was_taken_back_before_the_marks_comes_again_with_them(older: Command) -> None:
    assert older.ok("--as", "ana", "redo").startswith(
        "Did again: note that somebody agrees to have it shared in the company"
    )
    shown = older.json("consent", "show", "P05")
    marked = {each["scope"]: each["ask_again"] for each in shown["scopes"] if each["bundle"] == "share"}
    assert marked == {"share_internal": False, "share_external": True}
    assert "All is well" in older.ok("doctor")


def test_a_public_source_of_an_earlier_version_is_read_as_one(older: Command) -> None:
    found = {each["scope"]: each for each in older.json("consent", "show", "P04")["scopes"] if each["at"]}
    assert {(each["basis"], each["source"]) for each in found.values()} == {("legitimate_interest", "public")}
    assert found["take_part"]["allowed"]


@pytest.mark.parametrize(("first", "then", "counts"), [("give", "withdraw", "given"), ("withdraw", "give", "refused")])
def test_a_word_of_before_is_noted_and_the_later_one_counts(
    people: Command, first: str, then: str, counts: str
) -> None:
    people.ok("consent", first, "P01", "share-outside", "--at", "2021-10-26")
    assert people.ok("consent", then, "P01", "share-outside", "--at", "2020-01-01") == (
        f"P01 share_external: noted; a later word of 26 Oct 2021 still counts: {counts}.\n"
    )
    assert people.ok("consent", then, "P01", "audio", "--at", "2020-01-01") != ""
    assert people.json("consent", then, "P01", "share-outside", "--at", "2020-02-01")[0]["at"].startswith("2020-02-01")
