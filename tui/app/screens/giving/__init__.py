"""Giving something out: the dialog in which one looks at it first, and what is said when it has left."""

from tui.app.screens.giving.dialog import GiveScreen
from tui.app.screens.giving.outcome import Giving

__all__ = ["GiveScreen", "Giving"]
