"""From what people call things to the records, boards that are not started included."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from tui.domain.errors import Ambiguous, NotFound
from tui.domain.people.policy import Policy
from tui.domain.records import Card, Experiment, Participant
from tui.domain.records.definition import BoardDefinition
from tui.domain.records.workspace import Workspace
from tui.domain.search.matching import fitting
from tui.domain.search.naming import find_board, find_card, find_participant, find_person, is_pid
from tui.session import Session

if TYPE_CHECKING:
    from tui.definitions.catalog import Catalog, CatalogEntry
    from tui.domain.privacy.seen import SeenWorkspace


class Reading:
    """An open workspace to look at.

    `policy` is asked only where something depends on what the team agreed on, as hardly any look at cards does; `tell`
    takes sentences that are worth knowing and not the answer.
    """

    def __init__(self, session: Session, policy: Callable[[], Policy], tell: Callable[[str], None]) -> None:
        self.session = session
        self.ask_policy = policy
        self.tell = tell

    @property
    def workspace(self) -> Workspace:
        """The state."""
        return self.session.workspace

    @property
    def policy(self) -> Policy:
        """What the team agreed on about its customers."""
        return self.ask_policy()

    @property
    def today(self) -> date:
        """The day it is where the team is."""
        return self.policy.day(self.now())

    def now(self) -> datetime:
        """Return the time in UTC."""
        return self.session.now()

    def seen(
        self, workspace: Workspace | None = None, now: datetime | None = None, *, written: Collection[str] = ()
    ) -> SeenWorkspace:
        """Return a workspace as our team may see it: what is shown of boards, cards and notes.

        Without one it is that of now. Where it is one of an earlier time, `now` is that time. What was just
        `written` (uids) is said back, without names.
        """
        from tui.domain.privacy.seen import SeenWorkspace  # commands on contacts do without
        from tui.domain.privacy.sight import Sight

        present = self.now()
        past = now is not None and now < present
        lens = Sight(
            self.workspace if workspace is None else workspace,
            "team",
            self.ask_policy,
            now or present,
            present=self.workspace if past else None,
            present_at=present,
        )
        return SeenWorkspace(lens, written=written)

    def the_board(self, text: str, workspace: Workspace | None = None) -> Experiment | BoardDefinition:
        """Return the experiment that is called so, or the definition of a board that is not started.

        `workspace` is another one than that of now to look for experiments in.

        Raises NotFound or Ambiguous, and NotAllowed for a board file with mistakes.
        """
        catalog = self.session.catalog
        return find_board(workspace or self.session.workspace, text, catalog.definitions, catalog.refusals)

    def board_to_read(self, text: str) -> tuple[Workspace, Experiment]:
        """Return a workspace and an experiment in it; for a board that is not started, as its draft."""
        board = self.the_board(text)
        if isinstance(board, Experiment):
            return self.session.workspace, board
        workspace = self._with_drafts([board.id])
        return workspace, workspace.experiments_of(board.id)[0]

    def card_to_read(self, text: str) -> tuple[Workspace, Card]:
        """Return a workspace and a card in it; those of boards that are not started come last."""
        session = self.session
        try:
            return session.workspace, find_card(session.workspace, text)
        except NotFound:
            entries = session.catalog.entries()
            unstarted = (entry.id for entry in entries if entry.definition and session.current(entry.id) is None)
            workspace = self._with_drafts(unstarted)
            return workspace, find_card(workspace, text)

    def person(self, text: str, *, names: bool = False) -> Participant:
        """Return the person that a text names, and tell who it is now where the P-id is that of another record."""
        workspace = self.session.workspace
        person = find_person(workspace, text, names=names)
        if is_pid(text) and (named := find_participant(workspace, text)).uid != person.uid:
            self.tell(f"{named.pid} is {person.pid} now.")
        return person

    def _with_drafts(self, board_ids: Iterable[str]) -> Workspace:
        """Return the workspace with boards in it as drafts: there to look at, not started on any day."""
        session = self.session
        session.policy = self.policy
        workspace = session.workspace
        for board_id in board_ids:
            entry = session.catalog.entry(board_id)
            if entry is None:
                raise NotFound(f'There is no board "{board_id}" in this workspace.')
            draft = session.draft(entry)
            unstarted = msgspec.structs.replace(draft.experiment, status="draft", started_at=None)
            workspace = draft.over(workspace).replace({"experiments": {unstarted.uid: unstarted}})
        return workspace


def entry_named(catalog: Catalog, text: str) -> CatalogEntry:
    """Return the board file of an id, a key, a file name, or a part of a title. Raises NotFound or Ambiguous."""
    name = text.casefold()
    entries = catalog.entries()
    titles = [entry.definition.title if entry.definition else "" for entry in entries]
    exact = [entry for entry in entries if name in entry.names]
    titled = [entries[at] for at in fitting(titles, text)]
    for candidates in (exact, titled):
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            raise Ambiguous(f'"{text}" may be any of {", ".join(entry.id for entry in candidates)}; say which.')
    raise NotFound(f'There is no board "{text}". There are {", ".join(entry.id for entry in entries)}.')
