"""`custdev contact`: the customers of a workspace. The only commands that print names."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from tui.cli.contact_output import describe_contact, name_of, row_of, say_who, timeline_lines
from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.output import emit, hint, say, table, width
from tui.cli.people_output import signs_of
from tui.cli.verbs import TEXT, WordType, noun, together, verb, word_option
from tui.domain import operations
from tui.domain.errors import Ambiguous
from tui.domain.history.phrases import phrase_of
from tui.domain.operations.about_people import AVAILABILITIES, RELATIONSHIPS
from tui.domain.people.duplicates import MaybeKnown
from tui.domain.people.merged import current_of
from tui.domain.people.person_facts import PersonFacts
from tui.domain.records import Cadence, Participant
from tui.domain.records.workspace import Workspace
from tui.domain.search.matching import key_of
from tui.domain.search.naming import find_participant
from tui.domain.text import clean_line
from tui.domain.time.moments import parse_any_day
from tui.service.people_shapes import contact_shape, whole_shape

if TYPE_CHECKING:
    from tui.service.writing import Work

HEADERS = ("ID", "NAME", "RELATION", "SEGMENT", "LAST", "NEXT TOUCH", "PERMISSION", "NOTES", "CARDS")
DROPPED = (8, 7, 3, 2, 6)
"""The columns that go first where a terminal is too narrow."""
GAP = 2

Sorting = Callable[[PersonFacts], Any]
"""What people are put in order by."""
SEVERAL_TIMES = "May be given several times"
SEVERAL = ("email", "tel", "url", "adr", "segments")


@noun(
    ("contacts", "list", "show", "add", "edit", "merge"),
    ("erasing", "erase", "erase-notes", "purge"),
    ("contacts", "dossier"),
    example="custdev contact add 'Ada Lovelace' --org Engines",
)
def contact() -> None:
    """Customers. PERSON is a P-id such as P03, or a part of a name that no one else has."""


@verb("list", example="custdev contact list --due --relation customer")
@option("--due", is_flag=True, help="Only those it is time to get in touch with: overdue, then due.")
@option("--relation", type=WordType(RELATIONSHIPS, "a relationship"), metavar="R", help="Only such as customer.")
@option("--segment", metavar="S", help="Only those of a segment, such as enterprise or 'need: export'.")
@option(
    "--sort",
    "by",
    type=click.Choice(["id", "due", "name", "last"]),
    help="By P-id, who is due first, name, or last touchpoint, newest first.  [default: id, with --due due]",
)
@option("--all", "everybody", is_flag=True, help="Those who were erased, too.")
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
        say(*say_who(facts.workspace, somebody), *describe_contact(facts, signs_of(desk)))
        say("", *timeline_lines(facts))


@verb(example="custdev contact dossier P03 --format md -o p03.md")
@click.argument("person")
@option("--format", "kind", type=click.Choice(("json", "md")), default="json", show_default=True)
@option("-o", "output", metavar="FILE", default="-", help="A new file, for you only; - is standard output.")
@option("--force", is_flag=True, help="Write over a file that is there.")
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
    text = dossier_to_json(built) if kind == "json" else dossier_to_markdown(built)
    write_file(Path(output), [text.encode("utf-8", errors="replace")], force=force)
    say(f"Wrote {output}, readable by you only. It names {somebody.pid}: hand it to them and to nobody else.")


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


_facts = together(
    option("--email", multiple=True, metavar="E", help=f"{SEVERAL_TIMES}."),
    option("--org", metavar="O"),
    option("--tel", multiple=True, metavar="T", help=f"{SEVERAL_TIMES}."),
    option("--title", metavar="T", help="What they do there."),
    option("--nickname", metavar="N"),
    option("--url", multiple=True, metavar="U", help=f"{SEVERAL_TIMES}."),
    option("--adr", multiple=True, metavar="A", help=f"A postal address. {SEVERAL_TIMES}."),
    option("--note", type=TEXT, help="About the person, kept with the name; - reads standard input."),
    word_option("--relation", "relationship", words=RELATIONSHIPS, what="a relationship", none=True, metavar="R"),
    option(
        "--segment",
        "segments",
        multiple=True,
        metavar="S",
        help=f"A group they belong to, such as enterprise or 'need: export'. {SEVERAL_TIMES}.",
    ),
    option("--board-member/--not-board-member", "advisory_board", default=None, help="On the advisory board."),
    option("--minor/--no-minor", "is_minor", default=None, help="A minor: the guardian agrees for them."),
    option("--guardian", metavar="P01", help="Who agrees for a minor."),
    option("--ideal", metavar="P14D", help="How often they should hear from us, in place of custdev.yaml."),
    option("--max", "longest", metavar="P30D", help="How long it may be at most."),
    option("--retention-until", metavar="DAY", help="Until when what we have of them may be kept."),
)
"""What may be noted of a person."""


@verb(example="custdev contact add 'Ada Lovelace' --email ada@engines.example --card CD-3")
@click.argument("name", type=TEXT)
@_facts
@option("--card", metavar="CARD", help="A card to link them to.")
@option("--new", is_flag=True, help="Somebody else, though a name or an address is known already.")
def add(desk: Desk, /, name: str, card: str | None, new: bool, as_json: bool, **facts: Any) -> None:
    """Make a person known; they get the next P-id, and everything but contact commands calls them by it.

    Where somebody has that name or address already, nothing is done, and the exit code is 2.
    """
    with desk.writing() as work:
        linked = work.card(card).uid if card else None
        fields = _fields(work, facts, Cadence())
        try:
            change = work.save(operations.make_contact, name, card=linked, unless_known=not new, **fields)
        except MaybeKnown as error:
            raise Ambiguous(_who_it_may_be(work.workspace, error), error.candidates) from None
        person = work.workspace.participants[next(iter(change.records["participants"]))]
        _answer(work, person, f"{person.pid} is {name}.", as_json)


@verb(example="custdev contact edit P03 --org 'Engines Ltd' --relation customer --ideal P1M")
@click.argument("person")
@option("--name", metavar="NAME")
@_facts
@word_option(
    "--status",
    "contact_status",
    words=AVAILABILITIES,
    what="a status of a contact",
    metavar="S",
    help="Whether they may be contacted: ",
)
def edit(desk: Desk, /, person: str, name: str | None, as_json: bool, **facts: Any) -> None:
    """Change what is known of a person. What may be given several times replaces all; '' takes away what was there."""
    if name is None and all(value is None or value == () for value in facts.values()):
        raise click.UsageError("Say what to change, such as --name, --org or --relation; --help lists the rest.")
    with desk.writing() as work:
        before = work.person(person, names=True)
        change = work.save(operations.edit_contact, before.uid, name=name, **_fields(work, facts, before.cadence))
        after = work.workspace.participants[before.uid]
        if change.is_empty:
            sentence = f"{before.pid} was like that already."
        else:
            sentence = "\n".join(say_who(work.workspace, after))
        _answer(work, after, sentence, as_json)


@verb(example="custdev contact merge P02 P01")
@click.argument("person")
@click.argument("into")
def merge(desk: Desk, person: str, into: str, *, as_json: bool) -> None:
    """Put PERSON into another record of the same person, INTO, whose P-id and name stay.

    Cards, notes, touchpoints and consents become those of INTO; of two words about consent the stricter counts. The
    P-id that goes still resolves, and is never given again. custdev undo takes it back.
    """
    with desk.writing() as work:
        old, new = (find_participant(work.workspace, text, names=True) for text in (person, into))
        change = work.save(operations.merge_contacts, old.uid, new.uid)
        person_now = current_of(work.workspace, new.uid) or new
        _answer(work, person_now, f"{phrase_of(change.event, work.workspace).done}.", as_json)


def _who_it_may_be(workspace: Workspace, error: MaybeKnown) -> str:
    people = [f"{person.pid} {name_of(workspace, person)}".strip() for person in error.people]
    return f"That may be {' or '.join(people)}. --new adds somebody else of that name or address. Nothing was changed."


def _fields(work: Work, facts: dict[str, Any], cadence: Cadence) -> dict[str, Any]:
    """Return the options as the fields operations take; None leaves one as it is."""
    fields = {name: None if name in SEVERAL and not value else value for name, value in facts.items()}
    if fields["guardian"]:
        fields["guardian"] = work.person(fields["guardian"], names=True).uid
    ideal, longest = fields.pop("ideal"), fields.pop("longest")
    if ideal is not None or longest is not None:
        spans = {name: value or None for name, value in (("ideal", ideal), ("max", longest)) if value is not None}
        fields["cadence"] = replace(cadence, **spans)
    if fields["retention_until"]:
        fields["retention_until"] = parse_any_day(fields["retention_until"], work.today, ahead=True)
    return fields


def _answer(work: Work, person: Participant, sentence: str, as_json: bool) -> None:
    if as_json:
        emit(contact_shape(PersonFacts(work.workspace, person, work.policy, work.today)))
    else:
        say(sentence)
