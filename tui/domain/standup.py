"""What a standup walks, and since when things are news.

The order is that of Kanban standups: what was done, what is blocked, what is urgent, what is under way with the oldest
first, and then the customers. It is computed once, when the standup begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time
from itertools import takewhile
from typing import get_args

from tui.domain.consent import missing
from tui.domain.flow import local_day, zone_of
from tui.domain.history import UNDOING, undone_among
from tui.domain.keeping import Keeping, Reckoning
from tui.domain.policy import Policy
from tui.domain.records import Card, Event, Experiment, Participant, Standup, StandupItem, Step, Touchpoint
from tui.domain.waiting import Waiting, all_waiting
from tui.domain.workspace import Workspace

STEPS: tuple[Step, ...] = get_args(Step)

MOST_PEOPLE = 5
"""How many overdue people a standup stops at; the rest of them are one stop together."""


def running_experiments(workspace: Workspace) -> list[Experiment]:
    """Return the experiments that run, the one that was started first before others."""
    running = [each for each in workspace.experiments.values() if each.status == "running"]
    return sorted(running, key=lambda each: (each.started_at is None, each.started_at, each.uid))


def last_standup(workspace: Workspace, experiment: str, before: datetime) -> Standup | None:
    """Return the latest standup over an experiment (uid) that began before a time, or None."""
    held = (each for each in workspace.standups.values() if experiment in each.experiments and each.started_at < before)
    return max(held, key=lambda each: (each.started_at, each.uid), default=None)


def todays_standup(workspace: Workspace, experiments: Sequence[str], policy: Policy, now: datetime) -> Standup | None:
    """Return the standup over exactly these experiments (uids) that began on the day of `now`, or None."""
    today = policy.day(now)
    held = (
        each
        for each in workspace.standups.values()
        if set(each.experiments) == set(experiments) and policy.day(each.started_at) == today and each.started_at <= now
    )
    return max(held, key=lambda each: (each.started_at, each.uid), default=None)


def since_of(workspace: Workspace, experiments: Iterable[Experiment], policy: Policy, now: datetime) -> datetime:
    """Return since when things are news: the last standup, else the beginning of the last working day.

    Over several experiments it is the earliest of their own; days are those of each experiment's time zone. UTC.
    """
    return min((_since(workspace, each, policy, now) for each in experiments), default=now)


def _since(workspace: Workspace, experiment: Experiment, policy: Policy, now: datetime) -> datetime:
    last = last_standup(workspace, experiment.uid, now)
    if last is not None:
        return last.started_at
    zone = zone_of(experiment.timezone)
    day = policy.last_working_day(local_day(now, zone))
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def moved_since(newest_first: Iterable[Event], since: datetime) -> frozenset[str]:
    """Return the uids of the cards that changed their column since a time; what was undone did not move them.

    The events are to be in order of their times, and are looked at no further than `since`.
    """
    return frozenset(
        uid
        for event in _counting_since(newest_first, since)
        for uid, fields in event.changes.get("cards", {}).items()
        if "column" in fields and "uid" not in fields
    )


def pulled_since(
    newest_first: Iterable[Event], since: datetime, workspace: Workspace, experiments: Iterable[Experiment]
) -> frozenset[str]:
    """Return the uids of the cards that entered an active column of some boards since a time, as new ones or by a move.

    Going on from one active column to the next is not entering. The events are looked at as by `moved_since`.
    """
    active = {
        (each.uid, column.id) for each in experiments for column in each.definition.columns if column.role == "active"
    }
    cards = workspace.cards
    return frozenset(
        uid
        for event in _counting_since(newest_first, since)
        for uid, fields in event.changes.get("cards", {}).items()
        if "column" in fields and uid in cards
        for before, after in [fields["column"]]
        if (cards[uid].experiment, after) in active and (cards[uid].experiment, before) not in active
    )


def _counting_since(newest_first: Iterable[Event], since: datetime) -> Iterator[Event]:
    """Yield the events since a time that did something which was not undone since."""
    recent = list(takewhile(lambda event: event.at >= since, newest_first))
    undone = undone_among(recent)
    return (event for event in recent if event.uid not in undone and event.kind not in UNDOING)


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
        *(StandupItem("pull", experiment=each.uid) for each in experiments),
        StandupItem("off_board"),
        StandupItem("report"),
    )


def finished_since(workspace: Workspace, experiments: Iterable[Experiment], since: datetime) -> list[Card]:
    """Return the cards that were finished since a time: of the rightmost column first, there in the order finished."""
    found: list[tuple[int, datetime, int, Card]] = []
    for experiment in experiments:
        for place, column in enumerate(experiment.definition.columns):
            if column.role == "finished":
                for card in workspace.lane_cards(experiment.uid, column.id):
                    if card.finished_at is not None and card.finished_at >= since:
                        found.append((place - len(experiment.definition.columns), card.finished_at, card.number, card))
    return [card for *_, card in sorted(found, key=lambda each: (-each[0], *each[1:3], each[3].uid))]


def blocked_cards(workspace: Workspace, experiments: Iterable[Experiment]) -> list[Card]:
    """Return the cards that cannot go on, the one that is blocked the longest first."""
    blocked = [card for card in _unfinished(workspace, experiments) if card.blocked is not None]
    return sorted(blocked, key=lambda card: (card.blocked.since if card.blocked else card.created_at, card.uid))


def expedited_cards(workspace: Workspace, experiments: Iterable[Experiment]) -> list[Card]:
    """Return the urgent cards that can go on, those under way first, the oldest of them first."""
    urgent = [card for card in _unfinished(workspace, experiments) if card.expedite and card.blocked is None]
    return sorted(urgent, key=_by_age)


def cards_in_progress(workspace: Workspace, experiments: Iterable[Experiment]) -> list[Card]:
    """Return the cards in active columns that are neither blocked nor urgent, the oldest first, recurring ones last."""
    cards = [
        card
        for experiment in experiments
        for column in experiment.definition.columns
        if column.role == "active"
        for card in workspace.lane_cards(experiment.uid, column.id)
        if card.blocked is None and not card.expedite
    ]
    return sorted(cards, key=lambda card: (card.kind == "recurring", *_by_age(card)))


def wip_of(workspace: Workspace, experiment: Experiment) -> tuple[int, int | None]:
    """Return how many cards are in active columns, and the sum of the limits there; None where there is no limit."""
    active = [column for column in experiment.definition.columns if column.role == "active"]
    limits = [column.wip for column in active if column.wip is not None]
    count = sum(len(workspace.lane(experiment.uid, column.id)) for column in active)
    return count, sum(limits) if limits else None


def to_pull(workspace: Workspace, experiment: Experiment) -> Card | None:
    """Return the card that is to be begun next: the top one that waits and is not blocked; None at the WIP limit."""
    count, limit = wip_of(workspace, experiment)
    if limit is not None and count >= limit:
        return None
    waiting = (column for column in experiment.definition.columns if column.role == "waiting")
    cards = (card for column in reversed(list(waiting)) for card in workspace.lane_cards(experiment.uid, column.id))
    return next((card for card in cards if card.blocked is None), None)


def people_of(workspace: Workspace, experiments: Sequence[Experiment]) -> list[Participant]:
    """Return who is linked to a card on these boards; where they are all that run, everybody we know.

    Those who are erased, or are past the day until which they may be kept for, are not among them.
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
    return sorted((each for each in known if each.erased_at is None), key=lambda person: person.number)


def touchpoints_today(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime
) -> list[Touchpoint]:
    """Return the touchpoints that are planned for today, and those planned for before that nobody settled, by time."""
    cards = _card_uids(workspace, experiments)
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
    cards = _card_uids(workspace, experiments)
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
    cards = [card for card in _unfinished(workspace, experiments) if card.needs and card.people]
    return [card for card in cards if missing(workspace, card, today)]


def _customers(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime
) -> Iterator[StandupItem]:
    for touchpoint in touchpoints_today(workspace, experiments, policy, now):
        yield StandupItem("customers", touchpoint.uid)
    due = due_people(workspace, experiments, policy, now)
    overdue = [person for person, keeping in due if keeping.state == "overdue"][:MOST_PEOPLE]
    for person in overdue:
        yield StandupItem("customers", person.uid)
    if len(due) > len(overdue):
        yield StandupItem("customers")
    for waiting in open_loops(workspace, experiments, policy, now):
        if waiting.is_pressing or waiting.stage == "answered":
            yield StandupItem("customers", waiting.note.uid)
    for card in cards_lacking_permission(workspace, experiments, policy, now):
        yield _stop("customers", card)


def _stop(step: Step, card: Card) -> StandupItem:
    return StandupItem(step, card.uid, card.experiment)


def _unfinished(workspace: Workspace, experiments: Iterable[Experiment]) -> Iterator[Card]:
    """Yield the cards on the boards that are not in a finished column, by board and number."""
    for experiment in experiments:
        cards = [
            card
            for column in experiment.definition.columns
            if column.role != "finished"
            for card in workspace.lane_cards(experiment.uid, column.id)
        ]
        yield from sorted(cards, key=lambda card: card.number)


def _by_age(card: Card) -> tuple[bool, datetime, str]:
    return card.started_at is None, card.started_at or card.created_at, card.uid


def _card_uids(workspace: Workspace, experiments: Iterable[Experiment]) -> set[str]:
    return {
        uid
        for experiment in experiments
        for column in experiment.definition.columns
        for uid in workspace.lane(experiment.uid, column.id)
    }
