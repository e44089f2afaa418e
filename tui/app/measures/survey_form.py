"""Importing the answers of a survey: its file is looked at first, and nothing is counted before that was seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct
from textual.widget import Widget

from tui.app.background import in_background
from tui.app.board.screen import BoardScreen
from tui.app.dialogs.form import Form, heading_row
from tui.app.look.paint import Row, Span
from tui.app.look.reading import Pick
from tui.domain import operations
from tui.domain.errors import NotAllowed, NotFound
from tui.domain.evidence.waves import deciding_metric
from tui.domain.metrics.registry import METRICS
from tui.domain.metrics.scores import SCALES
from tui.domain.records import Experiment
from tui.domain.records.change import Change
from tui.domain.text import clean_line, plural
from tui.exchange.surveys import Asked, Outcome, Survey, outcome_of, outcome_words, read_survey, remarks_of

MOST_HERE = 20_000
"""More answers take so long to count that the screen would stand still; the shell takes any number."""
MOST_LINES = 3
_METRICS = tuple(SCALES)
_Request = tuple[str, str, Asked]
"""What is asked for: the file, the metric, and what was said of the columns."""


class _Plan(Struct, frozen=True):
    """What a file would come to, for what was asked of it."""

    request: _Request
    survey: Survey
    outcome: Outcome


class SurveyForm(Form):
    """Asks for the file of a survey, says what would come of it, and counts it.

    `counted` is told in words, with the change.
    """

    is_new = False
    footer_mode = "form_survey"

    def __init__(self, experiment: Experiment, counted: Callable[[str, Change], None]) -> None:
        texts = dict.fromkeys(("file", "wave", "column"), "")
        super().__init__(f"survey:{experiment.uid}", texts, self._count)
        self.experiment = experiment
        self._counted = counted
        self._plan: _Plan | None = None
        self._looking: _Request | None = None

    def heading(self) -> Row:
        """Say what is asked for."""
        return heading_row(Span("Answers of a survey", "bright bold"), Span("  from a CSV file", "muted"))

    def fields(self, texts: dict[str, str]) -> Iterator[tuple[str, Widget]]:
        """Yield the fields; the metric begins as that of the criterion."""
        decides = deciding_metric(self.experiment)
        yield self.text_field("file", texts["file"])
        index = _METRICS.index(decides) if decides in _METRICS else 0
        yield "metric", Pick([METRICS[key].title for key in _METRICS], index, id="f-metric")
        yield self.text_field("wave", texts["wave"])
        yield self.text_field("column", texts["column"])

    def filled(self) -> dict[str, Any]:
        """Return what is counted: the answers that were looked at."""
        plan = self._plan
        assert plan is not None, "what is counted was looked at"
        return {"metric": plan.request[1], "answers": plan.survey.given, "question": plan.survey.question}

    def remarks(self) -> Iterator[str]:
        """Say what would come of the file, as soon as it was looked at."""
        if self._plan is not None and self._plan.request == self._request:
            yield from _plan_words(self._plan)
        elif self._looking is not None:
            yield "Looking at it…"
        else:
            yield "The column with the answers is found by its name, else name it. enter looks at the file first."

    def turned(self) -> None:
        """Follow another metric: the file is to be looked at anew."""
        self._remark()

    def is_ready(self) -> bool:
        """Return whether the plan was seen; until then the file is looked at."""
        plan = self._plan
        if plan is None or plan.request != self._request:
            self._look()
            return False
        if not (plan.outcome.new or plan.outcome.changed):
            raise NotAllowed("Nothing in it is new. Nothing was changed.")
        if len(plan.survey.given) > MOST_HERE:
            raise NotAllowed(f"It has more than {MOST_HERE:,} answers: custdev metric import takes them in the shell.")
        return True

    @property
    def _request(self) -> _Request:
        asked = Asked(column=clean_line(self.value("column")), wave=clean_line(self.value("wave")))
        return clean_line(self.value("file")), _METRICS[self.picked("metric")], asked

    def _look(self) -> None:
        """Read the file beside the interface; the last one that is asked for counts."""
        request = self._looking = self._request
        path, metric, asked = request
        if not path:
            self._looking = None
            raise NotAllowed("Name the file. Nothing was changed.")
        session, uid = self.custdev.session, self.experiment.uid
        workspace, today = session.workspace, session.today

        def work() -> _Plan:
            try:
                data = Path(path).expanduser().read_bytes()
            except OSError as error:
                raise NotFound(f"It cannot be read: {error.strerror or error}.") from None
            survey = read_survey(data, metric, asked, today)
            return _Plan(request, survey, outcome_of(workspace, uid, metric, survey.given, None))

        def take(plan: _Plan) -> None:
            if self._looking == plan.request:
                self._looking, self._plan = None, plan
                self._remark()

        def fail(error: Exception) -> None:
            self._looking = None
            self.say_error(error)

        self._remark()
        in_background(self, "survey", work, take, fail)

    def _count(self, fields: dict[str, Any]) -> Change:
        session, plan = self.custdev.session, self._plan
        assert plan is not None, "what is counted was looked at"
        change = session.run(
            operations.import_answers,
            self.experiment.uid,
            fields["metric"],
            fields["answers"],
            question=fields["question"],
        )
        self._counted(f"Imported answers: {outcome_words(plan.outcome, len(plan.survey.skipped))}.", change)
        return change


def _plan_words(plan: _Plan) -> Iterator[str]:
    """Yield what would come of a file, and the first lines that are left out."""
    remarks = remarks_of(plan.survey, plan.outcome)
    yield f"Would import {outcome_words(plan.outcome, len(plan.survey.skipped))}. enter imports."
    for one in remarks[:MOST_LINES]:
        yield f"Line {one.line}: {one.text}." if one.line else one.text
    if len(remarks) > MOST_LINES:
        yield f"And {plural(len(remarks) - MOST_LINES, 'more remark')}."


def ask_survey(here: BoardScreen, experiment: Experiment) -> None:
    """Import answers into the iteration on the screen."""
    here.session.check_writable()

    def tell(words: str, _: Change) -> None:
        here.catch_up()
        here.say(words, ("change.undo", "undo"))

    here.app.push_screen(SurveyForm(experiment, tell))
