from __future__ import annotations

import pytest

from tui.domain.privacy import Scrubber, identity_of
from tui.domain.records import Contact

PEOPLE = [
    Contact(
        "1", "a", "Jane Doe", ("jane@doe.example",), "Acme Freight", tel=("+44 7700 900123",), adr=("1 Elm Street",)
    ),
    Contact("2", "b", "José O’Neil"),
    Contact("3", "c", "Will Mark"),
    Contact("4", "d", "李小龙"),
    Contact("5", "e", "Ann-Marie van der Berg", nickname="Mia"),
    Contact("6", "f", "Li Wu"),
]
SCRUBBER = Scrubber([identity_of(each, f"P0{each.uid}") for each in PEOPLE], keep=["ux", "pm"])

HITS = [
    ("Jane Doe said so", "P01 said so"),
    ("DOE, JANE", "P01"),
    ("J. Doe called, Jane's mail", "P01 called, P01's mail"),
    ("[[Jane Doe]] @jane #jane-doe", "[[P01]] @P01 #P01"),
    ("write to jane@doe.example or x.y+z@mail.co.uk", "write to P01 or [e-mail]"),
    ("Jose\u0301 and jose o'neil and O&#8217;Neil", "P02 and P02 and P02"),
    ("Jane&#160;Doe, Jane\nDoe", "P01, P01"),
    ("Will will call", "P03 will call"),
    ("昨天李小龙说", "昨天P04说"),
    ("Ann‑Marie, Berg and mia", "P05, P05 and P05"),
    ("Li Wu", "P06"),
    ("call 07700 900 123 or 0044 7700 900123", "call P01 or P01"),
    ("call +49 30 1234567 or (0)30/1234", "call [phone] or [phone]"),
    ("at 1 Elm Street for Acme Freight", "at P01 for [org]"),
    ("ask @stranger, not @ux or @P03", "ask [handle], not @ux or @P03"),
    ("https://pages.example/in/somebody", "[link]"),
]

CLEAN = (
    "2026-11-23 09:11",
    "NPS 30, 7/9 of 1,000, € 1 200 000",
    "v1.2.3, CD-12, #tag, @P03, P14D",
    "10:30-11:45 on 23.11.2026",
    "01JDKX8M4V0Y3G7T2N5QRSWZAB",
    "they will mark it; a liwu",
    "https://docs.example/how-to",
    "[e-mail] [phone] P01",
    "[/] [bold]x[/]",
)


@pytest.mark.parametrize(("text", "scrubbed"), HITS)
def test_who_somebody_is_is_hidden(text: str, scrubbed: str) -> None:
    assert SCRUBBER.scrub(text) == scrubbed
    assert SCRUBBER.scrub(scrubbed) == scrubbed


@pytest.mark.parametrize("text", CLEAN)
def test_what_tells_nothing_stays_as_it_is(text: str) -> None:
    assert SCRUBBER.scrub(text) is text


def test_nothing_is_replaced_where_nobody_is_known() -> None:
    assert Scrubber([]).scrub("Jane Doe") == "Jane Doe"
