"""`custdev boards`: the definitions there are, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from tui.cli.desk import Desk
from tui.cli.output import answer_rows, emit, hint, progress, say
from tui.cli.verbs import noun, verb
from tui.definitions.catalog import Catalog
from tui.definitions.loader import load_board
from tui.domain.errors import DefinitionError, NotFound, Problem
from tui.domain.evidence.criterion import criterion_words
from tui.domain.privacy.hiding import scrubbed
from tui.domain.records.definition import BoardDefinition
from tui.domain.time.durations import rhythm
from tui.service.board_shapes import Shape, board_shape, fields_of
from tui.service.naming import entry_named

FOUND_PROBLEMS = 3
HEADERS = ("KEY", "ID", "TITLE", "SOURCE", "GOALS", "CARDS")


@noun(
    ("boards", "list", "show", "check"),
    ("board_making", "new", "copy", "set", "schema"),
    ("editions", "diff", "take", "leave"),
    example="custdev boards list",
)
def boards() -> None:
    """Boards as YAML files define them: the workspace's own, and the templates that ship."""


@verb("list", example="custdev boards list --json")
def listing(desk: Desk, as_json: bool) -> None:
    """List the boards there are."""
    hide = desk.hiding()
    shapes = [scrubbed(board_shape(entry), hide) for entry in _catalog(desk).entries()]
    answer_rows(as_json, shapes, HEADERS, map(_row, shapes), no_color=desk.no_color)


@verb(example="custdev boards show customer-development")
@click.argument("board")
def show(desk: Desk, board: str, as_json: bool) -> None:
    """Show what a board says: goals, hypothesis, columns, cards, expected outcome."""
    entry = entry_named(_catalog(desk), board)
    if entry.definition is None:
        raise entry.refusal
    if as_json:
        import msgspec  # only to print a definition as data

        plain = msgspec.to_builtins(entry.definition)
        columns = msgspec.to_builtins(entry.definition.columns)
        data = {**plain, "columns": columns, "source": entry.source, "path": str(entry.path)}
        emit(scrubbed(data, desk.hiding()))
        return
    say(desk.hiding()("\n".join(_described(entry.definition))))
    if entry.source == "shipped":
        hint(
            f"It ships with custdev; custdev boards copy {entry.id} brings its file into boards/, to be changed there."
        )


@verb(example="custdev boards check boards/pricing.yaml")
@click.argument("targets", nargs=-1, metavar="[FILE|ID]...")
def check(desk: Desk, targets: tuple[str, ...], as_json: bool) -> int:
    """Check boards for mistakes: files or ids, by default every board there is.

    Each mistake is printed as file:line:column: path: sentence, and the exit code is 3 if there are any.
    """
    catalog, hide = _catalog(desk), desk.hiding()
    checked = [_problems_of(catalog, target) for target in targets] or [
        list(entry.problems) for entry in catalog.entries()
    ]
    problems = [problem for of_board in checked for problem in of_board]
    if as_json:
        names = ("file", "line", "column", "path", "sentence")
        emit(scrubbed([fields_of(problem, *names) for problem in problems], hide))
    else:
        say(*(hide(str(problem)) for problem in problems))
    hint(f"{_count(len(checked), 'board')} checked, {_count(len(problems), 'problem')} found.")
    return FOUND_PROBLEMS if problems else 0


def _catalog(desk: Desk) -> Catalog:
    return Catalog(desk.folder / "boards", tell=progress)


def _row(shape: Shape) -> list[str]:
    title = shape["title"] or "has mistakes; custdev boards check names them"
    return [shape["key"] or "", shape["id"], title, shape["source"], str(shape["goals"]), str(shape["cards"])]


def _problems_of(catalog: Catalog, target: str) -> list[Problem]:
    path = Path(target)
    if path.is_file():
        try:
            load_board(path.read_bytes(), target)
        except DefinitionError as error:
            return error.problems
        return []
    if path.suffix in (".yaml", ".yml"):
        raise NotFound(f"There is no file {target}.")
    return list(entry_named(catalog, target).problems)


def _described(board: BoardDefinition) -> Iterator[str]:
    yield from [f"{board.title} ({board.key})", "", "Goals", *(f"  - {goal}" for goal in board.goals)]
    if board.hypothesis:
        yield from ["", "Hypothesis", f"  {board.hypothesis}"]
    if board.test:
        yield from ["", f"Criterion: {criterion_words(board.test)}"]
    limits = (f"{column.title} (limit {column.wip})" if column.wip else column.title for column in board.columns)
    yield from ["", f"Columns: {', '.join(limits)}", "", "Cards"]
    for number, card in enumerate(board.cards, 1):
        kind = "" if card.kind == "task" else f" ({f'{card.kind} {rhythm(card.every)}'.strip()})"
        yield f"  {board.key}-{number}  {card.title}{kind}"
        if card.description:
            yield f"      {card.description}"
        yield from (f"      [ ] {step}" for step in card.checklist)
        if card.needs:
            yield f"      needs consent: {', '.join(card.needs)}"
        if card.wish:
            yield f"      wishes for consent: {', '.join(card.wish)}"
    if board.expected_outcome:
        yield from ["", "Expected outcome", f"  {board.expected_outcome}"]
    if board.related:
        yield from ["", "Related", *(f"  - {title}" for title in board.related)]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number or 'no'} {noun}s"
