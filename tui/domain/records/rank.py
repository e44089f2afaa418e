"""Ranks order cards within a column: a fractional index, so that a move writes one card.

The library is loaded where a rank is made, which reading a workspace never does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


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

    before = ranks[index - 1] if index > 0 else None
    following = bisect_right(ranks, before) if before is not None else 0
    after = ranks[following] if following < len(ranks) else None
    try:
        return str(generate_key_between(before, after))
    except (FIError, ValueError, IndexError):
        return f"{before}V" if before is not None else first_ranks(1)[0]


def is_rank(text: str) -> bool:
    """Return whether a text is a rank that others can be made around."""
    from fractional_indexing import FIError, validate_order_key

    try:
        validate_order_key(text)
    except (FIError, IndexError):
        return False
    return text.isascii() and text.isalnum()
