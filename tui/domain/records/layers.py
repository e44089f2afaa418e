"""Mappings that are changed at the cost of the change: what differs lies in a layer over what was there before."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, Sequence, ValuesView
from functools import partial
from itertools import filterfalse, islice
from typing import Any, Protocol, TypeVar, cast

K = TypeVar("K")
V = TypeVar("V")


class Glance(Protocol):
    """What is known of a record before it is read."""

    @property
    def row(self) -> int:
        """Where it is read."""


FEW = 512
"""So many values are copied sooner than layered, and so many may at least lie over others."""
_SHARE = 32
_AT_ONCE = 512


def layered(below: Mapping[K, V], over: Mapping[K, V | None]) -> Mapping[K, V]:
    """Return a mapping with values in place of those of the same key, or without them where None.

    `below` stays as it is. A layer that has grown to a good part of what lies below is made one with it.
    """
    if isinstance(below, Layered):
        over = {**below.over, **over}
        below = below.below
    if len(over) > max(FEW, len(below) // _SHARE) or (type(below) is dict and len(below) <= FEW):
        return {key: value for key, value in {**below, **over}.items() if value is not None}
    return Layered(below, over)


def differing(before: Mapping[K, V], after: Mapping[K, V]) -> set[K] | None:
    """Return the keys whose values may not be the very same; None where only looking at all values would tell."""
    if before is after:
        return set()
    (below, over), (other, others) = _parts(before), _parts(after)
    if below is other:
        return {key for key in over.keys() | others.keys() if over.get(key, _NOTHING) is not others.get(key, _NOTHING)}
    if max(len(before), len(after)) > FEW:
        return None
    return {key for key in before.keys() | after.keys() if before.get(key) is not after.get(key)}


_NOTHING = object()


def _parts(mapping: Mapping[K, V]) -> tuple[Mapping[K, V], Mapping[K, V | None]]:
    return (mapping.below, mapping.over) if isinstance(mapping, Layered) else (mapping, {})


class OnDemand(dict[K, V]):
    """A mapping that nobody changes. What was asked for once it gives at the speed of a dictionary.

    As a dictionary it holds only that: all it has is known to those who inherit from it.
    """

    __slots__ = ()

    @abstractmethod
    def __missing__(self, key: K) -> V: ...

    @abstractmethod
    def pairs(self) -> Iterator[tuple[K, V]]:
        """Yield every key with its value."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and dict(self.pairs()) == dict(other.items())

    __ne__ = object.__ne__
    __hash__ = None
    # Those of a dictionary would go by what was asked for, and nobody would see that something lacks.
    __reversed__ = __or__ = __ror__ = copy = None  # type: ignore[assignment]

    keys = Mapping.keys  # type: ignore[assignment]

    def items(self) -> ItemsView[K, V]:  # type: ignore[override]
        """Return all keys with their values."""
        return _Items(self)

    def values(self) -> ValuesView[V]:  # type: ignore[override]
        """Return all values."""
        return _Values(self)


class Unread(OnDemand[str, V]):
    """Records by uid, each read when it is asked for the first time.

    Of each there is a glance, which has the number of its `row`, and what is to be known of all without reading them.
    `read_all` reads several rows for less than `read` does one after the other.
    """

    __slots__ = ("_read", "_read_all", "glances")

    def __init__(
        self,
        glances: Mapping[str, Glance],
        read: Callable[[int], V],
        read_all: Callable[[Sequence[int]], Iterable[V]] | None = None,
    ) -> None:
        super().__init__()
        self.glances = glances
        self._read = read
        self._read_all = read_all or partial(map, read)

    def __missing__(self, uid: str) -> V:
        # Two threads may read it at the same time; all get what was there first.
        return self.setdefault(uid, self.read(uid))

    def read(self, uid: str) -> V:
        """Read a record, and keep it not."""
        return self._read(self.glances[uid].row)

    def read_all(self, uids: Iterable[str]) -> Iterator[V]:
        """Read records in the order of their uids, and keep none."""
        glances = self.glances
        return iter(self._read_all([glances[uid].row for uid in uids]))

    def unread(self, uids: Iterable[str]) -> list[str]:
        """Return which of some records were not asked for yet."""
        return [*filterfalse(partial(dict.__contains__, self), uids)]

    def keep(self, uids: Iterable[str]) -> None:
        """Read those of some records that were not asked for yet; those that lie near each other are read together."""
        glances = self.glances
        unread = {glances[uid].row: uid for uid in self.unread(uids)}
        rows = sorted(unread)
        for first in range(0, len(rows), _AT_ONCE):
            some = rows[first : first + _AT_ONCE]
            for row, record in zip(some, self._read_all(some), strict=True):
                self.setdefault(unread[row], record)

    def get(self, uid: str, default: Any = None) -> Any:
        """Return the record of a uid, or the default."""
        return self[uid] if uid in self.glances else default

    def __contains__(self, uid: object) -> bool:
        return uid in self.glances

    def __iter__(self) -> Iterator[str]:
        return iter(self.glances)

    def __len__(self) -> int:
        return len(self.glances)

    def pairs(self) -> Iterator[tuple[str, V]]:
        """Yield every uid with its record; those that were not asked for yet are read."""
        for uids in _some_at_a_time(self.glances):
            self.keep(uids)
            yield from zip(uids, map(self.__getitem__, uids), strict=True)


class Layered(OnDemand[K, V]):
    """What lies below, with the values `over` it in place of those of the same key; None takes one out."""

    __slots__ = ("below", "over")

    def __init__(self, below: Mapping[K, V], over: Mapping[K, V | None]) -> None:
        super().__init__()
        self.below = below
        self.over = over

    def __missing__(self, key: K) -> V:
        value = self.over[key] if key in self.over else self.below[key]
        if value is None:
            raise KeyError(key)
        return self.setdefault(key, value)

    def get(self, key: K, default: Any = None) -> Any:
        """Return the value of a key, or the default."""
        if key not in self.over:
            return self.below.get(key, default)
        value = self.over[key]
        return default if value is None else value

    def __contains__(self, key: object) -> bool:
        return self.get(key) is not None  # type: ignore[arg-type]

    def __iter__(self) -> Iterator[K]:
        return (key for key, _ in self.pairs())

    def __len__(self) -> int:
        return len(self.below) + sum((value is not None) - (key in self.below) for key, value in self.over.items())

    def pairs(self) -> Iterator[tuple[K, V]]:
        """Yield every key with its value: what lies below in its order, then what is new."""
        over, below = self.over, self.below
        for key, value in below.items():
            now = over.get(key, value)
            if now is not None:
                yield key, now
        for key, new in over.items():
            if new is not None and key not in below:
                yield key, new


def at_a_glance(records: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return by uid what of records is known without reading them; of some that is all there is to them."""
    if isinstance(records, Layered):
        return Layered(at_a_glance(records.below), records.over)
    return records.glances if isinstance(records, Unread) else records


def passing(records: Mapping[str, V], uids: Iterable[str]) -> Iterator[V]:
    """Yield some records for who looks at each of them once: those that were not asked for yet are not kept."""
    below, over = _parts(records)
    for some in _some_at_a_time(uids):
        unread = below.unread(uid for uid in some if uid not in over) if isinstance(below, Unread) else []
        read = dict(zip(unread, below.read_all(unread), strict=True)) if isinstance(below, Unread) and unread else {}
        for uid in some:
            yield read[uid] if uid in read else cast(V, over[uid]) if uid in over else below[uid]


def several(records: Mapping[str, V], uids: Sequence[str]) -> list[V]:
    """Return some records in the order of their uids; those that were not asked for yet are read at once, and kept."""
    below, over = _parts(records)
    if isinstance(below, Unread):
        below.keep([uid for uid in uids if uid not in over] if over else uids)
    return [*map(records.__getitem__, uids)]


def _some_at_a_time(uids: Iterable[str]) -> Iterator[list[str]]:
    """Yield uids, few at first: who looks at the first ones alone has hardly more of them read."""
    waiting, count = iter(uids), 1
    while some := [*islice(waiting, count)]:
        yield some
        count = min(2 * count, _AT_ONCE)


class _Items(ItemsView[K, V]):
    def __iter__(self) -> Iterator[tuple[K, V]]:
        return self._mapping.pairs()  # type: ignore[attr-defined,no-any-return]


class _Values(ValuesView[V]):
    def __iter__(self) -> Iterator[V]:
        return (value for _, value in self._mapping.pairs())  # type: ignore[attr-defined]
