"""The board as people use it: all that keys do on it, brought together."""

from __future__ import annotations

from tui.app.commands import bindings
from tui.app.screens.board.editing import Editing
from tui.app.screens.board.looking import Looking
from tui.app.screens.board.moving import Moving
from tui.app.screens.board.sharing import Sharing
from tui.app.screens.going import Going


class BoardScreen(Moving, Editing, Looking, Sharing, Going):
    """One experiment as a kanban."""

    BINDINGS = bindings("board")
