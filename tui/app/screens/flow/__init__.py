"""How work flows over a board: four charts, each with what it says in words."""

from tui.app.screens.flow.screen import FlowScreen

__all__ = ["FlowScreen"]
