"""`custdev experiment`: the boards that are under way."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from tui.cli.card_output import evidence_words, today_of
from tui.cli.desk import Desk
from tui.cli.grammar import noun, verb
from tui.cli.output import answer_rows, emit, hint, say
from tui.domain.flow.figures import local_day, zone_of
from tui.domain.records import Experiment
from tui.domain.time.dates import day_words
from tui.domain.work.iterations import status_words
from tui.service.board_shapes import experiment_shape

if TYPE_CHECKING:
    from tui.domain.privacy.seen import SeenWorkspace
    from tui.service.writing import Work

FOLLOWS = {
    "decided": "custdev experiment iterate {} begins its next iteration.",
    "archived": "custdev experiment restore {} brings it back.",
}
HEADERS = ("KEY", "TITLE", "ITERATION", "STATUS", "STARTED", "CARDS", "EVIDENCE")


@noun(
    ("experiments", "list", "start"),
    ("iterating", "iterate"),
    ("deciding", "decide", "act"),
    ("iterating", "archive", "restore"),
    example="custdev experiment start customer-development",
)
def experiment() -> None:
    """Experiments: start one, begin its next iteration, decide on it, put it away."""


@verb("list", example="custdev experiment list")
def listing(desk: Desk, as_json: bool) -> None:
    """List experiments, every iteration of each."""
    with desk.reading() as reading:
        seen, now = reading.seen(), reading.now()
        rounds = sorted(seen.experiments.values(), key=lambda one: (one.key, one.iteration))
        shapes = (experiment_shape(seen, one) for one in rounds)
        answer_rows(as_json, shapes, HEADERS, (_row(seen, one, now) for one in rounds), no_color=desk.no_color)


@verb(example="custdev experiment start customer-development")
@click.argument("board")
def start(desk: Desk, board: str, as_json: bool) -> None:
    """Start the experiment of a board; one that runs already goes on as it is."""
    with desk.writing() as work:
        running = work.start(work.board(board))
        if running.status in FOLLOWS:
            hint(FOLLOWS[running.status].format(running.key))
        sentence = f"{running.definition.title} ({running.key}) is {status_words(running)}."
        answer_experiment(work, running.uid, sentence, as_json)


def answer_experiment(work: Work, uid: str, sentence: str, as_json: bool) -> None:
    """Answer a change of an experiment: as JSON how it is now, else the sentence."""
    if as_json:
        seen = work.seen()
        emit(experiment_shape(seen, seen.experiments[uid]))
    else:
        say(sentence)


def _row(seen: SeenWorkspace, one: Experiment, now: datetime) -> list[str]:
    zone, today = zone_of(one.timezone), today_of(one, now)
    started = day_words(local_day(one.started_at, zone), today) if one.started_at else ""
    counts = " ".join(f"{column.title} {len(seen.lane(one.uid, column.id))}" for column in one.definition.columns)
    facts = [one.key, one.definition.title, str(one.iteration), status_words(one), started, counts]
    return [*facts, evidence_words(seen, one)]
