"""`custdev assumption`: what must hold for a hypothesis to hold, what it stands on, and which is the riskiest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from tui.cli.card_output import describe_note
from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.output import answer_rows, emit, say
from tui.cli.verbs import TEXT, noun, verb
from tui.domain import operations
from tui.domain.evidence.assumed import Assumed, evidence_on, ground_words, risk_words
from tui.domain.privacy.seen import SeenWorkspace
from tui.domain.search.naming import card_key, find_assumption, find_note
from tui.service.assumption_shapes import assumed_seen, assumption_shape, one_seen
from tui.service.naming import Reading

HEADERS = ("ASSUMPTION", "IMPORTANCE", "GROUND", "FOR", "AGAINST", "LINK", "ID")
IMPORTANCE = click.IntRange(1, 5)


@noun(
    ("assumption_commands", "list", "show", "add", "edit", "aim", "card", "archive"),
    example="custdev assumption add CD 'They tell us what they need' --importance 5 --chain",
)
def assumption() -> None:
    """What must hold for a hypothesis to hold. ASSUMPTION is an id, or its last characters.

    What one stands on is counted from the notes that aim at it: by how many people, and by how many methods.
    """


@verb("list", example="custdev assumption list CD")
@click.argument("board", metavar="BOARD")
@option("--archived", is_flag=True, help="Those that are put away.")
def listing(desk: Desk, *, board: str, archived: bool, as_json: bool) -> None:
    """List the assumptions of a board, the riskiest first: most depends on it, and it stands on least."""
    with desk.reading(policy=True) as reading:
        experiment = reading.board_to_read(board)[1]
        seen = reading.seen()
        chosen = assumed_seen(seen, experiment.board_id, archived=archived)
        shapes = (assumption_shape(seen, one) for one in chosen)
        rows = (_row(reading, seen, one) for one in chosen)
        nothing = f"Nothing yet: custdev assumption add {experiment.key} 'what must hold'."
        answer_rows(as_json, shapes, HEADERS, rows, no_color=desk.no_color, nothing=nothing)


@verb(example="custdev assumption show 4XG7QM")
@click.argument("assumption_id", metavar="ASSUMPTION")
def show(desk: Desk, *, assumption_id: str, as_json: bool) -> None:
    """Show an assumption with the words for and against it."""
    with desk.reading(policy=True) as reading:
        seen = reading.seen()
        shown = one_seen(seen, find_assumption(reading.workspace, assumption_id))
        if as_json:
            emit(assumption_shape(seen, shown))
            return
        say("\n".join(_lines(reading, seen, shown)))


@verb(example="custdev assumption add CD 'They tell us what they need' --importance 5 --chain")
@click.argument("board", metavar="BOARD")
@click.argument("claim", type=TEXT)
@option("--importance", type=IMPORTANCE, default=3, help="How much depends on it, from 1 to 5; else 3.")
@option("--chain", "in_chain", is_flag=True, help="It is the next link of the chain of the hypothesis.")
@option("--note", "notes", multiple=True, metavar="NOTE", help="A note for or against it; repeatable.")
def add(
    desk: Desk, *, board: str, claim: str, importance: int, in_chain: bool, notes: Sequence[str], as_json: bool
) -> None:
    """Name a claim of an experiment."""
    with desk.writing() as work:
        uids = [find_note(work.workspace, text).uid for text in notes]
        experiment = work.started(board).uid
        fields = {"importance": importance, "in_chain": in_chain, "notes": uids}
        change = work.save(operations.add_assumption, experiment, claim, **fields)
        _answer(work, next(iter(change.records["assumptions"])), "Named", as_json)


@verb(example="custdev assumption edit 4XG7QM --importance 5")
@click.argument("assumption_id", metavar="ASSUMPTION")
@option("--text", type=TEXT, help="What it claims from now on.")
@option("--importance", type=IMPORTANCE, help="How much depends on it, from 1 to 5.")
@option("--chain/--beside", "in_chain", default=None, help="At the end of the chain of the hypothesis, or beside it.")
def edit(
    desk: Desk,
    *,
    assumption_id: str,
    text: str | None,
    importance: int | None,
    in_chain: bool | None,
    as_json: bool,
) -> None:
    """Change what an assumption claims, how much depends on it, or where it stands."""
    fields = {"text": text, "importance": importance, "in_chain": in_chain}
    if all(value is None for value in fields.values()):
        raise click.UsageError("Say what to change: --text, --importance, --chain or --beside.")
    with desk.writing() as work:
        uid = find_assumption(work.workspace, assumption_id).uid
        work.save(operations.edit_assumption, uid, **fields)
        _answer(work, uid, "Edited", as_json)


@verb(example="custdev assumption aim 4XG7QM 8ZK1PT")
@click.argument("assumption_id", metavar="ASSUMPTION")
@click.argument("notes", metavar="NOTE...", nargs=-1, required=True)
@option("--away", is_flag=True, help="They are not about it after all.")
def aim(desk: Desk, *, assumption_id: str, notes: Sequence[str], away: bool, as_json: bool) -> None:
    """Let notes for or against be evidence on an assumption; one note may be evidence on several."""
    with desk.writing() as work:
        uid = find_assumption(work.workspace, assumption_id).uid
        uids = [find_note(work.workspace, text).uid for text in notes]
        work.save(operations.aim_notes, uids, uid, away=away)
        _answer(work, uid, "Taken away from" if away else "Aimed at", as_json)


@verb(example="custdev assumption card 4XG7QM 'Count the days from a request to its change'")
@click.argument("assumption_id", metavar="ASSUMPTION")
@click.argument("title", type=TEXT)
def card(desk: Desk, *, assumption_id: str, title: str, as_json: bool) -> None:
    """Make what would test an assumption a card on its board."""
    with desk.writing() as work:
        uid = find_assumption(work.workspace, assumption_id).uid
        work.save(operations.card_for_assumption, uid, title)
        _answer(work, uid, "A card tests", as_json)


@verb(example="custdev assumption archive 4XG7QM")
@click.argument("assumption_id", metavar="ASSUMPTION")
@option("--back", is_flag=True, help="Bring it back instead.")
def archive(desk: Desk, *, assumption_id: str, back: bool, as_json: bool) -> None:
    """Put an assumption away, or bring it back; what aims at it stays."""
    with desk.writing() as work:
        uid = find_assumption(work.workspace, assumption_id).uid
        work.save(operations.archive_assumption, uid, back=back)
        _answer(work, uid, "Brought back" if back else "Archived", as_json)


def _answer(work: Reading, uid: str, done: str, as_json: bool) -> None:
    seen = work.seen()
    one = one_seen(seen, work.workspace.assumptions[uid])
    if as_json:
        emit(assumption_shape(seen, one))
        return
    shown = seen.assumptions[uid]
    say(f"{done} {shown.text} ({uid[-6:]}).", f"{_capital(risk_words(one))}.")


def _row(reading: Reading, seen: SeenWorkspace, one: Assumed) -> Sequence[str]:
    shown = seen.assumptions[one.assumption.uid]
    return [
        shown.text,
        str(shown.importance),
        ground_words(one.ground, reading.policy),
        str(one.ledger.supporting.people),
        str(one.ledger.refuting.people),
        str(shown.link or ""),
        shown.uid[-6:],
    ]


def _lines(reading: Reading, seen: SeenWorkspace, one: Assumed) -> Iterator[str]:
    shown = seen.assumptions[one.assumption.uid]
    yield f"{shown.text}  ({shown.uid[-6:]})"
    where = f"link {shown.link} of the hypothesis" if shown.link else "beside the chain of the hypothesis"
    yield f"Importance {shown.importance}, {where}{', archived' if shown.archived_at else ''}"
    yield f"It stands on: {one.ledger.sentence}."
    for uid in shown.cards:
        if card := seen.cards.get(uid):
            yield f"Tested by {card_key(seen, card)} {card.title}"
    for note in evidence_on(seen.lens.workspace, one.assumption):
        card = seen.cards.get(note.card or "")
        experiment = seen.experiments.get(card.experiment) if card else None
        shown_note = describe_note(seen, seen.notes[note.uid], experiment, reading.today)
        yield from (f"  {line}" for line in shown_note)


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
