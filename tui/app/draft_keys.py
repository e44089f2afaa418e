"""Keys of drafts that hold in the next run too, in which a board that is not started has other uids."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tui.domain.errors import DomainError
from tui.domain.records.workspace import Workspace
from tui.session import Session

_LASTING = re.compile(r"\{(?P<board>[^#{}]+)#(?P<number>\d+)\}")
"""A card by its board and number; 0 is the board itself."""


def lasting_key(session: Session, key: str) -> str:
    """Return a key with what is not started named by board and number."""
    for draft in session.drafts:
        board = draft.experiment
        for number, uid in _uids(draft.over(session.workspace), board.uid).items():
            key = key.replace(uid, f"{{{board.board_id}#{number}}}")
    return key


def present_key(session: Session, key: str) -> str:
    """Return a lasting key as it is in this run; where there is no such board or card, as it was."""
    if not (match := _LASTING.search(key)):
        return key
    uid = _uids_of_board(session, match["board"]).get(int(match["number"]))
    return key.replace(match[0], uid) if uid else key


def _uids_of_board(session: Session, board_id: str) -> Mapping[int, str]:
    running, entry = session.current(board_id), session.catalog.entry(board_id)
    if running is not None:
        return _uids(session.workspace, running.uid)
    try:
        draft = session.draft(entry) if entry else None
    except DomainError:
        draft = None
    return _uids(draft.over(session.workspace), draft.experiment.uid) if draft else {}


def _uids(workspace: Workspace, experiment: str) -> dict[int, str]:
    return {0: experiment, **{card.number: card.uid for card in workspace.cards_of(experiment)}}
