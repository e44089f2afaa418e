"""Puts choices together beside the interface, one at a time; the latest wins."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from tui.app.giving.choice import Choice, Offer
from tui.app.giving.proof import Parcels, Proof, proof_of
from tui.session import Session

SLOW_SECONDS = 0.3
"""After how long it is said that something is being put together."""
Hide = Callable[[str], str]
Asked = tuple[Offer, Choice, Hide | None, Parcels]


class Maker:
    """Makes what was asked for last, in one thread; what was asked for before and is not begun is passed over.

    `take` is given on the interface thread what became of it, unless something else was asked for meanwhile.
    """

    def __init__(self, screen: Screen[Any], session: Session, take: Callable[[Proof], None]) -> None:
        self._screen = screen
        self._session = session
        self._take = take
        self._asked: Asked | None = None
        self._running = False
        self._since = 0.0
        self._parcels: Parcels = {}

    @property
    def is_busy(self) -> bool:
        """Whether something that was asked for is on its way."""
        return self._running

    @property
    def is_slow(self) -> bool:
        """Whether that has been so for long enough to be worth a word."""
        return self._running and time.monotonic() - self._since >= SLOW_SECONDS

    def forget(self) -> None:
        """Put everything together anew from here on: the workspace has changed."""
        self._parcels = {}

    def ask(self, offer: Offer, choice: Choice, hide: Hide | None = None) -> None:
        """Ask for what a choice becomes; `hide` takes names out of what is shown of it."""
        self._asked = (offer, choice, hide, self._parcels)
        if not self._running:
            self._running, self._since = True, time.monotonic()
            self._screen.run_worker(self._make, thread=True, group="making", exit_on_error=False)

    def _make(self) -> None:
        try:
            asked = self._asked
            while asked is not None:
                offer, choice, hide, parcels = asked
                proof = proof_of(self._session, offer, choice, parcels, hide)
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
