"""Measurements of an experiment come, and are withdrawn where they were wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tui.domain.errors import NotAllowed
from tui.domain.metrics.registry import FORMULA_VERSION, METRICS, checked_inputs
from tui.domain.operations import checks
from tui.domain.operations.declaration import writes
from tui.domain.records import Measurement
from tui.domain.records.change import Change, Context, Edit
from tui.domain.records.vocabulary import PHASES, Phase
from tui.domain.records.workspace import Workspace


@writes("measured", "Measured", "measure", "{measured}")
def measure(
    workspace: Workspace,
    context: Context,
    experiment: str,
    metric: str,
    numbers: Sequence[str],
    *,
    values: Sequence[str] = (),
    on: date | None = None,
    wave: str = "",
    segment: str = "",
    phase: Phase | None = None,
    question: str = "",
) -> Change:
    """Note a measurement of an experiment (uid): the inputs of a metric in its order, as decimals; by default of today.

    Raises:
        NotAllowed: They are not those of the metric, or contradict each other.
    """
    parent = checks.open_experiment(workspace, experiment)
    inputs = METRICS[metric].inputs
    if len(numbers) != len(inputs):
        listed = ", ".join(name.replace("_", " ") for name in inputs)
        raise NotAllowed(f"{METRICS[metric].title} takes {len(inputs)} numbers: {listed}. Nothing was changed.")
    cleaned = checked_inputs(metric, dict(zip(inputs, numbers, strict=True)), values)
    day = on or context.today
    if day > context.today:
        raise NotAllowed("A measurement is not of a day to come. Nothing was changed.")
    edit = Edit(workspace, context)
    measurement = Measurement(
        context.ids(),
        parent.uid,
        metric,
        tuple(cleaned.values()),
        day,
        context.now,
        context.actor,
        values=tuple(value.strip() for value in values),
        wave=checks.short(wave, "A wave"),
        segment=checks.short(segment, "A segment"),
        phase=checks.one_of(phase, PHASES, "a phase") if phase else None,
        question=checks.body(question, "A question"),
        formula=FORMULA_VERSION,
    )
    edit.put(measurement)
    return edit.change("measured", parent)


@writes("measurement_withdrawn", "Withdrew", "withdraw", "{measured}")
def withdraw_measurement(workspace: Workspace, context: Context, measurement: str, *, reason: str = "") -> Change:
    """Withdraw a measurement that was wrong: it counts no more, and what was measured is still in the history."""
    old = checks.present(workspace.measurements, measurement, "measurement")
    edit = Edit(workspace, context)
    if old.withdrawn_at is None:
        edit.update(old, withdrawn_at=context.now)
    why = checks.short(reason, "A reason")
    return edit.change("measurement_withdrawn", workspace.experiments.get(old.experiment), reason=why)
