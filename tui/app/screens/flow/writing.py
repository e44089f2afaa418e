"""Which board the flow is of, and giving it out."""

from __future__ import annotations

from msgspec.structs import replace

from tui.app.giving.choice import Offer
from tui.app.screens.giving.outcome import Giving
from tui.domain.flow.passages import CardHistory
from tui.domain.flow.period import Unit
from tui.domain.privacy.profiles import Profile
from tui.domain.records import Experiment
from tui.domain.records.workspace import Workspace
from tui.exchange.leaving import Leaving
from tui.exchange.parcel import Include, Parcel
from tui.session import Draft, giving

FORM = "csv"


class FlowWriting(Giving):
    """Knows the board, running or not started, and gives out what is known of it."""

    unit: Unit = "weeks"

    def __init__(self, board_id: str, draft: Draft | None = None) -> None:
        super().__init__()
        self.board_id = board_id
        self.draft = draft
        self.histories: list[CardHistory] = []

    def shown(self) -> tuple[Workspace, Experiment]:
        """Return the newest iteration of the board, and the workspace it is in."""
        workspace = self.session.workspace
        experiment = self.session.current(self.board_id)
        if experiment is None:
            assert self.draft is not None, "a board is running or not started"
            experiment = replace(self.draft.experiment, status="draft", started_at=None)
            workspace = self.draft.over(workspace)
        return workspace, experiment

    def action_export(self) -> None:
        """Look at the flow, as CSV to begin with, and let it leave."""
        now = self.session.now()

        def parcel(profile: Profile, include: Include) -> Parcel:
            workspace, experiment = self.shown()
            leaving = Leaving(workspace, self.session.policy, now, profile=profile, include=include)
            return giving.flow_parcel(self.session, experiment, leaving, unit=self.unit)

        self.give(Offer("flow", self.shown()[1].definition.title, parcel), FORM)
