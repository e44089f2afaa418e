"""Puts choices together beside the interface, one at a time, and lets leave what was looked at; the latest wins."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from textual.app import App
from textual.screen import Screen

from tui.app.background import in_background
from tui.app.giving.choice import Choice, Given, Offer, Place
from tui.app.giving.proof import Parcels, Proof, proof_of
from tui.app.host import host_of
from tui.domain.records.workspace import Workspace
from tui.exchange.clipboard import terminal_copy
from tui.session import Session, giving


def sent(app: App[object], session: Session, written: giving.Written, place: Place) -> Given:
    """Return what has left. Waits for the disk or for a tool: not for the interface thread.

    It is for the caller to remember it, and to print what is to be printed.

    Raises:
        CustdevError, OSError: It has not left.
    """
    if place == "file":
        return Given(written, place, path=giving.to_file(session, written))
    if place == "clipboard":
        return Given(written, place, taken=giving.to_clipboard(written, lambda text: _ask_terminal(app, text)))
    return Given(written, place)


def _ask_terminal(app: App[object], text: str) -> bool:
    """Ask the terminal to copy a text, from another thread than the interface's; return whether it could be asked."""
    if terminal_copy(text) is None:
        return False
    app.call_from_thread(App.copy_to_clipboard, app, text)
    return True


SLOW_SECONDS = 0.3
"""After how long it is said that something is being put together."""
Hide = Callable[[str], str]
Asked = tuple[Offer, Choice, Hide | None, Parcels]


class Maker:
    """Makes what was asked for last; what was asked for meanwhile and is not begun is passed over.

    `take` is given what became of it, unless something else was asked for. `wait` is called where that may have taken
    so long that it is worth a word.
    """

    def __init__(self, screen: Screen[Any], take: Callable[[Proof], None], wait: Callable[[], None]) -> None:
        self._screen = screen
        self._take = take
        self._wait = wait
        self._asked: Asked | None = None
        self._making: Asked | None = None
        self._since = 0.0
        self._workspace: Workspace | None = None
        self._parcels: Parcels = {}

    @property
    def is_busy(self) -> bool:
        """Whether something that was asked for is on its way."""
        return self._making is not None

    @property
    def is_slow(self) -> bool:
        """Whether that has been so for long enough to be worth a word."""
        return self.is_busy and time.monotonic() - self._since >= SLOW_SECONDS

    @property
    def is_stale(self) -> bool:
        """Whether the workspace has changed since something was asked for."""
        return self._workspace is not self._session.workspace

    def ask(self, offer: Offer, choice: Choice, hide: Hide | None = None) -> None:
        """Ask for what a choice becomes; `hide` takes names out of what is shown of it."""
        if self.is_stale:
            self._workspace, self._parcels = self._session.workspace, {}
        self._asked = (offer, choice, hide, self._parcels)
        if not self.is_busy:
            self._since = time.monotonic()
            self._make(self._asked)
        self._screen.set_timer(SLOW_SECONDS, self._wait)

    @property
    def _session(self) -> Session:
        return host_of(self._screen).session

    def _make(self, asked: Asked) -> None:
        self._making = asked
        offer, choice, hide, parcels = asked
        make = partial(proof_of, self._session, offer, choice, parcels, hide)
        in_background(self._screen, "making", make, self._hand_over, self._refuse)

    def _hand_over(self, proof: Proof) -> None:
        """Hand over what was asked for last; where it was not, make that now."""
        making, self._making = self._making, None
        if not self._screen.is_attached:
            return
        if making is not None and self._asked is not None and making is not self._asked:
            self._make(self._asked)
        else:
            self._take(proof)

    def _refuse(self, error: Exception) -> None:
        if self._asked is not None:
            self._hand_over(Proof(self._asked[1], refusal=str(error)))
