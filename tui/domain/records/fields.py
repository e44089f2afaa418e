"""Reads what the fields of records are annotated with. A new record or field needs nothing here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import NODEFAULT, Struct

from tui.domain.records.meaning import CODE, GROWING, PRIVATE, RANK, TERMS, Meaning, Refers, Role

PEOPLE = "participants"
"""The table of those whom everything is about."""


class Field(NamedTuple):
    """A field: all it is annotated with, also in its tuple or dict, and the struct it holds, if it does one.

    `words` are those of a vocabulary that it takes. `shape` is `tuple` or `dict` where it holds several. `default` is
    in stored form, NODEFAULT where it must be given.
    """

    name: str
    marks: tuple[object, ...]
    words: frozenset[str]
    part: type[Struct] | None
    shape: type | None
    default: object

    @property
    def is_time(self) -> bool:
        """Whether it holds a moment or a day."""
        return datetime in self.marks or date in self.marks

    @property
    def is_code(self) -> bool:
        """Whether nobody typed it: an id, a rank, a hash or a word of a format."""
        return CODE in self.marks or RANK in self.marks

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
        return self.in_value(getattr(record, self.name))

    def in_value(self, value: Any) -> tuple[str, ...]:
        """Return the uids in the value of the field."""
        return () if value is None else (value,) if isinstance(value, str) else tuple(value)

    def without(self, value: Any, gone: Collection[str]) -> Any:
        """Return the value of the field, in whatever form, without the uids that are gone; None if it is one."""
        if isinstance(value, list | tuple):
            return type(value)(uid for uid in value if not (isinstance(uid, str) and uid in gone))
        return None if isinstance(value, str) and value in gone else value


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
def owner_of(record_type: type[Struct]) -> str | None:
    """Return the field that says whose a record is, None for those that are not about one person alone."""
    return next((field.name for field in references(record_type) if field.owned and field.to.table == PEOPLE), None)


@cache
def people_of(record_type: type[Struct]) -> tuple[Reference, ...]:
    """Return the fields that say whom a record is about, alone or together."""
    return tuple(field for field in references(record_type) if field.to.table == PEOPLE and field.owned | field.several)


@cache
def counts_only(record_type: type[Struct]) -> bool:
    """Return whether a record does nothing but count, so that no undo and no backup takes it away."""
    return having(record_type, GROWING) == tuple(fields_of(record_type))[1:]


@cache
def words_of(record_type: type[Struct]) -> dict[str, object]:
    """Return the fields of a record with what people typed into it as they are when they are empty, in stored form."""
    return {
        name: field.default
        for name, field in fields_of(record_type).items()
        if name in private_fields(record_type) and TERMS not in field.marks and field.default is not NODEFAULT
    }


def every_field(record_types: Iterable[type[Struct]]) -> Iterator[Field]:
    """Yield the fields of records and of the parts inside of them."""
    for record_type in record_types:
        for field in fields_of(record_type).values():
            yield field
            yield from every_field((field.part,) if field.part else ())


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
    words: list[str] = []
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
        elif origin is Literal:
            words += map(str, get_args(hint))
        elif hint in (date, datetime):
            marks.append(hint)
        elif isinstance(hint, type) and issubclass(hint, Struct):
            part = part or hint
    return Field(name, tuple(marks), frozenset(words), part, shape, default)


def _default(field: msgspec.structs.FieldInfo) -> object:
    if field.required:
        return NODEFAULT
    value = field.default if field.default_factory is NODEFAULT else field.default_factory()
    return msgspec.json.decode(msgspec.json.encode(value))
