"""What stands in the corner of every title bar: where one can go."""

from __future__ import annotations

from tui.app.keys.keymap import key
from tui.app.look.paint import Span, joined

WIDE = 140
"""From how many cells on all places are named, and not only the current one."""


def places(place: int | None, current: str, width: int) -> tuple[Span, ...]:
    """Return where one can go: the board by its number, people, all experiments; the current one underlined."""
    number = f"go.experiment_{place}" if place in range(1, 10) else str(place or "")
    goes = {"board": number, "people": "go.people", "flow": "go.flow", "experiments": "go.experiments"}
    if current == "board" and not place:
        goes["board"] = "-"
    groups = [
        (Span(f"{key(does)} ", "accent bold", does), Span(word, "accent bold underline", does))
        if word == current
        else (Span(f"{key(does)} ", "muted", does), Span(word, "text", does))
        for word, does in goes.items()
        if does and (width >= WIDE or word == current)
    ]
    return joined(groups, "   ")
