"""From what people call things to the records, boards that are not started included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from tui.cli.desk import Desk
from tui.cli.options import TEXT
from tui.cli.output import hint
from tui.domain.errors import NotFound
from tui.domain.records import Card, Experiment, Participant
from tui.domain.records.definition import BoardDefinition
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import find_board, find_card, find_participant, find_person, is_pid
from tui.session import Draft, Session

if TYPE_CHECKING:
    from tui.definitions.catalog import CatalogEntry


def board_to_read(desk: Desk, session: Session, text: str) -> tuple[Workspace, Experiment]:
    """Return an experiment and a workspace it is in; for a board that is not started, as its draft."""
    found = the_board(session, text)
    if isinstance(found, Experiment):
        return session.workspace, found
    workspace = _with_drafts(desk, session, [found.id])
    experiment = workspace.experiments_of(found.id)[0]
    return workspace, experiment


def card_to_read(desk: Desk, session: Session, text: str) -> tuple[Workspace, Card]:
    """Return a card and a workspace it is in; those of boards that are not started come last."""
    try:
        return session.workspace, find_card(session.workspace, text)
    except NotFound:
        workspace = _with_drafts(desk, session, [entry.id for entry in _unstarted(session)])
        return workspace, find_card(workspace, text)


def the_person(workspace: Workspace, text: str, *, names: bool = False) -> Participant:
    """Return the person that a text names, and say who it is now where the P-id is that of another record of theirs."""
    person = find_person(workspace, text, names=names)
    if is_pid(text) and (named := find_participant(workspace, text)).uid != person.uid:
        hint(f"{named.pid} is {person.pid} now.")
    return person


def people_and_text_of(workspace: Workspace, given: Sequence[str], text: str | None) -> tuple[list[str], str]:
    """Return the uids of the people named, and the text: the last argument if it names nobody."""
    people = []
    for place, each in enumerate(given):
        try:
            people.append(the_person(workspace, each).uid)
        except NotFound as error:
            if is_pid(each):
                raise
            if place < len(given) - 1:
                raise NotFound(f"{error} The text goes last, in quotes.") from None
            if text is not None:
                raise NotFound(f"{error} The text is given by --text already.") from None
            text = TEXT.convert(each, None, None)
    return people, text or ""


def the_board(session: Session, text: str, workspace: Workspace | None = None) -> Experiment | BoardDefinition:
    """Return the experiment that is called so, or the definition of a board that is not started.

    `workspace` is another one than that of now to look for experiments in.

    Raises NotFound or Ambiguous, and NotAllowed for a board file with mistakes.
    """
    catalog = session.catalog
    return find_board(workspace or session.workspace, text, catalog.definitions, catalog.refusals)


def _unstarted(session: Session) -> list[CatalogEntry]:
    entries = session.catalog.entries()
    return [entry for entry in entries if entry.definition and session.current(entry.id) is None]


def _draft(session: Session, board_id: str) -> Draft:
    entry = session.catalog.entry(board_id)
    if entry is None:
        raise NotFound(f'There is no board "{board_id}" in this workspace.')
    return session.draft(entry)


def _with_drafts(desk: Desk, session: Session, board_ids: Iterable[str]) -> Workspace:
    """Return the workspace with boards in it as drafts: there to look at, not started on any day."""
    session.policy = desk.policy()
    workspace = session.workspace
    for board_id in board_ids:
        draft = _draft(session, board_id)
        unstarted = msgspec.structs.replace(draft.experiment, status="draft", started_at=None)
        workspace = draft.over(workspace).replace({"experiments": {unstarted.uid: unstarted}})
    return workspace
