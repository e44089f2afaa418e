"""Plants a text in every field of a record that people type into, found by how the fields are annotated."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.meaning import PRIVATE, TEAMMATE, Meaning

_S = TypeVar("_S", bound=Struct)


def planted(record: _S, text: str, *, teammate: str | None = None) -> _S:
    """Return a record with a text put into every private text, those inside of it, too, and filling empty ones.

    With `teammate`, names of teammates become that.
    """
    hints = get_type_hints(type(record), include_extras=True)
    fields = {
        name: _planted(hints[name], getattr(record, name), text, teammate) for name in type(record).__struct_fields__
    }
    return replace(record, **fields)


def _planted(hint: Any, value: Any, text: str, teammate: str | None) -> Any:
    meaning = next((each for each in get_args(hint)[1:] if isinstance(each, Meaning)), None)
    if get_origin(hint) is Annotated and meaning == PRIVATE:
        return f"{value} {text}".strip()
    if get_origin(hint) is Annotated and meaning == TEAMMATE:
        return teammate or value
    if isinstance(value, Struct):
        return planted(value, text, teammate=teammate)
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        if isinstance(value, tuple) and value:
            return tuple(_planted(inner, each, text, teammate) for each in value)
        return (text,) if PRIVATE in get_args(inner)[1:] else value
    if value is not None:
        inner = next((each for each in get_args(hint) if get_origin(each) is Annotated), None)
        return _planted(inner, value, text, teammate) if inner is not None else value
    return value
