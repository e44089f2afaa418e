"""`custdev touchpoint`: contacts with customers that are planned, and those that were had."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import click

from tui.cli.desk import Desk
from tui.cli.lazy import LazyGroup
from tui.cli.naming import board_to_read, card_to_read, the_person
from tui.cli.options import json_flag
from tui.cli.output import emit, table
from tui.cli.people_output import said_at, time_words, touchpoint_words
from tui.cli.people_shapes import touchpoint_shape
from tui.domain.facts import pids
from tui.domain.records import Touchpoint
from tui.domain.records.vocabulary import PLANNED
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.domain.time.moments import parse_any_day
from tui.session import Session

COMMANDS = {"list": "tui.cli.touchpoints:list_touchpoints"}
COMMANDS |= {verb: f"tui.cli.touchpoint_writing:{verb}" for verb in ("add", "done", "edit")}


@click.group(cls=LazyGroup, lazy=COMMANDS, epilog="Example: custdev touchpoint add interview P03 'wants the export'")
def touchpoint() -> None:
    """Contacts with customers. TOUCHPOINT is an id, or its last characters as touchpoint list shows them."""


@click.command("list", epilog="Example: custdev touchpoint list --with P03 --since 3w")
@click.option("--card", metavar="CARD", help="Only those that concern a card.")
@click.option("--with", "person", metavar="P03", help="Only those with a customer.")
@click.option("--board", metavar="BOARD", help="Only those that concern a card of a board.")
@click.option("--planned", is_flag=True, help="Only those that are still planned.")
@click.option("--since", metavar="DAY", help="Only from a day on: yesterday, fri, 3w, 2026-11-20.")
@json_flag
@click.pass_obj
def list_touchpoints(
    desk: Desk,
    *,
    card: str | None,
    person: str | None,
    board: str | None,
    planned: bool,
    since: str | None,
    as_json: bool,
) -> None:
    """List touchpoints, oldest first."""
    with desk.reading(policy=True) as session:
        found = _chosen(session, person, planned=planned, since=since)
        if card:
            uid = card_to_read(desk, session, card)[1].uid
            found = [each for each in found if uid in each.cards]
        if board:
            drawn, experiment = board_to_read(desk, session, board)
            cards = {each.uid for each in drawn.cards_of(experiment.uid)}
            found = [each for each in found if cards.intersection(each.cards)]
        seen = desk.seen(session)
        shown = [seen.touchpoints[each.uid] for each in found]
        if as_json:
            said = said_at(seen)
            emit([touchpoint_shape(seen, each, said.get(each.uid, ())) for each in shown])
            return
        headers = ("WHEN", "WHAT", "WITH", "CARDS", "ID", "SUMMARY")
        table(headers, [_row(session, seen, each) for each in shown], no_color=desk.no_color)


def _chosen(session: Session, person: str | None, *, planned: bool, since: str | None) -> Sequence[Touchpoint]:
    workspace, policy = session.workspace, session.policy
    begin = parse_any_day(since, session.today) if since else date.min
    uids: Any = workspace.touchpoints
    if person:
        uids = workspace.touchpoint_uids(the_person(workspace, person).uid)
    found = [
        each
        for uid in uids
        if (each := workspace.touchpoints[uid]).status in PLANNED or not planned
        if begin <= policy.day(each.at)
    ]
    return sorted(found, key=_order)


def _order(touchpoint: Touchpoint) -> tuple[datetime, str]:
    return touchpoint.at, touchpoint.uid


def _private(workspace: Workspace, found: Touchpoint) -> str:
    why = workspace.withheld(found.uid)
    return f"(kept private: {why})" if why else ""


def _row(session: Session, workspace: Workspace, found: Touchpoint) -> list[str]:
    cards = (workspace.cards.get(uid) for uid in found.cards)
    return [
        time_words(found.at, session.policy, session.today),
        touchpoint_words(found),
        " ".join(pids(workspace, found.people)),
        " ".join(card_key(workspace, card) for card in cards if card),
        found.uid[-6:],
        _private(workspace, found) or found.summary or found.expectation,
    ]
