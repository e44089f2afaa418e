"""What people and organisations are called for short: nicknames in names, addresses without their end, first words."""

from __future__ import annotations

import pytest

from tests.domain.privacy.names.crowd import contact, knowing
from tui.domain.privacy.names import identity_of

NICKNAMES = knowing('Robert "Bob" Miller', "William 'Bill' Gray", "Jane Doe", "Ute (Utz) Brandt")
NICKNAMES_FOUND = [
    ('Robert "Bob" Miller; Robert Miller; Bob Miller; Bob', "P01; P01; P01; P01"),
    ("Robert “Bobby” Miller; Robert 'Rob' Miller; Miller", "P01; P01; P01"),
    ("William 'Bill' Gray; William Gray; Bill said", "P02; P02; P02 said"),
    ('Jane "JJ" Doe and Jane (Janey) Doe', "P03 and P03"),
    ("Jane «Jay» Doe", "P03"),
    ("Ute Brandt, Utz", "P04, P04"),
]
NICKNAMES_STAY = ['"Bobby" said', "pay the bill", "(customer)", "a 'gray' area"]

LOCALS = knowing(
    contact("Jana Novak", email=("jana.example@example.com",)),
    contact("Ute Brandt", email=("ubrandt@x.example", "info@brandt.example", "u.b-42@x.example")),
    contact("Ola Berg", email=("fjord1987@x.example", "ocean@x.example", "sales@x.example")),
)
LOCALS_FOUND = [
    ("write to jana.example, Jana.Example or jana_example", "write to P01, P01 or P01"),
    ("ubrandt, @ubrandt, UBrandt", "P02, @P02, P02"),
    ("u.b-42 there", "P02 there"),
    ("fjord1987 and @ocean", "P03 and @P03"),
    ("jana.example@example.com", "P01"),
    ("jana.example@elsewhere.example", "[e-mail]"),
]
LOCALS_STAY = ["for example", "info and sales", "the ocean", "example.com", "a fjord in 1987", "u b 42"]

ORGANISATIONS = knowing(
    contact("Jane Doe", org="Northwind Traders GmbH"),
    contact("Ute Brandt", org="Global Logistics Ltd"),
    contact("Ola Berg", org="Blue Lagoon"),
    contact("Max Berg", org="Harvest Software"),
)
ORGANISATIONS_FOUND = [
    ("Northwind Traders GmbH, Northwind Traders, Northwind, NORTHWIND", "[org], [org], [org], [org]"),
    ("Global Logistics and Blue Lagoon", "[org] and [org]"),
    ("Harvest said no", "[org] said no"),
    ("#northwind", "#[org]"),
]
ORGANISATIONS_STAY = ["a global market", "Global markets", "Blue sky", "traders", "harvest time", "NWT, NT", "Software"]

KINDS = {
    "nicknames": (NICKNAMES, NICKNAMES_FOUND, NICKNAMES_STAY),
    "local parts": (LOCALS, LOCALS_FOUND, LOCALS_STAY),
    "organisations": (ORGANISATIONS, ORGANISATIONS_FOUND, ORGANISATIONS_STAY),
}


@pytest.mark.parametrize(
    ("kind", "text", "expected"), [(kind, *row) for kind, (_, rows, _) in KINDS.items() for row in rows]
)
def test_what_somebody_is_called_is_replaced(kind: str, text: str, expected: str) -> None:
    scrubber = KINDS[kind][0]
    assert scrubber.scrub(text) == expected
    assert scrubber.scrub(expected) is expected


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, (_, _, texts) in KINDS.items() for text in texts])
def test_words_of_every_day_stay(kind: str, text: str) -> None:
    assert KINDS[kind][0].scrub(text) is text


def test_an_organisation_that_stays_readable_does_so_for_short() -> None:
    scrubber = knowing(contact("Jane Doe", org="Northwind Traders"), keep=("Northwind Traders",))
    assert scrubber.scrub("Jane of Northwind, Northwind Traders") == "P01 of Northwind, Northwind Traders"


@pytest.mark.parametrize(
    ("fn", "names"),
    [
        ('Robert "Bob" Miller', ("Robert Miller", "Bob")),
        ("William “Bill”", ("William", "Bill")),
        ("John ‘Jack’ Smith", ("John Smith", "Jack")),
        ("Robert (Bob) Miller", ("Robert Miller", "Bob")),
        ("Peter O'Neil 'Pete' D'Arc", ("Peter O'Neil D'Arc", "Pete")),
        ("Jane Doe (Acme)", ("Jane Doe (Acme)",)),
        ("Seán O'Neil", ("Seán O'Neil",)),
        ('"Bob"', ('"Bob"',)),
    ],
)
def test_a_nickname_is_read_from_the_name_it_stands_in(fn: str, names: tuple[str, ...]) -> None:
    assert identity_of(contact(fn), "P01").names == names
