"""Columns, limits and the service level of a board, set in its file; that of a shipped board is copied first."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from tui.definitions.board_lines import columns_line, columns_of, service_level_line, service_level_of
from tui.definitions.board_writer import board_text, write_text
from tui.definitions.catalog import CatalogEntry
from tui.definitions.whole_file import write_whole
from tui.domain.errors import Conflict, NotAllowed
from tui.domain.operations.cards import the_column
from tui.domain.records.definition import BoardDefinition
from tui.domain.text import clean_line
from tui.session.new_boards import BOARDS
from tui.session.session import Session


class BoardSettings(Struct, frozen=True):
    """What is to be set, as it is typed: of what is empty nothing is.

    `limits` are by the id or title of a column; an empty one takes the limit away.
    """

    columns: str = ""
    limits: Mapping[str, str] = {}
    service_level: str = ""


class SetBoard(NamedTuple):
    """A board as its file has it now, and whether the file was written, and copied for that."""

    definition: BoardDefinition
    path: Path
    is_written: bool
    is_copied: bool


def settings_lines(board: BoardDefinition) -> tuple[str, str]:
    """Return the columns and the service level of a board as they are typed."""
    return columns_line(board.columns), service_level_line(board.sle)


def settled(board: BoardDefinition, typed: BoardSettings) -> BoardDefinition:
    """Return what a board is with what was typed. Raises DomainError where that is no board."""
    line = clean_line(typed.columns)
    if line and line != columns_line(board.columns):
        if any("," in column.title for column in board.columns):
            raise NotAllowed(
                "A column of this board has a comma in its title, so they are changed in its file. Nothing was changed."
            )
        board = replace(board, columns=columns_of(line, board.columns))
    for name, limit in typed.limits.items():
        column = the_column(board, clean_line(name))
        limited = replace(column, wip=_limit(limit))
        board = replace(board, columns=tuple(limited if one is column else one for one in board.columns))
    level = clean_line(typed.service_level)
    return replace(board, sle=service_level_of(level)) if level else board


def set_board(session: Session, entry: CatalogEntry, typed: BoardSettings) -> SetBoard:
    """Set what was typed in the file of a board: only that changes in it, and where nothing does it is not written.

    Waits for the disk: not for the interface thread.

    Raises:
        DomainError: Nothing was written then.
    """
    from tui.definitions.board_edits import with_settings  # YAML takes its time to import

    session.check_writable()
    before = _own_text(session, entry)
    name, folder = entry.path.name, session.folder / BOARDS
    board = settled(_own_definition(session, entry), typed)
    data, definition = with_settings(before, f"{BOARDS}/{name}", board.columns, board.sle)
    is_shipped = entry.source == "shipped"
    if data == before:
        return SetBoard(definition, entry.path, is_written=False, is_copied=False)
    if is_shipped:
        return SetBoard(definition, _copied(folder, name, data), is_written=True, is_copied=True)
    _overwrite(entry.path, before, data)
    return SetBoard(definition, entry.path, is_written=True, is_copied=False)


def own_file(session: Session, entry: CatalogEntry) -> Path:
    """Return the file of a board in the workspace; that of a shipped one is copied there. Waits for the disk.

    Raises:
        DomainError: Nothing was written then.
    """
    if entry.source == "workspace":
        return entry.path
    session.check_writable()
    return _copied(session.folder / BOARDS, entry.path.name, _own_text(session, entry))


def _own_definition(session: Session, entry: CatalogEntry) -> BoardDefinition:
    """Return what a board is here: what runs of a shipped one may be an earlier edition, which stays what it is."""
    if entry.definition is None:
        raise entry.refusal
    running = session.current(entry.id)
    if entry.source == "shipped" and running is not None and running.status == "running":
        return running.definition
    return entry.definition


def _own_text(session: Session, entry: CatalogEntry) -> bytes:
    from tui.definitions.loader import definition_hash

    board = _own_definition(session, entry)
    if board != entry.definition:
        return board_text(board).encode()
    try:
        data = entry.path.read_bytes()
    except OSError as error:
        raise NotAllowed(
            f"{entry.path.name} cannot be read: {error.strerror or error}. Nothing was changed."
        ) from error
    if definition_hash(data) != entry.hash:
        raise Conflict(f"{BOARDS}/{entry.path.name} was edited just now, so nothing was changed in it. Try again.")
    return data


def _copied(folder: Path, name: str, data: bytes) -> Path:
    try:
        return write_text(folder, name, data)
    except FileExistsError as error:
        raise Conflict(f"There is another {name} in {BOARDS} already. Nothing was written.") from error


def _overwrite(path: Path, before: bytes, data: bytes) -> None:
    """Write a file in the place of what was read; a link stays one, and who may read it stays as it was."""
    try:
        real = Path(os.path.realpath(path))
        if real.read_bytes() != before:
            raise Conflict(f"{BOARDS}/{path.name} was edited just now, so nothing was changed in it. Try again.")
        if not os.access(real, os.W_OK):
            raise NotAllowed(f"You may not write {BOARDS}/{path.name}. Nothing was changed.")
        write_whole(real, [data], mode=stat.S_IMODE(real.stat().st_mode), force=True)
    except OSError as error:
        reason = error.strerror or error
        raise NotAllowed(f"{BOARDS}/{path.name} cannot be written: {reason}. Nothing was changed.") from error


def _limit(text: str) -> int | None:
    words = clean_line(text)
    if words.casefold() in ("", "0", "none", "-"):
        return None
    if not (words.isascii() and words.isdigit() and len(words) <= 6):
        raise NotAllowed(f'"{words[:40]}" is no number of cards; leave it empty for no limit. Nothing was changed.')
    return int(words) or None
