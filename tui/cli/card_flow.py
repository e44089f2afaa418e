"""`custdev card`: move, rank, block, archive."""

from __future__ import annotations

import click

from tui.cli.card_editing import CardEdit, card_verb
from tui.cli.card_output import column_after, warn_of_limit, warn_of_permission
from tui.cli.options import TEXT
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.records.change import Change, Context
from tui.domain.records.workspace import Workspace

PLACES = "a number from 1, top, bottom, up or down"


@card_verb(example="custdev card move CD-3 doing")
@click.argument("column")
@click.option("--at", "place", type=click.IntRange(min=1), metavar="N", help="Its place there, from 1.")
def move(edit: CardEdit, *, column: str, place: int | None) -> None:
    """Move a card to a column, named by id or title."""
    change = edit.save(operations.move_card, column, index=place - 1 if place else None)
    edit.answer(change, f"Moved {edit.key} to {column_after(edit.work, edit.card)}.")
    if not change.is_empty:
        warn_of_limit(edit.work.workspace, edit.after)
        warn_of_permission(edit.work, edit.after)


@card_verb(example="custdev card not-started CD-3")
def not_started(edit: CardEdit) -> None:
    """Say that a card that waits was not really started: its age begins when it is."""
    edit.answer(edit.save(operations.not_started), f"Took back the start of {edit.key} {edit.card.title}.")


@card_verb(example="custdev card rank CD-3 top")
@click.argument("place")
def rank(edit: CardEdit, *, place: str) -> None:
    """Put a card at a place of its column: a number from 1, top, bottom, up or down."""
    change = edit.save(_rank, place)
    edit.answer(change, f"Ranked {edit.key} in {column_after(edit.work, edit.card)}.")


@card_verb(example="custdev card block CD-3 'Legal has to see the form' --needs Ana")
@click.argument("reason", type=TEXT)
@click.option("--needs", default="", metavar="WHOM", help="Who or what it waits for.")
def block(edit: CardEdit, *, reason: str, needs: str) -> None:
    """Say why work on a card cannot go on."""
    edit.answer(edit.save(operations.block_card, reason, needs), f"Blocked {edit.key} {edit.card.title}.")


@card_verb(example="custdev card unblock CD-3")
def unblock(edit: CardEdit) -> None:
    """Let work on a card go on."""
    edit.answer(edit.save(operations.unblock_card), f"Unblocked {edit.key} {edit.card.title}.")


@card_verb(example="custdev card done CD-6")
def done(edit: CardEdit) -> None:
    """Say that a recurring card was done: it waits for its next date, and what was passed over counts as missed.

    Moving it to a finished column does the same, and leaves it there.
    """
    change = edit.save(operations.do_once_more)
    day = edit.after.due
    due = f"; it is due on {day:%a} {day.day} {day:%b %Y}" if day else ""
    edit.answer(change, f"Did {edit.key} {edit.card.title}{due}.")


@card_verb(example="custdev card archive CD-3")
def archive(edit: CardEdit) -> None:
    """Take a card off the board; it keeps its notes and can be restored."""
    edit.answer(edit.save(operations.archive_card), f"Archived {edit.key} {edit.card.title}.")


@card_verb(example="custdev card restore CD-3")
def restore(edit: CardEdit) -> None:
    """Bring an archived card back, or one that is not in the definition any more."""
    change = edit.save(operations.restore_card)
    edit.answer(change, f"Restored {edit.key} {edit.card.title} to {column_after(edit.work, edit.card)}.")


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
