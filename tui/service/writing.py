"""Changing things: a board that is not started starts with the first change to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from tui.domain.errors import NotAllowed, Remedy
from tui.domain.people.policy import Policy
from tui.domain.records import Card, Experiment
from tui.domain.records.change import Change, Context
from tui.domain.records.workspace import Workspace
from tui.service.naming import Reading
from tui.session import Draft, Session
from tui.session.board_files import follow_definition


class Work(Reading):
    """An open workspace in which cards and boards are named to be changed."""

    def __init__(self, session: Session, policy: Callable[[], Policy], tell: Callable[[str], None]) -> None:
        super().__init__(session, policy, tell)
        self._drafts: dict[str, Draft] = {}

    @property
    def workspace(self) -> Workspace:
        """The state, with the boards in it that are about to start."""
        workspace = self.session.workspace
        for draft in self._drafts.values():
            workspace = draft.over(workspace)
        return workspace

    def moment(self, text: str | None, *, ahead: bool = False) -> datetime | None:
        """Return the time (UTC) that was written where the team is, None where none was; `ahead` is one to come.

        Raises NotAllowed where it is none.
        """
        if not text:
            return None
        from tui.domain.time.moments import parse_moment  # only where a time is written

        return parse_moment(text, self.now(), self.policy.zone, ahead=ahead)

    def board(self, text: str) -> Experiment:
        """Return the experiment that a text names."""
        _, experiment = self.board_to_read(text)
        self._prepare(experiment)
        return self.workspace.experiments[experiment.uid]

    def started(self, text: str) -> Experiment:
        """Return the experiment that a text names; raise NotAllowed where its board is not started."""
        experiment = self.board(text)
        if experiment.uid not in self.session.workspace.experiments:
            raise NotAllowed(
                f"{experiment.definition.title} ({experiment.key}) is not started;",
                Remedy("experiment.start", "starts it.", experiment.board_id),
                "Nothing was changed.",
            )
        return experiment

    def card(self, text: str) -> Card:
        """Return the card that a text names."""
        workspace, card = self.card_to_read(text)
        self._prepare(workspace.experiments[card.experiment])
        return self.workspace.cards[card.uid]

    def start(self, experiment: Experiment) -> Experiment:
        """Start the board of an experiment that `board` gave, and return it as it runs."""
        self._start_drafts()
        return self.session.current(experiment.board_id) or experiment

    def save(self, operation: Callable[..., Change], *args: object, **kwargs: object) -> Change:
        """Do an operation and wait until it is durable; a board it is about starts, unless a rule says no."""
        if self._drafts:
            rehearsal = operation(self.workspace, rehearsing(self.session), *args, **kwargs)
            if rehearsal.is_empty:
                return rehearsal
            theirs = self._start_drafts()
            args = tuple(_renamed(arg, theirs) for arg in args)
            kwargs = {name: _renamed(value, theirs) for name, value in kwargs.items()}
        return self.session.save(operation, *args, **kwargs)

    def _prepare(self, experiment: Experiment) -> None:
        """Let a running experiment follow its edited definition; remember one that has to start."""
        session = self.session
        if experiment.uid not in session.workspace.experiments:
            entry = session.catalog.entry(experiment.board_id)
            assert entry is not None, "a draft comes from the catalog"
            self._drafts[experiment.board_id] = session.draft(entry)
            return
        current = session.current(experiment.board_id)
        if current is not None and current.uid == experiment.uid:
            sentence = follow_definition(session, experiment.board_id)
            if sentence:
                self.tell(sentence)

    def _start_drafts(self) -> dict[str, str]:
        """Start the boards that have to, and return the uids that others gave their records if they were faster."""
        session = self.session
        renamed: dict[str, str] = {}
        for board_id, draft in self._drafts.items():
            planned = draft.over(session.workspace)
            session.start(draft)
            draft.starting.done.result()
            running = session.current(board_id)
            assert running is not None, "a board that was started is there"
            if running.uid == draft.experiment.uid:
                self.tell(f"Started {running.definition.title} ({running.key}).")
                continue
            renamed[draft.experiment.uid] = running.uid
            for card in planned.cards_of(draft.experiment.uid):
                theirs = session.workspace.card_by_number(running.uid, card.number)
                renamed |= {card.uid: theirs.uid} if theirs else {}
        self._drafts.clear()
        return renamed


def rehearsing(session: Session) -> Context:
    """Return the context of an operation that is only tried: what it gives uids to is saved by nobody."""
    uids = iter(range(1_000_000))
    return Context(session.now(), session.actor, "", lambda: f"trial-{next(uids)}", session.policy)


def _renamed(value: object, uids: Mapping[str, str]) -> object:
    """Return an argument with the uids in it replaced by those that others gave."""
    if isinstance(value, str):
        return uids.get(value, value)
    return [_renamed(part, uids) for part in value] if isinstance(value, list) else value
