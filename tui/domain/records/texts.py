"""The texts of records that somebody typed, found by how their fields are annotated, and put back rewritten."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.records.meaning import PRIVATE, TEAMMATE, Field, Meaning, fields_of

Rewrite = Callable[[str, str], str]
"""Takes a text and the name of its field, and gives the text that is to stand in its place."""

_Put = Callable[[Any, str, dict[Meaning, Rewrite]], Any]
_Add = Callable[[list[str], Any], None]
_S = TypeVar("_S", bound=Struct)


def rewritten(record: _S, private: Rewrite, teammate: Rewrite) -> _S:
    """Return a record with its private texts and the names of teammates rewritten, those inside of it, too.

    The very same record comes back where nothing changed. Empty texts are left alone.
    """
    return cast(_S, _struct(record, "", {PRIVATE: private, TEAMMATE: teammate}))


def texts_of(record: Struct) -> list[str]:
    """Return the private texts of a record and the names of teammates in it, those inside of it, too; no empty ones."""
    texts: list[str] = []
    for name, add in _adds(record.__class__):
        value = getattr(record, name)
        if value:
            add(texts, value)
    return texts


@cache
def _adds(record_type: type[Struct]) -> tuple[tuple[str, _Add], ...]:
    """Return the fields of a record that hold texts, each with what adds those of its value to others."""
    adds = ((field, _add_of(field)) for field in fields_of(record_type).values())
    return tuple((field.name, _add_each(add) if field.shape else add) for field, add in adds if add is not None)


def _add_of(field: Field) -> _Add | None:
    if field.meaning is not None:
        return list.append
    return _add_part if field.part is not None and _adds(field.part) else None


def _add_part(texts: list[str], part: Struct) -> None:
    texts += texts_of(part)


def _add_each(add: _Add) -> _Add:
    def add_all(texts: list[str], values: Any) -> None:
        for value in values.values() if isinstance(values, dict) else values:
            add(texts, value)

    return add_all


def _struct(record: Any, _: str, rewrites: dict[Meaning, Rewrite]) -> Any:
    changed: dict[str, Any] = {}
    for name, put in _puts(record.__class__):
        value = getattr(record, name)
        if value:
            after = put(value, name, rewrites)
            if after is not value:
                changed[name] = after
    return replace(record, **changed) if changed else record


def _each_of(put: _Put) -> _Put:
    def put_all(values: Any, field: str, rewrites: dict[Meaning, Rewrite]) -> Any:
        if isinstance(values, dict):
            after: Any = {key: put(value, field, rewrites) for key, value in values.items()}
            return values if all(map(_is, values.values(), after.values())) else after
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
def _puts(record_type: type[Struct]) -> tuple[tuple[str, _Put], ...]:
    """Return the fields of a record that hold texts, each with what rewrites it."""
    puts = ((field, _put_of(field)) for field in fields_of(record_type).values())
    return tuple((field.name, _each_of(put) if field.shape else put) for field, put in puts if put is not None)


def _put_of(field: Field) -> _Put | None:
    if field.meaning is not None:
        return _text(field.meaning)
    return _struct if field.part is not None and _puts(field.part) else None
