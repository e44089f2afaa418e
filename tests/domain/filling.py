"""Makes a record of any type: what has to be given is given, and a value stands where a test wants one."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import fields

from tests.domain.world import BOARD, MONDAY
from tui.domain.records import Record
from tui.domain.records.definition import BoardDefinition
from tui.domain.records.meaning import Field

_PLAIN = {str: "some", int: 7, bool: False, Decimal: Decimal(7), datetime: MONDAY, date: MONDAY.date()}


def filled(record_type: type[Record], uid: str, **values: object) -> Record:
    """Return a record with these values, and with something in every other field that must not be missing."""
    hints = get_type_hints(record_type, include_extras=True)
    needed = {field.name: _fitting(hints[field.name]) for field in fields(record_type) if field.required}
    return record_type(**{**needed, "uid": uid, **values})


def shaped(field: Field, value: object) -> object:
    """Return a value as the field takes it, which may be a tuple or a dict of such."""
    return (value,) if field.shape is tuple else {value: "there"} if field.shape is dict else value


def _fitting(hint: Any) -> Any:
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _fitting(inside[0])
    if origin is Literal:
        return inside[0]
    if origin is tuple:
        return ()
    if hint is BoardDefinition:
        return BOARD
    if isinstance(hint, type) and issubclass(hint, Struct):
        return hint(
            **{field.name: _fitting(get_type_hints(hint)[field.name]) for field in fields(hint) if field.required}
        )
    return _PLAIN.get(hint, None if NoneType in inside else "")
