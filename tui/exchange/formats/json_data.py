"""A snapshot as JSON, for scripts and for the next version of this program."""

from __future__ import annotations

import json

import msgspec

from tui.exchange.snapshot import Snapshot


def to_json(snapshot: Snapshot) -> str:
    """Return a snapshot as indented JSON with sorted keys, ending in a newline; times are ISO 8601 in UTC."""
    return json.dumps(msgspec.to_builtins(snapshot), sort_keys=True, indent=2, ensure_ascii=False) + "\n"
