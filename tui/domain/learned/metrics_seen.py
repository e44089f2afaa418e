"""What was measured, through a lens: outside the team few answers are told in no part, nor so that they could be.

A part that is small is `<5`, and what would tell it is suppressed with it. What belongs together is the measurements
of a metric in one wave, compared as the same. To the public fewer than five answers are not told of all either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from tui.domain.evidence.measured import Measured, measured
from tui.domain.evidence.small_cells import SUPPRESSED, cell_of, is_small, suppressed
from tui.domain.evidence.waves import MetricWaves, deciding_metric, looks_words, waves_of
from tui.domain.learned.metric_views import BesideView, IntervalView, MeasurementView, MetricView
from tui.domain.lens import Lens
from tui.domain.metrics.figure_words import figure_words
from tui.domain.metrics.intervals import Interval
from tui.domain.metrics.registry import Beside
from tui.domain.privacy.profiles import NOT_FOR_READER, OUTSIDE_TEAM, Profile
from tui.domain.records import Experiment, Measurement
from tui.domain.records.workspace import Workspace

TOO_FEW = "too few answers to be told outside the team"
WOULD_TELL = "it would tell a part with too few answers"


def metrics_seen(lens: Lens, experiment: Experiment) -> list[MetricView]:
    """Return what was measured in an experiment by metric, that of the criterion first."""
    decides = deciding_metric(experiment)
    looks = lens.line(looks_words(lens.workspace, experiment)) if decides else ""
    return [_metric(lens, waves, decides, looks) for waves in waves_of(lens.workspace, experiment)]


def measurement_seen(lens: Lens, measurement: Measurement) -> MeasurementView:
    """Return one measurement, of which others say whether it may be told."""
    beside = [measured(lens.workspace, one) for one in _beside(lens.workspace, measurement)]
    return _view(lens, measured(lens.workspace, measurement), withheld_of(beside, lens.profile))


def withheld_of(waves: Sequence[Measured], profile: Profile) -> dict[str, str]:
    """Return what is told in place of how many answered, by the measurements (uids) of which that is not told."""
    if profile not in OUTSIDE_TEAM:
        return {}
    groups: dict[tuple[object, ...], list[Measured]] = {}
    for one in waves:
        record = one.measurement
        groups.setdefault((record.experiment, record.metric_key, record.wave, record.phase), []).append(one)
    cells: dict[str, str] = {}
    for group in groups.values():
        cells |= _withheld(group, profile)
    return cells


def _withheld(group: Iterable[Measured], profile: Profile) -> Iterator[tuple[str, str]]:
    parts, wholes = dict[str, int](), dict[str, int]()
    for one in group:
        (parts if one.measurement.segment else wholes)[one.measurement.uid] = _people(one)
    if profile == "public":
        yield from ((uid, cell_of(count)) for uid, count in wholes.items() if is_small(count))
    cells = {uid: cell_of(count) for uid, count in parts.items()}
    for whole in sorted({*wholes.values()}):
        for uid, cell in suppressed(parts, whole).items():
            cells[uid] = SUPPRESSED if SUPPRESSED in (cell, cells[uid]) else cell
    yield from ((uid, cell) for uid, cell in cells.items() if not cell.isdecimal())


def _people(one: Measured) -> int:
    """Return how many a figure is out of; of two that are compared, the fewer."""
    if one.metric.key == "ab" and one.figure.n:
        _, first, _, second = map(int, one.measurement.numbers)
        return min(first, second)
    return one.figure.n


def _beside(workspace: Workspace, measurement: Measurement) -> list[Measurement]:
    """Return the measurements that together with one might tell small parts; it is among them, unless withdrawn."""
    others = workspace.measurements_of(measurement.experiment)
    return [one for one in others if one.metric_key == measurement.metric_key]


def _metric(lens: Lens, waves: MetricWaves, decides: str | None, looks: str) -> MetricView:
    metric, cells = waves.metric, withheld_of(waves.waves, lens.profile)
    for uid in cells:
        lens.omit("figure", NOT_FOR_READER, where=f"measurement {uid[-6:]}")
    is_whole = {one.measurement.uid for one in waves.waves if not one.measurement.segment}
    compared = () if is_whole & cells.keys() else waves.compared
    return MetricView(
        metric=metric.key,
        title=metric.title,
        unit=metric.unit,
        measurements=tuple(_view(lens, one, cells) for one in waves.waves),
        compared=tuple(pair.words(metric) for pair in compared),
        decides=metric.key == decides,
        looks=looks if metric.key == decides else "",
    )


def _view(lens: Lens, one: Measured, cells: dict[str, str]) -> MeasurementView:
    record, figure = one.measurement, one.figure
    where = f"measurement {record.uid[-6:]}"
    view = MeasurementView(
        id=record.uid,
        metric=record.metric_key,
        figure=figure_words(one.metric, figure),
        value=None if figure.value is None else float(figure.value),
        n=figure.n,
        count=str(figure.n),
        ci=_interval(figure.interval),
        why=figure.why or None,
        verdict=one.verdict,
        on=record.on,
        inputs=dict(zip(one.metric.inputs, record.numbers, strict=False)),
        # One value is one person's: outside the team the figures are enough.
        values=record.values if lens.profile not in OUTSIDE_TEAM else (),
        beside=tuple(map(_other, figure.beside)),
        wave=_name(lens, record.wave, where),
        segment=_name(lens, record.segment, where),
        phase=record.phase,
        question=lens.free(record.question, f"{where}, question"),
        by=lens.teammate(record.by),
    )
    return _untold(view, cells[record.uid]) if record.uid in cells else view


def _untold(view: MeasurementView, cell: str) -> MeasurementView:
    """Return a measurement without what tells how many answered."""
    why = WOULD_TELL if cell == SUPPRESSED else TOO_FEW
    untold = replace(view, value=None, n=None, ci=None, verdict=None, inputs={}, values=(), beside=())
    return replace(untold, figure=cell if cell == SUPPRESSED else f"{cell} answers", count=cell, why=why)


def _name(lens: Lens, text: str, where: str) -> str:
    """Return what a wave or a part is called, which is told as a title is."""
    return lens.line(text if not (text and lens.hides_free_text) else "(left out)", where)


def _other(beside: Beside) -> BesideView:
    return BesideView(beside.name, float(beside.value), _interval(beside.interval))


def _interval(interval: Interval | None) -> IntervalView | None:
    return IntervalView(interval.low, interval.high, interval.method) if interval else None
