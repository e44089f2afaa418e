"""`custdev standups`: those that were held."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import click

from tui.cli.desk import Desk
from tui.cli.grammar import noun, verb
from tui.cli.output import answer_rows
from tui.cli.standup import chosen, delivery_of, hand_out, report_options
from tui.domain.errors import NotAllowed, NotFound
from tui.domain.privacy.hiding import scrubbed
from tui.domain.privacy.sight import Sight
from tui.domain.records import Experiment, Standup
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key, find_standup
from tui.domain.time.dates import parse_since
from tui.service.naming import Reading

HEADERS = ("WHEN", "BOARDS", "BY", "TOOK", "DECISIONS", "ID")


@noun(("standups", "list", "show"), example="custdev standups show last --format md")
def standups() -> None:
    """Standups that were held. They are named by id, by its last characters, by their day, or as `last`."""


@verb("list", example="custdev standups list CD")
@click.argument("board", required=False)
def listing(desk: Desk, *, board: str | None, as_json: bool) -> None:
    """List the standups that were held, over BOARD or over any, the last one first."""
    with desk.reading(policy=True) as reading:
        past = sorted(reading.workspace.standups.values(), key=_order, reverse=True)
        if board:
            uid = chosen(reading, reading.workspace, [board])[0].uid
            past = [held for held in past if uid in held.experiments]
        lens = reading.seen().lens
        shapes = (scrubbed(_shape(reading, held), lens.text) for held in past)
        nothing = "No standup was held yet; custdev standup --record records one."
        rows = (_row(reading, held, lens) for held in past)
        answer_rows(as_json, shapes, HEADERS, rows, no_color=desk.no_color, nothing=nothing)


@verb("show", example="custdev standups show fri --format slack")
@click.argument("which", required=False, default="last", metavar="[ID|DATE|last]")
@report_options
def show(desk: Desk, /, *, which: str, **how: Any) -> None:
    """Print the report of a standup as everything stood when it ended.

    Who has taken back a permission since is not quoted any more.
    """
    with desk.reading(policy=True) as reading:
        held = _named(reading, which)
        ended = held.ended_at or min(reading.now(), _end_of_day(reading, held))
        workspace = reading.session.workspace_at(ended)
        experiments = _experiments(workspace, held)
        delivery = delivery_of(**how)
        hand_out(desk, reading, delivery, workspace, experiments, now=ended, since=held.since, standup=held)


def _named(reading: Reading, text: str) -> Standup:
    """Return the standup of an id or a day, or the last one. Raises NotFound or Ambiguous."""
    past = sorted(reading.workspace.standups.values(), key=_order)
    if not past:
        raise NotFound("No standup was held yet.")
    if text.casefold() == "last":
        return past[-1]
    try:
        day = parse_since(text, reading.today)
    except NotAllowed:
        return find_standup(reading.workspace, text)
    on_day = [held for held in past if reading.policy.day(held.started_at) == day]
    if not on_day:
        raise NotFound(f"No standup was held on {day.isoformat()}; custdev standups list shows those that were.")
    return on_day[-1]


def _end_of_day(reading: Reading, held: Standup) -> datetime:
    zone = reading.policy.zone
    next_day = reading.policy.day(held.started_at) + timedelta(days=1)
    return datetime.combine(next_day, time.min, zone).astimezone(UTC) - timedelta(seconds=1)


def _experiments(workspace: Workspace, held: Standup) -> list[Experiment]:
    experiments = (workspace.experiments.get(uid) for uid in held.experiments)
    return [experiment for experiment in experiments if experiment is not None]


def _row(reading: Reading, held: Standup, lens: Sight) -> list[str]:
    began = held.started_at.astimezone(reading.policy.zone)
    took = f"{held.spent // 60}:{held.spent % 60:02d}" if held.spent else "–"
    return [
        f"{began:%a %Y-%m-%d %H:%M}",
        " ".join(experiment.key for experiment in _experiments(reading.workspace, held)),
        lens.teammate(held.by),
        took if held.ended_at else "not ended",
        str(len(held.decisions)),
        held.uid[-6:],
    ]


def _shape(reading: Reading, held: Standup) -> dict[str, Any]:
    workspace = reading.workspace
    cards = workspace.cards
    return {
        "id": held.uid,
        "started_at": _time(held.started_at),
        "ended_at": _time(held.ended_at),
        "since": _time(held.since),
        "boards": [experiment.key for experiment in _experiments(workspace, held)],
        "by": held.by,
        "attendees": list(held.attendees),
        "spent": held.spent,
        "report": held.report or None,
        "decisions": [
            {
                "text": decision.text,
                "owner": decision.owner,
                "due": decision.due.isoformat() if decision.due else None,
                "done_at": _time(decision.done_at),
                "card": card_key(workspace, cards[decision.card]) if decision.card and decision.card in cards else None,
            }
            for decision in held.decisions
        ],
    }


def _time(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None


def _order(held: Standup) -> tuple[datetime, str]:
    return held.started_at, held.uid
