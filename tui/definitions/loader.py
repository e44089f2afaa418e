"""From the text of a board file to its definition, or to everything that is wrong with it."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import Any, NamedTuple

import msgspec

from tui.definitions.problems import Mapping, Node, Refused, Report, Scalar
from tui.definitions.schema import BOARD, check_board
from tui.definitions.shape_reader import Group, Reader
from tui.definitions.slugs import Slugs
from tui.definitions.source import tree_of
from tui.domain.errors import DefinitionError, Problem
from tui.domain.records.definition import BoardDefinition


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
    board = None
    with suppress(Refused):
        board = _board(tree_of(text, report), report)
    board_id, key = (board.values.get("id"), board.values.get("key")) if board else (None, None)
    if board is None or report.problems:
        return Reading(None, board_id, tuple(report.problems), key)
    return Reading(_definition(board), board_id, (), key)


def definition_hash(text: str | bytes) -> str:
    """Return a short fingerprint of a board file, to notice that it changed."""
    data = text.encode("utf-8", errors="surrogatepass") if isinstance(text, str) else text
    return hashlib.sha256(data).hexdigest()[:16]


def _board(root: Node | None, report: Report) -> Group | None:
    if root is None:
        if not report.problems:
            report.add(1, 1, "", 'this file is empty; a board needs at least "id: …", "key: …" and "title: …"')
        return None
    if not isinstance(root, Mapping):
        if not (isinstance(root, Scalar) and root.unreadable):
            report.add_at(root, "", 'a board file holds fields such as "title: …", one a line, and this one does not')
        return None
    board: Group = Reader(report).read(root, BOARD)
    check_board(board, report)
    return board


def _definition(board: Group) -> BoardDefinition:
    """Build the definition; written ids are taken first, so that they never depend on the cards before them."""
    cards = board.values.get("cards", [])
    slugs = Slugs(card.values["id"] for card in cards if "id" in card.values)
    for card in cards:
        if "id" not in card.values:
            card.values["id"] = slugs.free(card.values["title"])
    return msgspec.convert(_plain(board), BoardDefinition)


def _plain(value: Any) -> Any:
    if isinstance(value, Group):
        return {name: _plain(part) for name, part in value.values.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value
