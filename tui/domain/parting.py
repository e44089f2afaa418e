"""Takes one person out of the fields of records: what names them, and what links to them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from tui.domain.traces import Traces

WHO = frozenset({"uid", "participant", "fn", "n", "nickname", "email", "tel", "url", "adr", "org"})
"""The fields of a contact that say who somebody is: those of others are theirs, whatever they share with a person."""
_OF_PEOPLE = ("cards", "notes", "touchpoints")


class Parting:
    """Knows what becomes of a field without a person.

    `touchpoints` go with the person, and so do the `stops` (uids) of standups; nothing links to the person themselves
    any more but the copies that left the workspace.
    """

    def __init__(self, traces: Traces, touchpoints: Collection[str] = (), stops: Collection[str] = ()) -> None:
        self._traces = traces
        self._uid = traces.person.uid
        self._touchpoints = touchpoints
        self._stops = {self._uid, *stops}

    def field(self, table: str, name: str, value: Any) -> Any:
        """Return what becomes of a field, in a document and on both sides of a past change alike."""
        if table == "contacts" and name in WHO:
            return value
        if name == "people" and table in _OF_PEOPLE and isinstance(value, list | tuple):
            return type(value)(self.value(uid) for uid in value if uid != self._uid)
        links_touchpoint = table == "notes" and name == "touchpoint" and value in self._touchpoints
        links_person = table == "participants" and name == "guardian" and value == self._uid
        return None if links_touchpoint or links_person else self.value(value)

    def value(self, value: Any) -> Any:
        """Return data of lists, tuples and dicts without what names the person, and without stops at them."""
        if isinstance(value, str):
            return self._traces.text(value)
        if isinstance(value, list | tuple):
            return type(value)(self.value(each) for each in value if not self._is_stop(each))
        if isinstance(value, dict):
            return {name: self.value(each) for name, each in value.items()}
        return value

    def _is_stop(self, value: Any) -> bool:
        """Return whether something is a stop of a standup at the person, or at what they said and goes with them."""
        return isinstance(value, dict) and "step" in value and value.get("uid") in self._stops
