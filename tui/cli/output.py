"""What commands print: data on stdout, words about it on stderr, and nothing that could drive a terminal."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain

import click

from tui.cli.unprinted import printing
from tui.domain.text import clean_line, clean_text

_GAP = "  "
_mask: Callable[[str], str] | None = None
_typed: frozenset[str] = frozenset()


class Late(str):
    """A cell of a table about what is late: red where a person looks."""

    __slots__ = ()


def hide_names(mask: Callable[[str], str] | None) -> None:
    """Take names out of all sentences from now on; None shows them as they are.

    Records are shown through a lens before they come here. This is for sentences about them, errors among them.
    """
    global _mask  # noqa: PLW0603 - what a process prints is one thing, and errors are told when all else is gone
    _mask = mask


def note_typed(arguments: Sequence[str]) -> None:
    """Note what somebody typed: an error may say it back to them, whoever is called so."""
    global _typed  # noqa: PLW0603 - as above
    _typed = frozenset(argument.casefold() for argument in arguments)


def typed_words() -> frozenset[str]:
    """Return the arguments of this command, casefolded."""
    return _typed


def seen(text: str) -> str:
    """Return a sentence as it may be printed."""
    return text if _mask is None else "\n".join(map(_mask, text.split("\n")))


def emit(data: object) -> None:
    """Print data as JSON on stdout."""
    from tui.cli.json_pieces import as_json  # those who print no data do without

    print_bytes([as_json(data), b"\n"])


def print_bytes(pieces: Iterable[bytes]) -> None:
    """Print a text that is UTF-8 already on stdout, each piece when it comes; where that writes otherwise, as that.

    Raises:
        OSError: It cannot be written, or its reader has gone, and nothing is saved; no more pieces are asked for.
    """
    stream = sys.stdout
    with printing():
        stream.flush()  # what was printed before comes before
        if (stream.encoding or "").casefold() not in ("utf-8", "utf8"):
            stream.writelines(piece.decode() for piece in pieces)
        else:
            stream.buffer.writelines(pieces)
        stream.flush()


def say(*texts: str) -> None:
    """Print texts on stdout, one below the other, harmless, their indentation kept."""
    with printing():
        for text in texts:
            click.echo(_harmless(seen(text)))


def hint(*texts: str) -> None:
    """Print words on stderr that scripts need not read."""
    context = click.get_current_context(silent=True)
    if context is None or not context.params.get("as_json"):
        warn(*texts)


def warn(*texts: str) -> None:
    """Print words on stderr; where that leads nowhere any more, what was to be done is done all the same."""
    with suppress(OSError):
        for text in texts:
            click.echo(_harmless(seen(text)), err=True)


def progress(sentence: str) -> None:
    """Say on stderr what takes long, where somebody may sit and wait."""
    if sys.stderr.isatty():
        warn(sentence)


def table(headers: Sequence[str], rows: Sequence[Sequence[str]], *, no_color: bool = False, even: bool = False) -> None:
    """Print rows under headers; in a terminal long cells wrap, elsewhere a row is a line.

    `even` columns share the width of the terminal, and rows have air between them.
    """
    with printing():
        if sys.stdout.isatty():
            _rich_table(headers, rows, no_color, even)
            return
        cells = [[clean_line(cell) for cell in row] for row in rows]
        for line in aligned([headers, *cells]):
            click.echo(line)


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows as lines in which the cells of a column stand below each other."""
    sizes = [[*map(width, row)] for row in rows]
    widths = [*map(max, zip(*sizes, strict=True))]
    for row, taken in zip(rows, sizes, strict=True):
        padded = (cell + " " * (wide - size) for cell, size, wide in zip(row, taken, widths, strict=True))
        yield _GAP.join(padded).rstrip()


def answer_rows(
    as_json: bool,
    shapes: Iterable[object],
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    no_color: bool,
    nothing: str = "",
) -> None:
    """Answer with a list: its shapes as JSON, else its rows under headers, or where there are none `nothing`, if given.

    Of two generators only the one that is printed is gone through.
    """
    if as_json:
        from tui.cli.json_pieces import list_as_json  # as above

        print_bytes(chain(list_as_json(shapes), [b"\n"]))
        return
    lines = list(rows)
    if lines or not nothing:
        table(headers, lines, no_color=no_color)
    else:
        hint(nothing)


def answer(as_json: bool, data: object, texts: Iterable[str]) -> None:
    """Answer with data as JSON, else with texts, which are gone through only then."""
    if as_json:
        emit(data)
    else:
        say(*texts)


def width(text: str) -> int:
    """Return how many terminal cells a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF") for char in text)


def _rich_table(headers: Sequence[str], rows: Sequence[Sequence[str]], no_color: bool, even: bool) -> None:
    from rich.console import Console  # only where a person looks
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, pad_edge=False, header_style="bold", expand=even, padding=(0, 2, int(even), 0))
    for place, header in enumerate(headers):
        widest = max((width(row[place]) for row in rows), default=0)
        least = widest if place == 0 else min(widest, max(width(header), 6))
        drawn.add_column(Text(header), overflow="fold", ratio=int(even) or None, min_width=None if even else least)
    for row in rows:
        drawn.add_row(*(Text(clean_text(cell), "bold red" if isinstance(cell, Late) else "") for cell in row))
    Console(no_color=no_color or None, highlight=False).print(drawn)


def _harmless(text: str) -> str:
    lines = []
    for line in text.split("\n"):
        rest = line.lstrip(" ")
        lines.append(" " * (len(line) - len(rest)) + clean_text(rest))
    return "\n".join(lines)
