"""The texts of records that somebody typed, found by how their fields are annotated, and put back rewritten.

A new record or field needs nothing here: what its annotation says is what happens to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.records.meaning import PRIVATE, TEAMMATE, Meaning

Rewrite = Callable[[str, str], str]
"""Takes a text and the name of its field, and gives the text that is to stand in its place."""

_Put = Callable[[Any, str, dict[Meaning, Rewrite]], Any]
_S = TypeVar("_S", bound=Struct)


def rewritten(record: _S, private: Rewrite, teammate: Rewrite) -> _S:
    """Return a record with its private texts and the names of teammates rewritten, those inside of it, too.

    The very same record comes back where nothing changed. Empty texts are left alone.
    """
    return cast(_S, _struct(record, "", {PRIVATE: private, TEAMMATE: teammate}))


def texts_of(record: Struct) -> Iterator[tuple[str, str, Meaning]]:
    """Yield field, text and meaning of every text of a record that has one, those inside of it, too."""
    meant: list[tuple[str, str, Meaning]] = []

    def note(meaning: Meaning) -> Rewrite:
        def keep(text: str, field: str) -> str:
            meant.append((field, text, meaning))
            return text

        return keep

    rewritten(record, note(PRIVATE), note(TEAMMATE))
    yield from meant


@cache
def private_fields(record_type: type) -> frozenset[str]:
    """Return the fields of a record in which something is that people typed, those with it somewhere inside, too."""
    hints = get_type_hints(record_type, include_extras=True)
    names = getattr(record_type, "__struct_fields__", ())
    return frozenset(name for name in names if _holds_private(hints[name]))


def _holds_private(hint: Any) -> bool:
    if get_origin(hint) is Annotated:
        return PRIVATE in get_args(hint)
    if isinstance(hint, type) and issubclass(hint, Struct):
        return bool(private_fields(hint))
    return any(map(_holds_private, get_args(hint)))


def _struct(record: Any, _: str, rewrites: dict[Meaning, Rewrite]) -> Any:
    changed: dict[str, Any] = {}
    for name, put in _fields(record.__class__):
        value = getattr(record, name)
        if value:
            after = put(value, name, rewrites)
            if after is not value:
                changed[name] = after
    return replace(record, **changed) if changed else record


def _tuple_of(put: _Put) -> _Put:
    def put_all(values: tuple[Any, ...], field: str, rewrites: dict[Meaning, Rewrite]) -> Any:
        after = tuple(put(value, field, rewrites) for value in values)
        return values if all(map(_is, values, after)) else after

    return put_all


def _text(meaning: Meaning) -> _Put:
    def put(text: str, field: str, rewrites: dict[Meaning, Rewrite]) -> str:
        return rewrites[meaning](text, field)

    return put


def _is(one: object, other: object) -> bool:
    return one is other


@cache
def _fields(record_type: type) -> tuple[tuple[str, _Put], ...]:
    """Return the fields of a record that hold texts, each with what rewrites it."""
    hints = get_type_hints(record_type, include_extras=True)
    puts = ((name, _put_of(hints[name])) for name in getattr(record_type, "__struct_fields__", ()))
    return tuple((name, put) for name, put in puts if put is not None)


def _put_of(hint: Any) -> _Put | None:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return next((_text(mark) for mark in arguments[1:] if isinstance(mark, Meaning)), _put_of(arguments[0]))
    if origin in (Union, UnionType):
        return next((put for choice in arguments if choice is not NoneType and (put := _put_of(choice))), None)
    if origin is tuple:
        put = _put_of(arguments[0])
        return _tuple_of(put) if put else None
    if isinstance(hint, type) and issubclass(hint, Struct):
        return _struct if _fields(hint) else None
    return None
