"""`custdev card guide`: which questions of a card's guide were asked of whom, gaps in sight."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

import click

from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.output import answer_rows, print_bytes, say
from tui.cli.verbs import verb
from tui.domain.people.guides import Guide, guide_of
from tui.domain.privacy.seen import SeenWorkspace
from tui.domain.records import ChecklistItem
from tui.domain.search.naming import card_key
from tui.exchange.formats.csv import guarded
from tui.exchange.formats.md import escaped

FORMATS = ("table", "md", "csv", "json")
GAP = "·"


@verb(example="custdev card guide CD-3 --format md")
@click.argument("card", metavar="CARD")
@option("--format", "form", type=click.Choice(FORMATS), default="table", help="--json is --format json.")
def guide(desk: Desk, *, card: str, form: str, as_json: bool) -> None:
    """Show the questions of a CARD's guide, its checklist, beside those it was met for: how many answers each gave.

    Notes of a touchpoint say what they answer: `q2 by hand` in the line that captures, --answers 2 in the shell.
    """
    with desk.reading(policy=True) as reading:
        workspace, record = reading.card_to_read(card)
        seen = reading.seen()
        matrix = guide_of(workspace, record)
        if as_json or form in ("table", "json"):
            _answer(seen, matrix, form == "json" or as_json, no_color=desk.no_color)
        elif form == "csv":
            print_bytes([_csv(seen, matrix).encode()])
        else:
            say(_markdown(seen, matrix, card_key(seen, record)))


def _answer(seen: SeenWorkspace, matrix: Guide, as_json: bool, *, no_color: bool) -> None:
    shapes = (
        {
            "question": text,
            "asked": matrix.answered(item),
            "answers": {person.pid: matrix.count(item, person) for person in matrix.people},
        }
        for item, text in _questions(seen, matrix)
    )
    nothing = "The card has no checklist: custdev card edit, or e on the board, writes one."
    answer_rows(as_json, shapes, _head(matrix), _rows(seen, matrix), no_color=no_color, nothing=nothing)


def _head(matrix: Guide) -> Sequence[str]:
    return ("QUESTION", *(person.pid for person in matrix.people))


def _rows(seen: SeenWorkspace, matrix: Guide) -> Iterator[list[str]]:
    """Yield a row a question, and how many of them each person answered."""
    for item, text in _questions(seen, matrix):
        yield [text, *(str(matrix.count(item, person) or GAP) for person in matrix.people)]
    if matrix.questions and matrix.people:
        count = len(matrix.questions)
        yield ["covered", *(f"{matrix.covered(person)}/{count}" for person in matrix.people)]


def _questions(seen: SeenWorkspace, matrix: Guide) -> Iterator[tuple[ChecklistItem, str]]:
    return ((item, seen.lens.line(item.text)) for item in matrix.questions)


def _csv(seen: SeenWorkspace, matrix: Guide) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_head(matrix))
    writer.writerows([guarded(cell) for cell in row] for row in _rows(seen, matrix))
    return text.getvalue()


def _markdown(seen: SeenWorkspace, matrix: Guide, key: str) -> str:
    head, *lines = (" | ".join(map(escaped, row)) for row in (_head(matrix), *_rows(seen, matrix)))
    rule = " | ".join(["---"] * len(_head(matrix)))
    table = [f"| {row} |" for row in (head, rule, *lines)]
    gaps = [escaped(seen.lens.line(item.text)) for item in matrix.gaps]
    missing = ["", f"Nobody was asked: {'; '.join(gaps)}."] if gaps and matrix.people else []
    return "\n".join([f"# Guide of {key}", "", *table, *missing])
