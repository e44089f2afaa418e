"""Changing things from the command line: a board that is not started starts with the first change to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime

from tui.cli.desk import Desk
from tui.cli.naming import board_to_read, card_to_read
from tui.cli.output import hint
from tui.domain.errors import NotAllowed
from tui.domain.people.policy import Policy
from tui.domain.privacy.seen import SeenWorkspace
from tui.domain.records import Card, Experiment
from tui.domain.records.change import Change, Context
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.session import Draft, Session
from tui.session.board_files import follow_definition


class Work:
    """An open workspace in which cards and boards are found to be changed."""

    def __init__(self, desk: Desk, session: Session) -> None:
        self._desk = desk
        self._session = session
        self._drafts: dict[str, Draft] = {}

    @property
    def workspace(self) -> Workspace:
        """The state, with the boards in it that are about to start."""
        workspace = self._session.workspace
        for draft in self._drafts.values():
            workspace = draft.over(workspace)
        return workspace

    @property
    def seen(self) -> SeenWorkspace:
        """The state as our team may see it, to print what became of it."""
        return self._desk.seen(self._session, self.workspace)

    def seen_with(self, *written: str) -> SeenWorkspace:
        """Return the state as our team may see it, with what was just written (uids) said back."""
        return self._desk.seen(self._session, self.workspace, written=written)

    @property
    def session(self) -> Session:
        """The open workspace itself."""
        return self._session

    def now(self) -> datetime:
        """Return the time in UTC."""
        return self._session.now()

    @property
    def policy(self) -> Policy:
        """What the team agreed on about its customers."""
        return self._session.policy

    @property
    def today(self) -> date:
        """The day it is where the team is."""
        return self._session.today

    def board(self, text: str) -> Experiment:
        """Return the experiment that a text names."""
        _, experiment = board_to_read(self._desk, self._session, text)
        self._prepare(experiment)
        return self.workspace.experiments[experiment.uid]

    def started(self, text: str) -> Experiment:
        """Return the experiment that a text names; raise NotAllowed where its board is not started."""
        experiment = self.board(text)
        if experiment.uid not in self._session.workspace.experiments:
            raise NotAllowed(
                f"{experiment.definition.title} ({experiment.key}) is not started; custdev experiment start "
                f"{experiment.board_id} starts it. Nothing was changed."
            )
        return experiment

    def card(self, text: str) -> Card:
        """Return the card that a text names."""
        workspace, card = card_to_read(self._desk, self._session, text)
        self._prepare(workspace.experiments[card.experiment])
        return self.workspace.cards[card.uid]

    def start(self, experiment: Experiment) -> Experiment:
        """Start the board of an experiment that `board` gave, and return it as it runs."""
        self._start_drafts()
        return self._session.current(experiment.board_id) or experiment

    def save(self, operation: Callable[..., Change], *args: object, **kwargs: object) -> Change:
        """Do an operation and wait until it is durable; a board it is about starts, unless a rule says no."""
        if self._drafts:
            uids = iter(range(1_000_000))
            trial = Context(self.now(), self._session.actor, "", lambda: f"trial-{next(uids)}", self.policy)
            tried = operation(self.workspace, trial, *args, **kwargs)
            if tried.is_empty:
                return tried
            known = self._start_drafts()
            args = tuple(_renamed(arg, known) for arg in args)
            kwargs = {name: _renamed(each, known) for name, each in kwargs.items()}
        return self._session.save(operation, *args, **kwargs)

    def _prepare(self, experiment: Experiment) -> None:
        """Let a running experiment follow its edited definition; remember one that has to start."""
        session = self._session
        if experiment.uid not in session.workspace.experiments:
            entry = session.catalog.entry(experiment.board_id)
            assert entry is not None, "a draft comes from the catalog"
            self._drafts[experiment.board_id] = session.draft(entry)
            return
        current = session.current(experiment.board_id)
        if current is not None and current.uid == experiment.uid:
            sentence = follow_definition(session, experiment.board_id)
            if sentence:
                hint(sentence)

    def _start_drafts(self) -> dict[str, str]:
        """Start the boards that have to, and return the uids that others gave their records if they were faster."""
        session = self._session
        renamed: dict[str, str] = {}
        for board_id, draft in self._drafts.items():
            planned = draft.over(session.workspace)
            session.start(draft)
            draft.starting.done.result()
            running = session.current(board_id)
            assert running is not None, "a board that was started is there"
            if running.uid == draft.experiment.uid:
                hint(f"Started {running.definition.title} ({running.key}).")
                continue
            renamed[draft.experiment.uid] = running.uid
            for card in planned.cards_of(draft.experiment.uid):
                theirs = session.workspace.card_by_number(running.uid, card.number)
                renamed |= {card.uid: theirs.uid} if theirs else {}
        self._drafts.clear()
        return renamed


def _renamed(value: object, known: Mapping[str, str]) -> object:
    """Return an argument with the uids in it replaced by those that others gave."""
    if isinstance(value, str):
        return known.get(value, value)
    return [_renamed(each, known) for each in value] if isinstance(value, list) else value


@contextmanager
def working(desk: Desk) -> Iterator[Work]:
    """Open the workspace to change it."""
    with desk.writing() as session:
        yield Work(desk, session)


@contextmanager
def changing(desk: Desk, text: str) -> Iterator[tuple[Work, Card, str]]:
    """Open the workspace to change the card that a text names; gives the card and its key, too."""
    with working(desk) as work:
        card = work.card(text)
        yield work, card, card_key(work.workspace, card)
