"""What became of the decisions of standups: a decision that names a card follows that card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct

from tui.domain.people.policy import Policy
from tui.domain.records import Experiment, Standup, StandupDecision
from tui.domain.records.vocabulary import DecisionState
from tui.domain.records.workspace import Workspace
from tui.domain.standup.held import by_start, held_over, last_standup

CARRIED = timedelta(days=30)
"""How long after its day, or after it was made where it has none, a decision that is still open is brought up again."""


class Followed(Struct, frozen=True):
    """A decision of a standup and what became of it; once it is done, `ended` is when, and `late` counts days."""

    standup: str
    decision: StandupDecision
    state: DecisionState
    late: int = 0
    ended: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in ("open", "overdue")


def followed(workspace: Workspace, standup: Standup, decision: StandupDecision, today: date) -> Followed:
    """Return what became of a decision by a day.

    Who ticked it has the last word. Else it is done once its card is: one that was finished already when it was decided
    says nothing. Without a day of its own it is due when its card is.
    """
    card = workspace.cards.get(decision.card or "")
    if decision.done_at is not None:
        return Followed(standup.uid, decision, "done", ended=decision.done_at)
    if card is not None and card.finished_at is not None and card.finished_at >= decision.at:
        return Followed(standup.uid, decision, "card_done", ended=card.finished_at)
    if card is not None and card.archived_at is not None and card.archived_at >= decision.at:
        return Followed(standup.uid, decision, "card_archived", ended=card.archived_at)
    due = decision.due or (card.due if card is not None and card.finished_at is None else None)
    late = max(0, (today - due).days) if due is not None else 0
    return Followed(standup.uid, decision, "overdue" if late else "open", late)


def last_decisions(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, before: datetime, now: datetime
) -> list[Followed]:
    """Return the decisions of the last standup over each of some boards, and those of earlier ones that were open then.

    Only standups count that began `before` a time; the latest comes first.
    """
    held = [standup for experiment in experiments if (standup := last_standup(workspace, experiment.uid, before))]
    latest, begun = {standup.uid for standup in held}, min((standup.started_at for standup in held), default=before)
    today = policy.day(now)
    decisions: list[Followed] = []
    for standup, decision in _decisions(workspace, experiments, before):
        follows = followed(workspace, standup, decision, today)
        since = decision.due or policy.day(decision.at)
        was_open = today - since <= CARRIED if follows.ended is None else follows.ended >= begun
        if standup.uid in latest or was_open:
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
