"""`custdev card`: owner, tags, due day, checklist, customers."""

from __future__ import annotations

from collections.abc import Sequence

import click

from tui.cli.card_editing import CardEdit, card_verb, changing
from tui.cli.card_output import today_of, warn_of_permission
from tui.cli.desk import Desk
from tui.cli.grammar import verb
from tui.cli.options import TEXT, reason_option
from tui.domain import operations
from tui.domain.operations.checks import tag_list
from tui.domain.records.change import Change, Context
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import find_item
from tui.domain.time.dates import day_words, parse_due


@card_verb(example="custdev card assign CD-3 ben")
@click.argument("name")
def assign(edit: CardEdit, *, name: str) -> None:
    """Give a card an owner of the team; none takes the owner away."""
    change = edit.save(operations.assign_card, None if name.casefold() in ("none", "-") else name)
    edit.answer(change, f"{edit.key} belongs to {edit.after.assignee or 'nobody'}.")


@verb(example="custdev card tag CD-3 pricing ux --remove later")
@click.argument("card", metavar="CARD")
@click.argument("tags", nargs=-1)
@click.option("--remove", multiple=True, metavar="TAG", help="Take a tag off.")
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
    """Set the day a card is due: 2027-01-31, fri, 30 nov, +3d, tomorrow, or none."""
    today = today_of(edit.work.workspace.experiments[edit.card.experiment], edit.work.now())
    date = parse_due(" ".join(day), today)
    change = edit.save(operations.set_due, date)
    edit.answer(change, f"{edit.key} is due {day_words(date, today) if date else 'on no day'}.")


@card_verb(example="custdev card expedite CD-3")
@click.option("--off", is_flag=True, help="It has to hurry no more.")
def expedite(edit: CardEdit, *, off: bool) -> None:
    """Mark a card as one that goes before all others."""
    edit.answer(edit.save(operations.expedite_card, not off), f"{edit.key} is expedited{' no more' if off else ''}.")


@card_verb(example="custdev card tick CD-3 'Write the invitation'")
@click.argument("step", type=TEXT)
@click.option("--off", "action", flag_value="off", help="Take the tick away.")
@click.option("--add", "action", flag_value="add", help="Add the step to the checklist instead.")
@click.option("--remove", "action", flag_value="remove", help="Take the step off the checklist.")
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
