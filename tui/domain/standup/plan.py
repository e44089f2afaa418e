"""What a standup walks, in which order.

The order is that of Kanban standups: what was done, what is blocked, what is urgent, what is under way from right to
left with the oldest first, then the customers, and what is to be begun. It is computed once, when the standup begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from tui.domain.people.policy import Policy
from tui.domain.records import Card, Experiment, StandupItem
from tui.domain.records.vocabulary import Step
from tui.domain.records.workspace import Workspace
from tui.domain.standup.customers import (
    cards_lacking_permission,
    due_people,
    open_loops,
    people_to_ask_again,
    people_without_notes,
    sessions_ahead,
)
from tui.domain.standup.work_walked import (
    blocked_cards,
    cards_in_progress,
    expedited_cards,
    finished_since,
    waiting_cards_due,
)

MOST_PEOPLE = 5
"""How many overdue people a standup stops at; the rest of them are one stop together."""
MOST_DUE = 5
"""How many cards that are due and not begun a standup stops at; the others are told where something is to be begun."""


def plan_standup(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, since: datetime, now: datetime
) -> tuple[StandupItem, ...]:
    """Return the stops of a standup over experiments, in the order in which they are walked."""
    return (
        StandupItem("pulse"),
        *(_stop("done", card) for card in finished_since(workspace, experiments, since)),
        *(_stop("blocked", card) for card in blocked_cards(workspace, experiments)),
        *(_stop("expedite", card) for card in expedited_cards(workspace, experiments)),
        *(_stop("doing", card) for card in cards_in_progress(workspace, experiments)),
        *_customers(workspace, experiments, policy, now),
        *(_stop("pull", card) for card in waiting_cards_due(workspace, experiments, policy, now)[:MOST_DUE]),
        *(StandupItem("pull", experiment=experiment.uid) for experiment in experiments),
        StandupItem("off_board"),
        StandupItem("report"),
    )


def _customers(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime
) -> Iterator[StandupItem]:
    over = (workspace, experiments, policy, now)
    for touchpoint in sessions_ahead(*over):
        yield StandupItem("customers", touchpoint.uid)
    due = [nearing for nearing in due_people(*over) if nearing.met is None]
    overdue = [nearing.person for nearing in due if nearing.is_overdue][:MOST_PEOPLE]
    for person in overdue:
        yield StandupItem("customers", person.uid)
    if len(due) > len(overdue) or people_to_ask_again(*over) or people_without_notes(*over):
        yield StandupItem("customers")
    for waiting in open_loops(*over):
        if waiting.is_pressing or waiting.stage == "answered":
            yield StandupItem("customers", waiting.note.uid)
    for card in cards_lacking_permission(*over):
        yield _stop("customers", card)


def _stop(step: Step, card: Card) -> StandupItem:
    return StandupItem(step, card.uid, card.experiment)
