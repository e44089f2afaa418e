"""Looking closer at a board: the filter, the density, what it is about."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from tui.app.board.arrangement import GROUPINGS, SORTS, WORDS
from tui.app.board.chips import DENSITIES
from tui.app.board.screen import BoardScreen


async def find(here: BoardScreen) -> None:
    """Filter while typing."""
    await here.filter.open()


def turn_density(here: BoardScreen) -> None:
    """Turn to the next density; it is remembered for this board."""
    look = here.picture.frame.look
    shown = "dense" if look.dense else "roomy" if look.third_row else "normal"
    densities = DENSITIES if here.size.height >= 40 else DENSITIES[1:]
    index = densities.index(shown) if shown in densities else 0
    here.density = densities[(index + 1) % len(densities)]
    state = here.custdev.view_state
    here.custdev.view_state = replace(state, density={**state.density, here.board_id: here.density})
    here.show_all()
    here.say(f"{here.density.capitalize()}", ("board.density", "next"))


def turn_sort(here: BoardScreen) -> None:
    """Sort the cards of each column by the next thing; their rank stays what it is, and the board remembers it."""
    sort = SORTS[(SORTS.index(here.arrangement.sort) + 1) % len(SORTS)]
    here.arrangement, state = replace(here.arrangement, sort=sort), here.custdev.view_state
    here.custdev.view_state = replace(state, sort={**state.sort, here.board_id: sort})
    here.catch_up()
    here.say(f"Sorted by {WORDS[sort]}", ("board.sort", "next"))


def turn_swimlanes(here: BoardScreen) -> None:
    """Part the cards by the next thing, each in a swimlane across all columns; the board remembers it."""
    grouping = GROUPINGS[(GROUPINGS.index(here.arrangement.grouping) + 1) % len(GROUPINGS)]
    here.arrangement, state = replace(here.arrangement, grouping=grouping), here.custdev.view_state
    here.custdev.view_state = replace(state, swimlanes={**state.swimlanes, here.board_id: grouping})
    here.catch_up()
    here.say(f"Swimlanes by {grouping}" if grouping else "No swimlanes", ("board.swimlanes", "next"))


def read_brief(here: BoardScreen) -> None:
    """Read the hypothesis, the goals, the test, and what was learned."""
    from tui.app.board.brief import BriefScreen
    from tui.app.board.living import act

    here.app.push_screen(BriefScreen(here.board, partial(act, here)))
