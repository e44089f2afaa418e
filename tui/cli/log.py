"""`custdev log`: what happened, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from itertools import islice
from typing import Any, NamedTuple

import click

from tui.cli.desk import Desk
from tui.cli.naming import card_to_read
from tui.cli.options import json_flag
from tui.cli.output import emit, hint, table
from tui.domain.dates import parse_since
from tui.domain.phrases import key_of, phrase_of
from tui.domain.records import IDENTITY_TABLES, Event
from tui.session import Session

SHOWN = 30
UNDONE = {"undone": "Undid", "redone": "Did again"}


class Told(NamedTuple):
    """An event, and whether it was undone since."""

    event: Event
    undone: bool


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
    """Show what happened, newest first, in your time zone. Customers are named by P-id only."""
    with desk.reading() as session:
        found = _chosen(desk, session, since, card, by)
        count = limit if limit is not None else 0 if as_json else SHOWN
        shown = list(islice(found, count or None))
        if as_json:
            emit([_shape(session, told) for told in shown])
        elif shown:
            table(("WHEN", "WHO", "WHAT"), [_row(session, told) for told in shown], no_color=desk.no_color)
            if count and next(found, None) is not None:
                hint("There is more: --limit 0 shows all, --since and --card less.")
        else:
            hint("Nothing happened yet." if not (since or card or by) else "Nothing like that happened.")


def _chosen(desk: Desk, session: Session, since: str | None, card: str | None, by: str | None) -> Iterator[Told]:
    begin = None if since is None else _moment(since, session.now())
    uid = None if card is None else card_to_read(desk, session, card)[1].uid
    undone: set[str] = set()
    decided: set[str] = set()
    for event in session.events(by_time=True):
        if begin is not None and event.at < begin:
            return
        if event.undoes and event.kind in UNDONE and event.undoes not in decided:
            decided.add(event.undoes)
            if event.kind == "undone":
                undone.add(event.undoes)
        if (uid is None or _touches(event, uid)) and (by is None or event.by == by.removeprefix("@")):
            yield Told(event, event.uid in undone)


def _touches(event: Event, card: str) -> bool:
    return event.card == card or card in event.changes.get("cards", {})


def _moment(text: str, now: datetime) -> datetime:
    """Return the moment that was written: a time in ISO 8601, or the beginning of a day."""
    zone = now.astimezone().tzinfo
    if "t" in text.casefold() and ":" in text:
        try:
            moment = datetime.fromisoformat(text)
            return moment if moment.tzinfo else moment.replace(tzinfo=zone)
        except ValueError:
            pass
    return datetime.combine(parse_since(text, now.astimezone().date()), time.min, zone)


def _row(session: Session, told: Told) -> tuple[str, str, str]:
    words = _words(session, told.event)
    return f"{told.event.at.astimezone():%a %d %b %H:%M}", told.event.by, f"{words} (undone)" if told.undone else words


def _words(session: Session, event: Event) -> str:
    if event.kind in UNDONE and (original := session.event(event.undoes)) is not None:
        return f"{UNDONE[event.kind]}: {phrase_of(original, session.workspace, keys=True).named}"
    return phrase_of(event, session.workspace, keys=True).done


def _shape(session: Session, told: Told) -> dict[str, Any]:
    event, workspace = told.event, session.workspace
    experiment = workspace.experiments.get(event.experiment or "")
    return {
        "uid": event.uid,
        "at": event.at,
        "by": event.by,
        "kind": event.kind,
        "board": experiment.key if experiment else None,
        "card": key_of(event, workspace) or None,
        "text": _words(session, event),
        "undone": told.undone,
        "undoes": event.undoes,
        "changes": {name: rows for name, rows in event.changes.items() if name not in IDENTITY_TABLES},
    }
