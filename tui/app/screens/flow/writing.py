"""Which board the flow is of, and writing its cards to a file."""

from __future__ import annotations

from msgspec.structs import replace
from textual import work

from tui.app.screens.talking import TalkingScreen
from tui.domain.errors import CustdevError
from tui.domain.passages import CardHistory
from tui.domain.records import Experiment
from tui.domain.workspace import Workspace
from tui.session import Draft


class FlowWriting(TalkingScreen):
    """Knows the board, running or not started, and exports what is known of it."""

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
        """Write a line for each card, with the days it entered columns, among the snapshots."""
        self._write()

    @work(thread=True, exclusive=True, group="snapshot", exit_on_error=False)
    def _write(self) -> None:
        from tui.exchange.leaving import Leaving  # most who look write nothing
        from tui.session import giving

        workspace, experiment = self.shown()
        try:
            leaving = Leaving(workspace, self.session.policy, self.session.now())
            written = giving.write(self.session, giving.flow_parcel(self.session, experiment, leaving), "csv")
            path = giving.to_file(self.session, written)
        except (CustdevError, OSError) as error:
            self.app.call_from_thread(self.say_not_written, error, "figures")
            return
        self.app.call_from_thread(self.say_written, path)
