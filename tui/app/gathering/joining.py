"""Joining two themes that are one: all of the chosen one goes into another."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.dialogs.record_list import TakeDialog
from tui.app.gathering.screen import GatheringScreen
from tui.app.look.paint import Row, Span, sheet_row
from tui.domain import operations
from tui.domain.records import Theme
from tui.domain.search.themes_named import live_themes
from tui.domain.text import plural


class ThemeChoice(TakeDialog[str]):
    """Returns another theme (uid); None goes back."""

    place = footer_mode = "discipline"

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    @property
    def _others(self) -> list[Theme]:
        return [one for one in live_themes(self.custdev.session.workspace) if one.uid != self._theme.uid]

    def values(self) -> Sequence[str]:
        """Return the other themes (uids)."""
        return [one.uid for one in self._others]

    def heading(self) -> Row:
        """Ask into which."""
        name = self.custdev.mask.line(self._theme.name)
        return sheet_row(Span("Join", "bright bold"), Span(f" {name}", "learn"), Span(" to which theme?", "muted"))

    def items(self) -> list[Row]:
        """Return the other themes, with how many notes each has."""
        workspace, mask = self.custdev.session.workspace, self.custdev.mask
        counts = {one.uid: len(workspace.note_uids_in(one.uid)) for one in self._others}
        return [
            Row((Span(mask.line(one.name)),), (Span(plural(counts[one.uid], "note"), "muted"),)) for one in self._others
        ]


def join(here: GatheringScreen) -> None:
    """Put all of the chosen theme into another one, which is asked for."""
    theme = here.theme
    if theme is None or len(live_themes(here.session.workspace)) < 2:
        here.say("There is no other theme to join it to.", ("gathering.add", "adds one"))
        return

    def put(into: str | None) -> None:
        if into is not None:
            here.run(operations.merge_themes, theme.uid, into, words="Joined the themes")

    here.app.push_screen(ThemeChoice(theme), put)
