"""Lays out what was measured: figures with their intervals by wave, inputs, and what they say of the criterion."""

from __future__ import annotations

from collections.abc import Iterator

from tui.domain.learned.metric_views import MeasurementView, MetricView
from tui.domain.metrics.figure_words import rounded
from tui.domain.metrics.verdict import WORDS
from tui.domain.text import plural
from tui.domain.time.dates import day_words
from tui.exchange.document import Document, Line, Part, Section, item, line, muted
from tui.exchange.layouts import dated, foot_lines, reader_words
from tui.exchange.parcel import Parcel


def document_of(parcel: Parcel) -> Document:
    """Return what was measured in an experiment, a section for each metric."""
    board = parcel.board
    assert board is not None, "what was measured is that of a board"
    count = plural(sum(len(metric.measurements) for metric in parcel.metrics), "measurement")
    head = [line(f"{count} · for {reader_words(parcel.profile)}")]
    if board.test is not None:
        least = f" with n ≥ {board.test.min_n}" if board.test.min_n else ""
        head.append(line(Part("Criterion", "strong"), f" {board.test.metric} {board.test.criterion}{least}"))
    return Document(
        f"What we measured: {board.title} ({board.key}, iteration {board.iteration}), {dated(parcel.today)}",
        tuple(head),
        tuple(Section(metric.title, tuple(_metric(metric, parcel))) for metric in parcel.metrics)
        or (Section("Metrics", (line(muted("none")),)),),
        tuple(foot_lines(parcel.sheet, parcel.at, parcel.profile)),
    )


def _metric(metric: MetricView, parcel: Parcel) -> Iterator[Line]:
    for one in metric.measurements:
        yield from measurement_lines(one, parcel)
    yield from map(item, metric.compared)
    if metric.looks:
        yield item(muted(metric.looks))


def measurement_lines(one: MeasurementView, parcel: Parcel) -> Iterator[Line]:
    """Yield a measurement: the day, the figure, of which wave and part, and below it what it is worked out of."""
    group = ", ".join(filter(None, (one.wave, one.segment and f"only {one.segment}", one.phase)))
    yield item(
        muted(f"{day_words(one.on, parcel.today)} "),
        Part(one.figure, "strong" if one.n is not None else "plain"),
        f" ({group})" if group else "",
        f": {WORDS[one.verdict]}" if one.verdict else "",
    )
    inputs = ", ".join(f"{name.replace('_', ' ')} {number}" for name, number in one.inputs.items())
    method = f"interval {one.ci.method}" if one.ci else one.why or ""
    listed = f"values {', '.join(one.values)}" if one.values else ""
    facts = " · ".join(
        filter(None, (inputs, listed, method, *(f"{beside.name} {rounded(beside.value, 1)}" for beside in one.beside)))
    )
    if facts:
        yield item(muted(facts), depth=1)
    if one.question:
        yield item(one.question, depth=1)
