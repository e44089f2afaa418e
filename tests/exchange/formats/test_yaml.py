from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.domain.world import World
from tests.exchange.formats.parcels import HOSTILE, full_world, hostile_world, leaving, parcel
from tui.definitions.catalog import Catalog
from tui.definitions.loader import load_board
from tui.domain import operations
from tui.domain.records.definition import BoardDefinition, CardDefinition, ColumnDefinition, Criterion, ServiceLevel
from tui.domain.text import clean_line, clean_text
from tui.exchange.formats.yaml import FORMAT, definition_of

BOARDS = Path(__file__).parents[3] / "boards"


def loaded(world: World, profile: Any = "team") -> BoardDefinition:
    """Return the board of a world as it comes back from YAML."""
    return load_board(FORMAT.render(parcel(world, profile=profile)), "board.yaml")


@pytest.mark.parametrize("path", sorted(BOARDS.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_board_that_ships_comes_back_as_it_is(path: Path) -> None:
    shipped = load_board(path.read_bytes(), path.name)
    assert loaded(World(shipped)) == shipped


def test_what_a_team_made_of_a_board_comes_back() -> None:
    world = full_world()
    mine = world.add("Watch five people", description="On\n\ntwo days", checklist=("Ask", "Watch"), tags=("field",))
    world.do(operations.set_due, mine.uid, None)
    board = loaded(world)
    assert (board.id, board.key, board.title, board.tags) == (
        "customer-development",
        "CD",
        "Customer Development",
        ("listening",),
    )
    assert (board.test, board.related, board.notes) == (
        Criterion("csat", ">= 80", 20),
        ("contextual-inquiry",),
        ("Ask again in spring.",),
    )
    cards = {card.id: card for card in board.cards}
    assert {name: cards[name].column for name in ("channels", "feedback", "engage")} == {
        "channels": "doing",
        "feedback": "done",
        "engage": None,
    }
    assert cards["engage"].every == "P2W"
    card = cards["watch-five-people"]
    assert (card.description, card.checklist, card.tags) == ("On\n\ntwo days", ("Ask", "Watch"), ("field",))
    assert "not-now" not in cards


def test_a_board_that_comes_back_can_be_started_and_leaves_the_same() -> None:
    board = loaded(full_world())
    again = World(board)
    assert loaded(again) == board


def test_names_are_out_of_texts_and_ids() -> None:
    card = CardDefinition("call-ada-lovelace", "Call Ada Lovelace", description="Ada knows")
    world = World(BoardDefinition("ada-lovelace", "AL", "Ada Lovelace", cards=(card,)))
    world.person("Ada Lovelace")
    text = FORMAT.render(parcel(world))
    assert "ada" not in text.casefold().replace("p01", "")
    board = load_board(text, "board.yaml")
    assert (board.id, board.title, board.cards[0].id, board.cards[0].title) == ("p01", "P01", "call-p01", "Call P01")


def test_the_public_gets_titles_only() -> None:
    board = loaded(full_world(), "public")
    assert board == BoardDefinition(
        board.id,
        board.key,
        board.title,
        columns=board.columns,
        cards=tuple(CardDefinition(card.id, card.title, column=card.column) for card in board.cards),
    )


def test_two_cards_of_one_title_have_two_ids_and_one_without_letters_has_one() -> None:
    world = World(BoardDefinition("b", "BD", "Board"))
    for title in ("Ask", "Ask", "???"):
        world.add(title)
    assert sorted(card.id for card in loaded(world).cards) == ["ask", "ask-2", "card"]


@pytest.mark.parametrize("profile", ["public", "stakeholders", "team", "identified"])
def test_hostile_texts_come_back(profile: Any) -> None:
    sent = parcel(hostile_world(), profile=profile)
    assert load_board(FORMAT.render(sent), "board.yaml") == definition_of(sent)


def test_no_reader_takes_a_text_for_anything_else() -> None:
    text = FORMAT.render(parcel(hostile_world()))
    read = yaml.safe_load(text)
    for place in ("goals", "related", "notes", "tags"):
        assert all(isinstance(item, str) for item in read[place])
    for typed in ("1e3", "0o17", "0b101", "1:30", "no", "y", "~", ".5", "2026-11-23", "12:30:45", "1_000"):
        assert f"\n  - '{typed}'\n" in text, f"{typed} bare is a number, a date or a truth for some reader of YAML"


TEXTS = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(HOSTILE)
LABELS = TEXTS.map(clean_line).filter(bool)


@given(LABELS, TEXTS, st.lists(LABELS, max_size=3), st.lists(st.tuples(LABELS, TEXTS), max_size=3))
def test_any_text_comes_back(title: str, text: str, labels: list[str], cards: list[tuple[str, str]]) -> None:
    board = BoardDefinition(
        "any",
        "ANY",
        title,
        tags=tuple(labels),
        goals=tuple(labels),
        hypothesis=clean_text(text),
        columns=(ColumnDefinition("wait", title, "waiting"), ColumnDefinition("end", title, "finished")),
        sle=ServiceLevel(3, 50),
        cards=tuple(
            CardDefinition(f"card-{n}", label, group=label, description=clean_text(more), checklist=(label,))
            for n, (label, more) in enumerate(cards)
        ),
    )
    sent = parcel(World(board))
    assert load_board(FORMAT.render(sent), "board.yaml") == definition_of(sent)


def test_two_cards_due_on_one_day_share_no_anchor() -> None:
    text = FORMAT.render(parcel(hostile_world()))
    assert text.count("due: 2026-03-31\n") == len(HOSTILE)


def test_a_card_that_recurs_by_no_rhythm_is_a_task() -> None:
    sent = leaving(full_world()).board(full_world().experiment)
    odd = tuple(replace(card, every=None) for card in sent.cards)
    assert {card.kind for card in definition_of(replace(sent, cards=odd)).cards} == {"task"}


def test_a_board_in_a_workspace_is_found_again(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(FORMAT.render(parcel(full_world())), encoding="utf-8")
    entry = Catalog(tmp_path).entry("customer-development")
    assert entry is not None
    assert entry.definition == definition_of(parcel(full_world()))
