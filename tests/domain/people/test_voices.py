"""Who speaks in a transcript: by P-id or by name, and nobody where that is not sure."""

from __future__ import annotations

import pytest

from tests.domain.world import World
from tui.domain.people.voices import voices_of


@pytest.mark.parametrize(
    ("speaker", "whose"),
    [
        ("Ada Ito", "Ada Ito"),
        ("ada ito", "Ada Ito"),
        ("Ito, Ada", "Ada Ito"),
        ("P01", "Ada Ito"),
        ("p02", "Jörg Roy"),
        ("Joerg Roy", "Jörg Roy"),
        ("P03", "Mia Roy"),
        ("Ada", None),
        ("Roy", None),
        ("Ada Roy", None),
        ("Ada Ito Roy", None),
        ("Interviewer", None),
        ("", None),
    ],
)
def test_who_a_speaker_is(speaker: str, whose: str | None) -> None:
    world = World()
    people = {name: world.person(name) for name in ("Ada Ito", "Jörg Roy", "Mia Roy")}
    touchpoint = world.touch(*people.values())
    voices = voices_of(world.workspace, touchpoint, [speaker])
    assert voices == ({speaker: people[whose].uid} if whose else {})
