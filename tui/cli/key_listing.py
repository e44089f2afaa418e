"""`custdev keys`: every command of the app, its keys, and where it can be given; the app itself is not imported."""

from __future__ import annotations

from msgspec import Struct

from tui.app.keys.keymap import Keymap, places
from tui.app.keys.own_keys import own_keymap
from tui.app.keys.table import PLACES
from tui.cli.desk import Desk
from tui.cli.output import answer_rows
from tui.cli.verbs import verb
from tui.settings import load_personal_settings

HEADERS = ("KEYS", "COMMAND", "DOES", "WHERE", "")


class KeyRow(Struct, frozen=True):
    """A command as it can be given at a place; `usual` are its keys where nobody set others."""

    id: str
    title: str
    keys: tuple[str, ...]
    usual: tuple[str, ...]
    place: str
    fixed: bool
    own: bool


@verb(example="custdev keys")
def keys(desk: Desk, as_json: bool) -> None:
    """Print the commands of the app with their keys, and which of those are your own.

    Your own stand in settings.yaml, by the name of the command: keymap: {card.add: [f5, "+"]}. A command without a key
    is found by what it does, under the key of app.commands.
    """
    keymap, _ = own_keys()
    rows = [
        KeyRow(row.id, row.title, keymap.keys(row), row.keys, place, row.fixed, keymap.keys(row) != row.keys)
        for place in places()
        for row in keymap.rows(place)
    ]
    where = {name: place.where for name, place in PLACES.items()}
    lines = ((" ".join(row.keys), row.id, row.title, where[row.place], "yours" if row.own else "") for row in rows)
    answer_rows(as_json, rows, HEADERS, lines, no_color=desk.no_color)


def own_keys() -> tuple[Keymap, list[str]]:
    """Return the keymap of this person, and a sentence for everything that is wrong with what they set."""
    settings, wrong = load_personal_settings()
    keymap, more = own_keymap(settings.keymap)
    return keymap, wrong + more
