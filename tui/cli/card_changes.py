"""`custdev card`: every change of a card that is there, and what these verbs have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from tui.cli.card_output import column_after, show_change, today_of, warn_of_limit, warn_of_permission
from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.verbs import TEXT, reason_option, verb
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.operations.checks import tag_list
from tui.domain.records import Card
from tui.domain.records.change import Change, Context
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key, find_item
from tui.domain.time.dates import full_words, parse_due

if TYPE_CHECKING:
    from tui.service.writing import Work

PLACES = "a number from 1, top, bottom, up or down"


class CardEdit:
    """A card that is about to be changed, in an open workspace; `card` and `key` are as they were before."""

    def __init__(self, work: Work, card: Card, *, as_json: bool) -> None:
        self.work = work
        self.card = card
        self.key = card_key(work.workspace, card)
        self._as_json = as_json

    @property
    def after(self) -> Card:
        """The card as it is by now."""
        return self.work.workspace.cards[self.card.uid]

    def save(self, operation: Callable[..., Change], *args: object, **kwargs: object) -> Change:
        """Do an operation on the card and wait until it is durable."""
        return self.work.save(operation, self.card.uid, *args, **kwargs)

    def answer(self, change: Change, sentence: str) -> None:
        """Answer with the card as JSON, or the sentence; where nothing changed, that it was like that already."""
        show_change(self.work, change, self.card.uid, sentence, self._as_json)


@contextmanager
def changing(desk: Desk, text: str, *, as_json: bool) -> Iterator[CardEdit]:
    """Open the workspace to change the card that a text names."""
    with desk.writing() as work:
        yield CardEdit(work, work.card(text), as_json=as_json)


def card_verb(*, example: str) -> Callable[[Callable[..., None]], click.Command]:
    """Make a function a command on a CARD: it is given a `CardEdit` and its own options, and answers."""

    def make(run: Callable[..., None]) -> click.Command:
        @wraps(run)
        def command(desk: Desk, /, card: str, *, as_json: bool, **options: Any) -> None:
            with changing(desk, card, as_json=as_json) as edit:
                run(edit, **options)

        return verb(example=example)(click.argument("card", metavar="CARD")(command))

    return make


@card_verb(example="custdev card move CD-3 doing")
@click.argument("column")
@option("--at", "place", type=click.IntRange(min=1), metavar="N", help="Its place there, from 1.")
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
@option("--needs", default="", metavar="WHOM", help="Who or what it waits for.")
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


@card_verb(example="custdev card assign CD-3 ben")
@click.argument("name")
def assign(edit: CardEdit, *, name: str) -> None:
    """Give a card an owner of the team; none takes the owner away."""
    change = edit.save(operations.assign_card, None if name.casefold() in ("none", "-") else name)
    edit.answer(change, f"{edit.key} belongs to {edit.after.assignee or 'nobody'}.")


@verb(example="custdev card tag CD-3 pricing ux --remove later")
@click.argument("card", metavar="CARD")
@click.argument("tags", nargs=-1)
@option("--remove", multiple=True, metavar="TAG", help="Take a tag off.")
def tag(desk: Desk, card: str, *, tags: tuple[str, ...], remove: tuple[str, ...], as_json: bool) -> None:
    """Give a card tags, next to those it has."""
    if not tags and not remove:
        raise click.UsageError("Name a tag, or --remove one.")
    with changing(desk, card, as_json=as_json) as edit:
        change = edit.save(_retag, tags, remove)
        edit.answer(change, f"{edit.key} has {' '.join(f'#{name}' for name in edit.after.tags) or 'no tags'}.")


@card_verb(example="custdev card due CD-3 30 nov")
@click.argument("day", nargs=-1, required=True)
def due(edit: CardEdit, *, day: tuple[str, ...]) -> None:
    """Set the day a card is due: 2027-01-31, 31.01.2027, fri, 30 nov, +3d, next week, or none."""
    today = today_of(edit.work.workspace.experiments[edit.card.experiment], edit.work.now())
    date = parse_due(" ".join(day), today)
    change = edit.save(operations.set_due, date)
    edit.answer(change, f"{edit.key} is due {full_words(date, today) if date else 'on no day'}.")


@card_verb(example="custdev card expedite CD-3")
@option("--off", is_flag=True, help="It has to hurry no more.")
def expedite(edit: CardEdit, *, off: bool) -> None:
    """Mark a card as one that goes before all others."""
    edit.answer(edit.save(operations.expedite_card, not off), f"{edit.key} is expedited{' no more' if off else ''}.")


@card_verb(example="custdev card tick CD-3 'Write the invitation'")
@click.argument("step", type=TEXT)
@option("--off", "action", flag_value="off", help="Take the tick away.")
@option("--add", "action", flag_value="add", help="Add the step to the checklist instead.")
@option("--remove", "action", flag_value="remove", help="Take the step off the checklist.")
def tick(edit: CardEdit, *, step: str, action: str | None) -> None:
    """Tick a step of a card's checklist, named by its number or a part of its text."""
    if action == "add":
        change = edit.save(operations.add_checklist_item, step)
        sentence = f"Added a step to {edit.key}."
    elif action == "remove":
        change = edit.save(operations.remove_checklist_item, find_item(edit.card, step).uid)
        sentence = f"Took a step off {edit.key}."
    else:
        item = find_item(edit.card, step)
        change = edit.save(operations.tick_item, item.uid, action != "off")
        text = edit.work.seen().lens.line(item.text)
        sentence = f'{"Unticked" if action == "off" else "Ticked"} "{text}" on {edit.key}.'
    edit.answer(change, sentence)


@card_verb(example="custdev card link CD-3 P01 --reason 'they offered to'")
@click.argument("person")
@reason_option
def link(edit: CardEdit, *, person: str, reason: str) -> None:
    """Tie a card to a customer: a P-id, or a part of a name.

    Who was asked often enough lately, takes part in too much at once, or wants to be left alone is linked only with
    a reason, which the log keeps.
    """
    somebody = edit.work.person(person)
    change = edit.save(operations.link_contact, somebody.uid, reason=reason)
    edit.answer(change, f"Linked {edit.key} to {somebody.pid}.")
    warn_of_permission(edit.work, edit.after)


@card_verb(example="custdev card unlink CD-3 P01")
@click.argument("person")
def unlink(edit: CardEdit, *, person: str) -> None:
    """Untie a card from a customer; the notes stay."""
    somebody = edit.work.person(person)
    edit.answer(edit.save(operations.unlink_contact, somebody.uid), f"Unlinked {edit.key} from {somebody.pid}.")


def _retag(workspace: Workspace, context: Context, card: str, added: Sequence[str], removed: Sequence[str]) -> Change:
    gone = set(tag_list(removed))
    tags = [tag for tag in (*workspace.cards[card].tags, *tag_list(added)) if tag not in gone]
    return operations.tag_card(workspace, context, card, tags)


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
