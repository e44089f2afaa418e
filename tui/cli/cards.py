"""`custdev card`: look at cards, add and edit them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tui.cli.card_output import card_row, column_after, describe_card, due_day, show_change
from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.output import answer_rows, emit, print_bytes, say
from tui.cli.verbs import LINES, TEXT, noun, reason_option, verb
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.records.definition import KINDS
from tui.domain.search.naming import card_key
from tui.domain.text import clean_line
from tui.service.board_shapes import card_shape, card_shapes

if TYPE_CHECKING:
    from tui.domain.records import Card, Experiment
    from tui.service.writing import Work

HEADERS = ("KEY", "TITLE", "COLUMN", "PEOPLE", "OWNER", "DUE", "")
FORMATS = ("table", "json", "csv")
SORTS = ("key", "title", "column", "owner", "due", "age", "notes", "created")


@noun(
    ("cards", "list", "show", "add", "edit"),
    ("card_changes", "move", "done", "not-started", "rank", "block", "unblock", "archive", "restore"),
    ("card_changes", "assign", "tag", "due", "expedite", "tick", "link", "unlink"),
    ("card_copies", "duplicate", "split", "tell"),
    ("guide_command", "guide"),
    example="custdev card move CD-3 doing",
)
def card() -> None:
    """Work items. CARD is a key such as CD-3, or a part of a title that no other card has."""


@verb("list", example="custdev card list CD --column doing --json")
@click.argument("board")
@option("--column", metavar="ID", help="Only the cards of one column.")
@option("--all", "everything", is_flag=True, help="Archived cards and those gone from the definition, too.")
@option("--filter", "typed", metavar="FILTER", help="As on the board: '@P03 #tag is:blocked due:week -word'.")
@option("--sort", "names", metavar="NAME[,NAME]", help=f"By {', '.join(SORTS)}; -due the other way round.")
@option("--format", "form", type=click.Choice(FORMATS), help="--json is --format json.")
def listing(
    desk: Desk,
    *,
    board: str,
    column: str | None,
    everything: bool,
    typed: str | None,
    names: str | None,
    form: str | None,
    as_json: bool,
) -> None:
    """List the cards of a board, column by column, in order."""
    if as_json and form not in (None, "json"):
        raise click.UsageError(f"--json and --format {form} are two formats; give one of them.")
    sorts = sort_names(names) if names is not None else ()
    with desk.reading() as reading:
        workspace, experiment = reading.board_to_read(board)
        ids = [place.id for place in experiment.definition.columns]
        if column:
            from tui.domain.operations.cards import the_column  # only where a column is named

            ids = [the_column(experiment.definition, column).id]
        uids = [uid for place in ids for uid in workspace.lane(experiment.uid, place)]
        if everything:
            uids += [card.uid for card in workspace.set_aside(experiment.uid) if card.column in ids]
        seen, now = reading.seen(workspace), reading.now()
        if typed or sorts:
            from tui.cli.card_listing import Choice  # most lists are all cards as they stand

            uids = Choice(workspace, experiment, now, typed or "", sorts).of(uids)
        shown = seen.cards_once(uids)
        shapes = card_shapes(seen, shown, desk.policy, now)
        if form == "csv":
            from tui.cli.card_listing import as_csv  # as above

            print_bytes(as_csv(shapes))
            return
        rows = (card_row(seen, card, desk.policy, now) for card in shown)
        answer_rows(as_json or form == "json", shapes, HEADERS, rows, no_color=desk.no_color)


def sort_names(typed: str) -> tuple[str, ...]:
    """Return what to sort by, as it was typed with commas, each name behind a hyphen where it is the other way round.

    Raises:
        click.BadParameter: One of them is nothing to sort by.
    """
    names = tuple(name.strip().casefold() for name in typed.split(","))
    odd = next((name for name in names if name.removeprefix("-") not in SORTS), None)
    if odd is not None:
        from tui.definitions.problems import meant  # only where something is wrong

        sentence = f'"{clean_line(odd)[:40]}" is nothing to sort by{meant(odd, SORTS)}'
        raise click.BadParameter(sentence, param_hint="'--sort'")
    return names


@verb(example="custdev card show CD-3")
@click.argument("card", metavar="CARD")
def show(desk: Desk, card: str, as_json: bool) -> None:
    """Show a card with its notes."""
    with desk.reading() as reading:
        workspace, named = reading.card_to_read(card)
        seen = reading.seen(workspace)
        shown = seen.cards[named.uid]
        if as_json:
            emit(card_shape(seen, shown, desk.policy, reading.now()))
        else:
            say("\n".join(describe_card(seen, shown, desk.policy, reading.now())))


@verb(example="custdev card add CD 'Ask five customers about prices' --due fri --person P03")
@click.argument("board")
@click.argument("titles", metavar="TITLE", type=LINES)
@option("--column", metavar="ID", help="Where it starts; by default the first column.")
@option("--description", type=TEXT, default="", help="More about it; - reads standard input.")
@option("--kind", type=click.Choice(KINDS), default="task", show_default=True)
@option("--every", metavar="P1W", help="The rhythm of a recurring card.")
@option("--assign", "assignee", metavar="NAME", help="Who of the team owns it.")
@option("--due", metavar="DAY", help="2027-01-31, fri, '30 nov', +3d.")
@option("--tag", "tags", multiple=True, metavar="TAG")
@option("--person", "people", multiple=True, metavar="P03", help="A customer it concerns.")
@option("--step", "checklist", multiple=True, metavar="TEXT", help="A step of its checklist.")
@reason_option
def add(
    desk: Desk, *, board: str, titles: list[str], due: str | None, people: tuple[str, ...], as_json: bool, **fields: Any
) -> None:
    """Add a card to a board; the first change starts the board.

    With - as TITLE each line of standard input is a card, as many as there are, and one undo takes all of them back.
    """
    with desk.writing() as work:
        fields["people"] = [work.person(person).uid for person in people]
        experiment = work.board(board)
        fields["due"] = due_day(due, experiment, work.now())
        if len(titles) != 1:
            _add_several(work, experiment, titles, fields, as_json)
            return
        change = work.save(operations.add_card, experiment.uid, titles[0], **fields)
        card = work.workspace.cards[str(change.event.card)]
        show_change(work, change, card.uid, _added(work, card), as_json)


def _add_several(work: Work, experiment: Experiment, titles: list[str], fields: dict[str, Any], as_json: bool) -> None:
    change = work.save(operations.add_cards, experiment.uid, titles, **fields)
    cards = sorted(map(work.workspace.cards.__getitem__, change.records["cards"]), key=lambda card: card.number)
    if as_json:
        seen = work.seen()
        shown = [seen.cards[card.uid] for card in cards]
        emit([*card_shapes(seen, shown, lambda: work.policy, work.now())])
    else:
        say(*(_added(work, card) for card in cards))


def _added(work: Work, card: Card) -> str:
    return f"Added {card_key(work.workspace, card)} {card.title} to {column_after(work, card)}."


@verb(example="custdev card edit CD-3 --title 'Ask ten customers about prices'")
@click.argument("card", metavar="CARD")
@option("--title", type=TEXT)
@option("--description", type=TEXT, help="- reads standard input.")
@option("--kind", type=click.Choice(KINDS))
@option("--every", metavar="P1W", help="The rhythm of a recurring card.")
def edit(desk: Desk, card: str, *, as_json: bool, **options: str | None) -> None:
    """Change the words of a card, or what kind of work it is."""
    fields = {name: value for name, value in options.items() if value is not None}
    if not fields:
        raise click.UsageError("Say what to change: --title, --description, --kind or --every.")
    from tui.cli.card_changes import changing  # looking at cards does without

    with changing(desk, card, as_json=as_json) as change:
        if fields.get("every") and fields.get("kind", change.card.kind) != "recurring":
            raise NotAllowed(
                f"{change.key} is not recurring, so it has no rhythm; add --kind recurring. Nothing was changed."
            )
        change.answer(change.save(operations.edit_card, **fields), f"Edited {change.key}.")
