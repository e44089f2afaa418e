"""`custdev show`: a board as text."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain, zip_longest

import click

from tui.cli.card_output import evidence_words, owner_and_due, signs, today_of
from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.output import emit, say, table
from tui.cli.verbs import verb
from tui.domain.facts import CardFacts, iteration_day, pids
from tui.domain.flow.figures import zone_of
from tui.domain.records import Experiment
from tui.domain.records.definition import ColumnDefinition
from tui.domain.records.workspace import Workspace
from tui.domain.work.iterations import status_words
from tui.service.board_shapes import card_shapes, experiment_shape
from tui.service.naming import Reading


@verb(example="custdev show CD --at 2026-11-20")
@click.argument("board")
@option("--at", metavar="TIME", help="As it stood then: 2026-11-20 (its end), 2026-11-20T14:00, yesterday, fri or 3d.")
def show(desk: Desk, board: str, at: str | None, as_json: bool) -> None:
    """Print a board: columns side by side in a terminal, one below the other elsewhere.

    With --at it is rebuilt from the events as it stood then, and ages count up to then. Times are those of the
    experiment.
    """
    with desk.reading() as reading:
        raw, experiment, now = _board(reading, board, at)
        workspace = reading.seen(raw, now if at else None)
        experiment = workspace.experiments[experiment.uid]
        columns = experiment.definition.columns
        lanes = [list(workspace.lane_cards(experiment.uid, column.id)) for column in columns]
        if as_json:
            cards = list(card_shapes(workspace, chain.from_iterable(lanes), desk.policy, now))
            shape = experiment_shape(workspace, experiment)
            emit({"experiment": shape, "cards": cards, "at": now if at else None})
            return
        say(_headline(experiment, now, earlier=at is not None))
        say(f"evidence {evidence_words(workspace, experiment)}")
        heads = [_head(column, len(lane)) for column, lane in zip(columns, lanes, strict=True)]
        written = [[_lines(CardFacts(workspace, card, desk.policy, now)) for card in lane] for lane in lanes]
        if sys.stdout.isatty():
            _side_by_side(heads, written, desk.no_color)
        else:
            say("\n".join(_one_below_the_other(heads, written)))


def _board(reading: Reading, board: str, at: str | None) -> tuple[Workspace, Experiment, datetime]:
    """Return a board, the workspace it is in, and the time up to which ages count."""
    if at is None:
        return *reading.board_to_read(board), reading.now()
    from tui.service.earlier import board_then, end_of, zone_to_read  # nearly always it is now

    moment = end_of(at, reading.now(), zone_to_read(reading, board))
    return *board_then(reading, board, moment), moment


def _headline(experiment: Experiment, now: datetime, *, earlier: bool) -> str:
    facts = [f"{experiment.definition.title} ({experiment.key})", status_words(experiment)]
    if day := iteration_day(experiment, today_of(experiment, now)):
        facts += [f"iteration {experiment.iteration}", f"day {day}"]
    if earlier:
        facts.append(f"as it stood on {now.astimezone(zone_of(experiment.timezone)):%a %d %b %Y %H:%M}")
    return " · ".join(facts)


def _head(column: ColumnDefinition, count: int) -> str:
    return f"{column.title} {count}" if column.wip is None else f"{column.title} {count}/{column.wip}"


def _lines(facts: CardFacts) -> list[str]:
    """Return a card as its title, and below it what is special about it."""
    card = facts.card
    words = [*pids(facts.workspace, card.people), *signs(facts), *owner_and_due(facts)]
    title = f"{facts.key}  {card.title}"
    return [title, " · ".join(words)] if words else [title]


def _one_below_the_other(heads: Sequence[str], written: Sequence[Sequence[list[str]]]) -> Iterator[str]:
    for head, cards in zip(heads, written, strict=True):
        yield from ["", head]
        for title, *facts in cards:
            yield f"  {title}"
            yield from (f"      {fact}" for fact in facts)


def _side_by_side(heads: Sequence[str], written: Sequence[Sequence[list[str]]], no_color: bool) -> None:
    cells = [["\n".join(card) for card in cards] for cards in written]
    table(heads, list(zip_longest(*cells, fillvalue="")), no_color=no_color, even=True)
