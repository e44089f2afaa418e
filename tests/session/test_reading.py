"""What other programs and other clones wrote into the files is read, but drives no terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.session.conftest import Open
from tui.domain import operations
from tui.domain.people.policy import Policy
from tui.domain.privacy.seen import SeenWorkspace
from tui.domain.privacy.sight import Sight
from tui.domain.records import Record
from tui.domain.records.layers import Unread
from tui.domain.records.numbering import has_doubles
from tui.session import reader
from tui.session.reader import _at_rows, record_from


def test_signs_that_drive_a_terminal_are_left_out(open_window: Open) -> None:
    window = open_window().start()
    card = window.card
    window.session.save(operations.edit_card, card.uid, title="Listen", description="One\nTwo “three”")
    window.session.close()
    path = window.session.folder / "research.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"Listen"', '"List\\u001b]0;title\\u0007e\u202en"'), encoding="utf-8")
    again = open_window()
    read = again.session.workspace.cards[card.uid]
    assert read.title == "Listen"
    assert read.description == "One\nTwo “three”"


def test_what_cannot_be_read_is_told_and_what_drives_a_terminal_is_left_out_where_they_stand_among_others(
    open_window: Open,
) -> None:
    window = open_window().start()
    titles = ["Broken", "List", "Ärger", "Ünsinn"]
    for title in titles:
        window.session.save(operations.add_card, window.card.experiment, title)
    window.session.close()
    path = window.session.folder / "research.json"
    text = path.read_text(encoding="utf-8")
    text = text.replace('"List"', '"Li\\u001b[31mst"').replace("Ünsinn", "Ün\u202esinn")
    lines = [line.replace('"number"', '"nummer"') if "Broken" in line else line for line in text.splitlines()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    again = open_window().session
    assert {*titles[1:]} == {card.title for card in again.workspace.cards.values()} & {*titles}
    assert len([words for words in again.problems if "A record of cards could not be read and is left" in words]) == 1


def test_opening_leaves_records_unread_until_somebody_asks(open_window: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window().start()
    for number in range(40):
        window.session.save(operations.add_card, window.card.experiment, f"Card {number}")
    window.session.close()
    read: list[str] = []

    def counted(table: str, row: bytes) -> Record:
        read.append(table)
        return record_from(table, row)

    monkeypatch.setattr(reader, "record_from", counted)
    session = open_window().session
    assert not has_doubles(session.workspace)
    assert not read
    experiment = next(iter(session.workspace.experiments))
    assert [card.title for card in session.workspace.lane_cards(experiment, "todo")][-1] == "Card 39"
    cards = read.count("cards")
    assert cards == len(session.workspace.lane(experiment, "todo"))
    assert len([*session.workspace.lane_cards(experiment, "todo")]) == cards == read.count("cards")


def test_who_asks_for_all_records_has_them_looked_at_together_and_those_that_drive_a_terminal_cleaned(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window().start()
    titles = [f"Card {number}" for number in range(400)]
    for title in titles:
        window.session.save(operations.add_card, window.card.experiment, title)
    window.session.close()
    looks: list[int] = []
    harmless = reader._are_harmless

    def counted(rows: Sequence[bytes]) -> bool:
        looks.append(len(rows))
        return harmless(rows)

    cards = open_window().session.workspace.cards
    monkeypatch.setattr(reader, "_are_harmless", counted)
    assert {card.title for card in cards.values()} >= {*titles}
    assert len(looks) < 15
    window = open_window()
    window.session.close()
    path = window.session.folder / "research.json"
    path.write_text(path.read_text(encoding="utf-8").replace("Card 300", "Card\\u0007 300"), encoding="utf-8")
    assert {card.title for card in open_window().session.workspace.cards.values()} >= {*titles}


class Looks(Sequence[bytes]):
    """Rows of cards; `asked` is what somebody looked for, row by row or several together."""

    def __init__(self, count: int) -> None:
        card = b'{"uid": "C%d", "experiment": "E", "number": %d, "title": "Card", "column": "todo", "rank": "a", %s}'
        at = b'"created_at": "2026-11-23T09:00:00Z"'
        self.rows = [card % (number, number, at) for number in range(count)]
        self.asked: list[int | slice] = []

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: Any) -> Any:
        self.asked.append(index)
        return self.rows[index]


@pytest.mark.parametrize("numbers", [range(0, 300, 3), range(299, 0, -2), [7, 5, 6], [4]])
def test_rows_that_lie_near_each_other_are_read_together_in_whatever_order(numbers: Sequence[int]) -> None:
    rows = Looks(300)
    assert [card.uid for card in _at_rows("cards", rows, numbers)] == [f"C{number}" for number in numbers]
    assert len(rows.asked) == 1


def test_of_rows_that_lie_far_apart_those_between_are_not_read() -> None:
    rows = Looks(300)
    assert [card.uid for card in _at_rows("cards", rows, [299, 0, 150])] == ["C299", "C0", "C150"]
    assert rows.asked == [299, 0, 150]


def test_cards_that_are_looked_at_once_are_seen_as_ever_and_not_kept(open_window: Open) -> None:
    window = open_window().start()
    window.session.save(operations.make_contact, "Quenby Vandersloot")
    for title in ("Ask Quenby Vandersloot", "Ask about prices"):
        window.session.save(operations.add_card, window.card.experiment, title)
    window.session.close()
    session = open_window().session
    workspace, now = session.workspace, session.now()
    seen = SeenWorkspace(Sight(workspace, "team", Policy, now, present_at=now))
    uids = [*workspace.cards][-2:]
    once = [*seen.cards_once(uids)]
    assert [card.title for card in once] == ["Ask P01", "Ask about prices"]
    assert isinstance(workspace.cards, Unread) and not dict.keys(workspace.cards)
    assert once == [seen.cards[uid] for uid in uids]
