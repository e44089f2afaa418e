"""What opening a workspace finds out by reading every record, as bytes that spare the next opening that.

They hold the glances and the lookups: numbers of rows, uids, keys, and the fields of which there are glances, but no
private text. They are read only beside the very rows they were made from, and only by a program that would make them
the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, cast

import msgspec
from msgspec import Struct

from tui import __version__
from tui.domain.records import RECORD_TYPES, Record
from tui.domain.records.intake import glanced, glances_of
from tui.domain.records.layers import Unread
from tui.domain.records.lookups import Indexes, prompt_lookups
from tui.domain.records.meaning import hints_of
from tui.domain.records.stretches import in_stretches
from tui.domain.records.workspace import Workspace

FORM = 16
"""The number of the form. To be raised with every change to what records, glances and lookups are made of."""

MANY = 2000
"""With so many records it pays."""

Rows = Mapping[str, Sequence[bytes]]
Read = Callable[[str, Sequence[bytes], int], Record]
ReadAll = Callable[[str, Sequence[bytes], Sequence[int]], Iterable[Record]]

_Key = str | tuple[str, str | None]


class _Table(Struct, array_like=True):
    """The uids of a table in the order of its rows, its glances by field, and its lookups as places among the uids.

    A field is JSON, as in the rows: a time has its own zone in it.
    """

    uids: list[str]
    glances: list[bytes]
    lookups: list[list[tuple[_Key, list[int]]]]


class _Packed(Struct, array_like=True):
    made_by: tuple[int, str, str]
    tables: list[_Table]


_MADE_BY = (FORM, __version__, msgspec.__version__)
_DECODER = msgspec.msgpack.Decoder(_Packed)


def packed(workspace: Workspace, rows: Rows) -> bytes | None:
    """Return what is to be remembered of a workspace that was read from rows; None where it does not pay.

    It is None, too, where a row could not be read or two have the same uid.
    """
    counts = {table: len(rows[table]) for table in RECORD_TYPES}
    if sum(counts.values()) < MANY or any(len(workspace.table(table)) != count for table, count in counts.items()):
        return None
    tables = [_table(record_type, workspace) for record_type in RECORD_TYPES.values()]
    return msgspec.msgpack.encode(_Packed(_MADE_BY, tables))


def _table(record_type: type[Record], workspace: Workspace) -> _Table:
    records = workspace.table(record_type.table)
    assert isinstance(records, Unread), "what was read from rows is read again when it is asked for"
    places = {uid: place for place, uid in enumerate(records.glances)}
    columns = [[getattr(glance, name) for glance in records.glances.values()] for name in glanced(record_type)]
    indexes = (workspace.lookup(lookup.name) for lookup in prompt_lookups(record_type))
    lookups = [
        [(cast(_Key, key), [*map(places.__getitem__, uids)]) for key, uids in index.items()] for index in indexes
    ]
    return _Table([*places], [*map(msgspec.json.encode, columns)], lookups)


def unpacked(data: bytes, rows: Rows, read: Read, read_all: ReadAll) -> Workspace | None:
    """Return the workspace that reading rows gives, from what was packed of it; None where that does not fit."""
    try:
        it = _DECODER.decode(data)
        if it.made_by != _MADE_BY:
            return None
        tables: dict[str, Unread[Record]] = {}
        indexes: Indexes = {}
        for (table, record_type), part in zip(RECORD_TYPES.items(), it.tables, strict=True):
            columns = map(_column, _types(record_type), part.glances)
            glances = glances_of(record_type, part.uids, [*columns])
            if len(glances) != len(rows[table]):
                return None
            readers = partial(read, table, rows[table]), partial(read_all, table, rows[table])
            tables[table] = Unread(glances, *readers)
            for lookup, groups in zip(prompt_lookups(record_type), part.lookups, strict=True):
                uid_at = part.uids.__getitem__
                indexes[lookup.name] = {key: in_stretches([*map(uid_at, places)]) for key, places in groups}
    except (msgspec.MsgspecError, ValueError, IndexError):
        return None
    return Workspace(tables, indexes)


def _types(record_type: type[Record]) -> list[Any]:
    names = glanced(record_type)
    hints = hints_of(record_type) if names else {}
    return [hints[name] for name in names]


def _column(of: Any, data: bytes) -> list[Any]:
    return msgspec.json.decode(data, type=list[of])
