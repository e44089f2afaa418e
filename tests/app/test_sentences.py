"""Sentences of ours hide whom we know, and leave what only looks like a number or an address."""

from __future__ import annotations

import pytest

from tests.domain.world import World
from tui.app.look.masking import mask_of


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Archived 33 Call Ada Lovelace", "Archived 33 Call P01"),
        ("Archived 33 Visit Brindlewick Bakery", "Archived 33 Visit [org]"),
        ("@ana moved 3 to DONE", "@ana moved 3 to DONE"),
        ("Wrote snapshots/2026-11-23-standup-cd.md", "Wrote snapshots/2026-11-23-standup-cd.md"),
    ],
)
def test_a_sentence_names_nobody(said: str, shown: str) -> None:
    world = World()
    world.person("Ada Lovelace", org="Brindlewick Bakery")
    assert mask_of(world.workspace, ["ux"]).sentence(said) == shown
