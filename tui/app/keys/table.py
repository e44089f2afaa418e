"""The command table: everything there is to do, once. Keys, help, palette, footers and the README's table follow.

It is data, in `table.json`: groups of the help with their lines and commands, the footer of each mode, and the places.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from tui.app.keys.commands import Group, Place


class _Table(msgspec.Struct, forbid_unknown_fields=True):
    groups: list[Group]
    footers: dict[str, tuple[str | tuple[str, str], ...]]
    places: dict[str, Place]


_table = msgspec.json.decode(Path(__file__).with_name("table.json").read_bytes(), type=_Table)

GROUPS = _table.groups
FOOTERS = _table.footers
"""The commands of each mode, in this order; those without words have those of their row."""
PLACES = _table.places


def places_at(place: str) -> tuple[str, ...]:
    """Return whose commands are at hand at a place, what is its own first: that goes before the others."""
    return (place, *PLACES[place].also) if place in PLACES else (place,)
