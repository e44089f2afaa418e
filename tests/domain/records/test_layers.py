"""What lies in layers is read like the dictionary it stands for, and costs what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from typing import NamedTuple, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.domain.operations.test_undo import prepared
from tests.domain.records.lookups_of_all import all_indexes
from tests.fuzz.runs import records
from tui.domain import operations
from tui.domain.records import Card
from tui.domain.records.layers import FEW, Layered, Unread, at_a_glance, layered
from tui.domain.records.workspace import Workspace

K = TypeVar("K")


class Row(NamedTuple):
    """A glance that knows nothing but the row."""

    row: int


KEYS = st.integers(0, 12)
CHANGES = st.lists(st.dictionaries(KEYS, st.none() | st.integers(), max_size=4), max_size=8)


@given(st.dictionaries(KEYS, st.integers(), max_size=6), CHANGES, st.lists(KEYS))
def test_layers_are_read_like_the_dictionary_they_stand_for(
    first: dict[int, int], changes: list[dict[int, int | None]], asked: list[int]
) -> None:
    assert_followed(first, Layered(first, {}), changes, asked)
    texts = {str(key): value for key, value in first.items()}
    rows = [*texts.values()]
    unread = Unread({uid: Row(row) for row, uid in enumerate(texts)}, rows.__getitem__)
    assert_followed(
        texts, unread, [{str(key): value for key, value in change.items()} for change in changes], map(str, asked)
    )
    assert dict(at_a_glance(unread)) == {uid: Row(row) for row, uid in enumerate(texts)}


def assert_followed(
    first: dict[K, int], mapping: Mapping[K, int], changes: list[dict[K, int | None]], asked: Iterable[K]
) -> None:
    """Layers over a mapping are, at every step, what a dictionary is that was changed in the same way."""
    states, asked = [(dict(first), mapping)], [*asked]
    for change in changes:
        now = {key: value for key, value in {**states[-1][0], **change}.items() if value is not None}
        states.append((now, Layered(states[-1][1], change)))
    for plain, now_layered in states:
        for key in asked:
            assert now_layered.get(key, "none") == plain.get(key, "none")
            assert (key in now_layered) == (key in plain)
            with nullcontext() if key in plain else pytest.raises(KeyError):
                assert now_layered[key] == plain[key]
        assert_same(now_layered, plain)
    assert first == states[0][1]


def assert_same(mapping: Mapping[K, int], plain: dict[K, int]) -> None:
    """Everything that can be asked of a mapping has the answer of a dictionary."""
    assert mapping == plain
    assert (mapping != {}) == bool(plain)
    assert len(mapping) == len(plain)
    assert set(mapping) == set(mapping.keys()) == set(plain)
    assert dict(mapping.items()) == {**mapping} == dict(mapping) == plain
    assert sorted(mapping.values()) == sorted(plain.values())
    assert {key: mapping[key] for key in plain} == plain
    with pytest.raises(KeyError):
        mapping["not there"]  # type: ignore[index]
    assert "not there" not in mapping


@given(CHANGES)
def test_layers_over_much_never_grow_deep_or_large(changes: list[dict[int, int | None]]) -> None:
    much = dict.fromkeys(range(2, FEW + 10), 0)
    now: Mapping[int, int] = much
    for change in changes:
        now = layered(now, change)
    assert not isinstance(now, Layered) or now.below is much
    for start in range(0, 4 * FEW, 100):
        now = layered(now, dict.fromkeys(range(start, start + 100), 1))
        assert not isinstance(now, Layered) or len(now.over) <= FEW
    assert set(now.values()) == {1}


@pytest.mark.parametrize("goes_by_what_was_read", [reversed, lambda table: table | {}, lambda table: {} | table])
def test_nothing_a_dictionary_does_passes_over_what_was_not_read(
    goes_by_what_was_read: Callable[[Mapping[str, int]], object],
) -> None:
    unread = Unread({uid: Row(row) for row, uid in enumerate("ab")}, [1, 2].__getitem__)
    assert {**unread} == dict(unread) == {"a": 1, "b": 2}
    with pytest.raises(TypeError):
        goes_by_what_was_read(Unread({"a": Row(0)}, [1].__getitem__))


def test_an_edit_touches_no_lookup_and_a_move_those_of_its_columns() -> None:
    world = prepared()
    uid, before = world.uid(1), world.workspace
    world.do(operations.edit_card, uid, title="Anew")
    assert world.workspace._indexes == before._indexes
    assert all(world.workspace._indexes[name] is index for name, index in before._indexes.items())
    world.do(operations.move_card, uid, "doing")
    names = {name for name, index in before._indexes.items() if world.workspace._indexes[name] is not index}
    assert names == {"lane", "begun"}
    assert world.workspace.lane(world.experiment.uid, "done") is before.lane(world.experiment.uid, "done")
    assert world.workspace.notes is before.notes


def test_who_goes_by_the_uids_under_a_key_sees_that_a_record_is_another() -> None:
    world = prepared()
    before = world.workspace
    note = next(note for note in before.notes.values() if note.people and note.archived_at is None)
    other = next(uid for uid in before.participants if uid not in note.people)
    world.do(operations.edit_note, note.uid, text="Said otherwise")
    now = world.workspace
    assert note.card is not None
    for lookup, key in (("notes.card", note.card), ("notes.people", note.people[0])):
        assert now.uids(lookup, key) == before.uids(lookup, key)
        assert now.uids(lookup, key) is not before.uids(lookup, key)
    assert now.touchpoint_uids(other) is before.touchpoint_uids(other)
    touchpoint = next(iter(now.touchpoints.values()))
    world.do(operations.settle_touchpoint, touchpoint.uid, "cancelled")
    assert world.workspace.touchpoint_uids(other) == now.touchpoint_uids(other)
    assert world.workspace.touchpoint_uids(other) is not now.touchpoint_uids(other)


def test_many_records_that_change_places_at_once_stand_in_order() -> None:
    world = prepared()
    cards = [*world.workspace.cards_of(world.experiment.uid)]
    ranks = [card.rank for card in cards]
    turned = {card.uid: with_rank(card, rank) for card, rank in zip(cards, reversed(ranks), strict=True)}
    now = world.workspace.replace({"cards": turned})
    assert all_indexes(now) == all_indexes(Workspace.of(records(now)))
    assert all_indexes(now) != all_indexes(world.workspace)


def with_rank(card: Card, rank: str) -> Card:
    """Return a card with another place among others."""
    return replace(card, rank=rank)
