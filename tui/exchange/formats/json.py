"""JSON, for scripts and for the next version of this program."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET

from tui import __version__
from tui.domain.standup.report import StandupReport
from tui.exchange.format import Format
from tui.exchange.json_shapes import SCHEMA, Snapshot
from tui.exchange.parcel import Parcel

_GENERATOR = f"custdev {__version__}"
_OF_A_KIND = ("column", "contacts", "notes", "touchpoints", "events", "flow")
"""What is only in some parcels; where a parcel is one of it, it is there even if there is nothing of it."""


def write(parcel: Parcel) -> str:
    """Return a parcel as indented JSON with sorted keys, ending in a newline; times are ISO 8601 in UTC."""
    data = _report(parcel.report) if parcel.report is not None else _snapshot(parcel)
    return msgspec.json.format(msgspec.json.encode(data, order="sorted"), indent=2).decode() + "\n"


def _snapshot(parcel: Parcel) -> Snapshot:
    assert parcel.board is not None
    assert parcel.what != "report"
    changed, left_out = parcel.sheet.without_places(public=parcel.profile == "public")
    its_own = {name: getattr(parcel, name) for name in _OF_A_KIND if getattr(parcel, name) or parcel.what == name}
    return Snapshot(
        kind=parcel.what,
        generator=_GENERATOR,
        profile=parcel.profile,
        exported_at=parcel.at,
        changed=changed,
        left_out=left_out,
        not_checked=parcel.sheet.unchecked,
        check=parcel.sheet.check,
        board=parcel.board,
        cards=parcel.cards,
        people=parcel.people,
        counts=parcel.cells or UNSET,
        **its_own,
    )


def _report(report: StandupReport) -> dict[str, Any]:
    """Return a report; its boards are told once, and named by their keys elsewhere."""
    data: dict[str, Any] = {name: _plain(value) for name, value in msgspec.to_builtins(report).items()}
    sheet = report.sheet
    changed, left_out = sheet.without_places(public=report.profile == "public")
    del data["sheet"]
    data |= {"changed": changed, "left_out": left_out, "not_checked": sheet.unchecked, "check": sheet.check}
    return data | {"schema": SCHEMA, "kind": "standup", "generator": _GENERATOR}


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: item["key"] if name == "board" else _plain(item) for name, item in value.items()}
    return value


FORMAT = Format(
    "json",
    "JSON",
    "json",
    ("board", "column", "card", "report", "flow", "notes", "touchpoints", "events", "contacts"),
    write,
)
