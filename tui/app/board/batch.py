"""Cards that are chosen to be worked on together: which they are, and a range that grows with the selection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tui.app.board.board import Board
from tui.domain.records import Card
from tui.domain.records.layers import differing


class Batch:
    """The chosen cards of one board, by uid; every change makes another set of them."""

    def __init__(self) -> None:
        self.uids: frozenset[str] = frozenset()
        self._anchor: str | None = None
        self._before: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.uids)

    @property
    def is_growing(self) -> bool:
        """Whether it follows the selection."""
        return self._anchor is not None

    def cards(self, board: Board) -> list[Card]:
        """Return the cards, as far as they are there."""
        cards = board.workspace.cards
        return [cards[uid] for uid in self.uids if uid in cards]

    def words(self, board: Board) -> str:
        """Return how many there are, and how many of them the filter hides."""
        count = len(self.uids)
        seen = sum(uid in self.uids for lane in board.lanes for uid in lane.shown) if board.terms else count
        return f"{count} chosen{f', {count - seen} hidden' if seen < count else ''}"

    def turn(self, uid: str) -> None:
        """Choose one card, or let it go."""
        self._anchor = None
        self.uids ^= {uid}

    def add(self, uids: Iterable[str]) -> None:
        """Choose some cards as well."""
        self._anchor = None
        self.uids |= frozenset(uids)

    def reach_to(self, board: Board, selected: tuple[int, str | None], clicked: tuple[int, str]) -> None:
        """Choose all from the selected card to another, both with their lanes; in another lane it is that one alone."""
        (lane, uid), (other_lane, other) = selected, clicked
        between = span_of(board, lane, uid, other) if uid is not None and lane == other_lane else ()
        if len(between) > 1:
            self.add(between)
        else:
            self.turn(other)

    def clear(self) -> None:
        """Let all go."""
        self.uids, self._anchor = frozenset(), None

    def begin_range(self, uid: str) -> None:
        """Choose a card, and from now on all from there to the selected one."""
        self._anchor, self._before = uid, self.uids
        self.uids |= {uid}

    def end_range(self) -> None:
        """Keep what is chosen, wherever the selection goes."""
        self._anchor = None

    def reach(self, board: Board, lane: int, uid: str | None) -> bool:
        """Let a range end at a card of its column; return whether other cards are chosen by that."""
        if self._anchor is None or uid is None:
            return False
        between = span_of(board, lane, self._anchor, uid)
        before, self.uids = self.uids, self._before.union(between) if between else self.uids
        return self.uids != before

    def follow(self, old: Board, board: Board) -> None:
        """Let those go that are not on the board any more."""
        if not self.uids:
            return
        same = old.experiment.uid == board.experiment.uid
        touched = differing(old.workspace.cards, board.workspace.cards) if same else None
        gone = _gone(self.uids if touched is None else self.uids & touched, board)
        if gone:
            self.uids -= gone
            self._before -= gone
        if self._anchor in gone or not self.uids:
            self._anchor = None


def span_of(board: Board, lane: int, uid: str, other: str) -> tuple[str, ...]:
    """Return the cards that a lane shows from one to another, both included; none where one is not among them."""
    shown = board.lanes[lane]
    places = [board.index_in(shown, card) for card in (uid, other)]
    indices = [place for place in places if place is not None]
    return tuple(shown.shown[min(indices) : max(indices) + 1]) if len(indices) == 2 else ()


def _gone(uids: Iterable[str], board: Board) -> set[str]:
    """Return those of some cards that are not on a board."""
    cards: Mapping[str, Card] = board.workspace.cards
    return {uid for uid in uids if not _is_on(cards.get(uid), board)}


def _is_on(card: Card | None, board: Board) -> bool:
    if card is None or card.archived_at is not None or card.orphaned:
        return False
    return card.experiment == board.experiment.uid
