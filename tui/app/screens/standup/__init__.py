"""The standup, split by what the team is doing: looking, walking, deciding, telling others."""

from tui.app.screens.standup.screen import StandupScreen

__all__ = ["StandupScreen"]
