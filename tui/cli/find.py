"""`custdev find`: cards, notes, insights, people, figures, experiments, decisions of all boards by what they say."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date

import click

from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.output import answer_rows, hint
from tui.cli.verbs import verb
from tui.domain.flow.figures import local_day
from tui.domain.search.everywhere import Everywhere
from tui.domain.search.filter_language import Term
from tui.domain.search.findable_filter import EVERYWHERE, Scope
from tui.domain.search.results import Result, result_of
from tui.domain.time.dates import near_words
from tui.service.naming import Reading

SHOWN = 10
LONGEST_KEY, SHORT_ID = 12, 6
HEADERS = ("KIND", "KEY", "WHERE", "WHEN", "TEXT")
NOT_FOUND = 1


@verb(example="custdev find export -is:late kind:card")
@click.argument("text", nargs=-1, required=True)
@option("--limit", type=click.IntRange(0), metavar="N", help=f"How many of a kind, 0 for all; {SHOWN} unless --json.")
def find(desk: Desk, text: tuple[str, ...], limit: int | None, as_json: bool) -> int:
    """Find TEXT everywhere: in cards, quotes, notes, insights, themes, people, measurements, experiments, decisions.

    Case, accents and apostrophes do not matter. TEXT is a filter: words of which all must be there, "in quotes" side by
    side, -word, one OR other, @P03, #tag, kind:quote, col:doing, by:ana, since:2w, is:late.
    Customers are named by P-id only, and what they did not agree to have quoted is not found. Exits with 1 where
    nothing is found.
    """
    terms = EVERYWHERE.parse(_line(text), dict(desk.policy().filters))
    if unknown := EVERYWHERE.unknown(terms):
        raise click.UsageError(f'There is no condition "{unknown}". There are {_conditions()}.')
    if misread := EVERYWHERE.misread(terms):
        hint(f'There is no condition "{misread}"; it was looked for as a word. There are {_conditions()}.')
    with desk.reading(policy=True) as reading:
        most = limit if limit is not None else 0 if as_json else SHOWN
        results, left = _search(reading, terms, most)
        zone = reading.policy.zone
        rows = [_row(result, day=local_day(result.at, zone), today=reading.today) for result in results]
        nothing = "Nothing like that is here."
        answer_rows(as_json, results, HEADERS, rows, no_color=desk.no_color, nothing=nothing)
        if left:
            hint(f"{left} more: --limit 0 shows all.")
        return 0 if results else NOT_FOUND


# What begins with a hyphen and is no option of ours is a term that excludes, and `-that` has an h in it.
find.context_settings.update(ignore_unknown_options=True, help_option_names=["--help"])


def _line(arguments: Sequence[str]) -> str:
    """Return what was asked for as one line; of several arguments, one with blanks in it was in quotes in the shell."""
    if len(arguments) == 1:
        return arguments[0]
    return " ".join(f'"{one}"' if " " in one.strip() and '"' not in one else one for one in arguments)


def _conditions() -> str:
    return ", ".join(f"{name}:" for name in EVERYWHERE.names)


def _search(reading: Reading, terms: tuple[Term, ...], most: int) -> tuple[list[Result], int]:
    """Return what was found, best first within each kind, and how much more there is."""
    everywhere, seen = Everywhere(), reading.seen()
    for _ in everywhere.read(reading.workspace, seen, ()):
        pass
    scope = Scope(reading.workspace, seen, reading.today, reading.policy.zone, False, everywhere.columns)
    findings = everywhere.search(terms, scope, most or sys.maxsize)
    results = [result_of(findable, seen, terms) for kind in findings for findable in kind.best]
    return results, sum(kind.count for kind in findings) - len(results)


def _row(result: Result, *, day: date, today: date) -> list[str]:
    where = result.card if result.card != result.key else result.board
    words = f"{result.text}: {result.excerpt}" if result.excerpt else result.text
    people = " ".join(result.people) if result.kind != "person" else ""
    key = result.key if len(result.key) <= LONGEST_KEY else result.key[-SHORT_ID:]
    return [result.kind, key, where or people, near_words(day, today) if day.year > 1 else "", words]
