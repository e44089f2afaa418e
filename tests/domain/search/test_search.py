"""One folding for hiding and finding: whoever is hidden under a spelling is found under it, and nobody else."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.domain.world import World
from tui.domain.errors import Ambiguous, NotFound
from tui.domain.privacy.hiding import scrubber_of
from tui.domain.privacy.names import folding
from tui.domain.records import Name
from tui.domain.search.matching import Needle, begins, fitting, fold, haystack, key_of
from tui.domain.search.naming import find_board, find_card, find_person

SPELLINGS = [
    ("José Álvarez", ("jose", "José", "JOSÉ ALVAREZ", "jose alvarez", "Jose\u0301")),
    ("Jörg Müller", ("jörg", "jorg", "Joerg", "joerg mueller", "muller", "Mueller", "MÜLLER")),
    ("Joerg Mueller", ("Jörg", "jorg", "müller", "Joerg")),
    ("Åse Groß", ("ase", "Aase", "åse", "gross", "Groß")),
    ("Aase Gross", ("Åse", "ase", "groß", "aase")),
    ("Sean O'Neil", ("oneil", "O’Neil", "o'neil", "sean oneil")),
    ("Sean ONeil", ("o'neil", "O’Neil")),
    ("Ann-Marie Lund", ("ann marie", "Ann-Marie", "ann-marie lund")),
    ("Øystein Brå", ("oystein", "Oeystein", "bra", "Braa")),
    ("Łukasz Żak", ("lukasz", "zak")),
    ("王小明", ("小明", "王 小明")),
    ("Zoë", ("zoe", "Zoë")),
]


@pytest.mark.parametrize(("name", "typed"), [(name, typed) for name, spellings in SPELLINGS for typed in spellings])
def test_a_name_is_found_under_every_spelling(name: str, typed: str) -> None:
    world = World()
    world.person("Quentin Fixed")
    person = world.person(name)
    assert Needle(typed).is_in(haystack(["Something before", name, "and after"]))
    assert find_person(world.workspace, typed).uid == person.uid


HIDDEN = [(name, typed) for name, spellings in SPELLINGS for typed in spellings if " " in name and " " in typed]


@pytest.mark.parametrize(("name", "typed"), HIDDEN)
def test_what_is_hidden_is_what_is_found(name: str, typed: str) -> None:
    world = World()
    person = world.person(name)
    assert person.pid in scrubber_of(world.workspace, ()).scrub(f"we met {typed} today")
    assert find_person(world.workspace, typed).uid == person.uid


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("John Smith", "joe"),
        ("trust the process", "true"),
        ("Ann Marie", "marieann"),
        ("Müller", "mille"),
        ("anything", "-"),
        ("anything", "..."),
        ("anything", "é"),
    ],
)
def test_what_is_not_there_is_not_found(text: str, typed: str) -> None:
    assert not Needle(typed).is_in(haystack([text]))


@pytest.mark.parametrize(
    ("text", "typed"), [("Jö called", "joe"), ("sue@example.com", "e.com"), ("Boeing", "oein"), ("a-b", "a-")]
)
def test_what_is_there_is_found(text: str, typed: str) -> None:
    assert Needle(typed).is_in(haystack([text]))


@pytest.mark.parametrize(
    ("names", "typed", "found"),
    [
        (["Jose", "José", "Josefina"], "jose", [0]),
        (["Josefina", "José"], "jose", [1]),
        (["Joerg A", "Jörg B", "Georg"], "jorg", [0, 1]),
        (["Joe Smith", "John Doe"], "joe", [0]),
        (["Jo Miller", "Joe Smith"], "joe", [0, 1]),
        (["Muellerova", "Müller"], "müller", [1]),
        (["Muellerova"], "müller", [0]),
        (["Ada", "Bob"], "", []),
        (["Ada", "Bob"], " ", []),
        (["Ada", "Bob"], "-", []),
    ],
)
def test_the_best_fit_is_meant(names: list[str], typed: str, found: list[int]) -> None:
    assert fitting(names, typed) == found


def test_somebody_is_found_by_all_that_hides_them() -> None:
    world = World()
    world.person("Quentin Fixed")
    ada = world.person("The Countess", n=Name(family="Kíng", given="Ada"), nickname="Enchantress, Lady L")
    for typed in ("the countess", "ada king", "KING", "enchantress", "lady l"):
        assert find_person(world.workspace, typed) == ada
        assert "P02" in scrubber_of(world.workspace, ()).scrub(f"we met {typed.title()} today")


def test_two_who_may_be_meant_are_both_named() -> None:
    world = World()
    world.person("Jörg Abel")
    world.person("Joerg Baker")
    with pytest.raises(Ambiguous) as raised:
        find_person(world.workspace, "jorg")
    assert raised.value.candidates == ("P01", "P02")
    assert find_person(world.workspace, "jorg abel").pid == "P01"
    with pytest.raises(NotFound):
        find_person(world.workspace, "--")


def test_cards_and_boards_are_named_however_they_are_written() -> None:
    world = World()
    card = world.add("Größe der Straße prüfen")
    for typed in ("groesse", "grosse der strasse", "PRÜFEN", "pruefen"):
        assert find_card(world.workspace, typed) == card
    assert find_board(world.workspace, "customer-development") == world.experiment
    assert find_board(world.workspace, "cüstomer dev") == world.experiment


@pytest.mark.parametrize(
    ("text", "typed", "is_so"),
    [("größe", "gro", True), ("größe", "groesse", True), ("Ünal", "u", True), ("abc", "b", False), ("abc", "", True)],
)
def test_a_beginning_is_compared_in_the_same_way(text: str, typed: str, *, is_so: bool) -> None:
    assert begins(text, typed) is is_so


@given(st.text() | st.text(st.sampled_from("aeouöüåéAE-_.'` \t\n\u00a0ß")))
@example("Dr. O'e-mail\u2019s")
@example("ﬁrst ﬀ İ ŉ ǰ")
def test_the_fast_way_says_what_the_folding_says(text: str) -> None:
    assert fold(text) == folding.fold(text)
    assert key_of(text) == folding.search_key(text)


@given(st.text(min_size=1), st.text(), st.text())
def test_a_text_holds_each_of_its_parts(part: str, before: str, after: str) -> None:
    assert Needle(part).is_in(haystack([part]))
    if part.isascii():
        assert Needle(part).is_in(haystack([before + part + after])) or not (before + after).isascii()
