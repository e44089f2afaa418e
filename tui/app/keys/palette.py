"""The palette: every command, experiment and card by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import islice
from typing import cast

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input

from tui.app.here import Here
from tui.app.host import host_of
from tui.app.keys.dispatch import dispatch
from tui.app.keys.keymap import keymap
from tui.app.look.paint import steady
from tui.domain.search.matching import haystack, needle

MOST_CARDS = 50
HARMLESS = r"[^\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]*"


class CommandProvider(Provider):
    """Finds what the screen below can do."""

    async def discover(self) -> Hits:
        """Offer every command, with its key."""
        for title, key, run in self._all():
            yield DiscoveryHit(described(title, key), run, text=title)

    async def search(self, query: str) -> Hits:
        """Offer commands, experiments and cards that match."""
        matcher = self.matcher(query)
        for title, key, run in [*self._all(), *self._places()]:
            score = matcher.match(title)
            if score > 0:
                yield Hit(score, described(title, key), run, text=title)
        for title, run in self._cards(query):
            yield Hit(matcher.match(title) or 0.1, described(title, ""), run, text=title)

    def _all(self) -> list[tuple[str, str, Callable[[], object]]]:
        screen = cast(Here, self.screen)
        keys = keymap()
        return [
            (command.title, next(iter(keys.keys(command)), ""), partial(dispatch, screen, command))
            for command in keys.commands(screen.place)
            if command.listed
        ]

    def _places(self) -> list[tuple[str, str, Callable[[], object]]]:
        app = host_of(self.screen)
        return [
            (f"Open {app.mask.text(title)}", str(number), partial(app.open_board, board_id))
            for number, (board_id, title) in enumerate(app.places(), start=1)
        ]

    def _cards(self, query: str) -> list[tuple[str, Callable[[], object]]]:
        """Return the first cards of the board below whose number and title contain what is typed."""
        show = getattr(self.screen, "show_card", None)
        board = getattr(self.screen, "board", None)
        if show is None or board is None:
            return []
        cards, mask = board.workspace.cards, host_of(self.screen).mask
        titles = (
            (uid, mask.text(f"{cards[uid].number} {cards[uid].title}")) for lane in board.lanes for uid in lane.all
        )
        looked_for = needle(query)
        hits = ((title, partial(show, uid)) for uid, title in titles if looked_for.is_in(haystack((title,))))
        return list(islice(hits, MOST_CARDS))


def described(title: str, key: str) -> Content:
    """Return a title with its key, both literal."""
    title = steady(title)
    return Content.assemble(title, "  ", (key, "dim")) if key else Content(title)


class Palette(CommandPalette):
    """Textual's palette, into which nothing can be pasted that drives a terminal."""

    CSS_PATH = "palette.tcss"

    def on_mount(self) -> None:
        """Keep control characters out."""
        self.query_one(Input).restrict = HARMLESS


def open_palette(screen: Here) -> None:
    """Open the palette over a screen."""
    screen.app.push_screen(Palette(providers=[CommandProvider], placeholder="A command, a card, an experiment…"))
