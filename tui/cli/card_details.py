"""`custdev card`: owner, tags, due day, checklist, customers."""

from __future__ import annotations

from collections.abc import Sequence

import click

from tui.cli.card_output import show_change, today_of, warn_of_permission
from tui.cli.desk import Desk
from tui.cli.naming import the_person
from tui.cli.options import TEXT, json_flag, words
from tui.cli.writing import changing
from tui.domain import operations
from tui.domain.operations.checks import tag_list
from tui.domain.records.change import Change, Context
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import find_item
from tui.domain.time.dates import day_words, parse_due


@click.command(epilog="Example: custdev card assign CD-3 ben")
@click.argument("card", metavar="CARD")
@click.argument("name")
@json_flag
@click.pass_obj
def assign(desk: Desk, card: str, name: str, as_json: bool) -> None:
    """Give a card an owner of the team; none takes the owner away."""
    with changing(desk, card) as (work, found, key):
        owner = None if name.casefold() in ("none", "-") else name
        change = work.save(operations.assign_card, found.uid, owner)
        given = work.workspace.cards[found.uid].assignee
        show_change(work, change, found.uid, f"{key} belongs to {given or 'nobody'}.", as_json)


@click.command(epilog="Example: custdev card tag CD-3 pricing ux --remove later")
@click.argument("card", metavar="CARD")
@click.argument("tags", nargs=-1)
@click.option("--remove", multiple=True, metavar="TAG", help="Take a tag off.")
@json_flag
@click.pass_obj
def tag(desk: Desk, card: str, tags: tuple[str, ...], remove: tuple[str, ...], as_json: bool) -> None:
    """Give a card tags, next to those it has."""
    if not tags and not remove:
        raise click.UsageError("Name a tag, or --remove one.")
    with changing(desk, card) as (work, found, key):
        change = work.save(_retag, found.uid, tags, remove)
        has = " ".join(f"#{each}" for each in work.workspace.cards[found.uid].tags) or "no tags"
        show_change(work, change, found.uid, f"{key} has {has}.", as_json)


@click.command(epilog="Example: custdev card due CD-3 30 nov")
@click.argument("card", metavar="CARD")
@click.argument("day", nargs=-1, required=True)
@json_flag
@click.pass_obj
def due(desk: Desk, card: str, day: tuple[str, ...], as_json: bool) -> None:
    """Set the day a card is due: 2027-01-31, fri, 30 nov, +3d, tomorrow, or none."""
    with changing(desk, card) as (work, found, key):
        today = today_of(work.workspace.experiments[found.experiment], work.now())
        wanted = parse_due(words(day), today)
        change = work.save(operations.set_due, found.uid, wanted)
        when = day_words(wanted, today) if wanted else "on no day"
        show_change(work, change, found.uid, f"{key} is due {when}.", as_json)


@click.command(epilog="Example: custdev card expedite CD-3")
@click.argument("card", metavar="CARD")
@click.option("--off", is_flag=True, help="It has to hurry no more.")
@json_flag
@click.pass_obj
def expedite(desk: Desk, card: str, off: bool, as_json: bool) -> None:
    """Mark a card as one that goes before all others."""
    with changing(desk, card) as (work, found, key):
        change = work.save(operations.expedite_card, found.uid, not off)
        sentence = f"{key} is expedited{' no more' if off else ''}."
        show_change(work, change, found.uid, sentence, as_json)


@click.command(epilog="Example: custdev card tick CD-3 'Write the invitation'")
@click.argument("card", metavar="CARD")
@click.argument("step", type=TEXT)
@click.option("--off", "action", flag_value="off", help="Take the tick away.")
@click.option("--add", "action", flag_value="add", help="Add the step to the checklist instead.")
@click.option("--remove", "action", flag_value="remove", help="Take the step off the checklist.")
@json_flag
@click.pass_obj
def tick(desk: Desk, card: str, step: str, action: str | None, as_json: bool) -> None:
    """Tick a step of a card's checklist, named by its number or a part of its text."""
    with changing(desk, card) as (work, found, key):
        if action == "add":
            change = work.save(operations.add_checklist_item, found.uid, step)
            sentence = f"Added a step to {key}."
        elif action == "remove":
            change = work.save(operations.remove_checklist_item, found.uid, find_item(found, step).uid)
            sentence = f"Took a step off {key}."
        else:
            item = find_item(found, step)
            change = work.save(operations.tick_item, found.uid, item.uid, action != "off")
            sentence = f'{"Unticked" if action == "off" else "Ticked"} "{work.seen.lens.line(item.text)}" on {key}.'
        show_change(work, change, found.uid, sentence, as_json)


@click.command(epilog="Example: custdev card link CD-3 P01 --reason 'they offered to'")
@click.argument("card", metavar="CARD")
@click.argument("person")
@click.option("--reason", default="", metavar="WHY", help="Why they are asked though they were asked often enough.")
@json_flag
@click.pass_obj
def link(desk: Desk, card: str, person: str, reason: str, as_json: bool) -> None:
    """Tie a card to a customer: a P-id, or a part of a name.

    Who was asked often enough lately, takes part in too much at once, or wants to be left alone is linked only with
    a reason, which the log keeps.
    """
    with changing(desk, card) as (work, found, key):
        somebody = the_person(work.workspace, person)
        change = work.save(operations.link_contact, found.uid, somebody.uid, reason=reason)
        show_change(work, change, found.uid, f"Linked {key} to {somebody.pid}.", as_json)
        warn_of_permission(work, work.workspace.cards[found.uid])


@click.command(epilog="Example: custdev card unlink CD-3 P01")
@click.argument("card", metavar="CARD")
@click.argument("person")
@json_flag
@click.pass_obj
def unlink(desk: Desk, card: str, person: str, as_json: bool) -> None:
    """Untie a card from a customer; the notes stay."""
    with changing(desk, card) as (work, found, key):
        somebody = the_person(work.workspace, person)
        change = work.save(operations.unlink_contact, found.uid, somebody.uid)
        show_change(work, change, found.uid, f"Unlinked {key} from {somebody.pid}.", as_json)


def _retag(workspace: Workspace, context: Context, card: str, added: Sequence[str], removed: Sequence[str]) -> Change:
    gone = set(tag_list(removed))
    kept = [each for each in (*workspace.cards[card].tags, *tag_list(added)) if each not in gone]
    return operations.tag_card(workspace, context, card, kept)
