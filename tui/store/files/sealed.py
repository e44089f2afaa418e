"""Small JSON files that tell by themselves whether they are whole."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any

_SEAL = "checksum"


def seal(content: Mapping[str, Any]) -> bytes:
    """Return the bytes of a file with this content and its checksum."""
    return json.dumps({**content, _SEAL: _checksum(content)}, ensure_ascii=False, indent=1).encode() + b"\n"


def unseal(data: bytes) -> dict[str, Any] | None:
    """Return the content of a file; None when it cannot be understood or its checksum is another one.

    A file without a checksum is taken as it is.
    """
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict):
        return None
    checksum = content.pop(_SEAL, None)
    return content if checksum is None or checksum == _checksum(content) else None


def _checksum(content: Mapping[str, Any]) -> str:
    return f"{zlib.crc32(json.dumps(content, sort_keys=True).encode()):08x}"
