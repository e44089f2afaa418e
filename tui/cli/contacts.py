"""`custdev contact`: the customers of a workspace. The only commands that print names."""

from __future__ import annotations

import click

from tui.cli.card_output import column_title, describe_note, today_of
from tui.cli.desk import Desk
from tui.cli.lazy import LazyGroup
from tui.cli.options import TEXT, json_flag
from tui.cli.output import emit, say, table
from tui.cli.shapes import contact_shape
from tui.cli.writing import working
from tui.domain import operations
from tui.domain.finding import card_key, find_person
from tui.domain.records import Participant
from tui.domain.workspace import Workspace

NO_NAME = "(name not kept here)"
COMMANDS = {verb: f"tui.cli.contacts:{name}" for verb, name in (("list", "list_contacts"), ("show", "show"))}
COMMANDS |= {verb: f"tui.cli.contacts:{verb}" for verb in ("add", "edit")}


@click.group(cls=LazyGroup, lazy=COMMANDS, epilog="Example: custdev contact add 'Ada Lovelace' --org Engines")
def contact() -> None:
    """Customers. PERSON is a P-id such as P03, or a part of a name that no one else has."""


@click.command("list", epilog="Example: custdev contact list")
@json_flag
@click.pass_obj
def list_contacts(desk: Desk, as_json: bool) -> None:
    """List everybody, with names."""
    with desk.reading() as session:
        workspace = session.workspace
        people = sorted(workspace.participants.values(), key=lambda person: person.number)
        shapes = [contact_shape(workspace, person) for person in people]
        if as_json:
            emit(shapes)
            return
        rows = [
            (each["id"], each["name"] or NO_NAME, ", ".join(each["email"]), each["org"], " ".join(each["cards"]))
            for each in shapes
        ]
        table(("ID", "NAME", "E-MAIL", "ORG", "CARDS"), rows, no_color=desk.no_color)


@click.command(epilog="Example: custdev contact show P03")
@click.argument("person")
@json_flag
@click.pass_obj
def show(desk: Desk, person: str, as_json: bool) -> None:
    """Show a person with their cards and what they said."""
    with desk.reading() as session:
        workspace = session.workspace
        found = find_person(workspace, person)
        if as_json:
            emit(contact_shape(workspace, found))
            return
        _say_who(workspace, found)
        for card in workspace.cards_with(found.uid):
            say(f"{card_key(workspace, card)}  {card.title}  {column_title(workspace, card)}")
        notes = [note for note in workspace.notes.values() if found.uid in note.people and not note.archived_at]
        for note in sorted(notes, key=lambda each: each.at):
            about = workspace.cards.get(note.card or "")
            experiment = workspace.experiments[about.experiment] if about else None
            today = today_of(experiment, session.now()) if experiment else session.now().date()
            say()
            say("\n".join(describe_note(workspace, note, experiment, today)))


@click.command(epilog="Example: custdev contact add 'Ada Lovelace' --email ada@engines.example --card CD-3")
@click.argument("name", type=TEXT)
@click.option("--email", multiple=True, metavar="E", help="May be given several times.")
@click.option("--org", default="", metavar="O")
@click.option("--card", metavar="CARD", help="A card to link them to.")
@json_flag
@click.pass_obj
def add(desk: Desk, *, name: str, email: tuple[str, ...], org: str, card: str | None, as_json: bool) -> None:
    """Make a person known; they get the next P-id, and everything but contact commands calls them by it."""
    with working(desk) as work:
        linked = work.card(card).uid if card else None
        change = work.save(operations.make_contact, name, email=email, org=org, card=linked)
        uid = next(iter(change.records["participants"]))
        made = work.workspace.participants[uid]
        if as_json:
            emit(contact_shape(work.workspace, made))
        else:
            say(f"{made.pid} is {name}.")


@click.command(epilog="Example: custdev contact edit P03 --org 'Engines Ltd'")
@click.argument("person")
@click.option("--name", metavar="NAME")
@click.option("--email", multiple=True, metavar="E", help="In place of those there are; '' takes them away.")
@click.option("--org", metavar="O")
@json_flag
@click.pass_obj
def edit(desk: Desk, *, person: str, name: str | None, email: tuple[str, ...], org: str | None, as_json: bool) -> None:
    """Change what names a person."""
    if name is None and org is None and not email:
        raise click.UsageError("Say what to change: --name, --email or --org.")
    with working(desk) as work:
        found = find_person(work.workspace, person)
        work.save(operations.edit_contact, found.uid, name=name, email=email or None, org=org)
        if as_json:
            emit(contact_shape(work.workspace, found))
        else:
            _say_who(work.workspace, found)


def _say_who(workspace: Workspace, person: Participant) -> None:
    contact = workspace.contact_of(person.uid)
    facts = [contact.fn, *contact.email, contact.org] if contact else [NO_NAME]
    say(f"{person.pid}  " + " · ".join(fact for fact in facts if fact))
