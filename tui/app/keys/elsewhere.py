"""What is done at another place than where one is: going there, and doing it there."""

from __future__ import annotations

from collections.abc import Iterator

from tui.app.here import Here
from tui.app.keys.commands import Command
from tui.app.keys.dispatch import dispatch
from tui.app.keys.keymap import keymap

SCREENS = {"board": ("board", "cards"), "people": ("people",), "flow": ("flow",), "gathering": ("gathering",)}
"""The screens that one can go to, and whose commands are their own."""


def commands_elsewhere(here: Here) -> Iterator[tuple[str, str, Command]]:
    """Yield what cannot be done where somebody is: the screen it is done on, whose command it is, and the command."""
    keys = keymap()
    at_hand = {row.id for place in here.places for row in keys.rows(place)}
    titles: set[str] = set()
    for screen, places in SCREENS.items():
        for place in places:
            for row in keys.rows(place):
                if row.listed and not row.fixed and row.id not in at_hand and row.title not in titles:
                    titles.add(row.title)
                    yield screen, place, row


async def go_and_do(here: Here, screen: str, command: Command) -> None:
    """Go where a command can be given, and give it.

    What acts on something is not done yet: what was selected there was out of sight. How to do it is said.
    """
    app = here.custdev
    _go_to(here, screen)
    await app.arrive()
    there = app.screen
    if not isinstance(there, Here) or there.place != screen:
        return
    if command.on:
        words = command.title.partition(":")[0]
        there.say(f"Choose the {command.on[-1]} first.", (command.id, f"{words[0].lower()}{words[1:]}"))
    else:
        await dispatch(there, command)


def _go_to(here: Here, screen: str) -> None:
    app = here.custdev
    if screen == "people":
        app.open_people()
        return
    if screen == "gathering":
        app.open_gathering(here.board_id)
        return
    board = here.subject("board") or here.board_id or app.view_state.last_board
    if not isinstance(board, str):
        here.say("Open a board first.", ("go.experiments", "shows all"))
    elif screen == "flow":
        app.open_flow(board)
    else:
        app.open_board(board)
