"""What may be somebody and is not replaced: listed for a look, and no more of it than one would read."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.domain.privacy.names.crowd import contact, knowing, structured
from tui.domain.privacy.names import Identity, Leftover, Scrubber

SCRUBBER = knowing(
    "Jana Nováková",
    contact("Petr Novák", org="Northwind Traders GmbH"),
    "Kaisa Lehtinen",
    "Ольга Иванова",
    contact("Rose Art", org="Global Logistics Ltd"),
    contact("Ute Brandt", email=("ocean@x.example",)),
    "Will Mark",
    "Al Gore",
    structured("小龙", "李", "李小龙"),
    structured("未来", "高", "高未来"),
    "Michał Kowalski",
    keep=("sam", "rosa"),
)
DECLINED = "may be a declined name of"
FOUND = [
    ("Novákovi a Novákové", {"Novákovi": f"{DECLINED} P01", "Novákové": f"{DECLINED} P01"}),
    ("Nováka, novákovi", {"Nováka": f"{DECLINED} several people", "novákovi": f"{DECLINED} P01"}),
    ("s Janou, Petrovi", {"Janou": f"{DECLINED} P01", "Petrovi": f"{DECLINED} P02"}),
    ("Lehtisen ja Kaisalle", {"Lehtisen": f"{DECLINED} P03", "Kaisalle": f"{DECLINED} P03"}),
    ("Ивановой, Ольге", {"Ивановой": f"{DECLINED} P04", "Ольге": f"{DECLINED} P04"}),
    ("Ивановым, Иванов", {"Ивановым": f"{DECLINED} P04", "Иванов": f"{DECLINED} P04"}),
    ("Kowalskiego, Michała", {"Kowalskiego": f"{DECLINED} P11", "Michała": f"{DECLINED} P11"}),
    ("spoke to mark", {"mark": "a word, and the family name of P07"}),
    ("asked rose yesterday", {"rose": "a word, and the given name of P05"}),
    ("we met Al", {"Al": "may be the given name of P08"}),
    ("brandtmarch.pdf", {"brandtmarch": "family name of P06 in a file name"}),
    ("UteBrandt2.txt", {"UteBrandt2": "given name of P06 in a file name"}),
    ("https://files.example/jbrandt/x", {"jbrandt": "family name of P06 in a file name"}),
    ("mark-interview.docx", {"mark": "family name of P07 in a file name"}),
    ("NWT said, at NTG", {"NWT": "may be short for an organisation", "NTG": "may be short for an organisation"}),
    (
        "northwind, at Global",
        {"northwind": "may be short for an organisation", "Global": "may be short for an organisation"},
    ),
    ("the ocean", {"ocean": "may be P06: an address begins so"}),
    ("小李来了, 李总", {"小李": "may be the family name of P09", "李总": "may be the family name of P09"}),
    ("未来很好", {"未来": "a word, and the given name of P10"}),
]
NOT_FOUND = [
    "",
    "the will to change, it will",
    "to mark it as done, the art of the deal, a rose",
    "Very good markets in May",
    "API, CEO, NPS and CRM",
    "Global markets. Global reach",
    "a global reach",
    "al dente",
    "Rosa and Sam",
    "提高总量",
    "a plan for the next week",
    "P01 and [name] of [org]",
    "https://files.example/report-march.pdf",
    "Janitor, Market, Brands",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_possible_leftovers_are_listed_with_why(text: str, expected: dict[str, str]) -> None:
    assert {leftover.text: leftover.why for leftover in SCRUBBER.leftovers(text)} == expected


@pytest.mark.parametrize("text", NOT_FOUND)
def test_there_is_no_flood_of_false_alarms(text: str) -> None:
    assert SCRUBBER.leftovers(text) == []


def test_what_is_replaced_is_no_leftover() -> None:
    text = "Jana Nováková told mark; https://x.example/brandt-march.pdf; Novákovi"
    assert SCRUBBER.leftovers(text) == [
        Leftover(19, 23, "mark", "a word, and the family name of P07"),
        Leftover(61, 69, "Novákovi", "may be a declined name of P01"),
    ]


def test_leftovers_are_the_same_after_scrubbing() -> None:
    text = "Jana told mark of Novákovi"
    assert [leftover.text for leftover in SCRUBBER.leftovers(SCRUBBER.scrub(text))] == ["mark", "Novákovi"]


def test_each_part_of_a_text_is_listed_once() -> None:
    text = "é mark; Mark, mark.pdf Ивановой &amp; NWT " * 3
    leftovers = SCRUBBER.leftovers(text)
    assert all(one.end <= other.start for one, other in pairwise(leftovers))
    assert all(text[one.start : one.end] == one.text for one in leftovers)


def test_nobody_known_leaves_nothing_over() -> None:
    assert knowing().leftovers("Jana told Mark") == []


def test_organisations_that_may_stay_are_no_leftovers() -> None:
    person = Identity("P01", ("Jane Doe",), "Jane", "Doe", org="Northwind Traders")
    assert Scrubber([person], orgs=False).leftovers("northwind, NWT") == []
    assert Scrubber([person], keep=["northwind traders"]).leftovers("northwind, NWT") == []
