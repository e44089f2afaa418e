"""What a change does to one stored document: the domain says it, and a store keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Patch(NamedTuple):
    """A change of one document: fields in stored form to merge into it, or None to remove it.

    An unknown uid is inserted; a `fresh` document is known to be new, so nobody needs to look for it.
    """

    table: str
    uid: str
    fields: Mapping[str, Any] | None
    fresh: bool = False
