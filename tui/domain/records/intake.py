"""How records come in when a workspace is opened: each is read once, and of most no more than a glance is left.

Nothing that somebody typed is in a glance, for it is also remembered beside the files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, Generic, TypeVar

from msgspec import Struct, defstruct

from tui.domain.records import Record
from tui.domain.records.layers import Glance, Unread
from tui.domain.records.lookups import Gathering, Indexes, prompt_lookups
from tui.domain.records.meaning import GLANCE, having, private_fields
from tui.domain.records.texts import rewritten

R = TypeVar("R", bound=Record)


class Intake(Generic[R]):
    """Takes in the records of one type, some at a time, and lets go of them again."""

    def __init__(self, record_type: type[R]) -> None:
        self._type = record_type
        self._gathering = Gathering(prompt_lookups(record_type))
        self._glances: dict[str, Glance] = {}
        self._count = 0

    def add(self, rows: Sequence[int], records: Sequence[R]) -> None:
        """Take in records, each with the number of the row it was read from."""
        glance_of, getters = _glance(self._type)
        glances: Iterable[Any] = map(glance_of, rows, *(map(getter, records) for getter in getters))
        self._glances.update(zip((record.uid for record in records), glances, strict=True))
        self._gathering.add(records)
        self._count += len(records)

    def table(
        self, read: Callable[[int], R], read_all: Callable[[Sequence[int]], Iterable[R]] | None = None
    ) -> tuple[Unread[R], Indexes]:
        """Return all that was taken in as a table that reads the rows it is asked for, and the lookups."""
        table = Unread(self._glances, read, read_all)
        if len(table) < self._count:  # of several with one uid the last counts, and nothing but that
            self._gathering = Gathering(prompt_lookups(self._type))
            self._gathering.add([*table.values()])
        return table, self._gathering.indexes()


def glances_of(record_type: type[Record], uids: Sequence[str], columns: Sequence[Sequence[Any]]) -> dict[str, Glance]:
    """Return glances at the records of a type, of which each has its row, from their fields in `glanced`, in order."""
    glance_of, _ = _glance(record_type)
    glances: Iterable[Any] = map(glance_of, range(len(uids)), *columns)
    return dict(zip(uids, glances, strict=True))


def glanced(record_type: type[Record]) -> tuple[str, ...]:
    """Return the fields of a record that a glance at it tells."""
    return having(record_type, GLANCE)


@cache
def _glance(record_type: type[Record]) -> tuple[type[Struct], tuple[Callable[[Any], Any], ...]]:
    """Return what a glance at a record is, and what gets its parts behind the number of the row."""
    names, typed = glanced(record_type), private_fields(record_type)
    getters = (_without_words(name) if name in typed else attrgetter(name) for name in names)
    return defstruct("Glance", ["row", *names], frozen=True, gc=False), tuple(getters)


def _without_words(name: str) -> Callable[[Any], Any]:
    """Return what gets a part of a record without the texts in it."""
    get = attrgetter(name)

    def part_of(record: Record) -> Any:
        part = get(record)
        return part and rewritten(part, _nothing, _nothing)

    return part_of


def _nothing(text: str, field: str) -> str:
    return ""
