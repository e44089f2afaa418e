"""The people screen."""

from __future__ import annotations

from tui.app.commands import Place, bindings
from tui.app.screens.going import Going


class PeopleScreen(Going):
    """Everybody, with who is due first."""

    BINDINGS = bindings("people")
    place: Place = "people"
