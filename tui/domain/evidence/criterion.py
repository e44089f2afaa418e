"""What would make an experiment right, held against what is known: what is counted here, and what was measured.

A criterion of another metric stays a text.
"""

from __future__ import annotations

import operator
import re
from collections import Counter
from collections.abc import Callable
from typing import Literal, get_args

from msgspec import Struct

from tui.domain.flow.figures import local_day, zone_of
from tui.domain.records import Experiment, Touchpoint
from tui.domain.records.definition import Criterion
from tui.domain.records.workspace import Workspace
from tui.domain.work.iterations import iteration_at

Metric = Literal["people", "interviews", "touchpoints", "finished", "surprises", "returned"]
METRICS: tuple[Metric, ...] = get_args(Metric)
Answer = Literal[
    "met", "not met", "met, but the interval crosses", "not met, but the interval crosses", "not enough data"
]

_COMPARISON = re.compile(r"\s*(>=|<=|≥|≤|>|<|=)\s*(\d{1,9})\s*")
_COMPARES: dict[str, Callable[[int, int], bool]] = {
    ">=": operator.ge,
    "≥": operator.ge,
    "<=": operator.le,
    "≤": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}


class Standing(Struct, frozen=True):
    """How an experiment stands to its criterion: the count, and the n it was counted among; `answer` says it.

    Of what was measured, `value` is not rounded, and `measured` is the figure in words.
    """

    value: float
    n: int
    answer: Answer
    among: str
    min_n: int | None = None
    measured: str = ""

    @property
    def words(self) -> str:
        """The answer with what it rests on: `2 so far: not enough data (n = 3, at least 5)`."""
        if self.answer == "not enough data":
            return f"{self.figure}: not enough data (n = {self.n}, at least {self.min_n})"
        return f"{self.figure}: {self.answer}"

    @property
    def figure(self) -> str:
        """What there is so far: `2 so far`, or `77.8 %, 45.3 to 93.7, n = 9`."""
        return self.measured or f"{self.value:g} so far"


def standing_of(workspace: Workspace, experiment: Experiment) -> Standing | None:
    """Return how an iteration stands to its criterion; None where that is about nothing that is known here.

    Counted is what was done in the iteration, on its cards: touchpoints that were had, the people met there, those of
    them met on several days (`returned`), what surprised us, and the cards that were finished, recurring ones aside.
    Other metrics are held against what was measured last.
    """
    test = experiment.definition.test
    if test is None:
        return None
    name = test.metric.strip().casefold()
    metric, comparison = next(filter(name.__eq__, METRICS), None), _COMPARISON.fullmatch(test.criterion)
    if metric is None:
        return _of_measured(workspace, experiment, test)
    if comparison is None:
        return None
    value, n, among = _counted(workspace, experiment, metric)
    sign, limit = comparison.groups()
    enough = test.min_n is None or n >= test.min_n
    answer: Answer = "not enough data" if not enough else "met" if _COMPARES[sign](value, int(limit)) else "not met"
    return Standing(value, n, answer, among, test.min_n)


def measured_standing(workspace: Workspace, experiment: Experiment) -> Standing | None:
    """Return how an iteration stands to a criterion of what is measured; None where it counts, or nothing was."""
    test = experiment.definition.test
    if test is None or test.metric.strip().casefold() in METRICS:
        return None
    return _of_measured(workspace, experiment, test)


def _of_measured(workspace: Workspace, experiment: Experiment, test: Criterion) -> Standing | None:
    if not workspace.measurements_of(experiment.uid):
        return None
    # Only where something was measured: a board is opened without fractions and intervals.
    from tui.domain.evidence.measured import deciding_of, metric_named
    from tui.domain.metrics.figure_words import figure_words
    from tui.domain.metrics.registry import FEW
    from tui.domain.metrics.verdict import WORDS

    key = metric_named(test.metric)
    decides = deciding_of(workspace, experiment, key) if key else None
    value = decides.figure.value if decides is not None else None
    if decides is None or decides.verdict is None or value is None:
        return None
    words = figure_words(decides.metric, decides.figure)
    least = test.min_n if test.min_n is not None else FEW
    return Standing(float(value), decides.figure.n, WORDS[decides.verdict], "answers", least, words)


def criterion_words(test: Criterion) -> str:
    """Return a criterion in words: `interviews >= 5, with n of at least 5`."""
    least = f", with n of at least {test.min_n}" if test.min_n else ""
    return f"{test.metric} {test.criterion}{least}"


def _counted(workspace: Workspace, experiment: Experiment, metric: Metric) -> tuple[int, int, str]:
    """Return the count of a metric, the n it was counted among, and what n counts.

    `returned` are some of the people who were met, `surprises` came up in touchpoints.
    """
    if metric == "finished":
        cards = [card for card in workspace.cards_of(experiment.uid) if card.kind != "recurring"]
        return sum(card.finished_at is not None for card in cards), len(cards), "cards"
    had = _had(workspace, experiment)
    zone = zone_of(experiment.timezone)
    met = {(person, local_day(touchpoint.at, zone)) for touchpoint in had for person in touchpoint.people}
    days = Counter(person for person, _ in met)
    counts: dict[Metric, tuple[int, int, str]] = {
        "people": (len(days), len(days), "people"),
        "returned": (sum(count > 1 for count in days.values()), len(days), "people"),
        "touchpoints": (len(had), len(had), "touchpoints"),
        "surprises": (_surprises(workspace, experiment), len(had), "touchpoints"),
    }
    interviews = sum(touchpoint.method == "interview" for touchpoint in had)
    return counts.get(metric, (interviews, interviews, "interviews"))


def _had(workspace: Workspace, experiment: Experiment) -> list[Touchpoint]:
    """Return the touchpoints on cards of a board that were had in one of its iterations."""
    touchpoints = workspace.touchpoints
    homes = workspace.experiments_of(experiment.board_id)
    unique = {
        uid: touchpoint
        for home in homes
        for card in workspace.cards_of(home.uid)
        for uid in workspace.touchpoint_uids_of(card.uid)
        if (touchpoint := touchpoints[uid]).status == "done"
        and iteration_at(workspace, home, touchpoint.at).uid == experiment.uid
    }
    return list(unique.values())


def _surprises(workspace: Workspace, experiment: Experiment) -> int:
    return sum(
        note.kind == "surprise" and iteration_at(workspace, home, note.at).uid == experiment.uid
        for home in workspace.experiments_of(experiment.board_id)
        for card in workspace.cards_of(home.uid)
        for note in workspace.notes_of(card.uid)
    )
