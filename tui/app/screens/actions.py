"""The actions of a decision, each of which becomes a card or a board by one key."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.getters import query_one

from tui.app.ledger import became
from tui.app.paint import Row, Span
from tui.app.screens.overlay import Overlay
from tui.app.widgets.rows import Edge, ItemList, Rows
from tui.app.widgets.ticks import SURFACE, ChosenList
from tui.domain.records import Action

AROUND = 8


class ActionsScreen(Overlay[tuple[str, Action] | None]):
    """Chooses an action; it returns what it is to become, `card` or `board`, with the action."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "choose(1)", "Down", show=False),
        Binding("k,up", "choose(-1)", "Up", show=False),
        Binding("c,enter", "take('card')", "Make it a card", show=False),
        Binding("b", "take('board')", "Make it a board", show=False),
        Binding("q", "dismiss(None)", "Back", show=False),
    ]
    footer_mode = "actions"
    listing = query_one(ChosenList)

    def __init__(self, experiment: str) -> None:
        super().__init__()
        self.experiment = experiment

    def compose(self) -> ComposeResult:
        """Make the list."""
        with Vertical(id="actions-box"):
            yield Edge()
            yield Rows(id="actions-head")
            yield ChosenList()
            yield Rows(Row(background=SURFACE))
        yield Rows(id="overlay-footer")

    def on_mount(self) -> None:
        """Show the actions."""
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """Divide the screen anew."""
        self._show()

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        """Choose what was clicked."""
        event.stop()
        self.listing.select(event.index)

    def action_choose(self, step: int) -> None:
        """Go to another action."""
        self.listing.choose(step)

    def action_take(self, becomes: str) -> None:
        """Return the chosen action, with what it is to become."""
        index = self.listing.selected
        if self.is_current and index is not None and index < len(self._actions):
            self.dismiss((becomes, self._actions[index]))

    @property
    def _actions(self) -> tuple[Action, ...]:
        experiment = self.custdev.session.workspace.experiments.get(self.experiment)
        return experiment.learning.actions if experiment is not None and experiment.learning else ()

    def _show(self) -> None:
        workspace, mask = self.custdev.session.workspace, self.custdev.mask
        title = mask.text(workspace.experiments[self.experiment].definition.title)
        blank = Row(background=SURFACE)
        head = Row(
            (Span("    "), Span("What is done next", "bright bold"), Span(f" after {title}", "muted")), (), SURFACE
        )
        self.query_one("#actions-head", Rows).show(blank, head, blank)
        rows = [Row((Span(mask.text(each.text)),), (Span(became(each, workspace), "muted"),)) for each in self._actions]
        self.listing.styles.height = max(1, min(len(rows), self.app.size.height - AROUND))
        self.listing.show(rows)
        self.show_footer()
