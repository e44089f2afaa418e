"""Takes one person out of the fields of records: what names them, and what links to them."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

import msgspec.inspect

from tui.domain.privacy.erasing.traces import Traces
from tui.domain.records import RECORD_TYPES, Event
from tui.domain.records.definition import DEFAULT_COLUMNS

WHO = frozenset({"uid", "participant", "fn", "n", "nickname", "email", "tel", "url", "adr", "org"})
"""The fields of a contact that say who somebody is: those of others are theirs, whatever they share with a person."""
_NOBODYS = frozenset(
    {"uid", "rank", "timezone", "scope", "sha256", "definition_hash", "left_hash", "currency", "format", "profile"}
)
_TO_TOUCHPOINTS = ("notes", "invitations", "incentives")
_OF_PEOPLE = ("cards", "notes", "touchpoints")


class Parting:
    """Knows what becomes of a field without a person.

    `touchpoints` go with the person, and so do the `stops` (uids) of standups; nothing links to the person themselves
    any more but the copies that left the workspace.
    """

    def __init__(self, traces: Traces, touchpoints: Collection[str] = (), stops: Collection[str] = ()) -> None:
        self._traces = traces
        self._uids = traces.uids
        self._touchpoints = touchpoints
        self._stops = {*self._uids, *stops}

    def field(self, table: str, name: str, value: Any) -> Any:
        """Return what becomes of a field, in a document and on both sides of a past change alike."""
        if table == "contacts" and name in WHO:
            return value
        if name == "people" and table in _OF_PEOPLE and isinstance(value, list | tuple):
            return type(value)(self.value(uid) for uid in value if uid not in self._uids)
        links_touchpoint = table in _TO_TOUCHPOINTS and name == "touchpoint" and value in self._touchpoints
        links_person = table == "participants" and name == "guardian" and value in self._uids
        return None if links_touchpoint or links_person else self.value(value, name)

    def value(self, value: Any, name: str = "") -> Any:
        """Return data of lists, tuples and dicts without what names the person, and without stops at them.

        Words of ours in a field of that `name` stay, as nobody wrote them: somebody may be called Task.
        """
        if isinstance(value, str):
            return value if is_ours(name, value) else self._traces.text(value)
        if isinstance(value, list | tuple):
            return type(value)(self.value(item, name) for item in value if not self._is_stop(item))
        if isinstance(value, dict):
            return {self._traces.text(key): self.value(item, key) for key, item in value.items()}
        return value

    def _is_stop(self, value: Any) -> bool:
        """Return whether something is a stop of a standup at the person, or at what they said and goes with them."""
        return isinstance(value, dict) and "step" in value and value.get("uid") in self._stops


def is_ours(name: str, value: str) -> bool:
    """Return whether a text in a field of that name is a word of ours, an id or a link, which nobody wrote."""
    return name in _NOBODYS or value in _own_words().get(name, ())


@cache
def _own_words() -> dict[str, set[str]]:
    """Return the words that fields of records take, by the names of these fields."""
    words = {name: {column.id for column in DEFAULT_COLUMNS} for name in ("id", "column")}
    for record in msgspec.inspect.multi_type_info([*RECORD_TYPES.values(), Event]):
        _gather(record, "", words, set())
    return words


def _gather(info: msgspec.inspect.Type, name: str, words: dict[str, set[str]], seen: set[type]) -> None:
    if isinstance(info, msgspec.inspect.LiteralType):
        words.setdefault(name, set()).update(map(str, info.values))
    elif isinstance(info, msgspec.inspect.UnionType):
        for kind in info.types:
            _gather(kind, name, words, seen)
    elif isinstance(info, msgspec.inspect.VarTupleType):
        _gather(info.item_type, name, words, seen)
    elif isinstance(info, msgspec.inspect.StructType) and info.cls not in seen:
        seen.add(info.cls)
        for field in info.fields:
            _gather(field.type, field.encode_name, words, seen)
