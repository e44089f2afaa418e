"""`custdev contact`: the customers of a workspace. The only commands that print names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from tui.cli.contact_output import name_of
from tui.cli.contact_reading import say_who
from tui.cli.output import emit, say
from tui.cli.verbs import TEXT, Desk, noun, together, verb, word_option
from tui.domain import operations
from tui.domain.errors import Ambiguous
from tui.domain.history.phrases import phrase_of
from tui.domain.operations.about_people import AVAILABILITIES, RELATIONSHIPS
from tui.domain.people.duplicates import MaybeKnown
from tui.domain.people.merged import current_of
from tui.domain.people.person_facts import PersonFacts
from tui.domain.records import Cadence, Participant
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import find_participant
from tui.domain.time.moments import parse_any_day
from tui.service.people_shapes import contact_shape

if TYPE_CHECKING:
    from tui.service.writing import Work

SEVERAL_TIMES = "May be given several times"
SEVERAL = ("email", "tel", "url", "adr", "segments")


@noun(
    ("contact_reading", "list", "show"),
    ("contacts", "add", "edit", "merge"),
    ("erasing", "erase", "erase-notes", "purge"),
    ("contact_reading", "dossier"),
    example="custdev contact add 'Ada Lovelace' --org Engines",
)
def contact() -> None:
    """Customers. PERSON is a P-id such as P03, or a part of a name that no one else has."""


_facts = together(
    click.option("--email", multiple=True, metavar="E", help=f"{SEVERAL_TIMES}."),
    click.option("--org", metavar="O"),
    click.option("--tel", multiple=True, metavar="T", help=f"{SEVERAL_TIMES}."),
    click.option("--title", metavar="T", help="What they do there."),
    click.option("--nickname", metavar="N"),
    click.option("--url", multiple=True, metavar="U", help=f"{SEVERAL_TIMES}."),
    click.option("--adr", multiple=True, metavar="A", help=f"A postal address. {SEVERAL_TIMES}."),
    click.option("--note", type=TEXT, help="About the person, kept with the name; - reads standard input."),
    word_option("--relation", "relationship", words=RELATIONSHIPS, what="a relationship", none=True, metavar="R"),
    click.option(
        "--segment",
        "segments",
        multiple=True,
        metavar="S",
        help=f"A group they belong to, such as enterprise or 'need: export'. {SEVERAL_TIMES}.",
    ),
    click.option("--board-member/--not-board-member", "advisory_board", default=None, help="On the advisory board."),
    click.option("--minor/--no-minor", "is_minor", default=None, help="A minor: the guardian agrees for them."),
    click.option("--guardian", metavar="P01", help="Who agrees for a minor."),
    click.option("--ideal", metavar="P14D", help="How often they should hear from us, in place of custdev.yaml."),
    click.option("--max", "longest", metavar="P30D", help="How long it may be at most."),
    click.option("--retention-until", metavar="DAY", help="Until when what we have of them may be kept."),
)
"""What may be noted of a person."""


@verb(example="custdev contact add 'Ada Lovelace' --email ada@engines.example --card CD-3")
@click.argument("name", type=TEXT)
@_facts
@click.option("--card", metavar="CARD", help="A card to link them to.")
@click.option("--new", is_flag=True, help="Somebody else, though a name or an address is known already.")
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
@click.option("--name", metavar="NAME")
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
