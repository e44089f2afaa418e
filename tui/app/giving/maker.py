"""Puts choices together beside the interface, one at a time, and lets leave what was looked at; the latest wins."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from textual.app import App
from textual.screen import Screen

from tui.app.giving.choice import Choice, Offer, Place
from tui.app.giving.proof import Parcels, Proof, proof_of
from tui.app.giving.words import Given
from tui.app.host import host_of
from tui.crash import mistake_sentence
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
    """Makes what was asked for last, in one thread; what was asked for before and is not begun is passed over.

    `take` is given on the interface thread what became of it, unless something else was asked for meanwhile. `wait` is
    called where that may have taken so long that it is worth a word.
    """

    def __init__(self, screen: Screen[Any], take: Callable[[Proof], None], wait: Callable[[], None]) -> None:
        self._screen = screen
        self._take = take
        self._wait = wait
        self._asked: Asked | None = None
        self._running = False
        self._since = 0.0
        self._workspace: Workspace | None = None
        self._parcels: Parcels = {}

    @property
    def is_busy(self) -> bool:
        """Whether something that was asked for is on its way."""
        return self._running

    @property
    def is_slow(self) -> bool:
        """Whether that has been so for long enough to be worth a word."""
        return self._running and time.monotonic() - self._since >= SLOW_SECONDS

    @property
    def is_stale(self) -> bool:
        """Whether the workspace has changed since something was asked for."""
        return self._workspace is not self._session.workspace

    def ask(self, offer: Offer, choice: Choice, hide: Hide | None = None) -> None:
        """Ask for what a choice becomes; `hide` takes names out of what is shown of it."""
        if self.is_stale:
            self._workspace, self._parcels = self._session.workspace, {}
        self._asked = (offer, choice, hide, self._parcels)
        if not self._running:
            self._running, self._since = True, time.monotonic()
            self._screen.run_worker(
                partial(self._make, self._session), thread=True, group="making", exit_on_error=False
            )
        self._screen.set_timer(SLOW_SECONDS, self._wait)

    @property
    def _session(self) -> Session:
        return host_of(self._screen).session

    def _make(self, session: Session) -> None:
        try:
            asked = self._asked
            while asked is not None:
                offer, choice, hide, parcels = asked
                try:
                    proof = proof_of(session, offer, choice, parcels, hide)
                except Exception as mistake:
                    # Nobody would hear of it, and a screen that waits for what is made could not be left.
                    proof = Proof(choice, refusal=mistake_sentence(mistake))
                asked = self._screen.app.call_from_thread(self._deliver, asked, proof)
        except BaseException:
            self._running = False
            raise

    def _deliver(self, asked: Asked, proof: Proof) -> Asked | None:
        """Hand over what was asked for last, and return what is to be made now."""
        if self._asked is not asked:
            return self._asked
        self._running = False
        if self._screen.is_attached:
            self._take(proof)
        return None
