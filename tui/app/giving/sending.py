"""Lets something leave that was looked at: into a file, the clipboard, or to be printed when custdev is left."""

from __future__ import annotations

from textual.app import App

from tui.app.giving.choice import Place
from tui.app.giving.words import Given
from tui.exchange.clipboard import terminal_copy
from tui.session import Session, giving


def sent(app: App[object], session: Session, written: giving.Written, place: Place) -> Given:
    """Return what has left. Waits for the disk or for a tool: not for the interface thread.

    It is for the caller to remember it, and to print what is to be printed.

    Raises:
        CustdevError, OSError: It has not left.
    """
    if place == "file":
        return Given(written, place, path=giving.to_file(session, written))
    if place == "clipboard":
        return Given(written, place, taken=giving.to_clipboard(written, lambda text: _ask_terminal(app, text)))
    return Given(written, place)


def _ask_terminal(app: App[object], text: str) -> bool:
    """Ask the terminal to copy a text, from another thread than the interface's; return whether it could be asked."""
    if terminal_copy(text) is None:
        return False
    app.call_from_thread(App.copy_to_clipboard, app, text)
    return True
