"""From format 1 to 2: permissions that one word gave together are marked, and a public source is a source.

Up to format 1 the words `talk`, `record` and `share` gave several scopes at once. Whoever said yes to such a word may
not have heard all of it, so what it wrote carries its name from here on; nothing else about it changes. The events that
made or removed these records are marked alike, so that undoing, redoing and earlier times come to the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

Fields = dict[str, Any]

TOGETHER: dict[str, frozenset[str]] = {
    "talk": frozenset({"contact_me", "take_part", "store_notes", "recontact"}),
    "record": frozenset({"record_audio", "record_video"}),
    "share": frozenset({"share_internal", "share_external"}),
}
_YES = ("given", "renewed")
_METHOD = "verbal_noted"  # what is left out where it is as usual


def mark_given_together(tables: dict[str, dict[int, Fields]]) -> None:
    """Mark complete sets: the same person, time and method, and all scopes that one word gave."""
    consents = {row["uid"]: row for row in tables.get("consents", {}).values() if isinstance(row.get("uid"), str)}
    changes = list(_consent_changes(tables))
    for fields in consents.values():
        _name_source(fields)
    for _, sides in changes:
        _name_source_of_sides(sides)
    marks = dict(_marks({uid: _whole(sides) for uid, sides in changes if "uid" in sides} | consents))
    for uid, fields in consents.items():
        if uid in marks:
            fields["bundle"] = marks[uid]
    for uid, sides in changes:
        if uid in marks and "uid" in sides:
            sides["bundle"] = [None if side is None else marks[uid] for side in sides["uid"]]


def _marks(consents: dict[str, Fields]) -> Iterator[tuple[str, str]]:
    """Yield the uid of each consent that one word gave together with others, and the word."""
    together: defaultdict[tuple[object, ...], dict[str, str]] = defaultdict(dict)
    for uid, fields in consents.items():
        if fields.get("status") in _YES:
            key = (fields.get("participant"), fields.get("at"), fields.get("method", _METHOD))
            together[key][str(fields.get("scope"))] = uid
    for uids in together.values():
        for word, scopes in TOGETHER.items():
            if scopes <= uids.keys():
                yield from ((uids[scope], word) for scope in scopes)


def _consent_changes(tables: dict[str, dict[int, Fields]]) -> Iterator[tuple[str, dict[str, list[Any]]]]:
    """Yield what events say of consents: the uid, and for each field what it was before and after."""
    for event in tables.get("events", {}).values():
        changes = event.get("changes")
        rows = changes.get("consents") if isinstance(changes, dict) else None
        for uid, sides in rows.items() if isinstance(rows, dict) else ():
            if isinstance(sides, dict) and all(isinstance(pair, list) and len(pair) == 2 for pair in sides.values()):
                yield uid, sides


def _whole(sides: dict[str, list[Any]]) -> Fields:
    """Return the fields of a consent that an event made or removed."""
    side = 1 if sides["uid"][0] is None else 0
    return {name: pair[side] for name, pair in sides.items()}


def _name_source(fields: Fields) -> None:
    if fields.get("basis") == "public_source":
        fields |= {"basis": "legitimate_interest", "source": "public"}


def _name_source_of_sides(sides: dict[str, list[Any]]) -> None:
    basis = sides.get("basis", [])
    if "public_source" in basis:
        sides["source"] = ["public" if side == "public_source" else side and "person" for side in basis]
        sides["basis"] = ["legitimate_interest" if side == "public_source" else side for side in basis]
