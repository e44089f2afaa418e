"""How the screen is divided at a given size: pure arithmetic, no widgets."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from tui.app.board.chips import Look
from tui.app.look.inspector import panel_width
from tui.app.look.paint import margin_of

Density = Literal["roomy", "normal", "dense"]
DENSITIES: tuple[Density, ...] = ("roomy", "normal", "dense")

NARROWEST_COLUMN = 22


class Frame(Struct, frozen=True):
    """Where things go. `header` tells how much of hypothesis and evidence is shown above the columns."""

    margin: int
    gap: int
    columns: int
    panel_width: int
    header: Literal["full", "tight", "title"]
    single: bool
    look: Look


def frame_for(
    width: int, height: int, *, columns: int, digits: int, density: Density | None, panel_open: bool
) -> Frame:
    """Return the division of a screen of `width` x `height` cells for a board of so many columns.

    Without a chosen density, a high screen without the panel is roomy and every other one normal.
    """
    panel = panel_width(width) if panel_open else 0
    covering = panel_open and width < 140
    area = width if panel == width else width - panel
    single = width < 60
    chosen = density or ("roomy" if height >= 40 and not panel_open else "normal")
    if chosen == "roomy" and height < 40:
        chosen = "normal"
    margin = margin_of(width)
    gap = 1 if width < 100 else 2 if width < 120 or panel_open else 3
    fitting = max(1, (area - 2 * margin + gap) // (NARROWEST_COLUMN + gap))
    shown = 1 if single or covering else min(columns, fitting)
    column_width = (area - 2 * margin - gap * (shown - 1)) // shown
    return Frame(
        margin=margin,
        gap=gap,
        columns=shown,
        panel_width=panel,
        header="full" if height >= 40 else "tight" if height >= 30 else "title",
        single=single,
        look=_look(column_width, height, single=single, digits=digits, density=chosen, compact=60 <= width < 100),
    )


def _look(width: int, height: int, *, single: bool, digits: int, density: Density, compact: bool) -> Look:
    narrow = width < 40
    return Look(
        width=width,
        digits=digits,
        number_in_meta=compact and density != "dense",
        title_rows=2 if narrow and not single else 1,
        age_in_meta=narrow or single,
        many_people=4 if not narrow or single else 2,
        third_row=density == "roomy",
        owner=not narrow and not single,
        gap=0 if height < 18 else 1,
        dense=density == "dense",
        chips_gap="  " if not narrow and not single else " ",
    )
