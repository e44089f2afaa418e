"""What helps after a failure, as people at the screen do it: a key, a command by its name, else in a shell."""

from __future__ import annotations

from tui.app.keys.keymap import keymap
from tui.domain.errors import Remedy


def remedy_words(remedy: Remedy) -> str:
    """Return how a remedy is called here: its key, its name behind the key of all commands, else as it is typed."""
    keys = keymap()
    if not keys.has(remedy.command):
        return remedy.typed
    command = keys.row(remedy.command)
    shown = keys.shown(remedy.command)
    return shown if keys.keys(command) else f"{shown} {command.title.partition(':')[0].lower()}"
