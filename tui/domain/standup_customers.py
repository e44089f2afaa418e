"""What is on with customers when a team stands together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tui.domain.consent import missing
from tui.domain.keeping import Keeping, Reckoning
from tui.domain.merged import is_listed
from tui.domain.policy import Policy
from tui.domain.records import Card, Experiment, Participant, Touchpoint
from tui.domain.standup import running_experiments
from tui.domain.standup_work import card_uids, unfinished_cards
from tui.domain.waiting import Waiting, all_waiting
from tui.domain.workspace import Workspace


def people_of(workspace: Workspace, experiments: Sequence[Experiment]) -> list[Participant]:
    """Return who is linked to a card on these boards; where they are all that run, everybody we know.

    Those who are erased, or are past the day until which they may be kept for, are not among them, nor who was put into
    another record of theirs.
    """
    if {each.uid for each in experiments} >= {each.uid for each in running_experiments(workspace)}:
        known = list(workspace.participants.values())
    else:
        uids = dict.fromkeys(
            uid
            for experiment in experiments
            for column in experiment.definition.columns
            for card in workspace.lane_cards(experiment.uid, column.id)
            for uid in card.people
        )
        known = [workspace.participants[uid] for uid in uids if uid in workspace.participants]
    return sorted(filter(is_listed, known), key=lambda person: person.number)


def touchpoints_today(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime
) -> list[Touchpoint]:
    """Return the touchpoints that are planned for today, and those planned for before that nobody settled, by time."""
    cards = card_uids(workspace, experiments)
    people = {person.uid for person in people_of(workspace, experiments)}
    today = policy.day(now)
    found = [
        each
        for each in workspace.touchpoints.values()
        if each.status in ("tentative", "confirmed")
        and policy.day(each.at) <= today
        and (not cards.isdisjoint(each.cards) if each.cards else not people.isdisjoint(each.people))
    ]
    return sorted(found, key=lambda each: (each.at, each.uid))


def due_people(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime
) -> list[tuple[Participant, Keeping]]:
    """Return who should have heard from us by now, those overdue first, the longest first."""
    reckoning = Reckoning(workspace, policy, policy.day(now))
    known = [(person, reckoning.of(person)) for person in people_of(workspace, experiments)]
    due = [(person, keeping) for person, keeping in known if keeping.state in ("overdue", "due")]
    return sorted(due, key=lambda each: (each[1].state != "overdue", each[1].max, each[0].number))


def open_loops(workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime) -> list[Waiting]:
    """Return the promises and requests that are open on these boards or of their people, the oldest first."""
    people = {person.uid for person in people_of(workspace, experiments)}
    cards = card_uids(workspace, experiments)
    return [
        each
        for each in all_waiting(workspace, policy, policy.day(now))
        if (each.note.card in cards if each.note.card else not people.isdisjoint(each.note.people))
    ]


def cards_lacking_permission(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime
) -> list[Card]:
    """Return the unfinished cards whose work needs what their people have not agreed to, by board and number."""
    today = policy.day(now)
    cards = [card for card in unfinished_cards(workspace, experiments) if card.needs and card.people]
    return [card for card in cards if missing(workspace, card, today)]
