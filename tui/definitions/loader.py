"""From the text of a board file to its definition, or to everything that is wrong with it."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

from tui.definitions.nodes import Mapping, Node, Scalar
from tui.definitions.report import Refused, Report
from tui.definitions.rules import check_board
from tui.definitions.schema import BOARD
from tui.definitions.shapes import Found, Reader
from tui.definitions.slugs import Slugs
from tui.definitions.source import readable
from tui.domain.errors import DefinitionError, Problem
from tui.domain.records.definition import BoardDefinition, CardDefinition, ColumnDefinition, Criterion, ServiceLevel


class Reading(NamedTuple):
    """What a file gave: a definition or problems, and in both cases its id and key where they could be read."""

    definition: BoardDefinition | None
    board_id: str | None
    problems: tuple[Problem, ...]
    key: str | None = None


def load_board(text: str | bytes, file: str) -> BoardDefinition:
    """Return the board a YAML text defines.

    Args:
        text: The content of the file; bytes have to be UTF-8.
        file: The name to call the file by in problems.

    Raises:
        DefinitionError: With every problem of the file, in the order of its lines. A path such as
            `cards[2].due` names the second card; like lines and columns it counts from 1.
    """
    reading = read_board(text, file)
    if reading.definition is None:
        raise DefinitionError(list(reading.problems))
    return reading.definition


def read_board(text: str | bytes, file: str) -> Reading:
    """Return what can be read of a board file, without raising."""
    report = Report(file)
    found = None
    try:
        root = _tree(readable(text, report), report)
        found = _board(root, report)
    except Refused:
        pass
    board_id, key = (found.values.get("id"), found.values.get("key")) if found else (None, None)
    if found is None or report.problems:
        return Reading(None, board_id, tuple(report.problems), key)
    return Reading(_definition(found), board_id, (), key)


def definition_hash(text: str | bytes) -> str:
    """Return a short fingerprint of a board file, to notice that it changed."""
    data = text.encode("utf-8", errors="surrogatepass") if isinstance(text, str) else text
    return hashlib.sha256(data).hexdigest()[:16]


def _tree(text: str, report: Report) -> Node | None:
    # YAML costs more to import than everything else here, and most commands never read a board.
    from tui.definitions.repair import parse_what_is_readable

    return parse_what_is_readable(text, report)


def _board(root: Node | None, report: Report) -> Found | None:
    if root is None:
        if not report.problems:
            report.add(1, 1, "", 'this file is empty; a board needs at least "id: …", "key: …" and "title: …"')
        return None
    if not isinstance(root, Mapping):
        if not (isinstance(root, Scalar) and root.unreadable):
            report.add_at(root, "", 'a board file holds fields such as "title: …", one a line, and this one does not')
        return None
    found: Found = Reader(report).read(root, BOARD)
    check_board(found, report)
    return found


def _definition(found: Found) -> BoardDefinition:
    values = _plain(found)
    if "test" in values:
        values["test"] = Criterion(**values["test"].values)
    if "sle" in values:
        values["sle"] = ServiceLevel(**values["sle"].values)
    if "columns" in values:
        values["columns"] = tuple(ColumnDefinition(**column.values) for column in values["columns"])
    values["cards"] = tuple(_cards(values.get("cards", ())))
    return BoardDefinition(**values)


def _cards(cards: tuple[Found, ...]) -> list[CardDefinition]:
    """Build the cards; written ids are taken first, so that they never depend on the cards before them."""
    slugs = Slugs(card.values["id"] for card in cards if "id" in card.values)
    built = []
    for card in cards:
        values = _plain(card)
        if "id" not in values:
            values["id"] = slugs.free(values["title"])
        built.append(CardDefinition(**values))
    return built


def _plain(found: Found) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in found.values.items()}
