"""The JSON Schemas of what leaves as JSON; they are published in `docs/schemas`, by `python -m tests.schemas`."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import cleandoc
from typing import Any

import msgspec
from msgspec import Struct, inspect

from tui.domain.standup.report import StandupReport
from tui.exchange.formats.json import SCHEMA, Head, Snapshot


def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schemas (2020-12) by name."""
    return {
        "snapshot": _published("snapshot", "What leaves a workspace of custdev", Snapshot, _snapshot()),
        "standup": _published("standup", "A standup report of custdev", StandupReport, _standup()),
    }


def _published(name: str, title: str, of: type[Struct], schema: dict[str, Any]) -> dict[str, Any]:
    times = set(_times(inspect.type_info(of), set()))
    for struct, definition in schema["$defs"].items():
        definition["description"] = cleandoc(definition.get("description", ""))
        for field, field_schema in definition.get("properties", {}).items():
            if (struct, field) in times:
                _say_time(field_schema)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:custdev:schema:{name}:{SCHEMA}",
        "title": title,
    }
    return head | schema


def _snapshot() -> dict[str, Any]:
    schema = msgspec.json.schema(Snapshot)
    shape = schema["$defs"]["Snapshot"]
    del shape["properties"]["schema"]["default"]
    shape["required"] = sorted({*shape["required"], "schema"})
    return schema


def _standup() -> dict[str, Any]:
    """Return the schema of a report: its boards are told once and named by their keys elsewhere, its head is ours."""
    schema = msgspec.json.schema(StandupReport)
    parts = schema["$defs"]
    for part in parts.values():
        if "board" in part["properties"]:
            part["properties"]["board"] = {"type": "string", "description": "The key of one of the boards."}
    _, heads = msgspec.json.schema_components([Head], ref_template="#/$defs/{name}")
    shape, head = parts["StandupReport"], heads.pop("Head")
    for property_of in ("sheet", "Sheet", "Possible"):
        shape["properties"].pop(property_of, None)
        parts.pop(property_of, None)
    del head["properties"]["schema"]["default"]
    shape["properties"] |= head["properties"] | {"kind": {"const": "standup"}}
    shape["required"] = sorted({*shape["required"], *head["required"], "schema"})
    return schema | {"$defs": dict(sorted((parts | heads).items()))}


def _times(info: inspect.Type, seen: set[type]) -> Iterator[tuple[str, str]]:
    """Yield the names of structs and of their fields that hold times, of which msgspec says no format."""
    match info:
        case inspect.StructType(cls=cls, fields=fields) if cls not in seen:
            seen.add(cls)
            for field in fields:
                if any(isinstance(kind, inspect.DateTimeType) for kind in _choices(field.type)):
                    yield cls.__name__, field.encode_name
                yield from _times(field.type, seen)
        case inspect.VarTupleType(item_type=item) | inspect.DictType(value_type=item):
            yield from _times(item, seen)
        case inspect.UnionType(types=types):
            for kind in types:
                yield from _times(kind, seen)


def _choices(info: inspect.Type) -> tuple[inspect.Type, ...]:
    return info.types if isinstance(info, inspect.UnionType) else (info,)


def _say_time(schema: dict[str, Any]) -> None:
    for choice in (schema, *schema.get("anyOf", ())):
        if choice.get("type") == "string":
            choice["format"] = "date-time"
