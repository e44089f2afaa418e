"""Titles of cards are read once, and again where a card changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.sample import Sample
from tui.app.keys import titles
from tui.app.keys.titles import Title, Titles
from tui.domain import operations
from tui.domain.records import Card


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the numbers of the cards that are read, as they are."""
    numbers: list[int] = []
    title_of = titles.title_of

    def note(card: Card) -> Title:
        numbers.append(card.number)
        return title_of(card)

    monkeypatch.setattr(titles, "title_of", note)
    return numbers


def test_only_what_changed_is_read_again(tmp_path: Path, read: list[int]) -> None:
    sample, remembered = Sample(tmp_path), Titles()
    sample.fill()
    assert len(list(remembered.of(sample.session.workspace))) == len(read) == len(sample.session.workspace.cards)
    read.clear()
    sample.run(operations.edit_card, sample.card(4).uid, title="Xylophones")
    sample.run(operations.archive_card, sample.card(5).uid)
    hays = {title.number: title.hay for title in remembered.of(sample.session.workspace)}
    assert hays[4] == "4 xylophones"
    assert 5 not in hays
    remembered.of(sample.session.workspace)
    assert read == [4]
    sample.session.undo()
    assert 5 in {title.number for title in remembered.of(sample.session.workspace)}
    assert sample.session.close() == 0


def test_they_are_read_some_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: list[int]) -> None:
    sample, remembered = Sample(tmp_path), Titles()
    monkeypatch.setattr(titles, "AT_ONCE", 5)
    count = len(sample.session.workspace.cards)
    assert remembered.read_on(sample.session.workspace)
    assert len(read) == 5
    assert len(list(remembered.of(sample.session.workspace))) == count
    assert len(read) == count
    assert not remembered.read_on(sample.session.workspace)
    assert sample.session.close() == 0
