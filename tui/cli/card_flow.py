"""`custdev card`: move, rank, block, archive."""

from __future__ import annotations

import click

from tui.cli.card_output import column_after, show_change, warn_of_limit, warn_of_permission
from tui.cli.desk import Desk
from tui.cli.options import TEXT, json_flag
from tui.cli.writing import changing
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.records.change import Change, Context
from tui.domain.records.workspace import Workspace

PLACES = "a number from 1, top, bottom, up or down"


@click.command(epilog="Example: custdev card move CD-3 doing")
@click.argument("card", metavar="CARD")
@click.argument("column")
@click.option("--at", "place", type=click.IntRange(min=1), metavar="N", help="Its place there, from 1.")
@json_flag
@click.pass_obj
def move(desk: Desk, card: str, column: str, place: int | None, as_json: bool) -> None:
    """Move a card to a column, named by id or title."""
    with changing(desk, card) as (work, found, key):
        index = place - 1 if place else None
        change = work.save(operations.move_card, found.uid, column, index=index)
        show_change(work, change, found.uid, f"Moved {key} to {column_after(work, found)}.", as_json)
        if not change.is_empty:
            warn_of_limit(work.workspace, work.workspace.cards[found.uid])
            warn_of_permission(work, work.workspace.cards[found.uid])


@click.command("not-started", epilog="Example: custdev card not-started CD-3")
@click.argument("card", metavar="CARD")
@json_flag
@click.pass_obj
def not_started(desk: Desk, card: str, as_json: bool) -> None:
    """Say that a card that waits was not really started: its age begins when it is."""
    with changing(desk, card) as (work, found, key):
        change = work.save(operations.not_started, found.uid)
        show_change(work, change, found.uid, f"Took back the start of {key} {found.title}.", as_json)


@click.command(epilog="Example: custdev card rank CD-3 top")
@click.argument("card", metavar="CARD")
@click.argument("place")
@json_flag
@click.pass_obj
def rank(desk: Desk, card: str, place: str, as_json: bool) -> None:
    """Put a card at a place of its column: a number from 1, top, bottom, up or down."""
    with changing(desk, card) as (work, found, key):
        change = work.save(_rank, found.uid, place)
        show_change(work, change, found.uid, f"Ranked {key} in {column_after(work, found)}.", as_json)


@click.command(epilog="Example: custdev card block CD-3 'Legal has to see the form' --needs Ana")
@click.argument("card", metavar="CARD")
@click.argument("reason", type=TEXT)
@click.option("--needs", default="", metavar="WHOM", help="Who or what it waits for.")
@json_flag
@click.pass_obj
def block(desk: Desk, card: str, reason: str, needs: str, as_json: bool) -> None:
    """Say why work on a card cannot go on."""
    with changing(desk, card) as (work, found, key):
        change = work.save(operations.block_card, found.uid, reason, needs)
        show_change(work, change, found.uid, f"Blocked {key} {found.title}.", as_json)


@click.command(epilog="Example: custdev card unblock CD-3")
@click.argument("card", metavar="CARD")
@json_flag
@click.pass_obj
def unblock(desk: Desk, card: str, as_json: bool) -> None:
    """Let work on a card go on."""
    with changing(desk, card) as (work, found, key):
        change = work.save(operations.unblock_card, found.uid)
        show_change(work, change, found.uid, f"Unblocked {key} {found.title}.", as_json)


@click.command(epilog="Example: custdev card done CD-6")
@click.argument("card", metavar="CARD")
@json_flag
@click.pass_obj
def done(desk: Desk, card: str, as_json: bool) -> None:
    """Say that a recurring card was done: it waits for its next date, and what was passed over counts as missed.

    Moving it to a finished column does the same, and leaves it there.
    """
    with changing(desk, card) as (work, found, key):
        change = work.save(operations.do_once_more, found.uid)
        after = work.workspace.cards[found.uid]
        due = f"; it is due on {after.due:%a} {after.due.day} {after.due:%b %Y}" if after.due else ""
        show_change(work, change, found.uid, f"Did {key} {found.title}{due}.", as_json)


@click.command(epilog="Example: custdev card archive CD-3")
@click.argument("card", metavar="CARD")
@json_flag
@click.pass_obj
def archive(desk: Desk, card: str, as_json: bool) -> None:
    """Take a card off the board; it keeps its notes and can be restored."""
    with changing(desk, card) as (work, found, key):
        change = work.save(operations.archive_card, found.uid)
        show_change(work, change, found.uid, f"Archived {key} {found.title}.", as_json)


@click.command(epilog="Example: custdev card restore CD-3")
@click.argument("card", metavar="CARD")
@json_flag
@click.pass_obj
def restore(desk: Desk, card: str, as_json: bool) -> None:
    """Bring an archived card back, or one that is not in the definition any more."""
    with changing(desk, card) as (work, found, key):
        change = work.save(operations.restore_card, found.uid)
        show_change(work, change, found.uid, f"Restored {key} {found.title} to {column_after(work, found)}.", as_json)


def _rank(workspace: Workspace, context: Context, card: str, place: str) -> Change:
    """Rank a card; the words are taken relative to where it is by the time this runs."""
    old = workspace.cards[card]
    lane = workspace.lane(old.experiment, old.column)
    now = lane.index(card) if card in lane else 0
    named = {"top": 0, "bottom": len(lane), "up": now - 1, "down": now + 1}
    if place.isascii() and place.isdecimal() and int(place[:9]) > 0:
        index = int(place[:9]) - 1
    elif place in named:
        index = named[place]
    else:
        raise NotAllowed(f'"{place}" is no place; write {PLACES}. Nothing was changed.')
    return operations.rank_card(workspace, context, card, index)
