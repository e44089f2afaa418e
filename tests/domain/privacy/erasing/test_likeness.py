"""What is nearly a name is shown, and what is nothing like it is not."""

from __future__ import annotations

import pytest

from tui.domain.privacy.erasing.together import Likeness
from tui.domain.records import Contact

CONTACT = Contact("c", "p", "Pekka Lehtinen-Quenby", email=("pekka.lehtinen@example.com",), org="Marten Works")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ask Lehtisen about it", ["Lehtisen"]),
        ("kysy Lehtiseltä", ["Lehtiseltä"]),
        ("Lethinen rang twice", ["Lethinen"]),
        ("LEHTINNEN, they said", ["LEHTINNEN"]),
        ("only Quenby is there", ["Quenby"]),
        ("the file quenbys-notes.md", ["quenbys"]),
        ("we met Pekan sisko", []),
        ("nothing of anybody here", []),
        ("likening, lettering, queries and perks", []),
        ("Marten Works told us", []),
        ("", []),
    ],
)
def test_what_may_be_them_is_shown(text: str, shown: list[str]) -> None:
    assert [guess.text for guess in Likeness([CONTACT], "P01").leftovers(text)] == shown


def test_somebody_without_a_name_is_like_nobody() -> None:
    assert Likeness([], "P01").leftovers("Ask Lehtisen about it") == []
