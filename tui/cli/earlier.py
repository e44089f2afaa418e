"""Boards as they stood at an earlier time."""

from __future__ import annotations

from datetime import datetime, tzinfo

from tui.cli.desk import Desk
from tui.cli.naming import the_board
from tui.domain.errors import NotFound
from tui.domain.flow.figures import zone_of
from tui.domain.records import Experiment
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import find_board
from tui.domain.text import clean_line
from tui.session import Session


def zone_to_read(desk: Desk, session: Session, board: str) -> tzinfo:
    """Return the time zone of a board, in which times about it are written; else that of the team."""
    try:
        found = the_board(session, board)
    except NotFound:
        found = None
    return zone_of(found.timezone) if isinstance(found, Experiment) else desk.policy().zone


def board_then(session: Session, then: Workspace, text: str, at: datetime) -> Experiment:
    """Return a board as it stood in the workspace of an earlier time: the iteration of that time, or the one named.

    Raises:
        NotFound: There was none; the sentence says whether it was started later.
    """
    try:
        known = the_board(session, text)
    except NotFound:
        known = find_board(then, text)
    if not isinstance(known, Experiment):
        raise NotFound(f"{_named(known.title, known.key)} is not started, so there is nothing of the past to show.")
    iterations = then.experiments_of(known.board_id)
    found = [iteration for iteration in iterations if "@" not in text or iteration.uid == known.uid]
    if not found:
        when = f"{at.astimezone(zone_of(known.timezone)):%a %d %b %Y %H:%M}"
        raise NotFound(f"{_named(known.definition.title, known.key)} was not started yet on {when}.")
    return found[0]


def _named(title: str, key: str) -> str:
    return f"{clean_line(title)} ({key})"
