"""`custdev contact list`, `show` and `dossier`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from tui.cli.contact_output import describe_contact, name_of, row_of, timeline_lines
from tui.cli.output import emit, hint, say, table, width
from tui.cli.people_output import signs_of
from tui.cli.verbs import Desk, WordType, verb
from tui.domain.operations.about_people import RELATIONSHIPS
from tui.domain.people.merged import former_pids
from tui.domain.people.person_facts import PersonFacts
from tui.domain.records import Participant
from tui.domain.records.workspace import Workspace
from tui.domain.search.matching import key_of
from tui.domain.text import clean_line
from tui.service.people_shapes import contact_shape, whole_shape

HEADERS = ("ID", "NAME", "RELATION", "SEGMENT", "LAST", "NEXT TOUCH", "PERMISSION", "NOTES", "CARDS")
DROPPED = (8, 7, 3, 2, 6)
"""The columns that go first where a terminal is too narrow."""
GAP = 2

Sorting = Callable[[PersonFacts], Any]
"""What people are put in order by."""


@verb("list", example="custdev contact list --due --relation customer")
@click.option("--due", is_flag=True, help="Only those it is time to get in touch with: overdue, then due.")
@click.option("--relation", type=WordType(RELATIONSHIPS, "a relationship"), metavar="R", help="Only such as customer.")
@click.option("--segment", metavar="S", help="Only those of a segment, such as enterprise or 'need: export'.")
@click.option(
    "--sort",
    "by",
    type=click.Choice(["id", "due", "name", "last"]),
    help="By P-id, who is due first, name, or last touchpoint, newest first.  [default: id, with --due due]",
)
@click.option("--all", "everybody", is_flag=True, help="Those who were erased, too.")
def listing(
    desk: Desk, *, due: bool, relation: str | None, segment: str | None, by: str | None, everybody: bool, as_json: bool
) -> None:
    """List everybody, with names, when it is time to get in touch, and what they agreed to.

    PERMISSION has a sign for each of talk, observe, record, quote and share: ✓ given, ✗ refused, ? asked, ! expired,
    – unknown.
    """
    with desk.reading(policy=True) as reading:
        workspace, policy, today = reading.workspace, reading.policy, reading.today
        people = [
            PersonFacts(workspace, person, policy, today)
            for person in workspace.participants.values()
            if person.merged_into is None
            and (everybody or person.erased_at is None)
            and (relation is None or person.relationship == relation)
            and (segment is None or _is_in(person, segment))
        ]
        if due:
            people = [
                facts
                for facts in people
                if facts.keeping.state in ("overdue", "due") and facts.person.erased_at is None
            ]
        key = _sortings(workspace)[by or ("due" if due else "id")]
        people.sort(key=lambda facts: (key(facts), facts.person.number))
        if as_json:
            emit([contact_shape(facts) for facts in people])
            return
        _print(desk, [row_of(facts, signs_of(desk)) for facts in people])


@verb(example="custdev contact show P03")
@click.argument("person")
def show(desk: Desk, person: str, as_json: bool) -> None:
    """Show a person: how things stand, what they agreed to, their cards, what they wait for, and everything since."""
    with desk.reading(policy=True) as reading:
        somebody = reading.person(person, names=True)
        facts = PersonFacts(reading.workspace, somebody, reading.policy, reading.today)
        if as_json:
            emit(whole_shape(facts))
            return
        say("\n".join(say_who(facts.workspace, somebody)))
        say("\n".join(describe_contact(facts, signs_of(desk))))
        say("")
        say("\n".join(timeline_lines(facts)))


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
    from tui.exchange.dossier import build_dossier, dossier_to_json  # who only looks does without
    from tui.exchange.dossier_text import dossier_to_markdown
    from tui.exchange.file_names import write_file

    with desk.reading(policy=True) as reading:
        somebody, session = reading.person(person), reading.session
        events, now = session.events(by_time=True), session.now()
        built = build_dossier(session.workspace, somebody, events, now, session.policy, documents=session.documents())
    if output == "-":
        emit(built) if kind == "json" else click.echo(dossier_to_markdown(built), nl=False)
        return
    write_file(Path(output), dossier_to_json(built) if kind == "json" else dossier_to_markdown(built), force=force)
    say(f"Wrote {output}, readable by you only. It names {somebody.pid}: hand it to them and to nobody else.")


def say_who(workspace: Workspace, person: Participant) -> Iterator[str]:
    """Yield who somebody is: `P03  Ada Lovelace · ada@engines.example · Engines`, and what is known besides."""
    contact = workspace.contact_of(person.uid)
    facts = [*contact.email, *contact.tel, contact.title, contact.org, *contact.url, *contact.adr] if contact else []
    nickname = [f'"{contact.nickname}"'] if contact and contact.nickname else []
    yield f"{person.pid}  " + " · ".join(filter(None, (name_of(workspace, person), *nickname, *facts)))
    if contact and contact.note:
        yield from (f"    {line}" for line in contact.note.split("\n"))
    guardian = workspace.participants.get(person.guardian or "")
    about = [person.relationship or "", *(segment.value for segment in person.segments)]
    about += ["on the advisory board"] if person.advisory_board else []
    about += [f"a minor, guardian {guardian.pid if guardian else 'not named'}"] if person.is_minor else []
    former = former_pids(workspace).get(person.uid, ())
    about += [f"also {', '.join(former)}"] if former else []
    about += [f"kept until {person.retention_until}"] if person.retention_until else []
    if any(about):
        yield " · ".join(fact for fact in about if fact)


def _is_in(person: Participant, text: str) -> bool:
    """Return whether somebody is in a segment, named with its dimension or without."""
    line = clean_line(text)
    dimension, _, value = line.partition(":")
    named = (dimension.strip().casefold().replace(" ", "_").replace("-", "_"), key_of(value))
    return any(
        key_of(line) == key_of(segment.value) or named == (segment.dimension, key_of(segment.value))
        for segment in person.segments
    )


def _sortings(workspace: Workspace) -> dict[str, Sorting]:
    order = {"overdue": 0, "due": 1, "in_touch": 2, "resting": 3}

    def by_name(facts: PersonFacts) -> tuple[bool, str]:
        contact = workspace.contact_of(facts.person.uid)
        return contact is None, contact.fn.casefold() if contact else ""

    def by_day(facts: PersonFacts) -> tuple[int, date]:
        keeping = facts.keeping
        return order[keeping.state], keeping.max if keeping.state == "overdue" else keeping.ideal

    return {
        "id": lambda facts: facts.person.number,
        "due": by_day,
        "name": by_name,
        "last": lambda facts: -(facts.keeping.last or date.min).toordinal(),
    }


def _print(desk: Desk, rows: Sequence[Sequence[str]]) -> None:
    """Print rows, with as many columns as a terminal has room for."""
    shown = list(range(len(HEADERS)))
    if room := _terminal_width():
        widths = [max([width(HEADERS[place]), *(width(row[place]) for row in rows)]) + GAP for place in shown]
        for place in DROPPED:
            if sum(widths[column] for column in shown) - GAP > room:
                shown.remove(place)
        signs = "  ".join(f"{sign} {word}" for word, sign in signs_of(desk).items())
        hint(f"talk observe record quote share: {signs}")
    table(
        [HEADERS[place] for place in shown], [[row[place] for place in shown] for row in rows], no_color=desk.no_color
    )


def _terminal_width() -> int:
    """Return how many columns there are, 0 where it is no terminal that is printed to."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
