"""Hiding, finding, warning and erasing know the same spellings of a name."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tui.domain.privacy.erasing.estate import Choices, Eraser
from tui.domain.privacy.hiding import scrubber_of
from tui.domain.privacy.names.folding import search_key
from tui.domain.records import Contact, Name, Participant
from tui.domain.records.workspace import Workspace

TODAY = date(2026, 11, 23)
SPELLINGS = [
    ("Jörg Müller", "Jorg", "Joerg", "JÖRG", "Mueller", "Muller", "Joergs"),
    ("Joerg Kaestner", "Jörg", "Jorg", "Kästner", "Kastner"),
    ("Søren Ødegård", "Soren", "Soeren", "Odegard", "Oedegaard", "Ødegaard"),
    ("Åse Aakesson", "Aase", "Ase", "Åkesson", "AKESSON"),
    ("Seán O'Neil", "Sean", "O’Neil", "ONeil", "oneils", "O´Neil"),
    ("Ann-Marie Groß", "Ann‑Marie", "ann marie", "Annmarie", "GROSS"),
    ("Işıl Yılmaz", "ISIL", "isil", "Yilmaz", "YILMAZ"),
]
ROWS = [(names[0], spelling) for names in SPELLINGS for spelling in names[1:]]


@pytest.mark.parametrize(("name", "spelling"), ROWS)
def test_a_spelling_is_hidden_found_and_erased(name: str, spelling: str) -> None:
    given, _, family = name.partition(" ")
    person = Participant("p", 1, datetime(2026, 11, 2, tzinfo=UTC))
    workspace = Workspace.of([person, Contact("c", "p", name, n=Name(family, given))])
    text = f"asked {spelling} for it"
    assert scrubber_of(workspace, ()).scrub(text) == "asked P01 for it"
    assert Eraser(workspace, person, Choices("strip"), TODAY).text(text) == "asked P01 for it"
    bare = search_key(spelling).replace(" ", "")
    assert bare.removesuffix("s") in search_key(name).replace(" ", "")
