from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.exchange.formats.parcels import HOSTILE, full_world, hostile_world, parcel
from tui.domain.errors import NotAllowed
from tui.domain.privacy.profiles import Profile
from tui.domain.text import clean_text
from tui.exchange.formats.csv import FORMAT, phone_cell, table
from tui.exchange.parcel import Identified, Parcel, What

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,"
    "Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,"
    "Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,"
    "Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Website 1 - Label,Website 1 - Value"
)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))


def written(what: What, profile: Profile = "team") -> str:
    return FORMAT.render(parcel(full_world(), what, profile))


@pytest.mark.parametrize(
    ("what", "first"),
    [
        ("board", "CD-3"),
        ("column", "CD-1"),
        ("card", "CD-1"),
        ("notes", "id00033"),
        ("touchpoints", "id00025"),
        ("events", "e0"),
        ("contacts", "P01"),
    ],
)
def test_a_table_has_a_mark_a_head_and_ids_first(what: What, first: str) -> None:
    text = written(what, "identified")
    assert text.startswith('\ufeff"ID",')
    assert text.endswith("\r\n")
    assert rows(text)[0]["ID"] == first
    assert not [line for line in text.split("\r\n") if line.startswith("#")]


def test_a_card_says_all_that_is_counted_with_numbers_as_numbers() -> None:
    text = written("board")
    card = {row["ID"]: row for row in rows(text)}["CD-1"]
    assert {name: card[name] for name in ("Column", "Role", "Owner", "People", "Due", "Expedite", "Archived")} == {
        "Column": "DOING",
        "Role": "active",
        "Owner": "ben",
        "People": "P01; P02",
        "Due": "2026-03-13",
        "Expedite": "false",
        "Archived": "false",
    }
    assert [card[name] for name in ("Blocked days", "Blocked reason", "Blocked needs", "Age days", "Cycle days")] == [
        *("3", "Legal reads the form", "Ana", "4", "")
    ]
    assert (card["Notes"], card["Supports"], card["Refutes"]) == ("4", "1", "1")
    assert '"ben","P01; P02",,2026-03-13,false,3,' in text


def test_a_note_and_a_touchpoint_have_a_day_and_a_time_in_utc() -> None:
    quote = next(row for row in rows(written("notes")) if row["Kind"] == "quote")
    assert (quote["Day"], quote["Time"], quote["About"]) == ("2026-03-03", "2026-03-03T09:00:00Z", "P01")
    assert (quote["Own words"], quote["Stance"], quote["Text"]) == ("true", "refutes", "They gave up.\n\nTwice.")
    promise = next(row for row in rows(written("notes")) if row["Kind"] == "promise")
    assert (promise["Promise due"], promise["Promise kept"]) == ("2026-03-20", "")
    first, *_ = rows(written("touchpoints"))
    assert (first["Time"], first["Minutes"], first["People"], first["Cards"]) == (
        "2026-03-03T09:00:00Z",
        "45",
        "P01",
        "CD-1",
    )


def test_who_agreed_to_be_quoted_by_name_is_named_to_one_reader_alone() -> None:
    assert "Names" not in rows(written("notes"))[0]
    named = {row["Text"]: row["Names"] for row in rows(written("notes", "identified"))}
    assert named["They gave up.\n\nTwice."] == "Ada Lovelace"
    assert named["It takes too long"] == ""


def test_what_may_not_be_told_is_an_empty_cell_with_the_reason() -> None:
    world = full_world()
    for row in rows(FORMAT.render(parcel(world, "touchpoints", "public"))):
        assert (row["Summary"], row["Expectation"], row["People"]) == ("", "", "")
        assert row["Left out"]


@pytest.mark.parametrize("what", ["board", "notes"])
def test_every_text_comes_back_and_none_is_a_formula(what: What) -> None:
    world = hostile_world()
    sent = parcel(world, what)
    texts = [card.title for card in sent.cards] or [note.text for note in sent.notes]
    column = "Title" if what == "board" else "Text"
    back = [row[column] for row in rows(FORMAT.render(sent))]
    assert len(back) == len(HOSTILE)
    for text, cell in zip(texts, back, strict=True):
        assert cell == (f"'{text}" if text.startswith(FORMULAS) else text)


@given(st.lists(st.text(), min_size=1))
def test_no_text_leaves_its_cell(texts: list[str]) -> None:
    ((first, *back),) = csv.reader(StringIO(table([["P01", *texts]]).removeprefix("\ufeff"), newline=""), strict=True)
    assert first == "P01"
    assert len(back) == len(texts)
    for text, cell in zip(texts, back, strict=True):
        assert not cell.startswith(FORMULAS)
        assert cell.removeprefix("'").split() == clean_text(text).removeprefix("'").split()


@pytest.mark.parametrize(
    ("number", "cell"),
    [
        ("+4930901820", "+49 30901820"),
        ("+49 30 901820", "+49 30 901820"),
        ("+49 (0)30 / 901-820", "+49 0 30 901 820"),
        ("+12025550123", "+1 2025550123"),
        ("+358401234567", "+358 401234567"),
        ("030901820", "030 901820"),
        ("0301234567 ext. 5", "0301234567 ext. 5"),
        ("555-0100", "555-0100"),
    ],
)
def test_a_phone_number_is_no_number(number: str, cell: str) -> None:
    assert phone_cell(number) == cell
    assert rows(table([["ID", "Phone"], ["P01", phone_cell(number)]]))[0]["Phone"] == cell


@pytest.mark.parametrize("number", ["+cmd|' /C calc'!A0", "+1+1", "=1+1", "+", "-1"])
def test_a_phone_number_that_is_a_formula_is_guarded(number: str) -> None:
    assert rows(table([["ID", "Phone"], ["P01", phone_cell(number)]]))[0]["Phone"].startswith("'")


def test_contacts_have_the_head_that_google_contacts_reads() -> None:
    text = written("contacts", "identified")
    head, *_ = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""))
    assert ",".join(head) == f"ID,{GOOGLE}"
    (ada,) = rows(text)
    assert (ada["First Name"], ada["Last Name"], ada["File As"]) == ("Ada Lovelace", "", "Ada Lovelace")
    assert (ada["E-mail 2 - Value"], ada["Phone 1 - Value"]) == ("al@example.com", "+49 30901820")
    assert ada["Organization Name"] == "Engines; Ltd"


def test_the_parts_of_a_name_and_several_addresses_have_their_columns() -> None:
    person = Identified("P03", "Grace Hopper", family="Hopper", given="Grace", adr=("1 Main St", "2 Side St\nTown"))
    sent = replace(parcel(full_world(), "contacts", "identified"), contacts=(person, Identified("P04", "李")))
    grace, li = rows(FORMAT.render(sent))
    assert (grace["First Name"], grace["Last Name"], li["First Name"]) == ("Grace", "Hopper", "李")
    assert (grace["Address 2 - Street"], li["Address 2 - Street"]) == ("2 Side St\nTown", "")


@pytest.mark.parametrize("profile", [profile for profile in get_args(Profile) if profile != "identified"])
def test_contacts_are_for_those_who_may_know_names(profile: Profile) -> None:
    with pytest.raises(NotAllowed, match=r"only for the profile identified.*Nothing was written\."):
        parcel(full_world(), "contacts", profile)


@pytest.mark.parametrize("day", [date.min, date.max, None])
def test_every_day_there_is_can_be_written(day: date | None) -> None:
    sent: Parcel = parcel(full_world(), "card")
    (row,) = rows(FORMAT.render(replace(sent, cards=(replace(sent.cards[0], due=day),))))
    assert row["Due"] == (day.isoformat() if day else "")
