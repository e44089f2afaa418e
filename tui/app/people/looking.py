"""Looking at people: in which order, and only those who match."""

from __future__ import annotations

from tui.app.people.crowd import SORTS
from tui.app.people.screen import PeopleScreen


def sort(here: PeopleScreen) -> None:
    """Sort in the next way; names sort only while they are shown."""
    here.sort = SORTS[(SORTS.index(here.sort) + 1) % len(SORTS)]
    here.catch_up()
    by = {"due": "who is due", "name": "name" if here.custdev.names_shown else "P-id"}
    by |= {"last": "who we spoke with last", "notes": "how much they said"}
    here.say(f"Sorted by {by[here.sort]}", ("people.sort", "next"))


async def find(here: PeopleScreen) -> None:
    """Find people while typing."""
    await here.filter.open()
