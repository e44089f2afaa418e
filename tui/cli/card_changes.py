"""`custdev card`: every change of a card that is there, and what these verbs have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from tui.cli.card_output import (
    column_after,
    show_change,
    show_changes,
    tell_freed,
    tell_untold,
    today_of,
    warn_of_limit,
    warn_of_permission,
)
from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.verbs import TEXT, reason_option, verb
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.records import Card
from tui.domain.records.change import Change, Context
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key, cards_ahead, find_item
from tui.domain.time.dates import full_words, parse_due

if TYPE_CHECKING:
    from tui.service.writing import Work

_KEY = re.compile(r"[A-Za-z]+-[0-9]+")
PLACES = "a number from 1, top, bottom, up or down"


class CardEdit:
    """Cards that are about to be changed as one, in an open workspace, as they were before; nearly always it is one.

    `card` is the first of them, and `key` names them all.
    """

    def __init__(self, work: Work, cards: Sequence[Card], *, as_json: bool) -> None:
        self.work = work
        self.cards = cards
        self.card = cards[0]
        self.key = ", ".join(card_key(work.workspace, card) for card in cards)
        self.as_json = as_json

    @property
    def uids(self) -> list[str]:
        """The uids of the cards."""
        return [card.uid for card in self.cards]

    @property
    def after(self) -> Card:
        """The card as it is by now."""
        return self.work.workspace.cards[self.card.uid]

    def save(self, operation: Callable[..., Change], *args: object, **kwargs: object) -> Change:
        """Do an operation on the card, or on all of them as one, and wait until it is durable."""
        if len(self.cards) == 1:
            return self.work.save(operation, self.card.uid, *args, **kwargs)
        return self.work.save(operations.on_cards, self.uids, operation, *args, **kwargs)

    def answer(self, change: Change, sentence: str) -> None:
        """Answer with the card as JSON, or the sentence; where nothing changed, that it was like that already.

        Several are a list, and it is said what was done with all of them.
        """
        if len(self.cards) == 1:
            show_change(self.work, change, self.card.uid, sentence, self.as_json)
        else:
            show_changes(self.work, change, self.uids, self.as_json)


@contextmanager
def changing(desk: Desk, *texts: str, as_json: bool) -> Iterator[CardEdit]:
    """Open the workspace to change the cards that texts name, each of them once."""
    with desk.writing() as work:
        cards = {card.uid: card for card in map(work.card, texts)}
        yield CardEdit(work, [*cards.values()], as_json=as_json)


def card_verb(*, example: str, several: bool = False) -> Callable[[Callable[..., None]], click.Command]:
    """Make a function a command on a CARD, or on several: it is given a `CardEdit` and its own options, and answers."""

    def make(run: Callable[..., None]) -> click.Command:
        @wraps(run)
        def command(desk: Desk, /, card: str | tuple[str, ...], *, as_json: bool, **options: Any) -> None:
            with changing(desk, *([card] if isinstance(card, str) else card), as_json=as_json) as edit:
                run(edit, **options)

        argument = click.argument("card", metavar="CARD...", nargs=-1, required=True)
        return verb(example=example)((argument if several else click.argument("card", metavar="CARD"))(command))

    return make


def cards_and_rest(words: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Part words into the cards that come first, as keys but for the first one, and what follows them."""
    count = next((at for at, word in enumerate(words[1:], 1) if not _KEY.fullmatch(word)), len(words))
    return words[:count], words[count:]


@card_verb(example="custdev card move CD-3 CD-4 doing", several=True)
@click.argument("column")
@option("--at", "place", type=click.IntRange(min=1), metavar="N", help="Its place there, from 1.")
def move(edit: CardEdit, *, column: str, place: int | None) -> None:
    """Move cards to a column, named by id or title; several go as one change, in the order in which they stand."""
    if len(edit.cards) > 1:
        if place:
            raise click.UsageError("--at is the place of one card.")
        change = edit.work.save(operations.move_cards, edit.uids, column)
    else:
        change = edit.save(operations.move_card, column, index=place - 1 if place else None)
    edit.answer(change, f"Moved {edit.key} to {column_after(edit.work, edit.card)}.")
    if not change.is_empty:
        tell_freed(edit.work.workspace, edit.uids)
        tell_untold(edit.work.workspace, edit.uids)
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
    """Say why work on a card cannot go on: a reason, or the cards it waits for, as CD-2 or "CD-2, CD-5".

    Once these are finished or archived it is told that the card is free; unblock lets it go on.
    """
    blockers, words = cards_ahead(edit.work.workspace, edit.card.experiment, reason)
    change = edit.save(operations.block_card, words, needs, by=[card.uid for card in blockers])
    edit.answer(change, f"Blocked {edit.key} {edit.card.title}.")


@card_verb(example="custdev card unblock CD-3 CD-4", several=True)
def unblock(edit: CardEdit) -> None:
    """Let work on cards go on."""
    edit.answer(edit.save(operations.unblock_card), f"Unblocked {edit.key} {edit.card.title}.")


@card_verb(example="custdev card done CD-6")
def done(edit: CardEdit) -> None:
    """Say that a recurring card was done: it waits for its next date, and what was passed over counts as missed.

    Moving it to a finished column does the same, and leaves it there.
    """
    change = edit.save(operations.do_once_more)
    day, today = edit.after.due, today_of(edit.work.workspace.experiments[edit.card.experiment], edit.work.now())
    due = f"; it is due on {full_words(day, today)}" if day else ""
    edit.answer(change, f"Did {edit.key} {edit.card.title}{due}.")


@card_verb(example="custdev card archive CD-3 CD-4", several=True)
def archive(edit: CardEdit) -> None:
    """Take cards off the board; they keep their notes and can be restored."""
    edit.answer(edit.save(operations.archive_card), f"Archived {edit.key} {edit.card.title}.")
    tell_freed(edit.work.workspace, edit.uids)


@card_verb(example="custdev card restore CD-3")
def restore(edit: CardEdit) -> None:
    """Bring an archived card back, or one that is not in the definition any more."""
    change = edit.save(operations.restore_card)
    edit.answer(change, f"Restored {edit.key} {edit.card.title} to {column_after(edit.work, edit.card)}.")


@card_verb(example="custdev card assign CD-3 CD-4 ben", several=True)
@click.argument("name")
def assign(edit: CardEdit, *, name: str) -> None:
    """Give cards an owner of the team; none takes the owner away."""
    change = edit.save(operations.assign_card, None if name.casefold() in ("none", "-") else name)
    edit.answer(change, f"{edit.key} belongs to {edit.after.assignee or 'nobody'}.")


@verb(example="custdev card tag CD-3 CD-4 pricing ux --remove later")
@click.argument("words", metavar="CARD... [TAGS]...", nargs=-1, required=True)
@option("--remove", multiple=True, metavar="TAG", help="Take a tag off.")
def tag(desk: Desk, words: tuple[str, ...], *, remove: tuple[str, ...], as_json: bool) -> None:
    """Give cards tags, next to those they have; behind the first card, others are named by key."""
    cards, tags = cards_and_rest(words)
    if not tags and not remove:
        raise click.UsageError("Name a tag, or --remove one.")
    with changing(desk, *cards, as_json=as_json) as edit:
        change = edit.save(operations.retag_card, tags, remove)
        edit.answer(change, f"{edit.key} has {' '.join(f'#{name}' for name in edit.after.tags) or 'no tags'}.")


@verb(example="custdev card due CD-3 30 nov")
@click.argument("words", metavar="CARD... DAY...", nargs=-1, required=True)
def due(desk: Desk, words: tuple[str, ...], *, as_json: bool) -> None:
    """Set the day cards are due: 2027-01-31, 31.01.2027, fri, 30 nov, +3d, next week, or none."""
    cards, day = cards_and_rest(words)
    if not day:
        raise click.UsageError("Name a day, or none.")
    with changing(desk, *cards, as_json=as_json) as edit:
        today = today_of(edit.work.workspace.experiments[edit.card.experiment], edit.work.now())
        date = parse_due(" ".join(day), today)
        change = edit.save(operations.set_due, date)
        edit.answer(change, f"{edit.key} is due {full_words(date, today) if date else 'on no day'}.")


@card_verb(example="custdev card expedite CD-3", several=True)
@option("--off", is_flag=True, help="It has to hurry no more.")
def expedite(edit: CardEdit, *, off: bool) -> None:
    """Mark cards as some that go before all others."""
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


@card_verb(several=True, example="custdev card link CD-3 P01 --reason 'they offered to'")
@click.argument("person")
@reason_option
def link(edit: CardEdit, *, person: str, reason: str) -> None:
    """Tie cards to a customer: a P-id, or a part of a name.

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
