"""What leaves is written and looked through piece by piece: the same text, and the same lines of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from tests.exchange.boards import busy_world, parcel_of
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.facts import CardFacts
from tui.domain.privacy.names import Identity, Scrubber
from tui.domain.records import Card
from tui.domain.records.workspace import Workspace
from tui.domain.views import CardView
from tui.exchange import pieces, scanning
from tui.exchange.document import Line
from tui.exchange.formats import format_named, format_names
from tui.exchange.formats import json as json_format
from tui.exchange.layouts import board as board_layout
from tui.exchange.layouts import document_of
from tui.exchange.parcel import Parcel
from tui.exchange.pieces import batches, json_pieces, parts_of
from tui.exchange.scanning import check, leaks


@pytest.mark.parametrize(("count", "sizes"), [(0, []), (1, [1]), (3, [3]), (4, [3, 1]), (6, [3, 3])])
def test_batches_hold_all_items_in_order(count: int, sizes: list[int]) -> None:
    some = list(batches(iter(range(count)), 3))
    assert [len(batch) for batch in some] == sizes
    assert [item for batch in some for item in batch] == list(range(count))


@pytest.mark.parametrize("text", ["", "a", "\n", "a\n", "a\nb", "a\r\n b\r\nc", "long line " * 9, "\n\n\n\n", "ä\nß\n"])
def test_parts_end_where_lines_do(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(pieces, "_LONG", 3)
    parts = list(parts_of(text))
    assert "".join(parts) == text
    assert all(part.endswith("\n") for part in parts[:-1])
    assert [line for part in parts for line in part.splitlines()] == text.splitlines()


@pytest.mark.parametrize("what", ["board", "notes", "touchpoints", "flow", "events"])
def test_json_in_pieces_is_the_text_it_is_as_a_whole(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    monkeypatch.setattr(pieces, "AT_ONCE", 2)
    monkeypatch.setattr(batches, "__defaults__", (2,))
    parcel = parcel_of(busy_world())
    if what != "board":
        parcel = replace(parcel, what=what)
    whole = msgspec.json.encode(json_format._snapshot(parcel), order="sorted")
    assert json_format.FORMAT.render(parcel) == msgspec.json.format(whole, indent=2).decode() + "\n"
    assert len(list(json_format.FORMAT.pieces(parcel))) > len(parcel.cards) // 2


@pytest.mark.parametrize("items", [[], [1], [{}], [[], {"a": []}], list(range(5))])
def test_a_list_in_pieces_is_one_text(monkeypatch: pytest.MonkeyPatch, items: list[object]) -> None:
    monkeypatch.setattr(batches, "__defaults__", (2,))
    written = b"".join(json_pieces(items, lambda some: msgspec.json.format(msgspec.json.encode(some), indent=2)))
    assert written == msgspec.json.format(msgspec.json.encode(items), indent=2)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_piece_is_made_when_it_is_asked_for(form: str) -> None:
    seen: list[int] = []

    class Cards(tuple):  # type: ignore[type-arg]
        def __iter__(self) -> Iterator[object]:
            for number, card in enumerate(super().__iter__()):
                seen.append(number)
                yield card

    parcel = parcel_of(busy_world())
    many = Cards(card for card in parcel.cards for _ in range(1000))
    written = iter(format_named(form).pieces(replace(parcel, cards=many)))
    for _ in range(4):
        next(written)
    assert 0 < len(seen) < len(many) / 2


@pytest.mark.parametrize("form", format_names())
def test_no_words_go_on_in_the_next_piece(form: str) -> None:
    named = format_named(form)
    world = busy_world()
    for person in world.workspace.participants:
        world.do(operations.give_consent, person, ["share_internal", "share_external", "quote_attributed"])
    parcel: Parcel = parcel_of(world, profile="identified")
    written = list(named.pieces(parcel))
    assert "".join(map(named.words, written)) == named.words("".join(written))
    for piece, following in pairwise(written):
        sides = ("", "") if piece.endswith("\n") else (piece.splitlines()[-1], following.splitlines()[0])
        assert not all(any(map(str.isalnum, side)) for side in sides)


def test_a_leak_is_named_in_the_line_it_has_in_the_whole_text() -> None:
    scrubber = Scrubber([Identity("P01", ("Ada Lovelace",), "Ada", "Lovelace")])
    text = "a\nb\nAda Lovelace\n"
    assert next(leaks(scrubber, text))[0] == 3
    with pytest.raises(NotAllowed, match="line 13 would name somebody"):
        check(scrubber, text, "Markdown", before=10)


def test_long_texts_are_looked_through_a_part_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    scrubber = Scrubber([Identity("P01", ("Ada Lovelace",), "Ada", "Lovelace")])
    text = "".join(f"line {number}\n" for number in range(50)) + "Ada Lovelace\r\nand Ada Lovelace"
    whole = list(leaks(scrubber, text))
    monkeypatch.setattr(pieces, "_LONG", 40)
    parts: list[str] = []

    def counted(text: str) -> Iterator[str]:
        for part in parts_of(text):
            parts.append(part)
            yield part

    monkeypatch.setattr(scanning, "parts_of", counted)
    assert list(leaks(scrubber, text)) == whole == [(51, "A** L*******"), (52, "A** L*******")]
    assert len(parts) > 5
    assert max(map(len, parts)) < 60


def test_lines_of_cards_are_made_when_they_are_drawn_and_alike_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    line_of = board_layout._card

    def counted(parcel: Parcel, card: CardView) -> Line:
        drawn.append(card.key)
        return line_of(parcel, card)

    monkeypatch.setattr(board_layout, "_card", counted)
    parcel = parcel_of(busy_world())
    document = document_of(parcel)
    assert not drawn
    lanes = [section for section in document.sections if section.lane]
    assert [list(lane.lines) for lane in lanes] == [list(lane.lines) for lane in lanes]
    assert sorted(drawn) == sorted([card.key for card in parcel.cards if not card.archived] * 2)


def test_what_the_cards_of_a_board_have_in_common_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    world = busy_world()
    for number in range(30):
        world.add(f"Ask {number}")
    facts: list[str] = []
    first = CardFacts.__init__

    def counted(self: CardFacts, workspace: Workspace, card: Card, *rest: Any) -> None:
        facts.append(card.uid)
        first(self, workspace, card, *rest)

    monkeypatch.setattr(CardFacts, "__init__", counted)
    cards = parcel_of(world).cards
    special = [card for card in cards if card.kind == "recurring" or card.blocked]
    assert len(cards) > 30
    assert len(facts) <= 1 + len(special)
