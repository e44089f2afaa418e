"""JSON, for scripts and for the next version of this program."""

from __future__ import annotations

from typing import Any

import msgspec

from tui import __version__
from tui.domain.report import StandupReport
from tui.exchange.formats.format import Format
from tui.exchange.parcel import Parcel

SCHEMA = 1


def write(parcel: Parcel) -> str:
    """Return a parcel as indented JSON with sorted keys, ending in a newline; times are ISO 8601 in UTC."""
    data = _report(parcel.report) if parcel.report is not None else _tree(parcel)
    return msgspec.json.format(msgspec.json.encode(data, order="sorted"), indent=2).decode() + "\n"


def _tree(parcel: Parcel) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "board": parcel.board,
        "cards": parcel.cards,
        "people": parcel.people,
        "contacts": parcel.contacts,
        "counts": parcel.cells,
        "notes": parcel.notes,
        "touchpoints": parcel.touchpoints,
        "events": parcel.events,
        "flow": parcel.flow,
    }
    return _envelope(parcel) | {name: part for name, part in parts.items() if part or name in ("cards", "people")}


def _envelope(parcel: Parcel) -> dict[str, Any]:
    changed, left_out = parcel.sheet.without_places()
    return {
        "schema": SCHEMA,
        "kind": parcel.what,
        "generator": f"custdev {__version__}",
        "profile": parcel.profile,
        "exported_at": parcel.at,
        "changed": changed,
        "left_out": left_out,
        "not_checked": parcel.sheet.unchecked,
        "check": parcel.sheet.check,
    }


def _report(report: StandupReport) -> dict[str, Any]:
    """Return a report; its boards are told once, and named by their keys elsewhere."""
    data: dict[str, Any] = {name: _plain(value) for name, value in msgspec.to_builtins(report).items()}
    sheet = report.sheet
    changed, left_out = sheet.without_places()
    del data["sheet"]
    data |= {"changed": changed, "left_out": left_out, "not_checked": sheet.unchecked, "check": sheet.check}
    return data | {"schema": SCHEMA, "kind": "standup", "generator": f"custdev {__version__}"}


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {name: each["key"] if name == "board" else _plain(each) for name, each in value.items()}
    return value


FORMAT = Format(
    "json",
    "JSON",
    "json",
    ("board", "column", "card", "report", "flow", "notes", "touchpoints", "events", "contacts"),
    write,
)
