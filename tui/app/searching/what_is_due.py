"""What is due on all boards, what was promised and decided: what is late first, and enter opens what is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tui.app.dialogs.overlay import ListDialog
from tui.app.here import Here
from tui.app.keys.dispatch import attempt
from tui.app.look.item_list import ItemList
from tui.app.look.paint import SURFACE, Row, Span
from tui.app.searching.open_findable import open_place
from tui.domain.facts import pids
from tui.domain.records import Card, Note, StandupDecision
from tui.domain.search.naming import card_key
from tui.domain.standup.commitments import Commitment, commitments, late_words
from tui.domain.text import plural
from tui.domain.time.dates import day_words, full_words
from tui.domain.time.dates import late_words as late_by

WHEN, KEY = (12, 9), 8
"""How many cells the day takes, also on a narrow screen, and the key."""
NARROW = 60


class WhatIsDue(ListDialog[None]):
    """All that is to be done by a day, in the order of days, and below it what has none."""

    box = "due-box"
    place = footer_mode = "due"

    def __init__(self, front: Here, due: list[Commitment]) -> None:
        super().__init__()
        self.front = front
        self.due = due

    def heading(self) -> Row:
        """Say how much there is, and how much of it is late."""
        late = late_words(self.due)
        remark = () if self._is_narrow else (Span("  on all boards, promised and decided", "muted"),)
        right = Span(late, "danger bold") if late else Span(plural(len(self.due), "thing"), "muted")
        return Row((Span("    Due", "bright bold"), *remark), (right,), SURFACE, 2)

    def items(self) -> list[Row]:
        """Return a row of each."""
        return [self._row(commitment) for commitment in self.due]

    async def enter(self) -> None:
        """Close, and open what is chosen."""
        at = self.listing.selected
        if self.is_current and at is not None:
            record = self.due[at].record
            self.dismiss(None)
            await attempt(self.front, lambda: _open(self.front, record))

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        """Choose what was clicked; a second click opens it."""
        super().on_item_list_chosen(event)
        if event.again:
            self.app.call_later(self.enter)

    def _row(self, commitment: Commitment) -> Row:
        record, mask = commitment.record, self.custdev.mask
        workspace, today = self.custdev.session.workspace, self.custdev.session.today
        people: Sequence[str] = () if isinstance(record, StandupDecision) else record.people
        owner = record.owner if isinstance(record, StandupDecision) else getattr(record, "assignee", None)
        where = card_key(workspace, record) if isinstance(record, Card) else commitment.noun
        if isinstance(record, Note):
            text = mask.words(record, workspace, today)[0]
        else:
            text = mask.line(record.title if isinstance(record, Card) else record.text)
        names = (
            Span(" ".join(pids(workspace, people)), "people"),
            Span(f" @{mask.text(owner)}" if owner else "", "muted"),
        )
        return Row((self._when(commitment, today), Span(f"{where:<{KEY}} ", "muted"), Span(text)), names)

    def _when(self, commitment: Commitment, today: date) -> Span:
        due, width = commitment.due, WHEN[self._is_narrow]
        if commitment.late:
            return Span(f"{late_by(commitment.late):<{width}}", "danger bold")
        if due == today:
            return Span(f"{'today':<{width}}", "warn bold")
        words = day_words if self._is_narrow else full_words
        return Span(f"{words(due, today) if due else 'no day':<{width}}", "muted")

    @property
    def _is_narrow(self) -> bool:
        return self.app.size.width < NARROW


def _open(here: Here, record: Card | Note | StandupDecision) -> None:
    if isinstance(record, Card):
        open_place(here, card=record.uid)
    elif isinstance(record, Note):
        open_place(here, card=record.card or "", people=record.people)
    else:
        open_place(here, card=record.card or "", experiment=record.experiment)


def open_due(here: Here) -> None:
    """Show what is due on all boards, or say that nothing is."""
    session = here.session
    due = commitments(session.workspace, session.policy, session.now())
    if due:
        here.app.push_screen(WhatIsDue(here, due))
    else:
        here.say("Nothing is due, promised or decided.")
