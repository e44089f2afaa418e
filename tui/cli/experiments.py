"""`custdev experiment`: the boards that are under way, from one iteration to the next, and out of sight."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import click

from tui.cli.card_output import evidence_words, today_of
from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.output import answer_rows, emit, hint, say
from tui.cli.verbs import noun, verb
from tui.domain import operations
from tui.domain.flow.figures import local_day, zone_of
from tui.domain.records import Experiment
from tui.domain.records.change import Change
from tui.domain.search.naming import find_card
from tui.domain.text import plural
from tui.domain.time.dates import day_words
from tui.domain.work import iterations
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
    ("experiments", "list", "start", "iterate"),
    ("deciding", "decide", "act"),
    ("experiments", "archive", "restore"),
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
        sentence = f"{running.definition.title} ({running.key}) is {iterations.status_words(running)}."
        answer_experiment(work, running.uid, sentence, as_json)


@verb(example="custdev experiment iterate CD --carry CD-3,CD-8")
@click.argument("board")
@option(
    "--carry",
    default="all",
    show_default=True,
    metavar="all|none|CARDS",
    help="The unfinished cards that go along, such as CD-3,CD-8; the others begin anew.",
)
@option("--no-requests", is_flag=True, help="Leave what people wait for with the iteration that ends.")
def iterate(desk: Desk, board: str, carry: str, no_requests: bool, as_json: bool) -> None:
    """Begin the next iteration of a board; the one that runs is decided: repeat. This cannot be undone.

    Cards that go along keep their number, column, notes and age. The others of the definition are made anew.
    """
    with desk.writing() as work:
        old = work.started(board)
        iterations.refuse_read_only(work.workspace, old)
        cards = _carried(work, old, carry)
        plan = iterations.iterating(work.workspace, old, None if cards is None else set(cards))
        change = work.save(operations.iterate_experiment, old.uid, cards=cards, requests=not no_requests)
        new = work.workspace.experiments[change.event.experiment or ""]
        words = iterations.iterating_words(plan, requests=not no_requests)
        answer_experiment(work, new.uid, f"{new.definition.title} ({new.key}): {words}.", as_json)
        if plan.left:
            added = plural(
                plan.left, "unfinished card that was added by hand", "unfinished cards that were added by hand"
            )
            hint(f"Left behind: {added}. custdev show {old.key}@{old.iteration} shows them.")
        if plan.waiting and no_requests:
            hint(f"Left behind: {iterations.waiting_words(plan.waiting)}. custdev contact list still names who waits.")


@verb(example="custdev experiment archive CD")
@click.argument("board")
def archive(desk: Desk, board: str, as_json: bool) -> None:
    """Put an experiment away that is decided, or in which nothing is in progress."""
    _put(desk, board, operations.archive_experiment, "Archived", as_json)


@verb(example="custdev experiment restore CD")
@click.argument("board")
def restore(desk: Desk, board: str, as_json: bool) -> None:
    """Bring an archived experiment back, decided or running as it was."""
    _put(desk, board, operations.restore_experiment, "Restored", as_json)


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
    facts = [one.key, one.definition.title, str(one.iteration), iterations.status_words(one), started, counts]
    return [*facts, evidence_words(seen, one)]


def _put(desk: Desk, board: str, operation: Callable[..., Change], done: str, as_json: bool) -> None:
    with desk.writing() as work:
        uid = work.started(board).uid
        work.save(operation, uid)
        after = work.workspace.experiments[uid]
        answer_experiment(work, uid, f"{done} {after.definition.title} ({after.key}).", as_json)


def _carried(work: Work, experiment: Experiment, carry: str) -> list[str] | None:
    """Return the uids of the cards that are named, a number alone being one of the board; None for all."""
    which = carry.strip().casefold()
    if which == "all":
        return None
    if which in ("none", ""):
        return []
    names = [name.strip() for name in carry.split(",") if name.strip()]
    numbers = {str(card.number): card.uid for card in iterations.unfinished_cards(work.workspace, experiment)}
    return [numbers.get(name) or find_card(work.workspace, name).uid for name in names]
