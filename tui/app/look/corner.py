"""What stands in the corner of every title bar: where one can go."""

from __future__ import annotations

from tui.app.keys.keymap import key
from tui.app.look.paint import Span, joined

WIDE, ROOMY = 120, 140
"""From how many cells on all places are named, and not only the current one; and from how many with air between."""


def places(place: int | None, current: str, width: int) -> tuple[Span, ...]:
    """Return where one can go: the board by its number, people, all experiments; the current one underlined."""
    number = f"go.experiment_{place}" if place in range(1, 10) else str(place or "")
    goes = {"board": number, "people": "go.people", "flow": "go.flow", "experiments": "go.experiments"}
    if current == "board" and not place:
        goes["board"] = "-"
    groups = []
    for word, does in goes.items():
        if does and (width >= WIDE or word == current):
            sign, name = ("accent bold", "accent bold underline") if word == current else ("muted", "text")
            groups.append((Span(f"{key(does)} ", sign, does), Span(word, name, does)))
    return joined(groups, "   " if width >= ROOMY else "  ")
