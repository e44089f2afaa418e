"""The ranks by which the cards of a column are in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from tui.domain.records import Card
from tui.domain.records.stretches import Uids, place_among
from tui.domain.records.workspace import Workspace


def ranks_of(workspace: Workspace, experiment: str, column: str, without: str = "") -> Sequence[str]:
    """Return the ranks of the cards in a column in order, one card left out; looked up only where asked."""
    cards, uids = workspace.cards, workspace.lane(experiment, column)

    def place(uid: str) -> tuple[str, str]:
        return cards[uid].rank, uid

    card = cards.get(without)
    at = place_among(uids, (card.rank, card.uid), place) if card else len(uids)
    return _Ranks(cards, uids, at if without in uids[at : at + 1] else len(uids))


class _Ranks(Sequence[str]):
    """The ranks of some cards but the one at `without`, read when they are looked at."""

    def __init__(self, cards: Mapping[str, Card], uids: Uids, without: int) -> None:
        self._cards = cards
        self._uids = uids
        self._without = without

    def __len__(self) -> int:
        return len(self._uids) - (self._without < len(self._uids))

    def __getitem__(self, index: int) -> str:  # type: ignore[override]
        # Nobody asks for a part of them.
        at = range(len(self))[index]
        return self._cards[self._uids[at + (at >= self._without)]].rank


def first_ranks(count: int) -> list[str]:
    """Return ranks for the first cards of an empty column, in order."""
    from fractional_indexing import generate_n_keys_between

    return [str(rank) for rank in generate_n_keys_between(None, None, count)]


def rank_at(ranks: Sequence[str], index: int) -> str:
    """Return a rank that sorts a card to `index` among the sorted ranks of a column.

    Two clones of a workspace may have given one rank twice; the card then goes behind the last of the equals. A rank
    edited by hand into something that is none is passed over.
    """
    from fractional_indexing import FIError, generate_key_between

    before, after = _around(ranks, index)
    try:
        return str(generate_key_between(before, after))
    except (FIError, ValueError, IndexError):
        return f"{before}V" if before is not None else first_ranks(1)[0]


def several_at(ranks: Sequence[str], index: int, count: int) -> list[str]:
    """Return so many ranks, in order, that sort cards to `index` as `rank_at` does one."""
    from fractional_indexing import FIError, generate_n_keys_between

    before, after = _around(ranks, index)
    try:
        return [str(rank) for rank in generate_n_keys_between(before, after, count)]
    except (FIError, ValueError, IndexError):
        return [f"{before or ''}{rank}" for rank in first_ranks(count)]


def _around(ranks: Sequence[str], index: int) -> tuple[str | None, str | None]:
    """Return the rank before a place, and the next one that is another; None at either end."""
    before = ranks[index - 1] if index > 0 else None
    following = bisect_right(ranks, before) if before is not None else 0
    return before, ranks[following] if following < len(ranks) else None


def is_rank(text: str) -> bool:
    """Return whether a text is a rank that others can be made around."""
    from fractional_indexing import FIError, validate_order_key

    try:
        validate_order_key(text)
    except (FIError, IndexError):
        return False
    return text.isascii() and text.isalnum()
