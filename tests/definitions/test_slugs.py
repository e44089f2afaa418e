"""Ids made from titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.definitions.slugs import MAX_SLUG, Slugs, is_slug, slug


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Repeat the process", "repeat-the-process"),
        ("  A/B testing: who wins? ", "a-b-testing-who-wins"),
        ("Café für Zoë", "cafe-fur-zoe"),
        ("顧客の声", "顧客の声"),
        ("snake_case", "snake-case"),
        ("../../etc/passwd", "etc-passwd"),
        ("?!", ""),
    ],
)
def test_a_title_becomes_an_id(title: str, expected: str) -> None:
    assert slug(title) == expected


@given(st.text())
def test_a_slug_is_an_id_and_its_own_slug(title: str) -> None:
    found = slug(title)
    assert len(found) <= MAX_SLUG
    assert found == "" or is_slug(found)
    assert slug(found) == found


@given(st.lists(st.sampled_from(["Ask", "ask", "Ask 2", "Ask-2", "", "?", "Listen"])))
def test_ids_given_out_are_all_different(titles: list[str]) -> None:
    slugs = Slugs(["listen"])
    given_out = [slugs.free(title) for title in titles]
    assert len({*given_out, "listen"}) == len(given_out) + 1
