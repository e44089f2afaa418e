"""What all records have in common, and what a field of one means beyond its type, said once, where it is declared.

Lookups, erasing, the dossier, the checks of undo and doctor, replay and the scrubber read it from there, so that a new
record or field needs nothing here.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import NODEFAULT, Struct


class Meaning(Struct, frozen=True):
    """The meaning of a text: `private` text is what people typed, a `teammate` is a member of the team by name."""

    what: str


class Role(Struct, frozen=True):
    """What a field is there for, where its name does not say it to a program."""

    what: str


class Refers(Struct, frozen=True):
    """That a field holds the uid of a record of `table`, or several; an empty `table` is any of them.

    A reference without a default belongs to what it refers to, and goes with it; others are taken out when that goes.
    `gone` is what a record does that refers to what is not there, `since` what happened to a record, `{it}`, when
    something came to refer to it. A `loose` one remembers what was there once: it may lead to nothing, and stays as it
    is. A `bare` one leads from one record to another and tells people nothing. Only `indexed` ones have a lookup; that
    of a `late` one is made when somebody asks for it.
    """

    table: str
    gone: str = "refers to something"
    since: str = "Something refers to {it}"
    loose: bool = False
    bare: bool = False
    indexed: bool = True
    late: bool = False


class CountsErased(Struct, frozen=True):
    """That a field counts the records which fields of the same record referred to, and which were erased."""

    first: str
    second: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields."""
        return (self.first, self.second) if self.second else (self.first,)


PRIVATE = Meaning("private")
TEAMMATE = Meaning("teammate")
NAMING = Role("who somebody is")
TERMS = Role("what people were told by us")
CODE = Role("an id, a hash or a word of a format, which nobody typed")
RANK = Role("the place among others")
NUMBER = Role("given once and never again")
GROWING = Role("never set back")
BIRTH = Role("when the record was made")
GLANCE = Role("known of every record without reading it")

PrivateText = Annotated[str, PRIVATE]
"""What somebody typed: it may name anybody, and is shown and given out only without that."""
Teammate = Annotated[str, TEAMMATE]
"""A member of the team, by the name that follows an @: no customer, unless one is called the same."""
Terms = Annotated[PrivateText, TERMS]
"""What people were told when they agreed: typed, too, and not about them."""
Naming = Annotated[str, NAMING]
"""What says who somebody is: it stays with its owner, whoever else goes."""
Code = Annotated[str, CODE]
"""An id, a hash or a word of a format: no text, so that nobody is looked for in it."""
Rank = Annotated[str, RANK]
"""A fractional index by which records are in order."""
Number = Annotated[int, NUMBER]
"""What people call a record by; it stays given, whatever is undone."""
Growing = Annotated[int, GROWING]
"""A number that only ever grows, not even set back by an undo."""
Birth = Annotated[datetime, BIRTH]
"""When a record was made; the event that made it tells it, too."""


class Record(Struct, frozen=True, omit_defaults=True):
    """Something that is stored under a `uid` of its own in a `table`, and changed only by events."""

    table: ClassVar[str]

    uid: Code


PEOPLE = "participants"
"""The table of those whom everything is about."""


class Field(Struct, frozen=True):
    """A field: all it is annotated with, also in its tuple or dict, and the struct it holds, if it does one.

    `words` are those of a vocabulary that it takes. `shape` is `tuple` or `dict` where it holds several. What is
    `needed` has no default.
    """

    name: str
    marks: tuple[object, ...]
    words: frozenset[str]
    part: type[Struct] | None
    shape: type | None
    needed: bool

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


class Reference(Struct, frozen=True):
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
    hints = hints_of(record_type)
    names = record_type.__struct_fields__
    needed = len(names) - len(record_type.__struct_defaults__)
    return {name: _field(name, hints[name], at < needed) for at, name in enumerate(names)}


@cache
def references(record_type: type[Struct]) -> tuple[Reference, ...]:
    """Return the fields of a record that hold the uids of others; what its parts refer to is theirs."""
    return tuple(
        Reference(field.name, mark, field.needed, field.shape is not None)
        for field in fields_of(record_type).values()
        for mark in field.marks
        if isinstance(mark, Refers)
    )


@cache
def tallies(record_type: type[Struct]) -> dict[str, tuple[str, ...]]:
    """Return the fields of a record that count what was erased, with the fields that referred to it."""
    return {
        field.name: mark.fields
        for field in fields_of(record_type).values()
        for mark in field.marks
        if isinstance(mark, CountsErased)
    }


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
    fields = fields_of(record_type)
    typed = {name for name in private_fields(record_type) if not (fields[name].needed or TERMS in fields[name].marks)}
    infos = (info for info in msgspec.structs.fields(record_type) if info.name in typed)
    empty = (
        (info.name, info.default if info.default_factory is NODEFAULT else info.default_factory()) for info in infos
    )
    return {name: msgspec.json.decode(msgspec.json.encode(value)) for name, value in empty}


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


@cache
def hints_of(record_type: type[Struct]) -> dict[str, Any]:
    """Return what the fields are declared as; only annotations that are strings need the slow way of the library."""
    hints: dict[str, Any] = {}
    for base in reversed(record_type.__mro__):
        hints |= getattr(base, "__annotations__", {})
    has_strings = any(isinstance(hint, str) for hint in hints.values())
    return get_type_hints(record_type, include_extras=True) if has_strings else hints


def _field(name: str, hint: Any, needed: bool) -> Field:
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
    return Field(name, tuple(marks), frozenset(words), part, shape, needed)
