"""The people screen as it is used: all that keys do on it, brought together."""

from __future__ import annotations

from tui.app.commands import Place, bindings
from tui.app.screens.going import Going
from tui.app.screens.people.erasing import PeopleErasing


class PeopleScreen(PeopleErasing, Going):
    """Everybody, with who is due first."""

    BINDINGS = bindings("people")
    place: Place = "people"
