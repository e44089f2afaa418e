"""Plants people anywhere in hostile text, and looks for them again by other means than the scrubber has."""

from __future__ import annotations

import html
import re
import unicodedata
from itertools import pairwise
from typing import Any, Literal

from hypothesis import given
from hypothesis import strategies as st

from tui.domain.privacy.names import Identity, Scrubber, identity_of
from tui.domain.privacy.names.folding import Folded, _clusters, fold, plain
from tui.domain.records import Contact, Name

FORMS: st.SearchStrategy[Literal["NFC", "NFD", "NFKD"]] = st.sampled_from(["NFC", "NFD", "NFKD"])
GIVEN = ["Jane", "Seán", "José", "Ann-Marie", "Jean-Luc", "Will", "Mark", "Jeanne", "Zoë", "Nguyễn", "Łukasz", "Ольга"]
FAMILY = ["Doe", "O'Neil", "d’Arc", "Müller", "van der Berg", "Rose", "Straße", "García Márquez", "Åström", "Иванов"]
COMMON = {"will", "mark", "rose", "grace"}
CJK = [("李", "小龙"), ("王", "芳"), ("김", "철수"), ("田中", "太郎")]
ALONE = ["Cher", "Grace", "李雷", "Øyvind", "Nick'o"]
MARKUP = [
    "[/]",
    "[b]",
    "<b>",
    "</b>",
    "&amp;",
    "&#160;",
    "&nbsp;",
    "**",
    "_",
    "`",
    '"',
    "'",
    "(",
    ")",
    ", ",
    ". ",
    "…",
    "\n",
]
NEUTRAL = [
    "the",
    "plan",
    "2026-11-23",
    "09:11",
    "CD-12",
    "v1.2.3",
    "€ 1 200",
    "7/9",
    "123456",
    "@P03",
    "#tag",
    "ñandú",
    "顧客",
]
SPACES = [" ", "  ", "\n", "\t ", "\u00a0", "&#160;", "&nbsp;", "\u3000"]


@st.composite
def people(draw: st.DrawFn) -> Contact:
    number = draw(st.integers(100_000, 999_999))
    fields: dict[str, Any] = {
        "email": (f"u{number}@mail.example",),
        "tel": (f"+44 7700 {number}",),
        "org": f"Org{number} & Söhne",
    }
    kind = draw(st.integers(0, 5))
    if kind == 0:
        family, given_name = draw(st.sampled_from(CJK))
        return Contact("u", "p", family + given_name, n=Name(family, given_name), **fields)
    if kind == 1:
        return Contact("u", "p", draw(st.sampled_from(ALONE)), **fields)
    given_name, family = draw(st.sampled_from(GIVEN)), draw(st.sampled_from(FAMILY))
    form = draw(FORMS)
    given_name, family = unicodedata.normalize(form, given_name), unicodedata.normalize(form, family)
    return Contact("u", "p", f"{given_name} {family}", n=Name(family, given_name) if kind > 2 else None, **fields)


def identifiers(person: Contact) -> list[str]:
    """Return what names a person, as it may stand in a text."""
    name = person.n or Name()
    forms = [person.fn, *person.email, *person.tel, person.org]
    if name.given:
        forms += [f"{name.given} {name.family}", f"{name.family}, {name.given}", f"{name.family} {name.given}"]
        forms += [name.given, name.family, f"{name.given[0]}. {name.family}"]
    return forms


@st.composite
def plantings(draw: st.DrawFn) -> tuple[list[Contact], str]:
    """Return people, and a text with some of them in it."""
    contacts = draw(st.lists(people(), min_size=1, max_size=4))
    planted = st.sampled_from([form for person in contacts for form in identifiers(person)])
    filling = st.one_of(st.sampled_from(MARKUP), st.sampled_from(NEUTRAL), st.text(max_size=4))
    parts = [draw(filling)]
    for _ in range(draw(st.integers(1, 4))):
        parts += [draw(st.sampled_from(["", " ", *MARKUP])), disguised(draw, draw(planted))]
        parts += [draw(st.sampled_from(["", " ", "'s", *MARKUP])), draw(filling)]
    return contacts, "".join(parts)


def disguised(draw: st.DrawFn, text: str) -> str:
    text = unicodedata.normalize(draw(FORMS), text)
    if text.casefold() not in COMMON:
        text = draw(st.sampled_from([text, text.upper(), text.lower()]))
    text = text.replace("'", draw(st.sampled_from("'’ʼ"))).replace("-", draw(st.sampled_from("-‐‑–")))
    space = draw(st.sampled_from(SPACES))
    return draw(st.sampled_from(["{}", "{}", "[[{}]]", "@{}", "#{}", "“{}”"])).format(text.replace(" ", space))


def seen(text: str) -> str:
    """Return a text as somebody sees it who looks for a name in any form."""
    for _ in range(2):
        text = html.unescape(unicodedata.normalize("NFKC", text))
    text = re.sub("[’ʼ]", "'", re.sub("[‐‑–]", "-", text))
    return re.sub(r"\s+", " ", text)


def leaks(person: Contact, text: str) -> list[str]:
    """Return the identifiers of a person that a text still has: words as whole words, all else anywhere."""
    shown, found = seen(text), []
    digits = re.sub(r"(?<=[0-9])[\s().\-/]+(?=[0-9])", "", shown)
    for form in identifiers(person):
        wanted = seen(form)
        if form in person.tel:
            leak = re.search(rf"(?<![0-9]){re.sub('[^0-9]', '', form)[-10:]}(?![0-9])", digits)
        elif re.search(r"[\u3400-\u9fff\uac00-\ud7ff]", wanted):
            beside = "" if len(wanted) > 1 else r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff\u1100-\u11ff]"
            leak = re.search(f"(?<!{beside}){wanted}(?!{beside})" if beside else wanted, shown)
        elif wanted.casefold() in COMMON:
            leak = re.search(rf"(?<![\w\u0300-\u036f]){wanted}(?!\w)", shown)
        else:
            leak = re.search(rf"(?<![\w\u0300-\u036f]){re.escape(wanted.casefold())}(?!\w)", seen(shown.casefold()))
        if leak:
            found.append(form)
    return found


@given(plantings())
def test_nobody_is_found_after_scrubbing(planting: tuple[list[Contact], str]) -> None:
    contacts, text = planting
    scrubbed = Scrubber(identity_of(person, f"P{at:02d}") for at, person in enumerate(contacts, 1)).scrub(text)
    assert not [leak for person in contacts for leak in leaks(person, scrubbed)]


@given(plantings())
def test_scrubbing_twice_is_scrubbing_once(planting: tuple[list[Contact], str]) -> None:
    contacts, text = planting
    scrubber = Scrubber([identity_of(person, f"P{at:02d}") for at, person in enumerate(contacts, 1)])
    scrubbed = scrubber.scrub(text)
    assert scrubber.scrub(scrubbed) is scrubbed
    assert not scrubber.hits(scrubbed)


WORDS = st.one_of(
    st.text(max_size=6), st.sampled_from(["Jane", "Doe", "P01", "link", "12", "+44 7700 900123", *MARKUP])
)
LINES = st.lists(WORDS, max_size=5).map(" ".join)
LISTS = st.lists(LINES, max_size=2).map(tuple)
ANYBODY = st.builds(
    Identity,
    st.sampled_from(["P01", "P02", "P100"]),
    names=LISTS,
    given=LINES,
    family=LINES,
    emails=LISTS,
    phones=LISTS,
    urls=LISTS,
    addresses=LISTS,
    org=LINES,
)


@given(st.lists(ANYBODY, max_size=3), st.data())
def test_whatever_people_are_called_they_go_at_once(anybody: list[Identity], data: st.DataObject) -> None:
    scrubber = Scrubber(anybody)
    everything = [each for one in anybody for each in (*one.names, one.given, one.family, *one.emails, *one.phones)]
    text = data.draw(st.lists(st.one_of(LINES, st.sampled_from([*everything, ""])), max_size=5).map(" ".join))
    scrubbed = scrubber.scrub(text)
    assert scrubber.scrub(scrubbed) is scrubbed
    assert Scrubber(anybody).scrub(text) == scrubbed


@given(plantings())
def test_all_but_the_hits_stays_as_it_was(planting: tuple[list[Contact], str]) -> None:
    contacts, text = planting
    hits = Scrubber([identity_of(person, "P01") for person in contacts]).hits(text)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert all(one.end <= other.start for one, other in pairwise(hits))
    assert (Scrubber([identity_of(person, "P01") for person in contacts]).scrub(text) is text) == (not hits)


@given(st.lists(st.sampled_from([*NEUTRAL, *MARKUP, "word", "Größe", "x=y"]), max_size=12).map(" | ".join))
def test_text_without_people_stays_the_very_same(text: str) -> None:
    people = [Identity("P01", ("Jane Doe",), "Jane", "Doe"), Identity("P02", ("李小龙",), "小龙", "李")]
    assert Scrubber(people).scrub(text) is text


def by_clusters(text: str) -> str:
    """Return a text folded one by one, as the way back has it: the same as it is folded at once."""
    parts = ((text[start:end], decoded) for start, end, decoded in _clusters(text))
    return "".join(fold(part if decoded is None else decoded) for part, decoded in parts)


@given(
    st.lists(st.one_of(st.text(max_size=6), st.sampled_from([*MARKUP, *SPACES, "&ampé", "%C3%A9", "ﬃ", "각"]))).map(
        "".join
    )
)
def test_the_way_back_leads_through_the_same_folded_text(text: str) -> None:
    source = Folded(text)
    assert source.folded == plain(text) == by_clusters(text)
    spans = [source.span(at, at + 1) for at in range(len(source.folded))]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
