"""A stop of a standup in full: what one has to know of it to decide what comes next."""

from __future__ import annotations

from tui.app.paint import Row, Span
from tui.app.standups.card_rows import CardRows
from tui.app.standups.customer_rows import CustomerRows
from tui.app.standups.round_rows import RoundRows
from tui.domain.records import Card, Note, Participant, Touchpoint


class StopRows(CardRows, CustomerRows, RoundRows):
    """Makes the rows of any stop."""

    def rows(self) -> list[Row]:
        """Return what the stop shows, its name first."""
        record = self.view.record(self.item)
        match self.item.step:
            case "pulse":
                return list(self._pulse())
            case "pull" if not self.item.uid:
                return list(self._pull())
            case "off_board":
                return list(self._off_board())
            case "customers" if not self.item.uid:
                return list(self._others())
        match record:
            case Card():
                return list(self._card(record))
            case Touchpoint():
                return list(self._touchpoint(record))
            case Participant():
                return list(self._person(record))
            case Note():
                return list(self._note(record))
            case _:
                return [Row((Span("It is not there any more.", "muted"),))]
