"""The swimlanes of a board: its cards parted by owner, group, customer or tag, each across all columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from tui.app.board.board import Board
from tui.app.board.chips import Scene, person_label
from tui.app.look.paint import Span
from tui.domain.records.definition import ColumnDefinition
from tui.domain.text import plural

MOST_FINISHED, MOST = 4, 12
"""So many cards of a column a swimlane shows; where there are more, it says so."""
MOST_COUNTED = 500
"""Of more cards than that it is not counted how many are blocked."""


class Swimlane(Struct, frozen=True):
    """Cards that have something in common: of each column from one place up to another among those it shows."""

    key: tuple[Any, ...]
    cells: tuple[tuple[int, int], ...]

    @property
    def total(self) -> int:
        """How many cards are in it."""
        return sum(end - start for start, end in self.cells)


class Window(Struct, frozen=True):
    """The cards of a column in a swimlane that are shown, from one place up to another, and how many are not."""

    start: int
    end: int
    hidden: int


def swimlanes_of(board: Board) -> list[Swimlane]:
    """Return the swimlanes of a board in order; of each, only its first cards and its borders are looked at."""
    cells: dict[tuple[Any, ...], list[tuple[int, int]]] = {}
    for at, lane in enumerate(board.lanes):
        for key, start, end in _parts(board, lane.shown):
            cells.setdefault(key, [(0, 0)] * len(board.lanes))[at] = (start, end)
    return [Swimlane(key, tuple(cells[key])) for key in sorted(cells)]


def _parts(board: Board, shown: Sequence[str]) -> Iterator[tuple[tuple[Any, ...], int, int]]:
    cards, swimlane_of, start = board.workspace.cards, board.arrangement.swimlane_in(board.workspace), 0
    while start < len(shown):
        key = swimlane_of(cards[shown[start]])
        end = bisect_right(shown, key, start, key=lambda uid: swimlane_of(cards[uid]))
        yield key, start, end
        start = end


def window_of(swimlane: Swimlane, at: int, column: ColumnDefinition, selected: int | None) -> Window:
    """Return what is shown of the column `at` some place in a swimlane, the selected card (by index) among that."""
    start, end = swimlane.cells[at]
    most = MOST_FINISHED if column.role == "finished" else MOST
    if end - start <= most:
        return Window(start, end, 0)
    first = (
        max(start, min(selected - most + 1, end - most)) if selected is not None and start <= selected < end else start
    )
    return Window(first, first + most, end - start - most)


def title_spans(scene: Scene, swimlane: Swimlane) -> tuple[Span, ...]:
    """Return what the cards of a swimlane have in common, how many they are, how many in progress, and what is held."""
    board = scene.board
    active = [at for at, lane in enumerate(board.lanes) if lane.column.role == "active"]
    wip = sum(swimlane.cells[at][1] - swimlane.cells[at][0] for at in active)
    blocked, urgent = _urgent(board, swimlane)
    words = f"{plural(swimlane.total, 'card')}{f' · WIP {wip}' if wip else ''}"
    return (
        Span(f"{name_of(scene, swimlane)} ", "bright bold"),
        Span(words, "muted"),
        *((Span(" · ", "muted"), Span(f"{scene.glyphs.blocked} {blocked} blocked", "danger")) if blocked else ()),
        *((Span(" · ", "muted"), Span(f"{scene.glyphs.expedite} {urgent} expedite", "learn")) if urgent else ()),
    )


def name_of(scene: Scene, swimlane: Swimlane) -> str:
    """Return what the cards of a swimlane have in common: `@ana`, `P03`, `#pricing`; `nobody` where it is nothing."""
    is_none, *_, value = swimlane.key
    match scene.board.arrangement.grouping:
        case "owner":
            return "nobody" if is_none else f"@{scene.mask.text(value)}"
        case "person":
            return "no customer" if is_none else person_label(scene, value)
        case "tag":
            return "no tag" if is_none else scene.mask.text(f"#{value}")
        case _:
            return "no group" if is_none else scene.mask.text(value)


def _urgent(board: Board, swimlane: Swimlane) -> tuple[int, int]:
    """Return how many cards that are not finished are blocked, and how many are urgent."""
    if swimlane.total > MOST_COUNTED:
        return 0, 0
    glances, blocked, urgent = board.workspace.glances, 0, 0
    for lane, (start, end) in zip(board.lanes, swimlane.cells, strict=True):
        if lane.column.role != "finished":
            cards = [glances[uid] for uid in lane.shown[start:end]]
            blocked += sum(card.blocked is not None and card.finished_at is None for card in cards)
            urgent += sum(card.expedite for card in cards)
    return blocked, urgent
