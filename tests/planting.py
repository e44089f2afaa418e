"""Plants texts in every field of a record that people type into, found by how the fields are annotated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.records.meaning import PRIVATE, TEAMMATE, Meaning

Plant = Callable[[str], str]
"""Takes the text that is there, and gives the one to stand in its place."""
_S = TypeVar("_S", bound=Struct)


def planted(record: _S, private: Plant, teammate: Plant) -> _S:
    """Return a record with every private text and every name of a teammate planted, those inside of it, too.

    Where there is none one is planted as well.
    """
    hints = get_type_hints(type(record), include_extras=True)
    plants = {PRIVATE: private, TEAMMATE: teammate}
    return replace(
        record, **{name: _planted(hints[name], getattr(record, name), plants) for name in record.__struct_fields__}
    )


def _planted(hint: Any, value: Any, plants: dict[Meaning, Plant]) -> Any:
    if (meaning := _meaning(hint)) is not None:
        return plants[meaning](value or "")
    if isinstance(value, Struct):
        return planted(value, plants[PRIVATE], plants[TEAMMATE])
    inner = get_args(hint)
    if isinstance(value, tuple) and get_origin(hint) is tuple:
        values = value or ("",) * (_meaning(inner[0]) is not None)
        return tuple(_planted(inner[0], item, plants) for item in values)
    texts = [choice for choice in inner if _meaning(choice) is not None]
    return _planted(texts[0], value, plants) if texts else value


def _meaning(hint: Any) -> Meaning | None:
    if get_origin(hint) is not Annotated:
        return None
    return next((mark for mark in get_args(hint)[1:] if isinstance(mark, Meaning)), None)
