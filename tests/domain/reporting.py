"""A world that remembers its events, and reports on itself as a standup does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from tests.domain.world import BOARD, World
from tui.domain.people.policy import Policy
from tui.domain.records import Event, Standup
from tui.domain.records.change import Change
from tui.domain.records.definition import BoardDefinition
from tui.domain.records.workspace import Workspace
from tui.domain.standup.held import moved_since, pulled_since, running_experiments, since_of
from tui.domain.standup.report import StandupReport, build_report


class Reporting(World):
    """A world whose experiments can be stood up for."""

    def __init__(self, definition: BoardDefinition = BOARD, policy: Policy | None = None) -> None:
        self.events: list[Event] = []
        super().__init__(definition, policy or Policy(timezone="Europe/Berlin"))

    def do(self, operation: Callable[..., Change], *args: object, **kwargs: object) -> Change:
        """Run an operation, and remember its event."""
        change = super().do(operation, *args, **kwargs)
        self.events.insert(0, change.event)
        return change

    def report(
        self,
        *,
        since: datetime | None = None,
        standup: Standup | None = None,
        over: Sequence[str] | None = None,
        workspace: Workspace | None = None,
        present: Workspace | None = None,
    ) -> StandupReport:
        """Return the report over experiments (uids), or over all that run, as of now."""
        workspace = workspace or self.workspace
        experiments = [workspace.experiments[uid] for uid in over] if over else running_experiments(workspace)
        since = since or (standup.since if standup else since_of(workspace, experiments, self.policy, self.now))
        begun = standup.started_at if standup else self.now.replace(hour=0)
        return build_report(
            workspace,
            experiments,
            self.policy,
            since=since,
            now=self.now,
            moved=moved_since(self.events, since),
            standup=standup,
            pulled=pulled_since(self.events, begun, workspace, experiments),
            present=present,
        )
