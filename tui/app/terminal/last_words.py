"""What is typed when the app ends, whatever ends it, is kept as a draft."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Protocol, runtime_checkable

from textual.app import App


@runtime_checkable
class KeepsTyped(Protocol):
    """A line or a dialog in which something may be typed that is not saved."""

    def keep_typed(self) -> None:
        """Make what is typed now a draft; nothing is closed, and nothing said."""


def keep_typed(app: App[Any]) -> None:
    """Have all that is open keep what is typed in it. What fails, which may be why it all ends, is passed over."""
    for screen in app.screen_stack:
        for node in screen.walk_children(with_self=True):
            if isinstance(node, KeepsTyped):
                with suppress(Exception):
                    node.keep_typed()
