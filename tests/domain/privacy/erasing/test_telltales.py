"""Details that may tell who somebody is are offered for a look, and everyday words are not."""

from __future__ import annotations

import pytest

from tui.domain.privacy.erasing.together import telltales

SHOWN = [
    ("she was diagnosed last year", ["health"]),
    ("since her Pregnancy", ["health"]),
    ("prays at the mosque", ["belief, politics or union"]),
    ("came as a refugee", ["origin"]),
    ("is openly lesbian", ["sex life"]),
    ("spent a year in prison", ["crime"]),
    ("pays €1,200 a month", ["money"]),
    ("earns 40 000 dollars", ["money"]),
    ("her salary", ["money"]),
    ("his wife does it", ["family"]),
    ("54 years old", ["age"]),
    ("aged 61", ["age"]),
    ("works from Porto", ["place"]),
    ("the Head of procurement", ["post"]),
]
LEFT_ALONE = (
    "the button is blinded out",
    "wants the export in March",
    "gave up at step two",
    "in 3 days, at 9 o'clock",
    "calls on Monday",
    "NPS 30 of 100",
    "does it in the evening",
    "",
)


@pytest.mark.parametrize(("text", "whys"), SHOWN)
def test_what_may_tell_who_it_is(text: str, whys: list[str]) -> None:
    assert [each.why for each in telltales(text)] == whys
    assert all(text[each.start : each.end] == each.text for each in telltales(text))


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_of_no_interest(text: str) -> None:
    assert list(telltales(text)) == []
