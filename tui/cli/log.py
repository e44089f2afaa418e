"""`custdev log`, `undo` and `redo`: what happened, newest first, and taking back what you did last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time, tzinfo
from itertools import islice
from typing import TYPE_CHECKING

import click

from tui.cli.output import answer_rows, emit, hint, say
from tui.cli.verbs import Desk, verb
from tui.domain.flow.figures import zone_of
from tui.domain.history.phrases import experiment_of, told_of
from tui.domain.records import Event
from tui.domain.records.workspace import Workspace
from tui.domain.time.dates import parse_since
from tui.service.event_shapes import event_shape
from tui.service.naming import Reading

if TYPE_CHECKING:
    from tui.domain.privacy.seen import SeenWorkspace
    from tui.session.own import Reversal

SHOWN = 30
HEADERS = ("WHEN", "WHO", "BOARD", "WHAT")


@verb(example="custdev log --since yesterday --card CD-3")
@click.option("--since", metavar="WHEN", help="Only from a day on (yesterday, fri, 3d, 2026-11-20), or a time.")
@click.option("--card", metavar="CARD", help="Only what happened to a card.")
@click.option("--by", metavar="NAME", help="Only what somebody did.")
@click.option(
    "--limit", type=click.IntRange(0), metavar="N", help=f"How many at most, 0 for all; {SHOWN} unless --json."
)
def log(desk: Desk, *, since: str | None, card: str | None, by: str | None, limit: int | None, as_json: bool) -> None:
    """Show what happened, newest first.

    Times are those of the experiment, else yours. Customers are named by P-id only.
    """
    with desk.reading() as reading:
        events = _chosen(reading, since, card, by)
        count = limit if limit is not None else 0 if as_json else SHOWN
        shown = list(islice(events, count or None))
        seen, session = reading.seen(), reading.session
        undone = session.undone() if shown else frozenset()
        originals = session.events_named({event.undoes for event in shown if event.undoes})
        shapes = (event_shape(event, seen, originals, undone=event.uid in undone) for event in shown)
        now = reading.now().astimezone()
        rows = (_row(event, seen, originals, event.uid in undone, now) for event in shown)
        nothing = "Nothing like that happened." if since or card or by else "Nothing happened yet."
        answer_rows(as_json, shapes, HEADERS, rows, no_color=desk.no_color, nothing=nothing)
        if count and next(events, None) is not None:
            hint("There is more: --limit 0 shows all, --since and --card less.")


@verb(example="custdev undo")
def undo(desk: Desk, as_json: bool) -> None:
    """Undo your newest change that is not undone. Again, and the one before it is undone."""
    from tui.session.own import undo_own  # looking at what happened does without

    with desk.writing() as work:
        _answer(work, undo_own(work.session), as_json)


@verb(example="custdev redo")
def redo(desk: Desk, as_json: bool) -> None:
    """Do again what you undid last, unless you did something new since."""
    from tui.session.own import redo_own  # as above

    with desk.writing() as work:
        _answer(work, redo_own(work.session), as_json)


def _answer(reading: Reading, done: Reversal, as_json: bool) -> None:
    seen, originals = reading.seen(), {done.original.uid: done.original}
    if as_json:
        emit(event_shape(done.written, seen, originals, undone=False))
    else:
        say(f"{seen.lens.line(told_of(done.written, seen, originals))}.")


def _chosen(reading: Reading, since: str | None, card: str | None, by: str | None) -> Iterator[Event]:
    begin = None if since is None else _moment(since, reading.now())
    uid = None if card is None else reading.card_to_read(card)[1].uid
    for event in reading.session.events(by=by and by.removeprefix("@"), by_time=True):
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


def _row(event: Event, seen: SeenWorkspace, originals: Mapping[str, Event], undone: bool, now: datetime) -> list[str]:
    experiment = experiment_of(event, seen)
    reason = f"; {event.reason}" if event.reason else ""
    sentence = f"{told_of(event, seen, originals)}{reason}{' (undone)' if undone else ''}"
    board = experiment.key if experiment else ""
    return [moment_of(event, seen, now), seen.lens.teammate(event.by), board, seen.lens.line(sentence)]


def moment_of(event: Event, workspace: Workspace, now: datetime) -> str:
    """Return when something happened: `Tue 24 Nov 09:12`.

    It is the time of the experiment where there is one, else of this machine; the zone is named where the two differ,
    the year where it is another one.
    """
    experiment = experiment_of(event, workspace)
    here = _in_zone(event.at, None)
    there = _in_zone(event.at, zone_of(experiment.timezone)) if experiment else here
    year = "" if there.year == now.year else f" {there.year}"
    zone = "" if there.utcoffset() == here.utcoffset() else f" {there:%Z}"
    return f"{there:%a %d %b}{year} {there:%H:%M}{zone}"


def _in_zone(at: datetime, zone: tzinfo | None) -> datetime:
    """Return a time in a zone, None being that of this machine; the first and last days of the calendar in UTC."""
    try:
        return at.astimezone(zone)
    except (ValueError, OverflowError):
        return at.astimezone(UTC)
