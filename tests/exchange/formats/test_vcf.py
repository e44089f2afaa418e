from __future__ import annotations

from typing import Any, get_args

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.exchange.formats.parcels import HOSTILE, full_world, parcel
from tui.domain.errors import NotAllowed
from tui.domain.privacy.profiles import Profile
from tui.domain.text import clean_text
from tui.exchange.formats import format_named
from tui.exchange.parcel import Identified, What

VERSIONS = {"vcf": "4.0", "vcf3": "3.0"}
ADA = Identified(
    "P01",
    "Ada Lovelace",
    family="Lovelace",
    given="Ada",
    additional="King",
    prefix="Countess",
    nickname="Al, the first",
    email=("ada@engines.example", "al@example.com"),
    tel=("+49 30 901820",),
    org="Engines; Ltd, London",
    title="Head, of; all\\",
    url=("https://example.com/a,b;c?x=1\\2",),
    adr=("12 St James's Square; London\nSW1Y",),
    uid="01ADA",
)


def text_of(form: str, *contacts: Identified) -> str:
    return format_named(form).render(replace(parcel(full_world(), "contacts", "identified"), contacts=contacts))


def read(text: str) -> list[Any]:
    return list(vobject.readComponents(text))


@pytest.mark.parametrize("form", VERSIONS)
def test_everything_comes_back(form: str) -> None:
    (card,) = read(text_of(form, ADA))
    assert (card.version.value, card.fn.value, card.uid.value) == (VERSIONS[form], "Ada Lovelace", "urn:custdev:01ADA")
    assert (card.n.value.family, card.n.value.given, card.n.value.prefix) == ("Lovelace", "Ada", "Countess")
    assert [email.value for email in card.email_list] == list(ADA.email)
    assert (card.tel.value, card.org.value, card.title.value) == (ADA.tel[0], [ADA.org], ADA.title)
    assert (card.nickname.value, card.adr.value.street) == (ADA.nickname, ADA.adr[0])
    assert card.url.value == "https://example.com/a%2Cb;c?x=1%5C2"


@pytest.mark.parametrize("form", VERSIONS)
def test_it_begins_as_every_reader_wants_it(form: str) -> None:
    lines = text_of(form, ADA).split("\r\n")
    assert lines[:2] == ["BEGIN:VCARD", f"VERSION:{VERSIONS[form]}"]
    assert lines[-2:] == ["END:VCARD", ""]


def test_one_of_several_addresses_is_preferred_in_the_words_of_each_version() -> None:
    assert "EMAIL;PREF=1:ada@engines.example\r\nEMAIL:al@example.com\r\nTEL:+49 30 901820\r\n" in text_of("vcf", ADA)
    three = text_of("vcf3", ADA)
    assert "EMAIL;TYPE=INTERNET,PREF:ada@engines.example\r\nEMAIL;TYPE=INTERNET:al@example.com\r\n" in three
    assert "TEL;TYPE=VOICE:+49 30 901820\r\n" in three


def test_a_name_that_nobody_cut_stays_whole() -> None:
    li = Identified("P02", "李小龙", uid="01LI")
    assert "\r\nN:;李小龙;;;\r\n" in text_of("vcf3", li)
    assert "\r\nN:" not in text_of("vcf", li)
    assert [card.fn.value for card in read(text_of("vcf", li, ADA))] == ["李小龙", "Ada Lovelace"]


@pytest.mark.parametrize("form", VERSIONS)
def test_no_text_leaves_its_line(form: str) -> None:
    texts = [text for text in HOSTILE if text.strip()]
    people = [Identified(f"P{n}", text, org=text, title=text, adr=(text,), uid=str(n)) for n, text in enumerate(texts)]
    text = text_of(form, *people)
    assert max(len(line) for line in text.encode().split(b"\r\n")) <= 75
    for card, typed in zip(read(text), texts, strict=True):
        assert (card.fn.value, card.title.value) == (typed.strip(), typed.strip())
        assert (card.org.value, card.adr.value.street) == ([typed.strip()], typed.strip())


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1))
def test_any_name_comes_back(name: str) -> None:
    for form in VERSIONS:
        (card,) = read(text_of(form, Identified("P01", f"x{name}x", uid="1")))
        assert card.fn.value == clean_text(f"x{name}x")


@pytest.mark.parametrize("form", VERSIONS)
@pytest.mark.parametrize("what", ["board", "contacts"])
def test_only_who_agreed_to_be_known_is_in_it_and_nothing_of_what_they_agreed_to(form: str, what: What) -> None:
    text = format_named(form).render(parcel(full_world(), what, "identified"))
    (card,) = read(text)
    assert card.fn.value == "Ada Lovelace"
    assert "Hopper" not in text
    assert not [word for word in ("consent", "quote", "P01", "share_internal") if word in text]


@pytest.mark.parametrize("form", VERSIONS)
@pytest.mark.parametrize("profile", [profile for profile in get_args(Profile) if profile != "identified"])
def test_no_other_reader_gets_one(form: str, profile: Profile) -> None:
    with pytest.raises(NotAllowed, match="only for the profile identified"):
        format_named(form).render(parcel(full_world(), "board", profile))
