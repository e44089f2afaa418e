"""What of the events matters for flow, as bytes that spare the next look at it all others.

They hold uids, times and the ids of columns, as the events have them, but no text and no name. They are read only
beside the very files they were made from, and only by a program that would make them the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

import msgspec
from msgspec import Raw, Struct

from tui import __version__
from tui.domain.flow.passages import Movement
from tui.domain.operations.kinds import STILL
from tui.session.reader import readable
from tui.store import Store

FORM = 7
"""The number of the form. To be raised with every change to what a movement is, or to which kinds of events are one."""

_BATCH = 100
_MADE_BY = (FORM, __version__, msgspec.__version__)
_MOVEMENT = msgspec.json.Decoder(Movement)
_SEVERAL = msgspec.json.Decoder(list[Movement])


class Packed(Struct, array_like=True):
    """Movements in the order in which they were saved, as JSON, some at a time; those that undo something also apart.

    JSON keeps every time and number as it stands in an event, which other forms do not.
    """

    parts: list[memoryview]
    apart: memoryview

    def __iter__(self) -> Iterator[Movement]:
        """Yield them; each is made when it is its turn."""
        return chain.from_iterable(map(_SEVERAL.decode, self.parts))

    def undoing(self) -> list[Movement]:
        """Return those that undo something or do it again, the one saved last first."""
        return _SEVERAL.decode(self.apart)


class _File(Struct, array_like=True):
    """What is remembered, by the iterations of a board."""

    made_by: tuple[int, str, str]
    boards: dict[str, Raw]


_FILE = msgspec.msgpack.Decoder(_File)
_PACKED = msgspec.msgpack.Decoder(Packed)


class Movements:
    """Reads the movements of a store, those at rest only once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._new: tuple[str, dict[str, Packed]] | None = None

    def read(self, experiments: Sequence[str]) -> tuple[Packed, Packed]:
        """Return what may have moved cards of experiments (uids): what rests, and what was saved since."""
        apart = self._store.movements_apart(experiments, STILL)
        if apart is None:
            return self._packed(self._store.movements(experiments, STILL)), self._packed(())
        board = " ".join(experiments)
        resting = self._at_rest(apart.version, board)
        if resting is None:
            resting = self._packed(apart.resting)
            self._new = (apart.version, {**self._unwritten(apart.version), board: resting})
        return resting, self._packed(apart.since)

    def remember(self) -> None:
        """Have the store keep what was looked for among all events, once. Raises StoreError."""
        new, self._new = self._new, None
        if new is None or self._store.read_only:
            return
        version, boards = new
        packed = {board: Raw(msgspec.msgpack.encode(movements)) for board, movements in boards.items()}
        content = _File(_MADE_BY, {**self._written(version), **packed})
        self._store.remember(version, msgspec.msgpack.encode(content), "movements")

    def _at_rest(self, version: str, board: str) -> Packed | None:
        if (movements := self._unwritten(version).get(board)) is not None:
            return movements
        packed = self._written(version).get(board)
        return None if packed is None else _PACKED.decode(packed)

    def _unwritten(self, version: str) -> dict[str, Packed]:
        new = self._new
        return new[1] if new is not None and new[0] == version else {}

    def _written(self, version: str) -> dict[str, Raw]:
        """Return what is remembered of this version; nothing where that does not fit."""
        data = self._store.remembered(version, "movements")
        try:
            it = None if data is None else _FILE.decode(data)
        except msgspec.MsgspecError:
            return {}
        return it.boards if it is not None and it.made_by == _MADE_BY else {}

    def _packed(self, rows: Iterable[bytes]) -> Packed:
        """Return the movements that events tell of; what cannot be read is passed over."""
        waiting, parts, apart = iter(rows), list[memoryview](), list[Movement]()
        while batch := [*islice(waiting, _BATCH)]:
            parts.append(_json(readable(batch, _MOVEMENT.decode)))
            undoing = readable(self._store.undoing(batch), _MOVEMENT.decode)
            apart += (movement for movement in undoing if movement.is_undoing)
        return Packed(parts, _json(reversed(apart)))


def _json(movements: Iterable[Movement]) -> memoryview:
    return memoryview(msgspec.json.encode([*movements]))
