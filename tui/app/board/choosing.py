"""Dialogs in which one of a few is chosen: an action of a decision and what it becomes, or who somebody is."""

from __future__ import annotations

from tui.app.asking.prompts import Candidates
from tui.app.board.ledger import became
from tui.app.dialogs.overlay import ListDialog
from tui.app.look.paint import Row, Span, sheet_row
from tui.domain.records import Action


class ActionsScreen(ListDialog[tuple[str, Action] | None]):
    """Chooses an action; it returns what it is to become, `card` or `board`, with the action."""

    place = footer_mode = "actions"

    def __init__(self, experiment: str) -> None:
        super().__init__()
        self.experiment = experiment

    def take_as(self, becomes: str) -> None:
        """Return the chosen action, with what it is to become."""
        index = self.listing.selected
        if index is not None and index < len(self._actions):
            self.dismiss((becomes, self._actions[index]))

    @property
    def _actions(self) -> tuple[Action, ...]:
        experiment = self.custdev.session.workspace.experiments.get(self.experiment)
        return experiment.learning.actions if experiment is not None and experiment.learning else ()

    def heading(self) -> Row:
        """Say after which experiment."""
        experiment = self.custdev.session.workspace.experiments[self.experiment]
        title = self.custdev.mask.text(experiment.definition.title)
        return sheet_row(Span("What is done next", "bright bold"), Span(f" after {title}", "muted"))

    def items(self) -> list[Row]:
        """Return the actions, and what became of each."""
        workspace, mask = self.custdev.session.workspace, self.custdev.mask
        return [
            Row((Span(mask.line(action.text)),), (Span(mask.text(became(action, workspace)), "muted"),))
            for action in self._actions
        ]


class WhoScreen(ListDialog[str | None]):
    """Returns the uid of the person who is meant, empty for somebody else; None goes back."""

    place = footer_mode = "who"

    def __init__(self, candidates: Candidates) -> None:
        super().__init__()
        self.candidates = candidates

    def take(self) -> None:
        """Return who is marked."""
        index, people = self.listing.selected, self.candidates.people
        if index is not None:
            self.dismiss(people[index].uid if index < len(people) else "")

    def heading(self) -> Row:
        """Ask who it is."""
        return sheet_row(Span(self.candidates.question, "bright bold"))

    def items(self) -> list[Row]:
        """Return what can be answered."""
        return self.candidates.rows()
