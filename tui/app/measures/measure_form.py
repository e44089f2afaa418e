"""Asking what was measured: first of which metric, then its inputs by name, and what it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar

from textual.widget import Widget

from tui.app.dialogs.form import Form, heading_row
from tui.app.dialogs.record_list import TakeDialog
from tui.app.look.paint import Row, Span, sheet_row
from tui.app.look.reading import Pick
from tui.domain import operations
from tui.domain.metrics.figure_words import figure_words
from tui.domain.metrics.registry import METRICS, Metric, checked_inputs, figure_of
from tui.domain.records import Experiment, Measurement
from tui.domain.records.change import Change
from tui.domain.records.vocabulary import PHASES
from tui.domain.time.dates import dated_words
from tui.domain.time.moments import parse_any_day

LIST, AROUND = 76, 8
"""How wide the list of metrics is at most, and how much of that is not for words."""
CONTEXT = ("wave", "segment", "as", "day", "question")


class MetricChoice(TakeDialog[str]):
    """Returns the key of a metric; None goes back."""

    place = footer_mode = "metric"

    def __init__(self, suggested: str | None) -> None:
        super().__init__()
        self._keys = list(METRICS)
        self._suggested = suggested

    def on_mount(self) -> None:
        """Begin with what was measured before, else with what the criterion is about."""
        super().on_mount()
        if self._suggested in self._keys:
            self.listing.select(self._keys.index(self._suggested))

    def values(self) -> Sequence[str]:
        """Return the keys of the metrics."""
        return self._keys

    def heading(self) -> Row:
        """Ask what."""
        return sheet_row(Span("What was measured?", "bright bold"))

    def items(self) -> list[Row]:
        """Return the metrics, each with what it is worked out of."""
        return [self._row(METRICS[key]) for key in self._keys]

    def _row(self, metric: Metric) -> Row:
        inputs = "answers of 1 to 7" if metric.key == "ces" else ", ".join(_label(name) for name in _inputs(metric))
        fits = len(metric.title) + len(inputs) <= min(LIST, self.app.size.width) - AROUND
        return Row((Span(metric.title),), (Span(inputs, "muted"),) if fits else ())


class MeasureForm(Form):
    """Asks for the inputs of a metric. `added` is given what was added."""

    cleared: ClassVar[tuple[str, ...]] = ("segment",)
    footer_mode = "form_measure"

    def __init__(self, experiment: Experiment, metric: str, added: Callable[[Measurement], None]) -> None:
        self.metric = METRICS[metric]
        self.experiment = experiment
        self._added = added
        self._fields = {_field(name): name for name in _inputs(self.metric)}
        texts = dict.fromkeys((*self._fields, *(name for name in CONTEXT if name != "as")), "")
        if self.metric.listed:
            texts["unanswered"] = "0"
        super().__init__(f"measure:{experiment.uid}:{metric}", texts, self._measure)

    def heading(self) -> Row:
        """Say of which metric."""
        return heading_row(Span(self.metric.title, "bright bold"), Span("  measured, inputs are kept", "muted"))

    def fields(self, texts: dict[str, str]) -> Iterator[tuple[str, Widget]]:
        """Yield a field for each input, and for what it belongs to."""
        for name in (*self._fields, *CONTEXT):
            if name == "as":
                yield name, Pick(("the outcome", *PHASES), 0, id="f-as")
            else:
                yield self.text_field(name, texts[name])

    def filled(self) -> dict[str, Any]:
        """Return what the operation takes."""
        numbers, values = self._typed_inputs()
        index = self.picked("as")
        day = self.value("day").strip()
        return {
            "numbers": numbers,
            "values": values,
            "on": parse_any_day(day, self.custdev.session.today) if day else None,
            "wave": self.value("wave"),
            "segment": self.value("segment"),
            "phase": PHASES[index - 1] if index else None,
            "question": self.value("question"),
        }

    def remarks(self) -> Iterator[str]:
        """Say what it comes to, as soon as all inputs are typed."""
        numbers, values = self._typed_inputs()
        if all(numbers) and (values or not self.metric.listed):
            cleaned = checked_inputs(self.metric.key, dict(zip(self.metric.inputs, numbers, strict=True)), values)
            figure = figure_of(self.metric.key, cleaned, values)
            yield f"That is {figure_words(self.metric, figure)}."
        else:
            yield "Minutes of each one, with commas." if self.metric.listed else "How many of each."
        day, today = self.value("day").strip(), self.custdev.session.today
        yield f"Of {dated_words(parse_any_day(day, today))}." if day else "Of today."

    def _typed_inputs(self) -> tuple[list[str], list[str]]:
        numbers = [self.value(_field(name)).strip() for name in self.metric.inputs]
        listed = self.value(_field(self.metric.listed)) if self.metric.listed else ""
        return numbers, [part.strip() for part in listed.split(",") if part.strip()]

    def _measure(self, fields: dict[str, Any]) -> Change:
        session = self.custdev.session
        change = session.run(operations.measure, self.experiment.uid, self.metric.key, fields.pop("numbers"), **fields)
        self._added(session.workspace.measurements[next(iter(change.records["measurements"]))])
        return change


def _inputs(metric: Metric) -> tuple[str, ...]:
    """Return the inputs in the order in which they are asked for, what takes a value each at first."""
    return (metric.listed, *metric.inputs) if metric.listed else metric.inputs


def _field(name: str) -> str:
    return name.replace("_", "-")


def _label(name: str) -> str:
    return name.replace("_", " ")
