"""What was measured in an iteration: by metric and wave, with its interval and n, and what it says of the criterion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from tui.app.board.screen import BoardScreen
from tui.app.dialogs.overlay import BLANK_ROW, ListDialog
from tui.app.look.item_list import ItemList
from tui.app.look.paint import Row, Shown, Span, cell, hint, sheet_row, sheet_rows
from tui.app.measures.interval_bars import Scale, interval_bar, scale_of
from tui.app.measures.measure_form import MeasureForm, MetricChoice
from tui.domain import operations
from tui.domain.errors import NotFound
from tui.domain.evidence.criterion import criterion_words, standing_of
from tui.domain.evidence.measured import Measured
from tui.domain.evidence.waves import MetricWaves, deciding_metric, looks_words, waves_of
from tui.domain.history.phrases import phrase_of
from tui.domain.metrics.figure_words import figure_words, number_words
from tui.domain.metrics.verdict import WORDS, read_comparison
from tui.domain.records import Experiment, Measurement
from tui.domain.records.change import Change
from tui.domain.time.dates import day_words
from tui.session import Notice

WIDEST, LOW = 120, 18
DAY = 10
WHOLE, SOME = 110, 70
"""From how many cells on there is room for the day beside a bar, and for a bar at all."""
VERDICT_STYLES = {"met": "ok bold", "not met": "danger bold", "not enough data": "muted"}
"""How an answer is drawn; one whose interval crosses is to be looked at twice."""


class MeasuresScreen(ListDialog[None]):
    """Measurements of which one is chosen, under the names of their metrics."""

    box = "measures-box"
    place = footer_mode = "measures"

    def __init__(self, experiment: str, changed: Callable[[], None], measurement: str = "") -> None:
        super().__init__()
        self._first = measurement
        self.experiment_uid = experiment
        self._changed = changed
        self._lines: list[Measured | None] = []

    @property
    def experiment(self) -> Experiment:
        """The iteration that is looked at."""
        return self.custdev.session.workspace.experiments[self.experiment_uid]

    @property
    def chosen(self) -> Measured | None:
        """The measurement that is chosen."""
        at = self.listing.selected
        return self._lines[at] if at is not None and at < len(self._lines) else None

    def choose(self, step: int) -> None:
        """Go to another measurement, past what is no measurement."""
        places = [at for at, line in enumerate(self._lines) if line is not None]
        if places:
            now = self.listing.selected or 0
            index = min(range(len(places)), key=lambda place: (abs(places[place] - now), place))
            self.listing.select(places[max(0, min(index + step, len(places) - 1))])
            self._show_below()

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        """Choose what was clicked."""
        super().on_item_list_chosen(event)
        self.choose(0)

    def add(self) -> None:
        """Ask what was measured, and add it."""
        session = self.custdev.session
        session.check_writable()
        chosen = self.chosen
        suggested = chosen.metric.key if chosen else deciding_metric(self.experiment)
        self.app.push_screen(MetricChoice(suggested), self._ask)

    def import_answers(self) -> None:
        """Ask for the file of a survey, and count its answers."""
        from tui.app.measures.survey_form import SurveyForm  # few surveys are imported

        self.custdev.session.check_writable()
        self.app.push_screen(SurveyForm(self.experiment, self._imported))

    def _imported(self, words: str, change: Change) -> None:
        counted = [one for one in change.records.get("measurements", {}).values() if isinstance(one, Measurement)]
        live = [one for one in counted if one.withdrawn_at is None]
        self._catch_up()
        self._show_measurement(max(live, key=lambda one: (not one.segment, one.uid)).uid if live else "")
        self.say(words, ("change.undo", "undo"))

    def withdraw(self) -> None:
        """Withdraw what is chosen: it counts no more."""
        chosen = self._named()
        self.custdev.session.run(operations.withdraw_measurement, chosen.measurement.uid)
        self._catch_up()
        self.say(f"Withdrew {chosen.metric.title}.", ("change.undo", "undo"))

    def hear(self, notice: Notice) -> None:
        """Show what another window measured or withdrew; what is chosen stays so while it is there."""
        if notice.foreign and self.custdev.session.workspace.find("experiments", self.experiment_uid) is not None:
            chosen = self.chosen.measurement.uid if self.chosen is not None else ""
            self._catch_up()
            self._show_measurement(chosen)

    def undo(self) -> None:
        """Take back the last change."""
        session = self.custdev.session
        event = session.undo()
        self._catch_up()
        self.say(f"Undid: {phrase_of(event, session.workspace).named}")

    def on_mount(self) -> None:
        """Begin at the measurement (uid) that was looked for, else at the first."""
        super().on_mount()
        self._show_measurement(self._first)

    def _ask(self, metric: str | None) -> None:
        if metric is not None:
            self.app.push_screen(MeasureForm(self.experiment, metric, self._added))

    def _added(self, measurement: Measurement) -> None:
        self._catch_up()
        self._show_measurement(measurement.uid)
        self.say("Added.", ("change.undo", "undo"))

    def _show_measurement(self, uid: str) -> None:
        place = next((at for at, one in enumerate(self._lines) if one and one.measurement.uid == uid), None)
        if place is not None:
            self.listing.select(place)
            self._show_below()

    def _named(self) -> Measured:
        if self.chosen is None:
            raise NotFound("Nothing was measured that could be withdrawn. Nothing was changed.")
        return self.chosen

    def _catch_up(self) -> None:
        self._changed()
        self.show_all()

    def heading(self) -> Row:
        """Say of what."""
        title = self.custdev.mask.text(self.experiment.definition.title)
        iteration = f" of {title}, iteration {self.experiment.iteration}"
        return sheet_row(Span("Measured", "bright bold"), Span(iteration, "muted"))

    def show_all(self) -> None:
        """Show the criterion with its verdict, what was measured, and the inputs of what is chosen."""
        height = self.app.size.height
        blank = () if height < LOW else (BLANK_ROW,)
        head = (*blank, self.heading(), *self._criterion(), *blank)
        self.head.show(*head)
        self.edge.display = height >= LOW
        groups = waves_of(self.custdev.session.workspace, self.experiment)
        rows: list[Row] = []
        self._lines = []
        for group in groups:
            for row, line in self._group(group):
                rows.append(row)
                self._lines.append(line)
        below = 3 if height < LOW else 5
        self.listing.styles.height = max(1, min(max(1, len(rows)), height - len(head) - below - 2))
        self.listing.show(rows or [Row((Span("Nothing was measured yet.  ", "muted"), *hint("measures.add", "add")))])
        self.choose(0)
        self._show_below()
        self.show_footer()

    def items(self) -> list[Row]:
        """Return what can be chosen."""
        return list(self.listing.rows)

    def _criterion(self) -> Iterator[Row]:
        """Yield the criterion, what it comes to, and how often that was looked at."""
        test, mask = self.experiment.definition.test, self.custdev.mask
        if test is None:
            yield sheet_row(Span("no criterion is set: ", "warn"), Span("test: in the board file", "muted"))
            return
        standing = standing_of(self.custdev.session.workspace, self.experiment)
        answer = standing.answer if standing else "not measured yet"
        words = f"criterion {criterion_words(test)}: "
        style = VERDICT_STYLES.get(answer, "muted" if standing is None else "warn bold")
        if len(words) + len(answer) <= self._room:
            yield sheet_row(Span(mask.text(words), "muted"), Span(answer, style))
        else:
            yield from sheet_rows(mask.text(words.strip()), self._room, "muted")
            yield sheet_row(Span(answer, style))
        looks = looks_words(self.custdev.session.workspace, self.experiment)
        if looks:
            yield from sheet_rows(Shown(looks), self._room, "muted")

    def _group(self, group: MetricWaves) -> Iterator[tuple[Row, Measured | None]]:
        """Yield a metric: its name, a row for each measurement, and what is compared."""
        figures = [one.figure for one in group.waves]
        scale = scale_of(group.metric, figures, self._bar_width)
        better = "lower is better" if group.metric.is_better_lower else ""
        yield Row((Span(group.metric.title, "bright bold"),), (Span(better, "muted"),)), None
        for one in group.waves:
            yield self._row(one, scale), one
        for compared in group.compared:
            yield Row((Span(f"  {compared.words(group.metric)}", "learn"),)), None

    def _row(self, one: Measured, scale: Scale) -> Row:
        record, mask, session = one.measurement, self.custdev.mask, self.custdev.session
        day = day_words(record.on, session.today)
        label = " · ".join(filter(None, (mask.line(record.wave), mask.line(record.segment), record.phase or "")))
        room = self._room
        label = label or ("all" if room >= WHOLE else day)
        figure = figure_words(one.metric, one.figure)
        if room < SOME:
            short = number_words(one.metric, one.figure.value) if one.figure.value is not None else "–"
            count = f", n = {one.figure.n}" if one.figure.n else ""
            return Row((Span(f" {label}"),), (Span(f"{short}{count}"),))
        spans = cell((Span(f" {label}"),), self._label_width)
        if room >= WHOLE:
            spans += (Span(f" {day:<{DAY}}", "muted"),)
        bar = interval_bar(one.figure, scale, self.custdev.glyphs, self._limit(one))
        return Row((*spans, Span(" "), *bar), (Span(figure),))

    def _limit(self, one: Measured) -> Fraction | None:
        """Return what a figure is held against; None where the criterion is about something else."""
        test = self.experiment.definition.test
        comparison = read_comparison(test.criterion) if test and one.verdict else None
        return comparison.limit if comparison else None

    def _show_below(self) -> None:
        """Show the inputs of what is chosen."""
        height = self.app.size.height
        blank = () if height < LOW else (BLANK_ROW,)
        rows = list(self._details()) if self.chosen else [BLANK_ROW]
        self.below.show(*blank, *rows[: 3 if height >= LOW else 2], *blank)

    def _details(self) -> Iterator[Row]:
        one = self._named()
        record, figure = one.measurement, one.figure
        inputs = zip(one.metric.inputs, record.numbers, strict=False)
        parts = [f"{name.replace('_', ' ')} {number}" for name, number in inputs]
        parts += [f"{len(record.values)} {one.metric.listed}"] if record.values else []
        for beside in figure.beside:
            parts.append(f"{beside.name} {number_words(one.metric, beside.value).removesuffix(f' {one.metric.unit}')}")
        verdict = f"{WORDS[one.verdict]}; " if one.verdict else ""
        why = f"; {figure.why}" if figure.why else ""
        between = f", {figure.interval.method}, 95 %" if figure.interval else ""
        words = f"{verdict}{day_words(record.on, self.custdev.session.today)}: {', '.join(parts)}{between}{why}"
        yield from sheet_rows(Shown(words), self._room, "muted")
        if record.question:
            yield from sheet_rows(self.custdev.mask.line(f"asked: {record.question}"), self._room, "muted")

    @property
    def _room(self) -> int:
        return max(20, min(WIDEST, self.app.size.width) - 8)

    @property
    def _label_width(self) -> int:
        return 26 if self._room >= WHOLE else 20

    @property
    def _bar_width(self) -> int:
        taken = self._label_width + (DAY + 1 if self._room >= WHOLE else 0) + 1
        return max(9, self._room - taken - (34 if self._room >= WHOLE else 33))


def open_measures(here: BoardScreen, experiment: Experiment) -> None:
    """Show what was measured in the iteration on the screen; there is none yet where the board is not started."""
    here.app.push_screen(MeasuresScreen(experiment.uid, here.catch_up))
