from __future__ import annotations

import pytest

from tui.domain.records.ranks import first_ranks, rank_at


@pytest.mark.parametrize("count", [0, 1, 3, 200])
def test_first_ranks_are_in_order_and_distinct(count: int) -> None:
    ranks = first_ranks(count)
    assert len(ranks) == len(set(ranks)) == count
    assert ranks == sorted(ranks)


@pytest.mark.parametrize("index", range(6))
def test_a_rank_sorts_to_its_place(index: int) -> None:
    ranks = first_ranks(5)
    rank = rank_at(ranks, index)
    assert sorted([*ranks, rank]).index(rank) == index


def test_behind_equal_ranks_is_behind_the_last_of_them() -> None:
    first, second, third = first_ranks(3)
    assert second < rank_at([first, second, second, third], 2) < third


@pytest.mark.parametrize("rank", ["", "!", "zz", "a0 ", "Ω"])
def test_a_rank_edited_by_hand_into_none_still_lets_cards_in_behind_it(rank: str) -> None:
    assert rank_at([rank], 1) > rank
    assert rank_at([rank], 0)
