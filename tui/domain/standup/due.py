"""Which cards are due before a team stands together again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct

from tui.domain.flow.figures import local_day, zone_of
from tui.domain.flow.series import awaits
from tui.domain.people.policy import Policy
from tui.domain.records import Card, Experiment
from tui.domain.records.workspace import Workspace


class Due(Struct, frozen=True):
    """The day a card is due, and for how many days it has been late."""

    day: date
    late: int = 0


def due_soon(card: Card, policy: Policy, today: date) -> Due | None:
    """Return the due day of a card where it is late, or due by the next working day; None for one that is finished."""
    if card.due is None or not awaits(card) or card.due > policy.next_working_day(today):
        return None
    return Due(card.due, max(0, (today - card.due).days))


def waiting_cards_due(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime
) -> list[Card]:
    """Return the cards that nobody has begun though they are due soon, the one that is due first first.

    What recurs is among them wherever it stands, until its next time is begun.

    What is blocked or urgent is not among them: it is talked about anyway. Days are those of the boards.
    """
    due: list[Card] = []
    for experiment in experiments:
        today = local_day(now, zone_of(experiment.timezone))
        lanes = (workspace.lane_cards(experiment.uid, column.id) for column in experiment.definition.columns)
        for card in (card for lane in lanes for card in lane):
            idle = (card.started_at is None or card.finished_at is not None) and card.held is None
            if idle and not card.expedite and due_soon(card, policy, today) is not None:
                due.append(card)
    return sorted(due, key=lambda card: (card.due or date.max, card.uid))
