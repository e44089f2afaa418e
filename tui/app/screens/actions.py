"""The actions of a decision, each of which becomes a card or a board by one key."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.app.ledger import became
from tui.app.paint import SURFACE, Row, Span
from tui.app.screens.list_dialog import ListDialog
from tui.domain.records import Action

AROUND = 8


class ActionsScreen(ListDialog[tuple[str, Action] | None]):
    """Chooses an action; it returns what it is to become, `card` or `board`, with the action."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c,enter", "take('card')", "Make it a card", show=False),
        Binding("b", "take('board')", "Make it a board", show=False),
    ]
    footer_mode = "actions"

    def __init__(self, experiment: str) -> None:
        super().__init__()
        self.experiment = experiment

    def action_take(self, becomes: str) -> None:
        """Return the chosen action, with what it is to become."""
        index = self.listing.selected
        if self.is_current and index is not None and index < len(self._actions):
            self.dismiss((becomes, self._actions[index]))

    @property
    def _actions(self) -> tuple[Action, ...]:
        experiment = self.custdev.session.workspace.experiments.get(self.experiment)
        return experiment.learning.actions if experiment is not None and experiment.learning else ()

    def show_all(self) -> None:
        """Show the actions, and what became of each."""
        workspace, mask = self.custdev.session.workspace, self.custdev.mask
        title = mask.text(workspace.experiments[self.experiment].definition.title)
        blank = Row(background=SURFACE)
        head = Row(
            (Span("    "), Span("What is done next", "bright bold"), Span(f" after {title}", "muted")), (), SURFACE
        )
        self.head.show(blank, head, blank)
        rows = [
            Row((Span(mask.line(action.text)),), (Span(mask.text(became(action, workspace)), "muted"),))
            for action in self._actions
        ]
        self.listing.styles.height = max(1, min(len(rows), self.app.size.height - AROUND))
        self.listing.show(rows)
        self.told.show(blank)
        self.show_footer()
