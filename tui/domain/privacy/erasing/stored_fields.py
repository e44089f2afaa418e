"""What stands in the fields of stored documents by how they are annotated: words of ours, links, who somebody is."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any, NamedTuple

from tui.domain.records import RECORD_TYPES, Contact, Event, Record
from tui.domain.records.definition import DEFAULT_COLUMNS
from tui.domain.records.fields import every_field, fields_of, owner_of, references
from tui.domain.records.meaning import NAMING

WHO = frozenset(
    field.name
    for field in fields_of(Contact).values()
    if field.is_code or NAMING in field.marks or field.part is not None or field.name == owner_of(Contact)
)
"""The fields of a contact that say who somebody is: those of others are theirs, whatever they share with a person."""


class _Ours(NamedTuple):
    """The names of the fields that nobody types into, and the words that others take, by their names."""

    codes: frozenset[str]
    words: dict[str, set[str]]


def is_ours(name: str, value: str) -> bool:
    """Return whether a text in a field of that name is a word of ours, an id or a link, which nobody wrote."""
    return is_code(name) or value in _ours(tuple(RECORD_TYPES.values())).words.get(name, ())


def is_code(name: str) -> bool:
    """Return whether what a field of that name holds is no text at all, such as an id or a hash."""
    return name in _ours(tuple(RECORD_TYPES.values())).codes


def unlinked(table: str, name: str, value: Any, gone: Collection[str]) -> Any:
    """Return a field of a stored record without what it refers to and is gone, and without parts that are about that.

    What is loose stays, and so does whose a record is: it goes as a whole.
    """
    # A file may have been edited by hand: what is not of the form it should have is looked through as it is.
    field = fields_of(RECORD_TYPES[table]).get(name) if table in RECORD_TYPES else None
    if field is None:
        return value
    for reference in references(RECORD_TYPES[table]):
        if reference.name == name and not reference.to.loose and not reference.owned:
            return reference.without(value, gone)
    for reference in references(field.part) if field.part and isinstance(value, list | tuple) else ():
        if not reference.to.loose:
            value = [part for part in value if not (isinstance(part, dict) and str(part.get(reference.name)) in gone)]
    return value


@cache
def _ours(record_types: tuple[type[Record], ...]) -> _Ours:
    codes: set[str] = set()
    words = {name: {column.id for column in DEFAULT_COLUMNS} for name in ("id", "column")}
    for field in every_field((*record_types, Event)):
        codes.update((field.name,) if field.is_code else ())
        words.setdefault(field.name, set()).update(field.words)
    return _Ours(frozenset(codes), words)
