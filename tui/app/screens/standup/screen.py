"""The standup as it is used: all that keys do in it, brought together."""

from __future__ import annotations

from tui.app.commands import Place, bindings
from tui.app.screens.going import Going
from tui.app.screens.standup.reporting import Reporting


class StandupScreen(Reporting, Going):
    """One standup, walked by a team around one terminal."""

    BINDINGS = bindings("standup")
    place: Place = "standup"
