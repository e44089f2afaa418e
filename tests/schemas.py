"""Writes the published JSON Schemas: `python -m tests.schemas`."""

from __future__ import annotations

import json
import sys
from inspect import cleandoc
from pathlib import Path
from typing import Any

import msgspec

from tui.definitions.schema import board_schema
from tui.domain.standup.report import StandupReport
from tui.exchange.formats.json import SCHEMA, DigestData, Head, InterviewData, Snapshot

FOLDER = Path(__file__).parents[1] / "docs" / "schemas"


def texts() -> dict[Path, str]:
    """Return the text of each schema by the file it is published in."""
    return {FOLDER / f"{name}.schema.json": f"{json.dumps(schema, indent=2)}\n" for name, schema in schemas().items()}


def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schemas (2020-12) by name."""
    return {
        "board": board_schema(),
        "snapshot": _published("snapshot", "What leaves a workspace of custdev", _snapshot()),
        "digest": _published("digest", "A digest of custdev", _told(DigestData)),
        "interview": _published("interview", "A conversation of custdev, on a page", _told(InterviewData)),
        "standup": _published("standup", "A standup report of custdev", _standup()),
    }


def _published(name: str, title: str, schema: dict[str, Any]) -> dict[str, Any]:
    for definition in schema["$defs"].values():
        definition["description"] = cleandoc(definition.get("description", ""))
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


def _told(kind: type[Head]) -> dict[str, Any]:
    schema = msgspec.json.schema(kind)
    shape = schema["$defs"][kind.__name__]
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


def main() -> None:
    """Write them."""
    for path, text in texts().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
