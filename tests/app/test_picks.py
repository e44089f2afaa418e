"""A row of words to pick from shows whole words, the chosen one among them, and that there are more."""

from __future__ import annotations

import pytest

from tests.app.conftest import Sit
from tests.app.user import SMALL, USUAL, WIDE, Size

WORDS = ("none", "prospect", "trial", "customer", "churned", "advocate", "partner", "internal")


@pytest.mark.parametrize("size", [WIDE, (120, 40), USUAL, SMALL])
async def test_every_relation_can_be_seen_and_none_is_cut(sit: Sit, sample: object, size: Size) -> None:
    async with sit(size=size) as user:
        await user.press("P", "e")
        seen = set()
        for at in range(len(WORDS)):
            row = next(line for line in user.grid if "relation " in line)
            words = row.split("relation", 1)[1].split("▕")[0].split()
            seen |= set(words) & set(WORDS)
            assert "…" not in row, row
            assert at == len(WORDS) - 1 or "›" in row or WORDS[-1] in row, row
            await user.press("l")
        assert seen == set(WORDS)
