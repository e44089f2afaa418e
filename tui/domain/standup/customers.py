"""What is on with customers when a team stands together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct

from tui.domain.people.consent import missing, notes_against_will, scopes_to_ask_again
from tui.domain.people.incentives import owed_now
from tui.domain.people.keeping import Keeping, Reckoning, State
from tui.domain.people.merged import is_listed
from tui.domain.people.policy import Policy
from tui.domain.people.waiting import Waiting, all_waiting
from tui.domain.records import Card, Experiment, Incentive, Participant, Touchpoint
from tui.domain.records.vocabulary import PLANNED
from tui.domain.records.workspace import Workspace
from tui.domain.standup.held import running_experiments
from tui.domain.standup.work import card_uids, unfinished_cards

DUE: tuple[State, ...] = ("overdue", "due")


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


def sessions_ahead(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime
) -> list[Touchpoint]:
    """Return what is planned until the end of the next working day, and what before that nobody settled, by time."""
    cards = card_uids(workspace, experiments)
    people = {person.uid for person in people_of(workspace, experiments)}
    until = policy.next_working_day(policy.day(now))
    found = [
        touchpoint
        for touchpoint in workspace.touchpoints.values()
        if touchpoint.status in PLANNED
        and policy.day(touchpoint.at) <= until
        and (not cards.isdisjoint(touchpoint.cards) if touchpoint.cards else not people.isdisjoint(touchpoint.people))
    ]
    return sorted(found, key=lambda each: (each.at, each.uid))


class Nearing(Struct, frozen=True):
    """Somebody who should have heard from us by now; `met` is what is planned with them before the next standup."""

    person: Participant
    keeping: Keeping
    met: Touchpoint | None = None

    @property
    def is_overdue(self) -> bool:
        """Whether more than the longest time is over."""
        return self.keeping.state == "overdue"


def due_people(workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime) -> list[Nearing]:
    """Return who should have heard from us by now, those overdue first, the longest first.

    Whoever is met before the next standup, on whichever board, is among them with what is planned: nobody has to be
    reminded of them.
    """
    today = policy.day(now)
    reckoning = Reckoning(workspace, policy, today)
    known = [(person, reckoning.of(person)) for person in people_of(workspace, experiments)]
    due = [
        Nearing(person, keeping, next_meeting(workspace, person, policy, today))
        for person, keeping in known
        if keeping.state in DUE
    ]
    return sorted(due, key=lambda each: (not each.is_overdue, each.keeping.max, each.person.number))


def next_meeting(workspace: Workspace, person: Participant, policy: Policy, today: date) -> Touchpoint | None:
    """Return what is planned first with somebody from today to the end of the next working day."""
    until = policy.next_working_day(today)
    planned = (workspace.touchpoints[uid] for uid in workspace.touchpoint_uids(person.uid))
    soon = (each for each in planned if each.status in PLANNED and today <= policy.day(each.at) <= until)
    return min(soon, key=lambda each: (each.at, each.uid), default=None)


def cards_about(workspace: Workspace, experiments: Sequence[Experiment], person: str) -> list[Card]:
    """Return the unfinished cards on these boards that are about a person (uid), by board and number."""
    ours = {experiment.uid for experiment in experiments}
    known = (card for card in workspace.cards_with(person) if card.experiment in ours)
    open_cards = (card for card in known if card.archived_at is None and not card.orphaned and not card.finished_at)
    return sorted(open_cards, key=lambda card: (card.experiment, card.number))


def open_loops(workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime) -> list[Waiting]:
    """Return the promises and requests that are open on these boards or of their people, the oldest first."""
    people = {person.uid for person in people_of(workspace, experiments)}
    cards = card_uids(workspace, experiments)
    return [
        each
        for each in all_waiting(workspace, policy, policy.day(now))
        if (each.note.card in cards if each.note.card else not people.isdisjoint(each.note.people))
    ]


def rewards_owed(workspace: Workspace, experiments: Sequence[Experiment]) -> list[Incentive]:
    """Return what people of these boards are owed for taking part, the longest owed first."""
    people = {person.uid for person in people_of(workspace, experiments)}
    return [each for each in owed_now(workspace) if each.participant in people]


def people_to_ask_again(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime
) -> list[tuple[Participant, list[str]]]:
    """Return who said yes to several things at once and is to be asked for some by themselves, with these scopes.

    Whoever does not want to be contacted is not.
    """
    known = ((person, scopes_to_ask_again(workspace, person)) for person in people_of(workspace, experiments))
    marked = [(person, scopes) for person, scopes in known if scopes]
    reckoning = Reckoning(workspace, policy, policy.day(now))
    return [each for each in marked if reckoning.of(each[0]).status not in ("opted_out", "blocklisted")]


def people_without_notes(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime
) -> list[tuple[Participant, int]]:
    """Return who wants no notes kept and how many there are all the same."""
    people = {person.uid for person in people_of(workspace, experiments)}
    return [each for each in notes_against_will(workspace, policy.day(now)) if each[0].uid in people]


def cards_lacking_permission(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime
) -> list[Card]:
    """Return the unfinished cards whose work needs what their people have not agreed to, by board and number."""
    today = policy.day(now)
    cards = [card for card in unfinished_cards(workspace, experiments) if card.needs and card.people]
    return [card for card in cards if missing(workspace, card, today)]


def cards_with_wishes(workspace: Workspace, experiments: Sequence[Experiment]) -> list[Card]:
    """Return the unfinished cards whose work wishes something of their people, by board and number."""
    return [card for card in unfinished_cards(workspace, experiments) if card.wish and card.people]
