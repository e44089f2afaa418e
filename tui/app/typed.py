"""What was typed and is not saved: lines and dialogs that were left, and what was handed in and may come back.

Keys of drafts hold in the next run too, in which a board that is not started has other uids.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from tui.domain.errors import DomainError
from tui.domain.records import Card, Note
from tui.domain.records.workspace import Workspace
from tui.session import Session
from tui.settings.view_state import Stored, StoredDraft

LINE = "line"


class Typed(Struct, frozen=True):
    """The texts of a dialog by field, or of a line; `seen` is the record that is edited, as it was then."""

    texts: Mapping[str, str]
    seen: Card | Note | None = None


def typed_line(text: str, seen: Card | Note | None = None) -> Typed:
    """Return what was typed in a line."""
    return Typed({LINE: text}, seen)


class Drafts:
    """Keeps what was typed, by the key of its line or dialog, until that is opened again."""

    def __init__(self) -> None:
        self._left: dict[str, Typed] = {}
        self._handed_in: dict[str, tuple[str, Typed]] = {}

    def leave(self, key: str, typed: Typed) -> None:
        """Keep what was typed. Two texts of the same line, of which one came back, are kept one after the other."""
        before = self._left.get(key)
        texts = dict(before.texts if before else {}) | dict(typed.texts)
        if before is not None and LINE in before.texts and before.texts[LINE] != texts[LINE]:
            texts[LINE] = f"{before.texts[LINE]} {texts[LINE]}"
        self._left[key] = Typed(texts, typed.seen)

    def left(self, key: str) -> Typed | None:
        """Return a draft, which stays one."""
        return self._left.get(key)

    def take(self, key: str) -> Mapping[str, str]:
        """Return the texts that were left, to be typed on; none where there is no draft."""
        typed = self._left.pop(key, None)
        return typed.texts if typed else {}

    def hand_in(self, event: str, key: str, typed: Typed) -> None:
        """Remember what was typed for an event until that is saved."""
        self._handed_in[event] = (key, typed)

    def give_back(self, event: str) -> bool:
        """Make what was typed for an event that came to nothing a draft again; return whether there was something."""
        key, typed = self._handed_in.pop(event, ("", None))
        if typed is not None:
            self.leave(key, typed)
        return typed is not None

    def forget_handed_in(self) -> None:
        """Forget what was handed in: all of it is saved."""
        self._handed_in.clear()

    def forget(self) -> None:
        """Forget everything: it may name somebody who was erased."""
        self._left.clear()
        self._handed_in.clear()

    def take_over(self, stored: Stored) -> None:
        """Go on with what an earlier run left."""
        for key, draft in stored.items():
            self.leave(key, Typed(draft.texts, draft.card or draft.note))

    def at_the_end(self, *, lost: bool) -> Stored:
        """Return what was left, and what was handed in where that is `lost`."""
        if lost:
            for event in tuple(self._handed_in):
                self.give_back(event)
        return {key: _stored(typed) for key, typed in self._left.items()}


def _stored(typed: Typed) -> StoredDraft:
    seen = typed.seen
    return StoredDraft(
        dict(typed.texts), seen if isinstance(seen, Card) else None, seen if isinstance(seen, Note) else None
    )


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
