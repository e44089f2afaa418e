"""Standing together: a standup begins, walks its items, notes what is decided, and ends.

The order of the items is that of Kanban standups: what was done, what is blocked, what is urgent, what is under way
from right to left with the oldest first, then the customers, and what is to be begun. It is computed once, when the
standup begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from msgspec.structs import replace

from tui.domain.errors import NotAllowed
from tui.domain.operations.cards import put_new_card
from tui.domain.operations.checks import (
    line,
    open_experiment,
    person_name,
    present,
    the_card,
    the_experiment,
    the_part,
)
from tui.domain.operations.declaration import writes
from tui.domain.people.policy import Policy
from tui.domain.records import Card, Experiment, Standup, StandupDecision, StandupItem
from tui.domain.records.change import Change, Context, Edit, changed
from tui.domain.records.vocabulary import Step
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.domain.standup import walked
from tui.domain.standup.held import is_made_of, todays_standup

MOST_PEOPLE = 5
"""How many overdue people a standup stops at; the rest of them are one stop together."""
MOST_DUE = 5
"""How many cards that are due and not begun a standup stops at; the others are told where something is to be begun."""


@writes("standup_begun", "Began", "begin", "a standup", undoable=False)
def begin_standup(
    workspace: Workspace,
    context: Context,
    experiments: Sequence[str],
    since: datetime,
    *,
    attendees: Iterable[str] = (),
) -> Change:
    """Begin a standup over experiments (uids), its order fixed from here on; today's over the same ones goes on."""
    if not experiments:
        raise NotAllowed("No experiment is running, so there is nothing to stand up for. Nothing was changed.")
    over = [the_experiment(workspace, uid) for uid in dict.fromkeys(experiments)]
    if ended := next((experiment for experiment in over if experiment.status != "running"), None):
        what = f"{ended.definition.title}, iteration {ended.iteration}"
        raise NotAllowed(f"{what}, is {ended.status} and not stood up for any more.")
    edit = Edit(workspace, context)
    held = todays_standup(workspace, [experiment.uid for experiment in over], context.policy, context.now)
    if held is None:
        begun = Standup(
            uid=context.ids(),
            started_at=context.now,
            by=context.actor,
            since=min(since, context.now),
            experiments=tuple(experiment.uid for experiment in over),
            items=plan_standup(workspace, over, context.policy, since, context.now),
            attendees=_names(attendees),
        )
        edit.put(begun)
    return edit.change("standup_begun", over[0] if len(over) == 1 else None)


@writes("standup_walked", "Walked", "walk", "a standup", undoable=False)
def walk_standup(workspace: Workspace, context: Context, standup: str, position: int, spent: int) -> Change:
    """Remember how far a standup has come (index of an item), and how many seconds it took so far."""
    old = the_standup(workspace, standup)
    position = max(0, min(position, len(old.items) - 1))
    return changed(workspace, context, "standup_walked", old, position=position, spent=max(old.spent, spent))


@writes("standup_attended", "Said", "say", "who stands together")
def set_attendees(workspace: Workspace, context: Context, standup: str, attendees: Iterable[str]) -> Change:
    """Say who stands together, by the names that follow an @."""
    old = the_standup(workspace, standup)
    return changed(workspace, context, "standup_attended", old, attendees=_names(attendees))


@writes("standup_decided", "Noted", "note", "a decision")
def decide_in_standup(
    workspace: Workspace,
    context: Context,
    standup: str,
    text: str,
    *,
    owner: str | None = None,
    due: date | None = None,
    card: str | None = None,
    experiment: str | None = None,
) -> Change:
    """Note what was decided: who does it and by when; about the card or the experiment (uids) that was talked about."""
    old = the_standup(workspace, standup)
    about = the_card(workspace, card) if card else None
    decision = StandupDecision(
        uid=context.ids(),
        text=line(text, "A decision"),
        at=context.now,
        by=context.actor,
        owner=person_name(owner),
        due=due,
        card=about.uid if about else None,
        experiment=about.experiment if about else the_experiment(workspace, experiment).uid if experiment else None,
    )
    edit = Edit(workspace, context)
    edit.update(old, decisions=(*old.decisions, decision))
    return edit.change("standup_decided", decision)


@writes("decision_ticked", "Ticked", "tick", "a decision")
@writes("decision_unticked", "Unticked", "untick", "a decision")
def tick_decision(workspace: Workspace, context: Context, standup: str, decision: str, done: bool = True) -> Change:
    """Say that what a standup decided (uids) is done, or is not after all."""
    old = the_standup(workspace, standup)
    ticked = the_part(old.decisions, decision, "That decision is not in the workspace")
    now_so = replace(ticked, done_at=(ticked.done_at or context.now) if done else None)
    edit = Edit(workspace, context)
    edit.update(old, decisions=_with(old, now_so))
    return edit.change("decision_ticked" if done else "decision_unticked", ticked)


@writes("decision_carded", "Made a decision the card", "make a decision the card", "{card} {title}", moves=True)
def card_from_decision(workspace: Workspace, context: Context, standup: str, decision: str, *, into: str) -> Change:
    """Make what a standup decided (uids) a card of an experiment, with its owner and day; the decision follows it.

    The card tells which standup it comes from.

    Raises:
        NotAllowed: It is done, or a card already, or `into` is over or archived.
    """
    old = the_standup(workspace, standup)
    decided = the_part(old.decisions, decision, "That decision is not in the workspace")
    about = workspace.cards.get(decided.card or "")
    if decided.done_at is not None:
        raise NotAllowed("That decision is done. Nothing was changed.")
    if about is not None and is_made_of(about, decided):
        raise NotAllowed(f"That decision is a card already: {card_key(workspace, about)}. Nothing was changed.")
    target = open_experiment(workspace, into)
    day = context.policy.day(old.started_at)
    words = f"Decided in the standup of {day.day} {day:%b %Y}"
    card = put_new_card(
        edit := Edit(workspace, context),
        target,
        target.definition.first_column("waiting"),
        title=decided.text,
        description=f"{words}, about {card_key(workspace, about)}." if about is not None else f"{words}.",
        assignee=decided.owner,
        due=decided.due,
    )
    edit.update(old, decisions=_with(old, replace(decided, card=card.uid)))
    return edit.change("decision_carded", card)


@writes("standup_ended", "Ended", "end", "a standup", undoable=False)
def end_standup(workspace: Workspace, context: Context, standup: str, spent: int, *, report: str = "") -> Change:
    """End a standup after so many seconds; `report` is the path of its report. Ending it again keeps the first end."""
    old = the_standup(workspace, standup)
    return changed(
        workspace,
        context,
        "standup_ended",
        old,
        position=len(old.items) - 1,
        spent=max(old.spent, spent),
        ended_at=old.ended_at or context.now,
        report=report or old.report,
    )


def the_standup(workspace: Workspace, uid: str) -> Standup:
    """Return a standup, or raise NotFound."""
    return present(workspace.standups, uid, "standup")


def _with(standup: Standup, decision: StandupDecision) -> tuple[StandupDecision, ...]:
    return tuple(decision if other.uid == decision.uid else other for other in standup.decisions)


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for text in names if (name := person_name(text))))


def plan_standup(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, since: datetime, now: datetime
) -> tuple[StandupItem, ...]:
    """Return the stops of a standup over experiments, in the order in which they are walked."""
    return (
        StandupItem("pulse"),
        *(_stop("done", card) for card in walked.finished_since(workspace, experiments, since)),
        *(_stop("blocked", card) for card in walked.blocked_cards(workspace, experiments)),
        *(_stop("expedite", card) for card in walked.expedited_cards(workspace, experiments)),
        *(_stop("doing", card) for card in walked.cards_in_progress(workspace, experiments)),
        *_customers(workspace, experiments, policy, now),
        *(_stop("pull", card) for card in walked.waiting_cards_due(workspace, experiments, policy, now)[:MOST_DUE]),
        *(StandupItem("pull", experiment=experiment.uid) for experiment in experiments),
        StandupItem("off_board"),
        StandupItem("report"),
    )


def _customers(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime
) -> Iterator[StandupItem]:
    over = (workspace, experiments, policy, now)
    yield from (StandupItem("customers", touchpoint.uid) for touchpoint in walked.sessions_ahead(*over))
    due = [nearing for nearing in walked.due_people(*over) if nearing.met is None]
    overdue = [nearing.person for nearing in due if nearing.is_overdue][:MOST_PEOPLE]
    yield from (StandupItem("customers", person.uid) for person in overdue)
    if len(due) > len(overdue) or walked.people_to_ask_again(*over) or walked.people_without_notes(*over):
        yield StandupItem("customers")
    for waiting in walked.open_loops(*over):
        if waiting.is_pressing or waiting.stage in ("answered", "shipped"):
            yield StandupItem("customers", waiting.note.uid)
    yield from (_stop("customers", card) for card in walked.cards_lacking_permission(*over))


def _stop(step: Step, card: Card) -> StandupItem:
    return StandupItem(step, card.uid, card.experiment)
