"""Everybody the team talks with: who is due, what they said, and what they agreed to."""

from tui.app.screens.people.screen import PeopleScreen

__all__ = ["PeopleScreen"]
