"""Naming a column of a board: those there are, how full they are, and moving one card there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from tui.app.asking.prompts import Choice, picking
from tui.app.board.card_place import CardPlace
from tui.app.board.lane import Lane
from tui.app.board.moving import tell_move
from tui.app.look.paint import Span
from tui.domain import operations
from tui.domain.errors import NotFound
from tui.domain.records import Card
from tui.domain.search.matching import haystack, key_of, needle
from tui.domain.text import clean_line


async def move(here: CardPlace, card: Card) -> None:
    """Move the card to a column that is named."""

    def submit(text: str) -> None:
        column = column_named(here, text)
        if not here.do(operations.move_card, card.uid, column).is_empty:
            tell_move(here, card, next(lane.column for lane in here.board.lanes if lane.column.id == column))

    await here.ask(picking(f"move:{card.uid}", f"move {card.number} to", submit, partial(offer_columns, here)))


def column_named(here: CardPlace, text: str) -> str:
    """Return the id of the column of the board that was typed. Raises NotFound."""
    word = key_of(clean_line(text))
    for lane in here.board.lanes:
        if word and word in (key_of(lane.column.title), key_of(lane.column.id)):
            return lane.column.id
    raise NotFound(f"There is no column {clean_line(text)[:40]}. Nothing was changed." if word else "Name a column.")


def offer_columns(here: CardPlace, text: str) -> Sequence[Choice]:
    """Offer the columns of the board, with how many cards they hold."""
    word = clean_line(text)
    return [
        Choice(lane.column.id, (Span(here.masked(lane.column.title)),), (Span(_load(lane), "muted"),))
        for lane in here.board.lanes
        if needle(word).is_in(haystack((lane.column.title, lane.column.id)))
    ]


def _load(lane: Lane) -> str:
    count, limit = len(lane.all), lane.column.wip
    return f"{count}/{limit}" if limit is not None else str(count)
