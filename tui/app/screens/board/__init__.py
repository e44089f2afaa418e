"""The board, split by what the person is doing: looking, moving cards, writing down, sharing."""

from tui.app.screens.board.screen import BoardScreen

__all__ = ["BoardScreen"]
