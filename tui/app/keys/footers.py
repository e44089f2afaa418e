"""What the footer says in each mode, and what the legend of the help says of the signs."""

from __future__ import annotations

from tui.app.keys.keymap import Hint, keymap
from tui.app.keys.table import FOOTERS

_LISTED = {
    name
    for listed in FOOTERS.values()
    for entry in listed
    for name in (entry if isinstance(entry, str) else entry[0]).split()
}


def footer(mode: str, most: int = 9) -> list[Hint]:
    """Return the keys that a footer shows in a mode, `most` of those that are listed for it.

    What belongs to the place that the mode is called after, has words for a footer, and is listed nowhere, is shown as
    well. A mode of which nothing is listed shows just that.
    """
    keys = keymap()
    listed = [entry if isinstance(entry, tuple) else (entry, keys.row(entry).foot) for entry in FOOTERS.get(mode, ())]
    place = mode.partition("_")[0]
    others: list[Hint] = [(row.id, row.foot) for row in keys.rows(place) if row.foot and row.id not in _LISTED]
    return [*listed[:most][:-1], *others, *listed[:most][-1:]]


LEGEND: tuple[tuple[str, str, str], ...] = (
    ("ages", "", "age: 50 %, 70 %, sle"),
    ("blocked", "danger", "blocked"),
    ("expedite", "learn", "expedite"),
    ("recurring", "muted", "recurring"),
    ("cycle", "muted", "a cycle: asks again"),
    ("evidence", "", "supports, refutes"),
    ("ticked", "muted", "checklist"),
    ("late", "danger", "late or over limit"),
    ("notes", "muted", "notes"),
    ("touch", "", "not spoken for too long"),
    ("resting", "", "to be left alone"),
    ("permission", "", "agreed, no, asked, over"),
    ("P03", "people", "a customer"),
    ("@ux", "muted", "a teammate"),
    ("#tag", "learn", "a tag"),
)
