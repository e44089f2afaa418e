"""What an open workspace tells those who listen to it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from tui.domain.errors import CustdevError
from tui.domain.records.change import Change


class Notice(Struct, frozen=True):
    """What happened to an open workspace; listeners hear it on the thread where it happened.

    `change` was applied to what is shown (`foreign`: by another process). `error` says why something was not saved, or
    in the end not done. `warning` is what the store found while it was open, such as a damaged line. A notice with
    none of them says that what is shown is saved.
    """

    change: Change | None = None
    foreign: bool = False
    error: CustdevError | None = None
    warning: str | None = None
    given_up: str | None = None

    @property
    def saved(self) -> bool:
        """Whether it says that everything shown is saved."""
        return self.change is None and self.error is None and self.warning is None


Listener = Callable[[Notice], None]
