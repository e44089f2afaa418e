"""Documents as bytes: the JSON of one line, which is what memory and disk both hold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..errors import NotStorable

UID = b'{"uid": "'


def encode(document: Mapping[str, Any], table: str) -> bytes:
    """Return a document as one line of JSON.

    Raises:
        NotStorable: When reading it back would not give the same document.
    """
    try:
        plain = dict(document)
        data = json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(", ", ": ")).encode()
        if json.loads(data) == plain:
            return data
    except UnicodeEncodeError:
        raise NotStorable(table, "a text holds half a character (a lone surrogate)") from None
    except RecursionError:
        raise NotStorable(table, "it is nested too deeply or holds itself") from None
    except (TypeError, ValueError) as error:
        raise NotStorable(table, str(error)) from error
    if (fault := _fault(plain)) is not None:
        raise NotStorable(table, fault)
    return data


def _fault(value: object) -> str | None:
    """Return what would come back otherwise; a tuple that comes back as a list is no fault."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                return f"the key {key!r} is not a text"
            if (fault := _fault(inner)) is not None:
                return fault
        return None
    if isinstance(value, (list, tuple)):
        return next((fault for fault in map(_fault, value) if fault is not None), None)
    return None if value is None or isinstance(value, (str, int, float)) else f"{value!r} would not come back the same"


def decode(raw: bytes) -> dict[str, Any]:
    """Return a fresh document from its bytes."""
    document: dict[str, Any] = json.loads(raw)
    return document


def uid_of(raw: bytes) -> str | None:
    """Return the uid of a document without decoding it where possible; None when it has none."""
    if raw.startswith(UID):
        uid = raw[len(UID) : raw.index(b'"', len(UID))]
        if b"\\" not in uid:
            return uid.decode()
    uid_field = decode(raw).get("uid")
    return uid_field if isinstance(uid_field, str) else None
