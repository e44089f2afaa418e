"""What commands print as JSON: indented, harmless in a terminal, and a long list piece by piece."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import msgspec

from tui.exchange.pieces import json_pieces

_DRIVING = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
"""Legal in a JSON text as they are, but not in a terminal."""
_PLAIN = bytes(range(0x7F))


def as_json(data: object) -> bytes:
    """Return data as an indented JSON text in UTF-8, without a line end after it; times are ISO 8601."""
    try:
        compact = msgspec.json.encode(data, enc_hook=_plain)
    except UnicodeEncodeError:
        # The name of a file may hold bytes that are no text.
        return _harmless(json.dumps(data, ensure_ascii=False, indent=2, default=_plain))
    text = msgspec.json.format(compact, indent=2)
    # Most texts have few characters that are more than plain, and those show at a glance to be harmless.
    return text if compact.translate(None, _PLAIN).decode().isprintable() else _harmless(text.decode())


def list_as_json(items: Iterable[object]) -> Iterator[bytes]:
    """Return a list in pieces that are one JSON text together, as `as_json` writes it; goes through the items once."""
    return json_pieces(items, as_json)


def _harmless(text: str) -> bytes:
    return re.sub(_DRIVING, lambda driving: f"\\u{ord(driving[0]):04x}", text).encode()


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return str(value)
