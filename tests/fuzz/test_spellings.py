"""Plants one person in ordinary words, in any spelling that people and programs give a name, and looks for it again."""

from __future__ import annotations

import html
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.privacy.names.crowd import knowing, structured
from tui.domain.privacy.names.folding import search_key

PEOPLE = [
    ("Jörg", "Müller"),
    ("Søren", "Ødegård"),
    ("Łukasz", "Kałuża"),
    ("Đorđe", "Đukić"),
    ("Guðrún", "Þórsdóttir"),
    ("Işıl", "Yıldız"),
    ("Ægir", "Strauß"),
    ("Åse", "Aakesson"),
    ("Joerg", "Kaestner"),
    ("Seán", "O'Neil"),
    ("Jeanne", "d’Arc"),
    ("Ann-Marie", "García Márquez"),
    ("Jana", "Nováková"),
    ("Ольга", "Иванова"),
]
UNSPACED = [("小龙", "李"), ("太郎", "田中"), ("철수", "김"), ("マリア", "ロペス")]
HONORIFICS = ["", "さん", " さん", "先生", " 先生", "님", " 님", "씨"]
HABITS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
LACKING = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "å": "a"})
AROUND = [
    "we asked {} for it",
    "({})",
    "{}: yes",
    "- {}",
    "“{}”",
    "[[{}]]",
    "to {}, and back",
    "{}\nnext line",
    "**{}**",
]


@st.composite
def spelled(draw: st.DrawFn, name: str) -> str:
    """Return a name as somebody writes it, or a program that somebody has copied it from."""
    habit = draw(st.sampled_from([{}, HABITS, LACKING, HABITS | LACKING]))
    name = name.translate(habit)
    name = draw(st.sampled_from([name, name.lower(), name.upper(), name.title()]))
    name = name.replace("'", draw(st.sampled_from("'’ʼ′´"))).replace("-", draw(st.sampled_from("-‐‑ ")))
    name = unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD", "NFKD"])), name)
    name = name.replace(" ", draw(st.sampled_from([" ", "\u00a0", "&nbsp;", "\n"])))
    if draw(st.booleans()):
        at = draw(st.integers(0, len(name) - 1))
        name = f"{name[:at]}&#{ord(name[at])};{name[at + 1 :]}" if "&" not in name else name
    return (
        name + draw(st.sampled_from(["", "", "s", "'s", "’"]))
        if name[-1].isalpha() and name[-1] not in "sSßẞ"
        else name
    )


@given(st.data(), st.sampled_from(PEOPLE), st.sampled_from(AROUND))
def test_no_spelling_of_a_name_is_left_in_clear(data: st.DataObject, person: tuple[str, str], around: str) -> None:
    first, last = person
    name = data.draw(st.sampled_from([first, last, f"{first} {last}", f"{last}, {first}", f"{last} {first}"]))
    scrubber = knowing(structured(first, last))
    text = around.format(data.draw(spelled(name)))
    left = search_key(html.unescape(scrubber.scrub(text)))
    assert search_key(first) not in left
    assert search_key(last) not in left
    assert scrubber.scrub(scrubber.scrub(text)) == scrubber.scrub(text)


@given(
    st.sampled_from(UNSPACED),
    st.sampled_from(HONORIFICS),
    st.sampled_from(["", "我们今天见了", "きのう", "어제 "]),
    st.data(),
)
def test_no_name_without_blanks_is_left_in_clear(
    person: tuple[str, str], honorific: str, before: str, data: st.DataObject
) -> None:
    first, last = person
    forms = [first, f"{last}{first}", f"{last} {first}", f"{last}・{first}"]
    forms += [last] if honorific or len(last) > 1 else []
    name = data.draw(st.sampled_from(forms))
    text = unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD"])), f"{before}{name}{honorific}は来た")
    left = unicodedata.normalize("NFC", knowing(structured(first, last, f"{last}{first}")).scrub(text))
    assert first not in left
    assert last not in left or (len(last) == 1 and f"{last}{honorific}" not in left)
