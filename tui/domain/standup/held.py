"""Standups that were held: since when things are news, and what became of what was decided.

A decision that names a card follows that card.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date, datetime
from itertools import takewhile
from typing import get_args

from msgspec import Struct

from tui.domain.flow.figures import days_since, local_day, midnight, zone_of
from tui.domain.operations.kinds import UNDOING, undone_among
from tui.domain.people.policy import Policy
from tui.domain.records import Card, Event, Experiment, Standup, StandupDecision
from tui.domain.records.vocabulary import DecisionState, Step
from tui.domain.records.workspace import Workspace
from tui.domain.text import plural
from tui.domain.time.dates import days_late

STEPS: tuple[Step, ...] = get_args(Step)
HOLDING = frozenset({"standup_begun", "standup_walked", "standup_attended", "standup_decided", "standup_ended"})
"""The kinds of events that a standup consists of."""


class Followed(Struct, frozen=True):
    """A decision of a standup and what became of it; once it is done, `ended` is when.

    While it is open, `due` is by when, also as its card has it, `days` its age and `late` by how many it is late.
    """

    standup: str
    decision: StandupDecision
    state: DecisionState
    late: int = 0
    days: int = 0
    due: date | None = None
    ended: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in ("open", "overdue")


def standup_of(event: Event) -> str | None:
    """Return the standup (uid) that an event is a part of, from its beginning to its end; None for all others."""
    return next(iter(event.changes.get("standups", ())), None) if event.kind in HOLDING else None


def held_words(standup: Standup) -> str:
    """Return a standup in a few words: `Held a standup of 12 min, 3 decisions`."""
    spent = standup.spent // 60
    took = f" of {spent} min" if spent else ""
    count = len(standup.decisions)
    decisions = f", {plural(count, 'decision')}" if count else ""
    return f"{'Held' if standup.ended_at or took else 'Began'} a standup{took}{decisions}"


def running_experiments(workspace: Workspace) -> list[Experiment]:
    """Return the experiments that run, the one that was started first before others."""
    running = [experiment for experiment in workspace.experiments.values() if experiment.status == "running"]
    return sorted(running, key=lambda one: (one.started_at is None, one.started_at, one.uid))


def last_standup(workspace: Workspace, experiment: str, before: datetime) -> Standup | None:
    """Return the latest standup over an experiment (uid), or over an iteration before it, that began before a time."""
    current = workspace.experiments.get(experiment)
    iterations = {own.uid for own in workspace.experiments_of(current.board_id)} if current else {experiment}
    return max(held_over(workspace, iterations, before), key=by_start, default=None)


def held_over(workspace: Workspace, experiments: Set[str], before: datetime) -> Iterator[Standup]:
    """Yield the standups over any of these experiments (uids) that began before a time and were held.

    Held is one in which anybody went beyond the first stop: one that was only opened makes nothing old news.
    """
    for standup in workspace.standups.values():
        was_held = standup.ended_at is not None or standup.position > 0 or standup.decisions
        if was_held and standup.started_at < before and not experiments.isdisjoint(standup.experiments):
            yield standup


def by_start(standup: Standup) -> tuple[datetime, str]:
    """Return what standups are sorted by: when they began."""
    return standup.started_at, standup.uid


def experiments_of(workspace: Workspace, standup: Standup) -> list[Experiment]:
    """Return the experiments a standup is over; of a board that was iterated since it began, the current iteration."""
    over = (workspace.experiments.get(uid) for uid in standup.experiments)
    current = (workspace.experiments_of(experiment.board_id)[0] for experiment in over if experiment is not None)
    return list({experiment.uid: experiment for experiment in current}.values())


def todays_standup(workspace: Workspace, experiments: Sequence[str], policy: Policy, now: datetime) -> Standup | None:
    """Return the standup over exactly these experiments (uids) that began on the day of `now`, or None."""
    today = policy.day(now)
    same = (standup for standup in workspace.standups.values() if set(standup.experiments) == set(experiments))
    held = (standup for standup in same if policy.day(standup.started_at) == today and standup.started_at <= now)
    return max(held, key=by_start, default=None)


def since_of(workspace: Workspace, experiments: Iterable[Experiment], policy: Policy, now: datetime) -> datetime:
    """Return since when things are news: the last standup, else the beginning of the last working day.

    Over several experiments it is the earliest of their own; days are those of each experiment's time zone. UTC.
    """
    return min((_since(workspace, experiment, policy, now) for experiment in experiments), default=now)


def _since(workspace: Workspace, experiment: Experiment, policy: Policy, now: datetime) -> datetime:
    last = last_standup(workspace, experiment.uid, now)
    if last is not None:
        return last.started_at
    zone = zone_of(experiment.timezone)
    return midnight(policy.last_working_day(local_day(now, zone)), zone)


def moved_since(newest_first: Iterable[Event], since: datetime) -> frozenset[str]:
    """Return the uids of the cards that changed their column since a time; what was undone did not move them.

    The events are to be in order of their times, and are looked at no further than `since`.
    """
    changes = _columns_changed(newest_first, since)
    return frozenset(uid for uid, before, after in changes if before is not None and after is not None)


def pulled_since(
    newest_first: Iterable[Event], since: datetime, workspace: Workspace, experiments: Iterable[Experiment]
) -> frozenset[str]:
    """Return the uids of the cards that entered an active column of some boards since a time, as new ones or by a move.

    Going on from one active column to the next is not entering. The events are looked at as by `moved_since`.
    """
    columns = ((experiment.uid, column) for experiment in experiments for column in experiment.definition.columns)
    active = {(board, column.id) for board, column in columns if column.role == "active"}
    there = workspace.cards
    return frozenset(
        uid
        for uid, before, after in _columns_changed(newest_first, since)
        if uid in there and (there[uid].experiment, after) in active and (there[uid].experiment, before) not in active
    )


def _columns_changed(newest_first: Iterable[Event], since: datetime) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield the cards (uids) whose column changed since a time, with it before and after, unless that was undone.

    A side is None where the card was not there.
    """
    recent = list(takewhile(lambda event: event.at >= since, newest_first))
    undone = undone_among(recent)
    for event in recent:
        if event.uid not in undone and event.kind not in UNDOING:
            changes = event.changes.get("cards", {}).items()
            yield from ((uid, *fields["column"]) for uid, fields in changes if "column" in fields)


def is_made_of(card: Card, decision: StandupDecision) -> bool:
    """Return whether a decision became this card, which it names: one that was only talked about is older."""
    return card.uid == decision.card and card.created_at > decision.at


def followed(
    workspace: Workspace, standup: Standup, decision: StandupDecision, policy: Policy, today: date
) -> Followed:
    """Return what became of a decision by a day.

    Who ticked it has the last word. Else it is done once its card is: one that was finished already when it was decided
    says nothing. Without a day of its own, or once it became a card, it is due when its card is.
    """
    card = workspace.cards.get(decision.card or "")
    if decision.done_at is not None:
        return Followed(standup.uid, decision, "done", ended=decision.done_at)
    if card is not None and card.finished_at is not None and card.finished_at >= decision.at:
        return Followed(standup.uid, decision, "card_done", ended=card.finished_at)
    if card is not None and card.archived_at is not None and card.archived_at >= decision.at:
        return Followed(standup.uid, decision, "card_archived", ended=card.archived_at)
    due = card.due if card is not None and card.finished_at is None else None
    due = due if card is not None and is_made_of(card, decision) else decision.due or due
    late, age = days_late(due, today), days_since(decision.at, today, policy.zone)
    return Followed(standup.uid, decision, "overdue" if late else "open", late, age, due)


def last_decisions(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, before: datetime, now: datetime
) -> list[Followed]:
    """Return the decisions of the last standup over each of some boards, and those of earlier ones that were open then.

    What is open is brought up until it is done. Only standups count that began `before` a time; the latest comes first.
    """
    held = [standup for experiment in experiments if (standup := last_standup(workspace, experiment.uid, before))]
    latest, begun = {standup.uid for standup in held}, min((standup.started_at for standup in held), default=before)
    today = policy.day(now)
    decisions: list[Followed] = []
    for standup, decision in _decisions(workspace, experiments, before):
        follows = followed(workspace, standup, decision, policy, today)
        if standup.uid in latest or follows.ended is None or follows.ended >= begun:
            decisions.append(follows)
    return decisions


def _decisions(
    workspace: Workspace, experiments: Sequence[Experiment], before: datetime
) -> Iterator[tuple[Standup, StandupDecision]]:
    """Yield what was decided about some boards, or about nothing in particular where they were stood up for."""
    ours = {own.uid for experiment in experiments for own in workspace.experiments_of(experiment.board_id)}
    for standup in sorted(held_over(workspace, ours, before), key=by_start, reverse=True):
        for decision in standup.decisions:
            if decision.experiment is None or decision.experiment in ours:
                yield standup, decision
