"""Walking from stop to stop, and out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.domain.standup.held import STEPS, experiments_of

if TYPE_CHECKING:
    from tui.app.standup.screen import StandupScreen


def go_on(here: StandupScreen, stops: int) -> None:
    """Go so many stops on; fewer than none is back."""
    here.go_to(here.at + stops)


def go_to_step(here: StandupScreen, across: int) -> None:
    """Go to the first stop of the step before or after this one."""
    steps, at = [item.step for item in here.standup.items], here.at
    present = STEPS.index(steps[at])
    if across > 0:
        here.go_to(next((place for place, step in enumerate(steps) if STEPS.index(step) > present), at))
    elif at and steps[at - 1] == steps[at]:
        here.go_to(steps.index(steps[at]))
    else:
        before = max((STEPS.index(step) for step in steps[:at]), default=present)
        here.go_to(steps.index(STEPS[before]) if STEPS[before] in steps else 0)


def leave(here: StandupScreen) -> None:
    """Go back to the board, or to all experiments where it was over several; today it goes on where it was left.

    A report that is on its way goes first.
    """
    if here.report.holds(partial(leave, here)):
        return
    over = experiments_of(here.session.workspace, here.standup)
    if len(over) == 1:
        here.custdev.open_board(over[0].board_id)
    else:
        here.custdev.open_experiments()


def say_where(here: StandupScreen) -> None:
    """Say that this is the standup."""
    here.say("This is the standup.", ("esc", "leaves it"))


def say_hidden(here: StandupScreen) -> None:
    """Say why names stay hidden here."""
    here.say("Names stay hidden in the standup; everybody looks at this screen.")


def look_at_report(here: StandupScreen) -> None:
    """Go to the report: it is read before it is written."""
    here.go_to(len(here.standup.items) - 1)
    here.say("This is the report. Nothing is written yet.", ("standup.report", "writes it"))
