"""What a standup hears of what was learned: new insights, insights to look at again, and what was measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.domain.evidence.insight_homes import homes_of
from tui.domain.records import Experiment, Insight
from tui.domain.records.workspace import Workspace
from tui.domain.work.iterations import lineage_of

if TYPE_CHECKING:
    from tui.domain.evidence.measured import Measured
    from tui.domain.metrics.verdict import Verdict


class News(Struct, frozen=True):
    """A measurement that was added. Where it decides now, `before` is the verdict before it; None where there was none.

    `decides` is whether the criterion is held against it.
    """

    experiment: Experiment
    measured: Measured
    decides: bool = False
    before: Verdict | None = None


def insights_since(workspace: Workspace, experiments: Sequence[Experiment], since: datetime) -> list[Insight]:
    """Return the insights of some experiments that were written down since a time, oldest first."""
    new = (one for one in workspace.insights.values() if one.at >= since and one.retired_at is None)
    return sorted(_of(workspace, experiments, new), key=lambda one: (one.at, one.uid))


def insights_to_review(workspace: Workspace, experiments: Sequence[Experiment], today: date) -> list[Insight]:
    """Return the insights of some experiments that were to be looked at again by a day, longest ago first."""
    due = (
        one
        for one in workspace.insights.values()
        if one.review_by is not None and one.review_by <= today and one.retired_at is None
    )
    return sorted(_of(workspace, experiments, due), key=lambda one: (one.review_by or today, one.at, one.uid))


def measured_since(workspace: Workspace, experiments: Sequence[Experiment], since: datetime) -> Iterator[News]:
    """Yield what was measured in some experiments and written down since a time, in the order in which it was."""
    if not workspace.measurements:
        return
    # Most standups have nothing to work out.
    from tui.domain.evidence.measured import decides_at, measured
    from tui.domain.evidence.waves import deciding_metric

    for experiment in _with_earlier(workspace, experiments):
        added = [one for one in workspace.measurements_of(experiment.uid) if one.at >= since]
        key = deciding_metric(experiment) if added else None
        now, before = (decides_at(workspace, experiment, key, at) if key else None for at in (None, since))
        for one in sorted(added, key=lambda one: (one.at, one.uid)):
            decides = now is not None and now.measurement.uid == one.uid
            was = before.verdict if decides and before is not None else None
            yield News(experiment, measured(workspace, one), decides, was)


def _of(workspace: Workspace, experiments: Sequence[Experiment], insights: Iterable[Insight]) -> Iterator[Insight]:
    uids = {experiment.uid for experiment in _with_earlier(workspace, experiments)}
    return (one for one in insights if not uids.isdisjoint(homes_of(workspace, one)))


def _with_earlier(workspace: Workspace, experiments: Iterable[Experiment]) -> Iterator[Experiment]:
    """Yield experiments with the iterations before them: what was learned in one is news after the next one began."""
    for experiment in experiments:
        yield experiment
        yield from lineage_of(workspace, experiment)
