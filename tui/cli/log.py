"""`custdev log`, `undo` and `redo`: what happened, newest first, and taking back what you did last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time, tzinfo
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.output import answer, answer_rows, hint
from tui.cli.verbs import verb
from tui.domain.flow.figures import zone_of
from tui.domain.history.phrases import experiment_of, key_of, told_of
from tui.domain.privacy.hiding import scrubbed
from tui.domain.privacy.seen import SeenWorkspace
from tui.domain.records import IDENTITY_TABLES, Event
from tui.domain.records.workspace import Workspace
from tui.domain.standup.held import held_words, standup_of
from tui.domain.time.dates import parse_since
from tui.service.naming import Reading

if TYPE_CHECKING:
    from tui.session.own import Reversal

SHOWN = 30
MOST = 10**9
"""Nobody asks for so many events, and 0 is all."""
HEADERS = ("WHEN", "WHO", "BOARD", "WHAT")
_NO_TEXT = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", re.ASCII)
"""A uid or a time: nobody is looked for in it, and a number that it may hold is nobody's."""
WORDS = {"notes": ("text", "tags"), "touchpoints": ("summary", "expectation", "links")}
"""What people said there, which takes their consent to be shown."""


@verb(example="custdev log --since yesterday --card CD-3")
@option("--since", metavar="WHEN", help="Only from a day on (yesterday, fri, 3d, 2026-11-20), or a time.")
@option("--card", metavar="CARD", help="Only what happened to a card.")
@option("--by", metavar="NAME", help="Only what somebody did.")
@option(
    "--limit", type=click.IntRange(0, MOST), metavar="N", help=f"How many at most, 0 for all; {SHOWN} unless --json."
)
def log(desk: Desk, *, since: str | None, card: str | None, by: str | None, limit: int | None, as_json: bool) -> None:
    """Show what happened, newest first.

    Times are those of the experiment, else yours. Customers are named by P-id only. A standup is one line;
    --json and --card tell all of it.
    """
    with desk.reading() as reading:
        events = _chosen(reading, since, card, by)
        if card is None and not as_json:
            events = _a_line_a_standup(events)
        count = limit if limit is not None else 0 if as_json else SHOWN
        seen, session = reading.seen(), reading.session
        # All that happened is told as it is read: it may be more than fits into memory.
        some = list(islice(events, count)) if count else []
        shown, undone = some if count else events, session.undone()
        originals = (
            session.events_named({event.undoes for event in some if event.undoes}) if count else session.originals()
        )
        shapes = (event_shape(event, seen, originals, undone=event.uid in undone) for event in shown)
        now = reading.now().astimezone()
        rows = (_row(event, seen, originals, event.uid in undone, now, folded=card is None) for event in shown)
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
    sentence = f"{seen.lens.line(told_of(done.written, seen, originals))}."
    answer(as_json, event_shape(done.written, seen, originals, undone=False), [sentence])


def _chosen(reading: Reading, since: str | None, card: str | None, by: str | None) -> Iterator[Event]:
    begin = None if since is None else _moment(since, reading.now())
    uid = None if card is None else reading.card_to_read(card)[1].uid
    for event in reading.session.events(by=by and by.removeprefix("@"), by_time=True):
        if begin is not None and event.at < begin:
            return
        if uid in (None, event.card) or uid in event.changes.get("cards", {}):
            yield event


def _a_line_a_standup(events: Iterator[Event]) -> Iterator[Event]:
    """Yield events, newest first; of those that a standup consists of the newest alone."""
    standups = set[str]()
    for event in events:
        standup = standup_of(event)
        if standup is None or standup not in standups:
            yield event
        if standup is not None:
            standups.add(standup)


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


def _row(
    event: Event, seen: SeenWorkspace, originals: Mapping[str, Event], undone: bool, now: datetime, *, folded: bool
) -> list[str]:
    experiment = experiment_of(event, seen)
    reason = f"; {event.reason}" if event.reason else ""
    standup = seen.standups.get(standup_of(event) or "") if folded else None
    if standup is not None:
        sentence = held_words(standup)
    else:
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


def event_shape(event: Event, seen: SeenWorkspace, originals: Mapping[str, Event], *, undone: bool) -> dict[str, Any]:
    """Return an event for scripts; `board` and `card` are keys, `changes` leaves out what identifies people."""
    experiment, lens = experiment_of(event, seen), seen.lens
    changes = {name: _private(seen, name, rows) for name, rows in event.changes.items() if name not in IDENTITY_TABLES}
    return {
        "uid": event.uid,
        "at": event.at,
        "by": lens.teammate(event.by),
        "kind": event.kind,
        "board": experiment.key if experiment else None,
        "card": key_of(event, seen) or None,
        "text": lens.line(told_of(event, seen, originals)),
        "undone": undone,
        "undoes": event.undoes,
        "reason": lens.line(event.reason),
        "changes": scrubbed(changes, lambda text: text if _NO_TEXT.fullmatch(text) else lens.text(text)),
    }


def _private(seen: SeenWorkspace, table: str, rows: dict[str, Any]) -> dict[str, Any]:
    """Return the changes of a table without the words that may not be seen, and those of what is not there any more.

    Of people who may not be seen only the record (uid) is told.
    """
    if table == "participants":
        return {uid: row if uid in seen.participants else _uid_of(row) for uid, row in rows.items()}
    fields = WORDS.get(table, ())
    if not fields:
        return rows
    here = seen.table(table)
    hidden = {uid for uid in rows if uid not in here or seen.withheld(uid)}
    return {
        uid: {name: sides for name, sides in row.items() if uid not in hidden or name not in fields}
        for uid, row in rows.items()
    }


def _uid_of(row: dict[str, Any]) -> dict[str, Any]:
    return {name: sides for name, sides in row.items() if name == "uid"}
