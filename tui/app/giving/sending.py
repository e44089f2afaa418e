"""Lets something leave that was looked at: into a file, the clipboard, or to be printed when custdev is left."""

from __future__ import annotations

from collections.abc import Callable

from tui.app.giving.choice import Place
from tui.app.giving.words import Given
from tui.session import Session, giving


def sent(session: Session, written: giving.Written, place: Place, ask_terminal: Callable[[str], bool]) -> Given:
    """Return what has left. Waits for the disk or for a tool: not for the interface thread.

    It is for the caller to remember it, and to print what is to be printed.

    Raises:
        CustdevError, OSError: It has not left.
    """
    if place == "file":
        return Given(written, place, path=giving.to_file(session, written))
    if place == "clipboard":
        return Given(written, place, taken=giving.to_clipboard(written, ask_terminal))
    return Given(written, place)
