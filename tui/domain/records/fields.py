"""Reads what the fields of records are annotated with. A new record or field needs nothing here."""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import NODEFAULT, Struct

from tui.domain.records.meaning import PRIVATE, Meaning, Refers, Role


class Field(NamedTuple):
    """A field: all it is annotated with, also what is in its tuple or dict, and the struct it holds, if it does one.

    `shape` is `tuple` or `dict` where it holds several. `default` is in stored form, NODEFAULT where it must be given.
    """

    name: str
    marks: tuple[object, ...]
    part: type[Struct] | None
    shape: type | None
    default: object

    @property
    def meaning(self) -> Meaning | None:
        """What a text in it is, None where it is no text that somebody typed."""
        return next((mark for mark in self.marks if isinstance(mark, Meaning)), None)


class Reference(NamedTuple):
    """A field that refers to other records, and in which words."""

    name: str
    to: Refers
    owned: bool
    several: bool

    def targets(self, record: object) -> tuple[str, ...]:
        """Return the uids that a record refers to."""
        value = getattr(record, self.name)
        return () if value is None else (value,) if isinstance(value, str) else tuple(value)


@cache
def fields_of(record_type: type[Struct]) -> dict[str, Field]:
    """Return the fields of a record or of a part of one by name, in order."""
    hints = get_type_hints(record_type, include_extras=True)
    fields = msgspec.structs.fields(record_type)
    return {field.name: _field(field.name, hints[field.name], _default(field)) for field in fields}


@cache
def references(record_type: type[Struct]) -> tuple[Reference, ...]:
    """Return the fields of a record that hold the uids of others; what its parts refer to is theirs."""
    return tuple(
        Reference(field.name, mark, field.default is NODEFAULT, field.shape is not None)
        for field in fields_of(record_type).values()
        for mark in field.marks
        if isinstance(mark, Refers)
    )


@cache
def having(record_type: type[Struct], role: Role) -> tuple[str, ...]:
    """Return the names of the fields of a record that have a role."""
    return tuple(name for name, field in fields_of(record_type).items() if role in field.marks)


@cache
def private_fields(record_type: type[Struct]) -> frozenset[str]:
    """Return the fields of a record in which something is that people typed, those with it somewhere inside, too."""
    return frozenset(
        name
        for name, field in fields_of(record_type).items()
        if field.meaning == PRIVATE or (field.part is not None and private_fields(field.part))
    )


def _field(name: str, hint: Any, default: object) -> Field:
    part: type[Struct] | None = None
    shape: type | None = None
    marks: list[object] = []
    inside = [hint]
    while inside:
        hint = inside.pop(0)
        origin = get_origin(hint)
        if origin is Annotated:
            marks += get_args(hint)[1:]
            inside.append(get_args(hint)[0])
        elif origin in (Union, UnionType, tuple, dict):
            shape = origin if origin in (tuple, dict) else shape
            inside += get_args(hint)
        elif isinstance(hint, type) and issubclass(hint, Struct):
            part = part or hint
    return Field(name, tuple(marks), part, shape, default)


def _default(field: msgspec.structs.FieldInfo) -> object:
    if field.default_factory is not NODEFAULT:
        return field.default_factory()
    return NODEFAULT if field.default is NODEFAULT else msgspec.to_builtins(field.default)
