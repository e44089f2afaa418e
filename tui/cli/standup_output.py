"""Where the report of a standup goes, and what is recorded of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from tui.cli.delivery import Destination, deliver
from tui.cli.desk import Desk
from tui.cli.output import hint
from tui.domain import operations
from tui.domain.records import Standup
from tui.exchange.parcel import Parcel
from tui.session import Session

if TYPE_CHECKING:
    from tui.domain.privacy.profiles import Profile
    from tui.exchange.parcel import Style


class Delivery(Struct, frozen=True):
    """How a report looks, who reads it, and where it goes; without an `output`, to standard output."""

    form: str
    style: Style
    profile: Profile
    output: str | None = None
    force: bool = False
    copy: bool = False
    as_json: bool = False

    @property
    def destination(self) -> Destination:
        """Where it goes."""
        return Destination(self.output or "-", self.force, self.copy, self.as_json)


def hand_out(desk: Desk, session: Session, parcel: Parcel, how: Delivery, *, recorded: Standup | None = None) -> None:
    """Print a report or write it to a file, copy it where asked, and end the standup that is recorded with it."""
    to = how.destination
    form = "json" if how.as_json and to.is_printed else how.form
    path = deliver(desk, session, parcel, form, to)
    if recorded is not None:
        session.save(operations.end_standup, recorded.uid, recorded.spent, report=str(path or ""))
        hint(f"Recorded as {recorded.uid[-6:]}.")
