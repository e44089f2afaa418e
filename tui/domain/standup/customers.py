"""What is on with customers when a team stands together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from operator import attrgetter

from msgspec import Struct

from tui.domain.people.consent import missing, notes_against_will, scopes_to_ask_again
from tui.domain.people.invitations import owed_now
from tui.domain.people.keeping import Keeping, Reckoning, State
from tui.domain.people.merged import is_listed
from tui.domain.people.policy import Policy
from tui.domain.people.waiting import Waiting, all_waiting
from tui.domain.records import Card, Experiment, Incentive, Note, Participant, Touchpoint
from tui.domain.records.vocabulary import PLANNED
from tui.domain.records.workspace import Workspace
from tui.domain.standup.held import running_experiments
from tui.domain.standup.work_walked import card_uids, unfinished_cards

DUE: tuple[State, ...] = ("overdue", "due")


def people_of(workspace: Workspace, experiments: Sequence[Experiment]) -> list[Participant]:
    """Return who is linked to a card on these boards; where they are all that run, everybody we know.

    Those who are erased, or are past the day until which they may be kept for, are not among them, nor who was put into
    another record of theirs.
    """
    if {experiment.uid for experiment in experiments} >= {running.uid for running in running_experiments(workspace)}:
        people = list(workspace.participants.values())
    else:
        uids = {uid for card in card_uids(workspace, experiments) for uid in workspace.cards[card].people}
        people = [workspace.participants[uid] for uid in uids if uid in workspace.participants]
    return sorted(filter(is_listed, people), key=lambda person: person.number)


def sessions_ahead(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime
) -> list[Touchpoint]:
    """Return what is planned until the end of the next working day, and what before that nobody settled, by time."""
    cards = card_uids(workspace, experiments)
    people = {person.uid for person in people_of(workspace, experiments)}
    until = policy.next_working_day(policy.day(now))

    def is_ours(met: Touchpoint) -> bool:
        return not cards.isdisjoint(met.cards) if met.cards else not people.isdisjoint(met.people)

    planned = (met for met in workspace.touchpoints.values() if met.status in PLANNED and policy.day(met.at) <= until)
    return sorted(filter(is_ours, planned), key=attrgetter("at", "uid"))


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
    due = [
        Nearing(person, keeping, next_meeting(workspace, person, policy, today))
        for person in people_of(workspace, experiments)
        if (keeping := reckoning.of(person)).state in DUE
    ]
    return sorted(due, key=lambda nearing: (not nearing.is_overdue, nearing.keeping.max, nearing.person.number))


def next_meeting(workspace: Workspace, person: Participant, policy: Policy, today: date) -> Touchpoint | None:
    """Return what is planned first with somebody from today to the end of the next working day."""
    until = policy.next_working_day(today)
    theirs = (workspace.touchpoints[uid] for uid in workspace.touchpoint_uids(person.uid))
    planned = (met for met in theirs if met.status in PLANNED)
    return min(
        (met for met in planned if today <= policy.day(met.at) <= until), key=attrgetter("at", "uid"), default=None
    )


def cards_about(workspace: Workspace, experiments: Sequence[Experiment], person: str) -> list[Card]:
    """Return the unfinished cards on these boards that are about a person (uid), by board and number."""
    ours = {experiment.uid for experiment in experiments}
    theirs = (card for card in workspace.cards_with(person) if card.experiment in ours)
    open_cards = (card for card in theirs if card.archived_at is None and not card.orphaned and not card.finished_at)
    return sorted(open_cards, key=lambda card: (card.experiment, card.number))


def open_loops(workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime) -> list[Waiting]:
    """Return the promises and requests that are open on these boards or of their people, the oldest first."""
    people = {person.uid for person in people_of(workspace, experiments)}
    cards = card_uids(workspace, experiments)

    def is_ours(note: Note) -> bool:
        return note.card in cards if note.card else not people.isdisjoint(note.people)

    return [loop for loop in all_waiting(workspace, policy, policy.day(now)) if is_ours(loop.note)]


def rewards_owed(workspace: Workspace, experiments: Sequence[Experiment]) -> list[Incentive]:
    """Return what people of these boards are owed for taking part, the longest owed first."""
    people = {person.uid for person in people_of(workspace, experiments)}
    return [incentive for incentive in owed_now(workspace) if incentive.participant in people]


def people_to_ask_again(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime
) -> list[tuple[Participant, list[str]]]:
    """Return who said yes to several things at once and is to be asked for some by themselves, with these scopes.

    Whoever does not want to be contacted is not.
    """
    reckoning, refusing = Reckoning(workspace, policy, policy.day(now)), ("opted_out", "blocklisted")
    asked = ((person, scopes_to_ask_again(workspace, person)) for person in people_of(workspace, experiments))
    return [(person, scopes) for person, scopes in asked if scopes and reckoning.of(person).status not in refusing]


def people_without_notes(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime
) -> list[tuple[Participant, int]]:
    """Return who wants no notes kept and how many there are all the same."""
    people = {person.uid for person in people_of(workspace, experiments)}
    return [(person, count) for person, count in notes_against_will(workspace, policy.day(now)) if person.uid in people]


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
