"""`custdev export`: a board as a document to share."""

from __future__ import annotations

from typing import Any

import click

from tui.cli.delivery import Destination, FormatType, check_reader, deliver, form_of, reader_options
from tui.cli.desk import Desk
from tui.cli.grammar import verb
from tui.domain.privacy.profiles import Profile
from tui.exchange.parcel import Include
from tui.service.leaving import leaving_at, moment_named, parcel_of

WHAT = ("cards", "notes", "touchpoints", "flow", "events", "contacts")


@verb(example="custdev export CD --format html --profile public -o board.html")
@click.argument("board")
@click.option("--format", "form", type=FormatType(), help="Without it: as FILE ends, else md.")
@click.option(
    "--what", type=click.Choice(WHAT), default="cards", show_default=True, help="What of it; csv and json have all."
)
@reader_options
@click.option("--with-notes", "plain_notes", is_flag=True, help="Plain notes, too, which stakeholders do not get else.")
@click.option("--archived", is_flag=True, help="Archived cards, too.")
@click.option("--at", metavar="TIME", help="As it stood then: 2026-11-20 (its end), 2026-11-20T14:00, yesterday, fri.")
@click.option("-o", "--output", metavar="FILE|-", help="Where to; - is standard output. By default in snapshots/.")
@click.option("--copy", is_flag=True, help="Put it into the clipboard, too.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
def export(
    desk: Desk,
    /,
    *,
    board: str,
    form: str | None,
    what: str,
    profile: Profile,
    confirm: str | None,
    plain_notes: bool,
    archived: bool,
    at: str | None,
    **to: Any,
) -> None:
    """Write a snapshot of a board for its readers: customers are P-ids, and only what they agreed to is in it.

    Files and what is copied are remembered with the people they are about; what goes to standard output is not. With
    --at it is rebuilt from the events as it stood then, and only what people agreed to then and now is told.
    """
    check_reader(profile, confirm)
    destination = Destination(**to)
    form = form_of(form, destination.output, "md")
    destination.check()
    include = Include(plain_notes=plain_notes, archived=archived)
    with desk.reading(policy=True) as reading:
        when = moment_named(reading, board, at) if at is not None else None
        experiment, leaving = leaving_at(reading, board, when, profile, include)
        parcel = parcel_of(reading.session, experiment, leaving, what)
        deliver(desk, reading.session, parcel, form, destination)
