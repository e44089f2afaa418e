"""What a team committed itself to, on all boards: cards with a due day, promises to customers, and decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain

from msgspec import Struct

from tui.domain.flow.figures import local_day, zone_of
from tui.domain.flow.series import awaits
from tui.domain.people.policy import Policy
from tui.domain.people.waiting import all_waiting
from tui.domain.records import Card, Experiment, Note, StandupDecision
from tui.domain.records.layers import passing
from tui.domain.records.workspace import Workspace
from tui.domain.standup.held import last_decisions, running_experiments
from tui.domain.text import listed, plural
from tui.domain.time.dates import days_late


class Commitment(Struct, frozen=True):
    """A card that is due, a promise, or a decision that is to be done; without `due` nobody said by when.

    `late` is by how many days it is late.
    """

    record: Card | Note | StandupDecision
    due: date | None = None
    late: int = 0

    @property
    def noun(self) -> str:
        """What it is."""
        return _NOUNS[type(self.record)]


_NOUNS = {Card: "card", Note: "promise", StandupDecision: "decision"}


def commitments(workspace: Workspace, policy: Policy, now: datetime) -> list[Commitment]:
    """Return what is to be done on the boards that run and for anybody, what is due first before others.

    What is due on no day comes last. A decision that is a card in the list is there once.
    """
    running = running_experiments(workspace)
    cards = [commitment for experiment in running for commitment in _cards(workspace, experiment, now)]
    there = {commitment.record.uid for commitment in cards}
    promises = (loop for loop in all_waiting(workspace, policy, policy.day(now)) if loop.stage == "promised")
    decisions = (followed for followed in last_decisions(workspace, running, policy, now, now) if followed.is_open)
    everything = (
        *cards,
        *(Commitment(loop.note, loop.due, loop.late) for loop in promises),
        *(Commitment(one.decision, one.due, one.late) for one in decisions if one.decision.card not in there),
    )
    return sorted(everything, key=lambda commitment: commitment.due or date.max)


def late_words(commitments: Iterable[Commitment]) -> str:
    """Return how much is late: `Late: 3 cards and 1 promise`; nothing where nothing is."""
    counts = Counter(commitment.noun for commitment in commitments if commitment.late)
    words: Sequence[str] = [plural(counts[noun], noun) for noun in _NOUNS.values() if counts[noun]]
    return f"Late: {listed(words)}" if words else ""


def _cards(workspace: Workspace, experiment: Experiment, now: datetime) -> Iterator[Commitment]:
    glances, today = workspace.glances, local_day(now, zone_of(experiment.timezone))
    lanes = (workspace.lane(experiment.uid, column.id) for column in experiment.definition.columns)
    uids = chain.from_iterable(lanes)
    due = (uid for uid in uids if glances[uid].due is not None and awaits(glances[uid]))
    for card in passing(workspace.cards, sorted(due, key=lambda uid: glances[uid].number)):
        yield Commitment(card, card.due, days_late(card.due, today))
