"""Tables as other programs write them: CSV, with whatever stands between the cells, in whatever encoding."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from itertools import islice

from msgspec import Struct

from tui.domain.errors import NotAllowed
from tui.domain.text import clean_line
from tui.exchange.text_files import decoded

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
MOST_BYTES, MOST_ROWS = 200_000_000, 2_000_000
"""More than anybody exports; beyond that something else was meant."""
_LOOKED_AT = 20
"""So many rows are looked at for the one with the names of the columns: some programs write lines before it."""


class Line(Struct, frozen=True):
    """A row of a table and the line of the file on which it begins, from 1."""

    number: int
    cells: tuple[str, ...]


class Table(Struct, frozen=True):
    """A table: the names of its columns, its rows below them, and what was assumed to read it."""

    header: tuple[str, ...]
    lines: tuple[Line, ...]
    remarks: tuple[str, ...] = ()

    def column(self, name: str) -> int | None:
        """Return which column has a name, whatever its case, or begins with it where only one does; else None."""
        called = _plain(name)
        named = [at for at, title in enumerate(self.header) if _plain(title) == called]
        begun = [at for at, title in enumerate(self.header) if _plain(title).startswith(called)]
        return next(iter(named), begun[0] if len(begun) == 1 else None)


def read_table(data: bytes, is_known: Callable[[str], bool]) -> Table:
    """Return the table in a file; `is_known` says of what may be the name of a column whether it is one.

    Cells are parted by what gives most known names in one row, quoted as spreadsheets do it; what stands above that row
    is passed over. Bytes that say no encoding are UTF-8, or else Windows' Western one, which is remarked.

    Raises:
        NotAllowed: It is no table, has no end, or is larger than any.
    """
    if len(data) > MOST_BYTES:
        raise NotAllowed(f"It has more than {MOST_BYTES // 1_000_000} MB. Nothing was changed.")
    text, remarks = decoded(data)
    separator, rest, above = _declared(text)
    tried = [separator] if separator else list(SEPARATORS)
    best = max(tried, key=lambda sign: _titles(rest, sign, is_known)[:2])
    _, _, at = _titles(rest, best, is_known)
    lines = list(islice(_lines(rest, best, above), MOST_ROWS + 1))
    if len(lines) > MOST_ROWS:
        raise NotAllowed(f"It has more than {MOST_ROWS:,} rows. Nothing was changed.")
    if len(lines) <= at:
        raise NotAllowed("There is no table in it. Nothing was changed.")
    return Table(lines[at].cells, tuple(lines[at + 1 :]), tuple(remarks))


def _declared(text: str) -> tuple[str, str, int]:
    """Return what the first line says parts the cells, as Excel writes it, the rest, and how many lines that took."""
    first, _, rest = text.partition("\n")
    words = first.strip().casefold()
    if words.startswith("sep=") and len(words) == len("sep=") + 1 and words[-1] in SEPARATORS:
        return words[-1], rest, 1
    return "", text, 0


def _titles(text: str, separator: str, is_known: Callable[[str], bool]) -> tuple[int, int, int]:
    """Return how many known names the best of the first rows has, how many cells, and which row that is."""
    try:
        first = list(islice(_lines(text, separator), _LOOKED_AT))
    except NotAllowed:
        return 0, 0, 0
    counts = ((sum(map(is_known, line.cells)), len(line.cells), -at) for at, line in enumerate(first))
    titles, cells, at = max(counts, default=(0, 0, 0))
    return (titles, cells, -at) if titles else (0, len(first[0].cells) if first else 0, 0)


def _lines(text: str, separator: str, above: int = 0) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            why = "a quoted cell has no end" if "end of data" in str(error) else "its quotes are not as they should be"
            raise NotAllowed(f"Line {above + begins}: {why}. Nothing was changed.") from None
        if cells is None:
            return
        if any(map(str.strip, cells)):
            yield Line(above + begins, tuple(map(_clean, cells)))
        begins = reader.line_num + 1


def _clean(cell: str) -> str:
    return cell if cell.isascii() and cell.isprintable() else clean_line(cell)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
