"""The pulse of a standup: what happened since the last one, in a handful of counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.evidence.stances import is_evidence
from tui.domain.flow.figures import load_of, midnight
from tui.domain.people.policy import Policy
from tui.domain.records import Experiment, Note, Touchpoint
from tui.domain.records.layers import at_a_glance
from tui.domain.records.vocabulary import Method
from tui.domain.records.workspace import Workspace
from tui.domain.standup.walked import finished_since, theirs

OF_NUMBERS: frozenset[Method] = frozenset({"analytics", "ab_test"})
"""Methods that look at numbers: nobody is spoken with."""


class Pulse(Struct, frozen=True):
    """Counts since a time, over one or more boards.

    `touchpoints` were had with customers this week, of which the team wants `wanted`, and `last_week` in the whole
    week before; `supports` and `refutes` are new evidence, None where that is not told. `wip` is how much is in
    progress now, `limit` how much should be at most, None where that is not to be compared; `over` are the keys of the
    boards of which a column holds more than its own limit.
    """

    done: int = 0
    moved: int = 0
    notes: int = 0
    touchpoints: int = 0
    wanted: int = 0
    last_week: int = 0
    supports: int | None = 0
    refutes: int | None = 0
    wip: int = 0
    limit: int | None = None
    learned: int = 0
    over: tuple[str, ...] = ()
    boards: int = 1

    @property
    def without_evidence(self) -> Pulse:
        """The same without the counts of new evidence: where they are small, they point at people."""
        return replace(self, supports=None, refutes=None)

    @property
    def over_words(self) -> str:
        """Where more is under way than should be: `over`, of several boards `CD over`; empty where nowhere."""
        if not self.over:
            return ""
        return "over" if self.boards == 1 else f"{', '.join(self.over)} over"


def pulse_of(  # noqa: PLR0917 - what it is about, and when, in the order of all functions of a standup
    workspace: Workspace,
    experiments: Sequence[Experiment],
    policy: Policy,
    since: datetime,
    now: datetime,
    moved: frozenset[str],
    counts: Callable[[Note], bool] = is_evidence,
) -> Pulse:
    """Return the pulse of some boards since a time; `moved` are the uids of all cards that moved since then.

    Only the notes of which `counts` says so speak for or against something.
    """
    ours = {experiment.uid for experiment in experiments}
    cards = workspace.cards
    notes = list(notes_since(workspace, experiments, since))
    stances = [note.stance for note in notes if note.card is not None and counts(note)]
    loads = [load_of(workspace, experiment) for experiment in experiments]
    limits = [load.limit for load in loads if load.limit is not None]
    last_week, this_week = touchpoints_by_week(workspace, experiments, policy, now)
    return Pulse(
        done=len(finished_since(workspace, experiments, since)),
        moved=sum(uid in cards and cards[uid].experiment in ours for uid in moved),
        notes=len(notes),
        touchpoints=this_week,
        wanted=policy.weekly_touchpoints,
        last_week=last_week,
        supports=stances.count("supports"),
        refutes=stances.count("refutes"),
        wip=sum(load.wip for load in loads),
        limit=sum(limits) if limits and len(limits) == len(loads) else None,
        learned=sum(note.kind == "learned" for note in notes),
        over=tuple(experiment.key for experiment, load in zip(experiments, loads, strict=True) if load.over),
        boards=len(experiments),
    )


def notes_since(workspace: Workspace, experiments: Sequence[Experiment], since: datetime) -> Iterator[Note]:
    """Yield the notes on cards of some boards, and those about their people alone, that were written since a time."""
    ours = {experiment.uid for experiment in experiments}
    cards = workspace.cards
    glances = at_a_glance(workspace.notes).items()
    recent = [workspace.notes[uid] for uid, note in glances if note.at >= since and note.archived_at is None]
    is_theirs = theirs(workspace, experiments)
    for note in recent:
        card = cards.get(note.card or "")
        if (note.card is None and any(map(is_theirs, note.people))) or (card and card.experiment in ours):
            yield note


def touchpoints_by_week(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime
) -> tuple[int, int]:
    """Return how many touchpoints with customers were had in the week before this one, and since its Monday.

    They are about cards of some boards, or where they are about no card with their people. What looks at numbers, and
    what nobody in particular took part in, is not among them.
    """
    monday = policy.day(now) - timedelta(days=policy.day(now).weekday())
    last, this = (midnight(day, policy.zone) for day in (monday - timedelta(days=7), monday))
    glances = at_a_glance(workspace.touchpoints).items()
    had = (workspace.touchpoints[uid] for uid, met in glances if met.status == "done" and last <= met.at <= now)
    recent = [met for met in had if met.people and met.method not in OF_NUMBERS]
    if not recent:
        return 0, 0
    ours = {experiment.uid for experiment in experiments}
    is_theirs = theirs(workspace, experiments)
    cards = workspace.cards

    def is_ours(met: Touchpoint) -> bool:
        if met.cards:
            return any(uid in cards and cards[uid].experiment in ours for uid in met.cards)
        return any(map(is_theirs, met.people))

    times = [met.at for met in recent if is_ours(met)]
    return sum(at < this for at in times), sum(at >= this for at in times)
