"""`custdev contact dossier`: everything on one person, in one file."""

from __future__ import annotations

from pathlib import Path

import click

from tui.cli.desk import Desk
from tui.cli.grammar import verb
from tui.cli.output import emit, say
from tui.exchange.dossier import build_dossier, dossier_to_json
from tui.exchange.dossier_text import dossier_to_markdown


@verb(example="custdev contact dossier P03 --format md -o p03.md")
@click.argument("person")
@click.option("--format", "kind", type=click.Choice(("json", "md")), default="json", show_default=True)
@click.option("-o", "output", metavar="FILE", default="-", help="A new file, for you only; - is standard output.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def dossier(desk: Desk, *, person: str, kind: str, output: str, force: bool, as_json: bool) -> None:
    """Give everything that is kept on a person, names included, to hand it to them.

    It is all that erasing them would remove or change, with where it comes from, how long it is kept, who got copies,
    and their rights; md is in plain words.
    """
    kind = "json" if as_json else kind
    from tui.exchange.files import write_file  # help does without

    with desk.reading(policy=True) as reading:
        somebody, session = reading.person(person), reading.session
        events, now = session.events(by_time=True), session.now()
        built = build_dossier(session.workspace, somebody, events, now, session.policy, documents=session.documents())
    if output == "-":
        emit(built) if kind == "json" else click.echo(dossier_to_markdown(built), nl=False)
        return
    write_file(Path(output), dossier_to_json(built) if kind == "json" else dossier_to_markdown(built), force=force)
    say(f"Wrote {output}, readable by you only. It names {somebody.pid}: hand it to them and to nobody else.")
