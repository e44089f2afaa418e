"""Tables in memory: the lines of a data file as they were read, and what was changed since on top of them."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from io import BytesIO
from itertools import chain
from typing import overload

from .documents import uid_of
from .regions import Region, document_in

_STEP = 2000
_FEW = 4

Sides = tuple[bytes | None, bytes | None]
"""A document before and after a change; None: not there."""

Effects = dict[int, Sides]
"""Document id -> its sides."""

LinesById = dict[int, int | None]
"""Document id -> which line of the file it is, None for one that is not in it."""


class Rows(Sequence[bytes]):
    """The documents of a table, oldest first, as they were when somebody asked; sliced when they are looked at."""

    def __init__(
        self, base: Region, changed: Mapping[int, bytes], gone: Iterable[int], added: Sequence[bytes] = ()
    ) -> None:
        self.base = base
        self._changed = changed
        self._gone = frozenset(gone)
        # How many documents stand before each one that is gone.
        self._before = [place - number for number, place in enumerate(sorted(self._gone))]
        self._added = added

    def __len__(self) -> int:
        return self._in_base + len(self._added)

    @overload
    def __getitem__(self, index: int) -> bytes: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[bytes]: ...
    def __getitem__(self, index: int | slice) -> bytes | Sequence[bytes]:
        """Return a document, or several."""
        if isinstance(index, slice):
            return self._part(range(*index.indices(len(self))))
        if not self._covered and 0 <= index < len(self.base):
            return self.base.document(index)
        if index < 0:
            index += len(self)
        if index >= self._in_base:
            return self._added[index - self._in_base]
        if index < 0:
            raise IndexError(index)
        place = index + bisect_right(self._before, index)
        changed = self._changed.get(place)
        return self.base.document(place) if changed is None else changed

    def _part(self, places: range) -> tuple[bytes, ...]:
        if self._gone or places.step != 1 or len(places) < _FEW or places.stop > len(self.base):
            return tuple(map(self.__getitem__, places))
        documents = map(document_in, BytesIO(b"".join(self.base.part(places.start, places.stop))))
        return tuple(map(self._changed.get, places, documents) if self._changed else documents)

    def __iter__(self) -> Iterator[bytes]:
        if not self._covered:
            return chain(self.base.documents(), self._added)
        places = ((place, raw) for place, raw in enumerate(self.base.documents()) if place not in self._gone)
        return chain((self._changed.get(place, raw) for place, raw in places), self._added)

    def __reversed__(self) -> Iterator[bytes]:
        return (document_in(line) for block in self.blocks_backwards() for line in reversed(block.splitlines()))

    def added(self) -> Rows | None:
        """Return what came after the lines of the file; None where some of those were changed, or are gone."""
        return None if self._covered else Rows(Region(), {}, (), self._added)

    def lines(self) -> Iterator[bytes]:
        """Yield the line of each document; what stands around a document in its line is no part of it."""
        return chain.from_iterable(map(BytesIO, self.blocks()))

    def holding(self, mark: bytes) -> Iterator[bytes]:
        """Yield the documents that hold some bytes."""
        return chain.from_iterable(_holding(block, mark) for block in self.blocks())

    def holding_backwards(self, mark: bytes) -> Iterator[bytes]:
        """Yield the documents that hold some bytes, the last one first."""
        return chain.from_iterable(reversed([*_holding(block, mark)]) for block in self.blocks_backwards())

    def blocks(self) -> Iterator[bytes]:
        """Yield all documents in blocks of lines."""
        yield from self._mixed(range(0, len(self.base), _STEP)) if self._covered else self.base.blocks()
        yield from self._added_block()

    def blocks_backwards(self) -> Iterator[bytes]:
        """Yield the blocks of lines, the last one first."""
        yield from self._added_block()
        steps = range(0, len(self.base), _STEP) if self._covered else ()
        yield from self._mixed(reversed(steps)) if steps else self.base.blocks_backwards()

    def _mixed(self, steps: Iterable[int]) -> Iterator[bytes]:
        """Yield blocks of the lines of the file with what covers them."""
        for first in steps:
            lines = b"".join(self.base.part(first, min(first + _STEP, len(self.base)))).splitlines()
            standing = ((place, line) for place, line in enumerate(lines, first) if place not in self._gone)
            yield b"\n".join(b": " + self._changed[at] if at in self._changed else line for at, line in standing)

    def _added_block(self) -> Iterator[bytes]:
        if self._added:
            yield b"\n".join(b": " + raw for raw in self._added)

    @property
    def _covered(self) -> bool:
        return bool(self._changed or self._gone)

    @property
    def _in_base(self) -> int:
        return len(self.base) - len(self._gone)


def _holding(block: bytes, mark: bytes) -> Iterator[bytes]:
    position = block.find(mark)
    while position >= 0:
        end = block.find(b"\n", position) % (len(block) + 1)
        yield document_in(block[block.rfind(b"\n", 0, position) + 1 : end])
        position = block.find(mark, end)


class Table:
    """The documents of a table by id."""

    def __init__(self, base: Region | None = None, rows: Mapping[int, bytes] | None = None) -> None:
        self.base = Region() if base is None else base
        # By place in the file; those that are not in it by id, in order.
        self._changed: dict[int, bytes] = {}
        self._gone: set[int] = set()
        self._added = dict(sorted(rows.items())) if rows else {}
        self._uids = {uid_of(raw): doc_id for doc_id, raw in self._added.items()}

    def apply(self, changes: Mapping[int, bytes | None], places: LinesById | None = None) -> None:
        """Set documents, and remove those that are None; nothing is read where their `places` are given."""
        places, ordered = places or self.places_of(changes), True
        for doc_id, raw in changes.items():
            if raw is not None:
                self._uids[uid_of(raw)] = doc_id
            if (place := places[doc_id]) is not None:
                self._cover(place, raw)
            elif raw is None:
                self._added.pop(doc_id, None)
            else:
                ordered = ordered and (doc_id in self._added or doc_id > next(reversed(self._added), 0))
                self._added[doc_id] = raw
        if not ordered:
            self._added = dict(sorted(self._added.items()))

    def places_of(self, doc_ids: Iterable[int]) -> LinesById:
        """Return where documents stand in the file."""
        return {doc_id: self.base.place_of(doc_id) for doc_id in doc_ids}

    def _cover(self, place: int, raw: bytes | None) -> None:
        if raw is None:
            self._changed.pop(place, None)
            self._gone.add(place)
        else:
            self._gone.discard(place)
            self._changed[place] = raw

    def get(self, doc_id: int) -> bytes | None:
        """Return a document, None where there is none with this id."""
        place = self.base.place_of(doc_id)
        if place is None:
            return self._added.get(doc_id)
        if place in self._gone:
            return None
        changed = self._changed.get(place)
        return self.base.document(place) if changed is None else changed

    def id_of(self, uid: str) -> int | None:
        """Return the id of the document with a uid, None where there is none."""
        doc_id = self._uids.get(uid)
        if doc_id is None and (place := self.base.place_with(uid)) is not None:
            doc_id = self.base.id_at(place)
        raw = None if doc_id is None else self.get(doc_id)
        return doc_id if raw is not None and uid_of(raw) == uid else None

    def __getitem__(self, doc_id: int) -> bytes:
        raw = self.get(doc_id)
        if raw is None:
            raise KeyError(doc_id)
        return raw

    def __len__(self) -> int:
        return len(self.base) - len(self._gone) + len(self._added)

    def __bool__(self) -> bool:
        return bool(self._added) or (self.base.size > 0 and (not self._gone or len(self) > 0))

    def __iter__(self) -> Iterator[int]:
        return (doc_id for doc_id, _ in self.items())

    def items(self) -> Iterator[tuple[int, bytes]]:
        """Yield the documents with their ids, in the order of these."""
        inside = iter(self.base.items()) if not self._covered else self._standing()
        return chain(inside, self._added.items()) if self._apart else merge(inside, self._added.items())

    @property
    def last_id(self) -> int:
        """The highest id of a document, 0 where there is none."""
        place = len(self.base) - 1 if self._gone else 0
        while place in self._gone:
            place -= 1
        inside = self.base.last_id if not self._gone else self.base.id_at(place) if place >= 0 else 0
        return max(inside, next(reversed(self._added), 0))

    def rows(self) -> Rows:
        """Return the documents as they are at this moment; raises ChangedInPlace where they are no more."""
        self.base.check()
        if self._apart:
            return Rows(self.base, dict(self._changed), self._gone, tuple(self._added.values()))
        return Rows(Region(), {}, (), tuple(raw for _, raw in self.items()))

    def since(self, most: int) -> dict[str, bytes | None] | None:
        """Return by uid what differs from the lines of the file, None where that is more than `most`, or is mixed up.

        It is where a document got another uid, or two of them have the same.
        """
        if len(self._changed) + len(self._gone) + len(self._added) > most or not self._apart:
            return None
        before = map(self.base.document, self._changed)
        if [*map(uid_of, before)] != [*map(uid_of, self._changed.values())]:
            return None
        sides: list[tuple[str | None, bytes | None]] = [(uid_of(self.base.document(at)), None) for at in self._gone]
        sides += [(uid_of(raw), raw) for raw in chain(self._changed.values(), self._added.values())]
        done = {uid: raw for uid, raw in sides if uid is not None}
        return done if len(done) == len(sides) else None

    @property
    def on_disk(self) -> bool:
        """Whether its lines are read from the file."""
        return self.base.on_disk

    def copy(self) -> Table:
        """Return a table that can be changed without changing this one."""
        copy = Table(self.base)
        copy._changed, copy._gone = dict(self._changed), set(self._gone)
        copy._added, copy._uids = dict(self._added), dict(self._uids)
        return copy

    def image(self) -> Iterator[bytes]:
        """Yield the table as its lines stand in a file."""
        between = b""
        for run in self._runs():
            yield between
            yield from run
            between = b",\n"

    def _runs(self) -> Iterator[Iterable[bytes]]:
        """Yield pieces of the table between which there is a comma."""
        first = 0
        if self._apart:
            for place in sorted(self._changed.keys() | self._gone):
                if place > first:
                    yield self.base.part(first, place)
                if place in self._changed:
                    yield [_line(self.base.id_at(place), self._changed[place])]
                first = place + 1
            if first < len(self.base):
                yield self.base.part(first, len(self.base))
        yield from ([_line(doc_id, raw)] for doc_id, raw in (self._added if self._apart else self).items())

    def difference(self, after: Table) -> Effects:
        """Return what has to be done to this table so that it is as another one."""
        if self.base.same(after.base):
            ids = sorted(self._touched() | after._touched())
            sides: Iterable[tuple[int, Sides]] = ((doc_id, (self.get(doc_id), after.get(doc_id))) for doc_id in ids)
        else:
            sides = _side_by_side(self.items(), after.items())
        return {doc_id: (old, new) for doc_id, (old, new) in sides if old != new}

    def _touched(self) -> set[int]:
        return {*map(self.base.id_at, self._changed.keys() | self._gone), *self._added}

    def _standing(self) -> Iterator[tuple[int, bytes]]:
        for place, (doc_id, raw) in enumerate(self.base.items()):
            if place not in self._gone:
                yield doc_id, self._changed.get(place, raw)

    @property
    def _covered(self) -> bool:
        return bool(self._changed or self._gone)

    @property
    def _apart(self) -> bool:
        """Whether all that is not in the file comes after it."""
        return next(iter(self._added), self.base.last_id + 1) > self.base.last_id


Tables = dict[str, Table]
"""The tables of a workspace, or of a file, by name."""


EMPTY = Table()
"""What a table is that is not there."""


def _line(doc_id: int, raw: bytes) -> bytes:
    return b'"%d": %s' % (doc_id, raw)


def _side_by_side(
    old: Iterator[tuple[int, bytes]], new: Iterator[tuple[int, bytes]]
) -> Iterator[tuple[int, tuple[bytes | None, bytes | None]]]:
    """Yield the documents of two tables by their ids, both in the order of these."""
    end: tuple[int, bytes | None] = (sys.maxsize, None)
    before, after = next(old, end), next(new, end)
    while (doc_id := min(before[0], after[0])) != sys.maxsize:
        sides = (before[1] if before[0] == doc_id else None, after[1] if after[0] == doc_id else None)
        yield doc_id, sides
        before = next(old, end) if before[0] == doc_id else before
        after = next(new, end) if after[0] == doc_id else after
