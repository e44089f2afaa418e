"""A standup report as JSON, for scripts and for the next version of this program."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from tui import __version__
from tui.domain.report import StandupReport

SCHEMA = 1


def to_json(report: StandupReport) -> str:
    """Return a report as indented JSON with sorted keys, ending in a newline; times are ISO 8601 in UTC.

    Its boards are told once, and named by their keys elsewhere.
    """
    data: dict[str, Any] = {name: _plain(value) for name, value in msgspec.to_builtins(report).items()}
    data |= {"schema": SCHEMA, "kind": "standup", "generator": f"custdev {__version__}"}
    return json.dumps(data, sort_keys=True, indent=2, ensure_ascii=False) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {name: each["key"] if name == "board" else _plain(each) for name, each in value.items()}
    return value
