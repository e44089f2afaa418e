"""`custdev card`: look at cards, add and edit them."""

from __future__ import annotations

import click

from tui.cli.card_output import card_row, column_after, describe_card, due_day, show_change
from tui.cli.desk import Desk
from tui.cli.lazy import LazyGroup
from tui.cli.naming import board_to_read, card_to_read, the_person
from tui.cli.options import TEXT, json_flag
from tui.cli.output import emit, say, table
from tui.cli.shapes import card_shape
from tui.cli.writing import changing, working
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.records import Experiment
from tui.domain.records.definition import KINDS, ColumnDefinition
from tui.domain.search.naming import card_key

COMMANDS = {
    "list": "tui.cli.cards:list_cards",
    "show": "tui.cli.cards:show",
    "add": "tui.cli.cards:add",
    "edit": "tui.cli.cards:edit",
    "move": "tui.cli.card_flow:move",
    "done": "tui.cli.card_flow:done",
    "not-started": "tui.cli.card_flow:not_started",
    "rank": "tui.cli.card_flow:rank",
    "block": "tui.cli.card_flow:block",
    "unblock": "tui.cli.card_flow:unblock",
    "archive": "tui.cli.card_flow:archive",
    "restore": "tui.cli.card_flow:restore",
    "assign": "tui.cli.card_details:assign",
    "tag": "tui.cli.card_details:tag",
    "due": "tui.cli.card_details:due",
    "expedite": "tui.cli.card_details:expedite",
    "tick": "tui.cli.card_details:tick",
    "link": "tui.cli.card_details:link",
    "unlink": "tui.cli.card_details:unlink",
}


@click.group(cls=LazyGroup, lazy=COMMANDS, epilog="Example: custdev card move CD-3 doing")
def card() -> None:
    """Work items. CARD is a key such as CD-3, or a part of a title that no other card has."""


@click.command("list", epilog="Example: custdev card list CD --column doing --json")
@click.argument("board")
@click.option("--column", metavar="ID", help="Only the cards of one column.")
@click.option("--all", "everything", is_flag=True, help="Archived cards and those gone from the definition, too.")
@json_flag
@click.pass_obj
def list_cards(desk: Desk, board: str, column: str | None, everything: bool, as_json: bool) -> None:
    """List the cards of a board, column by column, in order."""
    with desk.reading() as session:
        workspace, experiment = board_to_read(desk, session, board)
        columns = [_the_column(experiment, column)] if column else list(experiment.definition.columns)
        cards = [card for each in columns for card in workspace.lane_cards(experiment.uid, each.id)]
        if everything:
            ids = {each.id for each in columns}
            cards += [card for card in workspace.set_aside(experiment.uid) if card.column in ids]
        seen = desk.seen(session, workspace)
        shown = (seen.cards[card.uid] for card in cards)
        if as_json:
            emit([card_shape(seen, card, desk.policy, session.now()) for card in shown])
        else:
            headers = ("KEY", "TITLE", "COLUMN", "PEOPLE", "OWNER", "DUE", "")
            rows = [card_row(seen, card, desk.policy, session.now()) for card in shown]
            table(headers, rows, no_color=desk.no_color)


@click.command(epilog="Example: custdev card show CD-3")
@click.argument("card", metavar="CARD")
@json_flag
@click.pass_obj
def show(desk: Desk, card: str, as_json: bool) -> None:
    """Show a card with its notes."""
    with desk.reading() as session:
        workspace, found = card_to_read(desk, session, card)
        seen = desk.seen(session, workspace)
        shown = seen.cards[found.uid]
        if as_json:
            emit(card_shape(seen, shown, desk.policy, session.now()))
        else:
            say("\n".join(describe_card(seen, shown, desk.policy, session.now())))


@click.command(epilog="Example: custdev card add CD 'Ask five customers about prices' --due fri --person P03")
@click.argument("board")
@click.argument("title", type=TEXT)
@click.option("--column", metavar="ID", help="Where it starts; by default the first column.")
@click.option("--description", type=TEXT, default="", help="More about it; - reads standard input.")
@click.option("--kind", type=click.Choice(KINDS), default="task", show_default=True)
@click.option("--every", metavar="P1W", help="The rhythm of a recurring card.")
@click.option("--assign", metavar="NAME", help="Who of the team owns it.")
@click.option("--due", metavar="DAY", help="2027-01-31, fri, '30 nov', +3d.")
@click.option("--tag", "tags", multiple=True, metavar="TAG")
@click.option("--person", "people", multiple=True, metavar="P03", help="A customer it concerns.")
@click.option("--step", "steps", multiple=True, metavar="TEXT", help="A step of its checklist.")
@click.option("--reason", default="", metavar="WHY", help="Why they are asked though they were asked often enough.")
@json_flag
@click.pass_obj
def add(
    desk: Desk,
    *,
    board: str,
    title: str,
    column: str | None,
    description: str,
    kind: str,
    every: str | None,
    assign: str | None,
    due: str | None,
    tags: tuple[str, ...],
    people: tuple[str, ...],
    steps: tuple[str, ...],
    reason: str,
    as_json: bool,
) -> None:
    """Add a card to a board; the first change starts the board."""
    with working(desk) as work:
        linked = [the_person(work.workspace, person).uid for person in people]
        experiment = work.board(board)
        change = work.save(
            operations.add_card,
            experiment.uid,
            title,
            column=column,
            description=description,
            kind=kind,
            every=every,
            assignee=assign,
            due=due_day(due, experiment, work.now()),
            tags=tags,
            people=linked,
            checklist=steps,
            reason=reason,
        )
        card = work.workspace.cards[str(change.event.card)]
        key = card_key(work.workspace, card)
        sentence = f"Added {key} {card.title} to {column_after(work, card)}."
        show_change(work, change, card.uid, sentence, as_json)


@click.command(epilog="Example: custdev card edit CD-3 --title 'Ask ten customers about prices'")
@click.argument("card", metavar="CARD")
@click.option("--title", type=TEXT)
@click.option("--description", type=TEXT, help="- reads standard input.")
@click.option("--kind", type=click.Choice(KINDS))
@click.option("--every", metavar="P1W", help="The rhythm of a recurring card.")
@json_flag
@click.pass_obj
def edit(
    desk: Desk,
    *,
    card: str,
    title: str | None,
    description: str | None,
    kind: str | None,
    every: str | None,
    as_json: bool,
) -> None:
    """Change the words of a card, or what kind of work it is."""
    wanted = {"title": title, "description": description, "kind": kind, "every": every}
    fields = {name: value for name, value in wanted.items() if value is not None}
    if not fields:
        raise click.UsageError("Say what to change: --title, --description, --kind or --every.")
    with changing(desk, card) as (work, found, key):
        if every and (kind or found.kind) != "recurring":
            raise NotAllowed(f"{key} is not recurring, so it has no rhythm; add --kind recurring. Nothing was changed.")
        change = work.save(operations.edit_card, found.uid, **fields)
        show_change(work, change, found.uid, f"Edited {key}.", as_json)


def _the_column(experiment: Experiment, column: str) -> ColumnDefinition:
    from tui.domain.operations.cards import the_column  # only where a column is named

    return the_column(experiment, column)
