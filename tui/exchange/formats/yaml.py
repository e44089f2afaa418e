"""YAML, back to the definition of a board: what another team needs to start the same experiment.

The cards stand in the columns where they are now. What was ticked, noted and finished is not in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from tui.definitions.board_writer import board_text, key_of_title
from tui.definitions.slugs import Slugs, is_key, is_slug, slug
from tui.domain.records.definition import BoardDefinition, CardDefinition, CardKind, ColumnDefinition
from tui.domain.time.durations import parse_duration
from tui.domain.views import BoardView, CardView
from tui.exchange.formats import Format
from tui.exchange.parcel import Parcel

_BOARD = "board"
_TEXTS = ("tags", "goals", "hypothesis", "related", "expected_outcome", "notes")
_DETAILS = ("group", "description", "tags", "due", "needs", "wish")
"""What stands in a definition as a board and a card show it."""


def write(parcel: Parcel) -> str:
    """Return the board of a parcel as the text of a board file.

    Raises:
        NotAllowed: A board file cannot hold it, such as one that is too large; the sentence says what.
    """
    return board_text(definition_of(parcel))


def definition_of(parcel: Parcel) -> BoardDefinition:
    """Return the board of a parcel as a definition; for the public, one of nothing but titles."""
    assert parcel.board is not None
    board, titles_only = parcel.board, parcel.profile == "public"
    plain = _titles(board)
    start = plain.first_column("waiting").id
    cards = (card for card in parcel.cards if not card.archived)
    plain = replace(plain, cards=tuple(_cards(cards, start, titles_only=titles_only)))
    return plain if titles_only else replace(plain, **_texts(board))


def _titles(board: BoardView) -> BoardDefinition:
    title = board.title or _BOARD.capitalize()
    columns = tuple(
        ColumnDefinition(column.id, column.title or column.id, column.role, column.wip) for column in board.columns
    )
    plain = BoardDefinition(
        id=board.id if is_slug(board.id) else slug(board.id) or _BOARD,
        key=board.key if is_key(board.key) else key_of_title(title),
        title=title,
    )
    # What is as it always is, is not written.
    return plain if columns == plain.columns else replace(plain, columns=columns)


def _texts(board: BoardView) -> dict[str, Any]:
    has_test = board.test is not None and board.test.metric and board.test.criterion
    fields = {name: getattr(board, name) for name in _TEXTS} | {"test": board.test if has_test else None}
    return fields if board.sle == BoardDefinition("", "", "").sle else {**fields, "sle": board.sle}


def _cards(cards: Iterator[CardView], start: str, *, titles_only: bool) -> Iterator[CardDefinition]:
    """Yield cards as they are defined; those that nobody defined get their ids from their titles."""
    listed = list(cards)
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for card in listed:
        if card.id and is_slug(card.id) and card.id not in taken:
            ids[card.key] = card.id
            taken.add(card.id)
    slugs = Slugs(taken)
    for card in listed:
        title = card.title or card.key
        plain = CardDefinition(
            id=ids.get(card.key) or slugs.free(card.id or title),
            title=title,
            column=card.column if card.column != start else None,
        )
        yield plain if titles_only else replace(plain, **_details(card))


def _details(card: CardView) -> dict[str, Any]:
    steps = tuple(step.text for step in card.checklist)
    return {name: getattr(card, name) for name in _DETAILS} | _rhythm(card) | {"checklist": steps}


def _rhythm(card: CardView) -> dict[str, Any]:
    kind: CardKind = card.kind
    if kind != "recurring":
        return {"kind": kind}
    step = parse_duration(card.every or "")
    return {"kind": kind, "every": card.every} if step is not None and any(step) else {}


FORMAT = Format("yaml", "YAML", "yaml", ("board",), write, synonyms=("yml",))
