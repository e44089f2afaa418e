"""Takes one person out of the fields of records: what names them, and what links to them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from tui.domain.privacy.erasing.stored_fields import WHO, is_ours, unlinked
from tui.domain.privacy.erasing.traces import Traces
from tui.domain.records import IDENTITY_TABLES


class Parting:
    """Knows what becomes of a field without a person.

    The records of uids that are `gone` go with the person: nothing links to them or to the person any more but the
    copies that left the workspace.
    """

    def __init__(self, traces: Traces, gone: Collection[str] = ()) -> None:
        self._traces = traces
        self._gone = {*traces.uids, *gone}

    def field(self, table: str, name: str, value: Any) -> Any:
        """Return what becomes of a field, in a document and on both sides of a past change alike."""
        if table in IDENTITY_TABLES and name in WHO:
            return value
        return self.value(unlinked(table, name, value, self._gone), name)

    def value(self, value: Any, name: str = "") -> Any:
        """Return data of lists, tuples and dicts without what names the person.

        Words of ours in a field of that `name` stay, as nobody wrote them: somebody may be called Task.
        """
        if isinstance(value, str):
            return value if is_ours(name, value) else self._traces.text(value)
        if isinstance(value, list | tuple):
            return type(value)(self.value(item, name) for item in value)
        if isinstance(value, dict):
            return {self._traces.text(key): self.value(item, key) for key, item in value.items()}
        return value
