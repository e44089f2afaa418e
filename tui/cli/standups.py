"""`custdev standups`: those that were held."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import click

from tui.cli.desk import Desk
from tui.cli.lazy import LazyGroup
from tui.cli.options import json_flag
from tui.cli.output import emit, hint, table
from tui.cli.standup import chosen, delivery_of, report_options
from tui.domain.errors import NotAllowed, NotFound
from tui.domain.privacy.hiding import scrubbed
from tui.domain.privacy.sight import Sight
from tui.domain.records import Standup
from tui.domain.search.naming import card_key, find_standup
from tui.domain.time.dates import parse_since
from tui.session import Session

COMMANDS = {"list": "tui.cli.standups:list_standups", "show": "tui.cli.standups:show_standup"}


@click.group(cls=LazyGroup, lazy=COMMANDS, epilog="Example: custdev standups show last --format md")
def standups() -> None:
    """Standups that were held. They are named by id, by its last characters, by their day, or as `last`."""


@click.command("list", epilog="Example: custdev standups list CD")
@click.argument("board", required=False)
@json_flag
@click.pass_obj
def list_standups(desk: Desk, *, board: str | None, as_json: bool) -> None:
    """List the standups that were held, over BOARD or over any, the last one first."""
    with desk.reading(policy=True) as session:
        found = sorted(session.workspace.standups.values(), key=_order, reverse=True)
        if board:
            uid = chosen(session, session.workspace, [board])[0].uid
            found = [each for each in found if uid in each.experiments]
        if as_json:
            lens = desk.seen(session).lens
            emit([scrubbed(_shape(session, each), lens.text) for each in found])
        elif found:
            headers = ("WHEN", "BOARDS", "BY", "TOOK", "DECISIONS", "ID")
            lens = desk.seen(session).lens
            table(headers, [_row(session, each, lens) for each in found], no_color=desk.no_color)
        else:
            hint("No standup was held yet; custdev standup --record records one.")


@click.command("show", epilog="Example: custdev standups show fri --format slack")
@click.argument("which", required=False, default="last", metavar="[ID|DATE|last]")
@report_options
@click.pass_obj
def show_standup(desk: Desk, /, *, which: str, **how: Any) -> None:
    """Print the report of a standup as everything stood when it ended.

    Who has taken back a permission since is not quoted any more.
    """
    from tui.cli.standup_output import hand_out
    from tui.session.giving import report_parcel

    with desk.reading(policy=True) as session:
        held = _named(session, which)
        ended = held.ended_at or min(session.now(), _end_of_day(session, held))
        workspace = session.workspace_at(ended)
        known = (workspace.experiments.get(uid) for uid in held.experiments)
        experiments = [each for each in known if each is not None]
        delivery = delivery_of(how)
        parcel = report_parcel(
            session,
            workspace,
            experiments,
            delivery.profile,
            now=ended,
            since=held.since,
            standup=held,
            style=delivery.style,
        )
        hand_out(desk, session, parcel, delivery)


def _named(session: Session, text: str) -> Standup:
    """Return the standup of an id or a day, or the last one. Raises NotFound or Ambiguous."""
    held = sorted(session.workspace.standups.values(), key=_order)
    if not held:
        raise NotFound("No standup was held yet.")
    if text.casefold() == "last":
        return held[-1]
    try:
        day = parse_since(text, session.today)
    except NotAllowed:
        return find_standup(session.workspace, text)
    on_day = [each for each in held if session.policy.day(each.started_at) == day]
    if not on_day:
        raise NotFound(f"No standup was held on {day.isoformat()}; custdev standups list shows those that were.")
    return on_day[-1]


def _end_of_day(session: Session, held: Standup) -> datetime:
    zone = session.policy.zone
    next_day = session.policy.day(held.started_at) + timedelta(days=1)
    return datetime.combine(next_day, time.min, zone).astimezone(UTC) - timedelta(seconds=1)


def _boards(session: Session, held: Standup) -> list[str]:
    known = (session.workspace.experiments.get(uid) for uid in held.experiments)
    return [each.key for each in known if each is not None]


def _row(session: Session, held: Standup, lens: Sight) -> list[str]:
    began = held.started_at.astimezone(session.policy.zone)
    took = f"{held.spent // 60}:{held.spent % 60:02d}" if held.spent else "–"
    return [
        f"{began:%a %Y-%m-%d %H:%M}",
        " ".join(_boards(session, held)),
        lens.teammate(held.by),
        took if held.ended_at else "not ended",
        str(len(held.decisions)),
        held.uid[-6:],
    ]


def _shape(session: Session, held: Standup) -> dict[str, Any]:
    cards = session.workspace.cards
    return {
        "id": held.uid,
        "started_at": _time(held.started_at),
        "ended_at": _time(held.ended_at),
        "since": _time(held.since),
        "boards": _boards(session, held),
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
                "card": card_key(session.workspace, cards[decision.card])
                if decision.card and decision.card in cards
                else None,
            }
            for decision in held.decisions
        ],
    }


def _time(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None


def _order(held: Standup) -> tuple[datetime, str]:
    return held.started_at, held.uid
