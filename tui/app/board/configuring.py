"""What a board is like: limits, columns and the service level, set in its file, and that file in the editor."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from tui.app.asking.prompts import Prompt
from tui.app.background import in_background
from tui.app.board.board import Board
from tui.app.board.screen import BoardScreen
from tui.app.look.paint import Row, Span
from tui.app.watching import BoardFiles
from tui.domain.errors import DomainError, NotFound
from tui.domain.records.definition import BoardDefinition
from tui.domain.text import plural
from tui.session import CatalogEntry, Session
from tui.session.board_settings import BoardSettings, SetBoard, own_file, set_board, settings_lines, settled


async def set_limit(here: BoardScreen) -> None:
    """Set how many cards are in the focused column at most."""
    lane = here.board.lanes[here.lane]
    column, count = lane.column, len(lane.all)

    def hint(text: str) -> Row:
        limit = _tried(here, typed(text))
        if isinstance(limit, str):
            return _muted(limit)
        wip = next(one.wip for one in limit.columns if one.id == column.id)
        if wip is None:
            return _muted(f"{plural(count, 'card')} there, no limit")
        return _muted(f"{count}/{wip}{' over limit' if count > wip else ''}: more are warned of, never stopped")

    def typed(text: str) -> BoardSettings:
        return BoardSettings(limits={column.id: text})

    await _ask(here, f"{here.masked(column.title)} at most", str(column.wip or ""), typed, hint)


async def set_columns(here: BoardScreen) -> None:
    """Set which columns there are, called how, in which order and with which limits."""

    def hint(text: str) -> Row:
        after = _tried(here, BoardSettings(columns=text))
        return _muted(after if isinstance(after, str) else here.masked(_consequence(here.board, after)))

    value = settings_lines(here.board.experiment.definition)[0]
    await _ask(here, "columns", value, lambda text: BoardSettings(columns=text), hint)


async def set_level(here: BoardScreen) -> None:
    """Set within how many days how many of the cards should be finished."""

    def hint(text: str) -> Row:
        after = _tried(here, BoardSettings(service_level=text))
        if isinstance(after, str):
            return _muted(after)
        return _muted(f"{after.sle.percent} of 100 cards are to be finished within {plural(after.sle.days, 'day')}")

    value = settings_lines(here.board.experiment.definition)[1]
    await _ask(here, "service level", value, lambda text: BoardSettings(service_level=text), hint)


def edit_board(here: BoardScreen) -> None:
    """Open the board file in the editor; a shipped one is copied into the workspace first."""
    session, board_id, host = here.session, here.board_id, here.custdev

    def prepare() -> tuple[Path, bool]:
        entry = _entry(session, board_id)
        return own_file(session, entry), entry.source == "shipped"

    def open_file(prepared: tuple[Path, bool]) -> None:
        path, is_copied = prepared
        host.read_in_editor(path)
        if is_copied:
            here.say(f"Copied {path.name} into boards/: it is yours now.")
        host.read_boards()

    in_background(here, "board-written", prepare, open_file, here.say_error)


async def _ask(
    here: BoardScreen, label: str, value: str, typed: Callable[[str], BoardSettings], hint: Callable[[str], Row]
) -> None:
    """Ask for a setting, and write it; what could not be written is asked for again, as it was typed."""
    here.session.check_writable()

    def submit(text: str) -> None:
        settled(here.board.experiment.definition, typed(text))
        _write(here, typed(text), lambda: _ask(here, label, text, typed, hint))

    key = f"{label}:{here.board_id}"
    await here.ask(Prompt(key, label, submit, value, hint=hint, keeps_draft=False))


def _write(here: BoardScreen, typed: BoardSettings, ask_again: Callable[[], Awaitable[None]]) -> None:
    session, board_id, host = here.session, here.board_id, here.custdev

    def write() -> tuple[SetBoard, BoardFiles]:
        return set_board(session, _entry(session, board_id), typed), host.board_files()

    def tell(written: tuple[SetBoard, BoardFiles]) -> None:
        board, files = written
        host.take_board_files(files)
        lines = "  ".join(settings_lines(board.definition))
        if not board.is_written:
            here.say("It was like that already.")
        elif board.is_copied:
            here.say(f"Copied {board.path.name} into boards/, and set there: {lines}")
        else:
            here.say(f"Set in boards/{board.path.name}: {lines}")

    async def fail(error: Exception) -> None:
        if here.is_current:
            await ask_again()
        here.say_error(error)

    in_background(here, "board-written", write, tell, lambda error: here.app.call_later(fail, error))


def _entry(session: Session, board_id: str) -> CatalogEntry:
    """Return what the file of a board says now. Waits for the disk."""
    entry = session.catalog.entry(board_id)
    if entry is None:
        raise NotFound("The file of this board is not there any more; its definition is kept in the workspace.")
    return entry


def _tried(here: BoardScreen, typed: BoardSettings) -> BoardDefinition | str:
    """Return what the board would be with what is typed, or why it would be none."""
    try:
        return settled(here.board.experiment.definition, typed)
    except DomainError as error:
        return str(error)


def _consequence(board: Board, after: BoardDefinition) -> str:
    """Return what columns mean, and where the cards of one that goes come to be."""
    words = [
        f"{column.title} {column.role}{f', {column.wip} at most' if column.wip else ''}" for column in after.columns
    ]
    stay = {column.id for column in after.columns}
    gone = [
        f"{plural(len(lane.all), 'card')} of {lane.column.title} {'goes' if len(lane.all) == 1 else 'go'} to "
        f"{after.first_column(lane.column.role).title}"
        for lane in board.lanes
        if lane.column.id not in stay and lane.all
    ]
    return " · ".join([*gone, *words])


def _muted(words: str) -> Row:
    return Row((Span(words, "muted"),))
