"""Carrying a card with the mouse: a mark shows where it would go, and letting it go moves it there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.geometry import Offset

from tui.app.board.batching import put
from tui.app.board.card_holder import CardHolder, Target
from tui.app.board.lane import Lane, place_by_rank
from tui.app.board.moving import tell_move, tells_sorted
from tui.app.look.paint import Row, Span
from tui.app.look.rows import Drawn
from tui.domain import operations
from tui.domain.records import Card

if TYPE_CHECKING:
    from tui.app.board.screen import BoardScreen

BESIDE = Offset(1, 1)
SLACK = 2
"""How many cells sideways a hand may tremble in a click."""


class Ghost(Drawn):
    """What is carried, beside the pointer."""

    def __init__(self, words: str) -> None:
        super().__init__(id="ghost")
        self._words = words

    def row(self, y: int) -> Row:
        """Return the title of the card."""
        return Row((Span(" "), Span(self._words, "bright bold")), background="sel")


class Drag:
    """A card somebody has taken hold of in a column; it is carried once the pointer has gone some way."""

    def __init__(self, origin: CardHolder, uid: str, at: Offset) -> None:
        self.is_begun = False
        self._here = cast("BoardScreen", origin.screen)
        self._origin, self._uid, self._start = origin, uid, at
        self._ghost: Ghost | None = None
        self._target: Target | None = None
        origin.capture_mouse()  # the first move may end beside the column

    def follow(self, at: Offset) -> None:
        """Go with the pointer."""
        way = at - self._start
        if not self.is_begun and (abs(way.x) > SLACK or way.y):
            self._begin()
        if self._ghost is None:
            return
        self._ghost.absolute_offset = at + BESIDE
        self._ghost.refresh(layout=True)
        self._mark(self._target_at(at))

    def drop(self) -> None:
        """Let the card go where the mark is; where there is none, it stays."""
        target = self._target
        self.leave()
        if target is not None:
            _put(self._here, self._uid, target)

    def leave(self) -> None:
        """Leave everything as it is."""
        self._mark(None)
        self._origin.release_mouse()
        self._origin.drag = None
        if self._ghost is not None:
            self._ghost.remove()
            self._ghost = None

    def _begin(self) -> None:
        here, card = self._here, self._here.facts.cards.get(self._uid)
        self.is_begun = True
        if card is None or here.mode not in ("board", "panel") or here.refuses():
            return
        together = len(here.picked.uids) if self._uid in here.picked.uids else 1
        self._ghost = Ghost(f"{card.number} {here.masked(card.title)}" if together == 1 else f"{together} cards")
        here.mount(self._ghost)

    def _target_at(self, at: Offset) -> Target | None:
        for holder in self._here.picture.holders:
            if holder.display and holder.region.contains_point(at):
                return holder.target_at(at - holder.region.offset)
        return None

    def _mark(self, target: Target | None) -> None:
        if target == self._target:
            return
        if self._target is not None and (target is None or target.holder is not self._target.holder):
            self._target.holder.mark_drop(None)
        if target is not None:
            target.holder.mark_drop(target)
        self._target = target


def _put(here: BoardScreen, uid: str, target: Target) -> None:
    """Move a card to a column, before the card that is shown there at the gap; or rank it in its own.

    In the swimlane of somebody else it becomes theirs.
    """
    cards, lane, card, gap = here.facts.cards, target.column.lane, here.facts.cards.get(uid), target.gap
    if lane is None or card is None:
        return
    if uid in here.picked.uids:
        put(here, here.picked.cards(here.board), lane, len(lane.shown) if gap is None else gap)
        return
    if target.owner is not None and target.owner != (card.assignee or ""):
        _give(here, card, lane, target.owner)
        return
    is_sorted = here.board.arrangement.sort != "rank"
    if is_sorted and card.column == lane.column.id:
        tells_sorted(here)
        return
    if is_sorted or gap is None or lane.column.role == "finished":  # the newest comes first, wherever it is let go
        place = None
    elif gap < len(lane.shown):
        place = place_by_rank(lane.all, cards[lane.shown[gap]], cards) + target.behind
    else:
        place = place_by_rank(lane.all, cards[lane.shown[-1]], cards) + 1 if lane.shown else 0
    if card.column != lane.column.id:
        here.selected = uid
        if here.run(operations.move_card, uid, lane.column.id, index=place) is not None:
            tell_move(here, card, lane.column)
    elif place is not None:
        own = place_by_rank(lane.all, card, cards)
        if own not in (place, place - 1):
            here.run(operations.rank_card, uid, place - (own < place))


def _give(here: BoardScreen, card: Card, lane: Lane, owner: str) -> None:
    """Give a card to somebody, or to nobody, in the column where it was let go, as one step."""
    steps = [partial(operations.assign_card, card=card.uid, assignee=owner or None)]
    words = f"Gave {card.number} to {f'@{here.masked(owner)}' if owner else 'nobody'}"
    if card.column != lane.column.id:
        steps.append(partial(operations.move_card, card=card.uid, column=lane.column.id))
        words = f"{words}, in {here.masked(lane.column.title)}"
    here.selected = card.uid
    here.run(operations.together, *steps, words=words)
