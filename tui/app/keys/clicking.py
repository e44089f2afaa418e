"""A click on a key that is shown does what the key does there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from tui.app.board.screen import BoardScreen
from tui.app.here import Here
from tui.app.keys.commands import Command
from tui.app.keys.dispatch import dispatch
from tui.app.keys.keymap import keymap
from tui.app.keys.own_keys import read_key
from tui.app.keys.pressing import NAMES
from tui.app.look.paint import is_chip

if TYPE_CHECKING:
    from tui.app.app import CustdevApp

_NAMES = {name: key for key, name in NAMES.items()}
_TYPED = {"enter": "\r", "tab": "\t", "space": " "}


def do_shown(app: CustdevApp, name: str) -> None:
    """Do what is shown somewhere, a command by its id or a key, as if its key were pressed now.

    A command without a key is done all the same; what is no key, such as `1-9`, does nothing. A chip filters a board.
    """
    keys, screen = keymap(), app.screen
    if is_chip(name):
        if isinstance(screen, BoardScreen) and screen.mode in ("board", "panel", "filter"):
            app.call_later(screen.filter.turn, name)
        return
    pressed = next(iter(keys.keys(keys.row(name))), "") if keys.has(name) else read_key(name)
    if pressed:
        app.post_message(
            events.Key(_NAMES.get(pressed, pressed), pressed if len(pressed) == 1 else _TYPED.get(pressed))
        )
    elif isinstance(screen, Here) and (command := keys.nearest(screen.places, name)) is not None:
        app.call_later(_do, app, screen, command)


async def _do(app: CustdevApp, screen: Here, command: Command) -> None:
    screen.message_is_read()
    await dispatch(screen, command)
    await app.arrive()
