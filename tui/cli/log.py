"""`custdev log`: what happened, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from itertools import islice

import click

from tui.cli.desk import Desk
from tui.cli.event_output import event_shape, moment_of, originals_of
from tui.cli.naming import card_to_read
from tui.cli.options import json_flag
from tui.cli.output import emit, hint, table
from tui.domain.history.particulars import experiment_of
from tui.domain.history.phrases import told_of
from tui.domain.records import Event
from tui.domain.time.dates import parse_since
from tui.session import Session

SHOWN = 30


@click.command(epilog="Example: custdev log --since yesterday --card CD-3")
@click.option("--since", metavar="WHEN", help="Only from a day on (yesterday, fri, 3d, 2026-11-20), or a time.")
@click.option("--card", metavar="CARD", help="Only what happened to a card.")
@click.option("--by", metavar="NAME", help="Only what somebody did.")
@click.option(
    "--limit", type=click.IntRange(0), metavar="N", help=f"How many at most, 0 for all; {SHOWN} unless --json."
)
@json_flag
@click.pass_obj
def log(desk: Desk, *, since: str | None, card: str | None, by: str | None, limit: int | None, as_json: bool) -> None:
    """Show what happened, newest first.

    Times are those of the experiment, else yours. Customers are named by P-id only.
    """
    with desk.reading() as session:
        found = _chosen(desk, session, since, card, by)
        count = limit if limit is not None else 0 if as_json else SHOWN
        shown = list(islice(found, count or None))
        if as_json:
            _emit(desk, session, shown)
        elif shown:
            _print(desk, session, shown)
            if count and next(found, None) is not None:
                hint("There is more: --limit 0 shows all, --since and --card less.")
        else:
            hint("Nothing happened yet." if not (since or card or by) else "Nothing like that happened.")


def _chosen(desk: Desk, session: Session, since: str | None, card: str | None, by: str | None) -> Iterator[Event]:
    begin = None if since is None else _moment(since, session.now())
    uid = None if card is None else card_to_read(desk, session, card)[1].uid
    for event in session.events(by=by and by.removeprefix("@"), by_time=True):
        if begin is not None and event.at < begin:
            return
        if uid is None or _touches(event, uid):
            yield event


def _touches(event: Event, card: str) -> bool:
    return event.card == card or card in event.changes.get("cards", {})


def _moment(text: str, now: datetime) -> datetime:
    """Return the moment that was written: a time in ISO 8601, or the beginning of a day."""
    moment = _iso_time(text) if ":" in text else None
    if moment is None:
        moment = datetime.combine(parse_since(text, now.astimezone().date()), time.min)
    if moment.tzinfo is not None:
        return moment
    try:
        return moment.astimezone()
    except (ValueError, OverflowError):
        return moment.replace(tzinfo=UTC)


def _iso_time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None


def _emit(desk: Desk, session: Session, events: list[Event]) -> None:
    seen, undone, originals = desk.seen(session), session.undone(), originals_of(session, events)
    emit([event_shape(event, seen, originals, undone=event.uid in undone) for event in events])


def _print(desk: Desk, session: Session, events: list[Event]) -> None:
    seen, undone, originals = desk.seen(session), session.undone(), originals_of(session, events)
    now = session.now().astimezone()
    rows = []
    for event in events:
        experiment = experiment_of(event, seen)
        words = told_of(event, seen, originals)
        told = f"{words}; {event.reason}" if event.reason else words
        told = f"{told} (undone)" if event.uid in undone else told
        board = experiment.key if experiment else ""
        rows.append((moment_of(event, seen, now), seen.lens.teammate(event.by), board, seen.lens.line(told)))
    table(("WHEN", "WHO", "BOARD", "WHAT"), rows, no_color=desk.no_color)
