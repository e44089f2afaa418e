"""Keys one after the other: each is done with, and what it opened has the focus, before the next one is looked at.

Terminals send keys in bursts: text expanders, slow lines, tests. Textual hands each key to the widget that had the
focus when the key came, and what a key opened comes too late for the letters behind it. Here they wait.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual.keys import key_to_character

from tui.app.here import Here
from tui.app.keys.dispatch import Teller, attempt, dispatch
from tui.app.keys.keymap import keymap

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.app.app import CustdevApp
    from tui.app.dialogs.overlay import Overlay
    from tui.app.look.clean_input import CleanInput

NAMES = {"escape": "esc", "pageup": "pgup", "pagedown": "pgdn"}
"""Keys whose name on the keyboard is not what Textual calls them."""
PASTED = "Pasted text goes into a line or a form."
ADDING = {"card.add": "adds a card", "contact.add": "adds a person"}


def name_of(event: events.Key) -> str:
    """Return how a key is called in the keymap: the sign it types, else its name."""
    if event.character and event.character.isprintable() and event.character != " ":
        return event.character
    if event.character is None and (sign := key_to_character(event.key)) and sign.isprintable() and sign != " ":
        return sign
    return NAMES.get(event.key, event.key)


async def press(app: CustdevApp, event: events.Key) -> bool:
    """Do what a key is for, and wait until what it opens is there; return whether it was for anybody here."""
    await app.arrive()
    screen, field = app.screen, field_of(app)
    app.key_time = event.time
    if field is not None:
        taken = await press_in(cast(Teller, screen), field, event)
    elif (dialog := dialog_of(screen)) is not None:
        taken = await press_over(dialog, name_of(event))
    elif isinstance(screen, Here):
        taken = await press_on(screen, name_of(event))
    else:
        taken = False
    await app.arrive()
    return taken


async def press_in(screen: Teller, field: CleanInput, event: events.Key) -> bool:
    """Do what a key does while something is typed: a letter is a letter; return whether it does something there."""
    command = None if event.is_printable else keymap().find(field.places, name_of(event))
    if command is None:
        return await attempt(screen, partial(field.take_key, event)) is not False
    await attempt(screen, lambda: command.do(field.owner, *command.arguments))
    return True


async def press_over(dialog: Overlay[Any], key: str) -> bool:
    """Do what a key does in a dialog in which no field has the focus; return whether it does something there."""
    dialog.message_line.say(None)
    if await attempt(dialog, partial(dialog.take_key, key)) is not False:
        return True
    command = keymap().find(dialog.places, key)
    if command is not None:
        await attempt(dialog, lambda: command.do(dialog, *command.arguments))
    return command is not None


async def paste(app: CustdevApp, event: events.Paste) -> bool:
    """Put what is pasted into the field that has the focus; where there is none, say so. Return whether that was ours.

    It keeps its place among the keys, and is never taken for commands.
    """
    await app.arrive()
    screen, field = app.screen, field_of(app)
    if field is not None:
        await attempt(cast(Teller, screen), partial(field.type_in, event.text))
    elif (dialog := dialog_of(screen)) is not None:
        dialog.say(PASTED)
    elif isinstance(screen, Here):
        adding = [(row.id, ADDING[row.id]) for row in keymap().commands(screen.places) if row.id in ADDING]
        screen.say(PASTED, *adding)
    else:
        return False
    return True


def field_of(app: CustdevApp) -> CleanInput | None:
    """Return the field in which one types."""
    if app.focused is None:
        return None
    from tui.app.look.clean_input import CleanInput  # there by now, and not needed for the first screen

    return app.focused if isinstance(app.focused, CleanInput) else None


def dialog_of(screen: Screen[Any]) -> Overlay[Any] | None:
    """Return a screen that is one of our dialogs."""
    if isinstance(screen, Here):
        return None
    from tui.app.dialogs.overlay import Overlay  # there by now where it is one, and not needed for the first screen

    return screen if isinstance(screen, Overlay) else None


async def press_on(screen: Here, key: str) -> bool:
    """Do what a key does on a screen on which nothing is typed; return whether it does something there."""
    offered = screen.message_line.offered(key)
    screen.message_is_read()
    if offered is not None:
        await attempt(screen, offered)
        return True
    command = keymap().find(screen.places, key)
    if command is None:
        screen.last_command = ""
        return False
    await dispatch(screen, command)
    return True
