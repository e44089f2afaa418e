"""Names as those write them who lack a letter, an accent or an apostrophe: a table of hits and non-hits a kind."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.domain.privacy.names.crowd import contact, knowing, structured
from tui.domain.privacy.names import people_index

LETTERS = knowing(
    "Søren Ødegård", "Łukasz Kałuża", "Đorđe Đukić", "Guðrún Þórsdóttir", "Ægir Œhler", "Anna Groß", "Bjørn Bjørnsson"
)
LETTERS_FOUND = [
    ("Soren met SØREN Ödegard", "P01 met P01"),
    ("Soeren, Oedegaard, Ødegaard, oedegard", "P01, P01, P01, P01"),
    ("LUKASZ kaluza", "P02"),
    ("Dorde, Djordje, Đukic, Djukic, Dukic", "P03, P03, P03, P03, P03"),
    ("Gudrun, Thorsdottir, ÞÓRSDÓTTIR", "P04, P04, P04"),
    ("Aegir Oehler", "P05"),
    ("Gross, GROSS, GROẞ, gross", "P06, P06, P06, gross"),
    ("bjorn, Bjoern", "P07, P07"),
]
LETTERS_STAY = ["sore den", "luck", "the door", "egg", "grocery", "born", "oil", "thor", "Lukas"]

HABITS = knowing("Jörg Müller", "Joerg Kaestner", "Åse Åkesson", "Aage Haas", "Michael Bauer", "Jane Doe", "Sue Boe")
HABITS_FOUND = [
    ("Jürgen met Mueller and Muller, MÜLLER", "Jürgen met P01 and P01, P01"),
    ("Jörg Mueller; Müller; Joerg", "P01; P01; P02"),
    ("Kästner, Kastner, KAESTNER", "P02, P02, P02"),
    ("Åse Aakesson, Ase, Aase, akesson", "P03, P03, P03, P03"),
    ("Åge, Aage, Age", "P04, P04, P04"),
    ("Michael, Bauer", "P05, P05"),
    ("Doe, Sue, Boe", "P06, P07, P07"),
]
HABITS_STAY = ["he has it at his age", "Michal", "Baur", "do it", "use the bow", "Su, Bo, Do", "Millers, mule"]

DOTLESS = knowing("Işıl Yıldız", "İlhan Irmak", "Sırma Aydın")
DOTLESS_FOUND = [
    ("IŞIL YILDIZ, işıl yildiz, Isil, ISIL", "P01, P01, P01, P01"),
    ("ILHAN, İLHAN, ilhan, Irmak, ırmak, IRMAK", "P02, P02, P02, P02, P02, P02"),
    ("SIRMA, sirma, AYDIN, Aydin", "P03, P03, P03, P03"),
]
DOTLESS_STAY = ["is ill", "yield", "sir", "aid in"]

GENITIVES = knowing("Jana Novak", "Tom Jones", "Rose Will", "Thi Wa", "Ann-Marie O'Neil", "John Doe", "Len New")
GENITIVES_FOUND = [
    ("Janas idea, the Janas, JANAS", "P01 idea, the P01, P01"),
    ("Jana Novaks plan, the Novaks", "P01 plan, the P01"),
    ("the Joneses and Toms plan", "the P02 and P02 plan"),
    ("Roses idea", "P03 idea"),
    ("Ann-Maries note, oneils", "P05 note, P05"),
    ("Johns idea", "P06 idea"),
    ("Jana's, Janas’, jana’s", "P01's, P01’, P01’s"),
]
GENITIVES_STAY = ["this was", "does it", "the news", "she wills it", "a rose, roses", "Janasek", "tomsk", "a lens"]

KINDS = {
    "letters that do not decompose": (LETTERS, LETTERS_FOUND, LETTERS_STAY),
    "habits of spelling": (HABITS, HABITS_FOUND, HABITS_STAY),
    "capitals of dotless i": (DOTLESS, DOTLESS_FOUND, DOTLESS_STAY),
    "genitive and plural": (GENITIVES, GENITIVES_FOUND, GENITIVES_STAY),
}


@pytest.mark.parametrize(
    ("kind", "text", "expected"), [(kind, *row) for kind, (_, rows, _) in KINDS.items() for row in rows]
)
def test_other_spellings_are_replaced(kind: str, text: str, expected: str) -> None:
    scrubber = KINDS[kind][0]
    assert scrubber.scrub(text) == expected
    assert scrubber.scrub(expected) is expected


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, (_, _, texts) in KINDS.items() for text in texts])
def test_what_only_looks_alike_stays(kind: str, text: str) -> None:
    assert KINDS[kind][0].scrub(text) is text


def test_the_very_spelling_tells_people_apart() -> None:
    scrubber = knowing("Jana Müller", "Peter Mueller")
    assert scrubber.scrub("Müller, Mueller, Muller") == "P01, P02, P01"
    assert scrubber.scrub("Jana Mueller, Peter Müller") == "P01, P02"


def test_another_spelling_of_a_name_leads_to_all_who_have_it() -> None:
    people = structured("Al", "Jaeger"), structured("Bo", "Jaeger"), contact("Cy", email=("jaeger@example.com",))
    assert knowing(*people[1:2]).scrub("Ask the Jagers") == "Ask the P01"
    assert knowing(*people[1:]).scrub("Ask Jaeger") == knowing(*people[1:]).scrub("Ask Jager") == "Ask [name]"
    assert knowing(*people).scrub("Ask the Jagers") == "Ask the [name]"


def test_what_names_have_in_common_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[str] = Counter()

    def spellings(text: str) -> tuple[tuple[str, str], ...]:
        asked[text] += 1
        return ()

    monkeypatch.setattr(people_index, "other_spellings", spellings)
    knowing(*(f"{given} Adler {number}" for number, given in enumerate(("Anna", "Bram", "Anna", "Chidi") * 5)))
    assert asked == Counter(("anna", "adler", "bram", "chidi"))
