"""A world that keeps what its events tell of, as a store does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec

from tests.domain.world import BOARD, World
from tui.domain.flow.passages import CardHistory, Movement, card_histories
from tui.domain.flow.period import FlowReport, Unit, flow_report
from tui.domain.records import Event
from tui.domain.records.change import Change
from tui.domain.records.definition import BoardDefinition


def movement_of(event: Event) -> Movement:
    """Return what of an event matters for flow."""
    return msgspec.convert(msgspec.to_builtins(event), Movement)


class Told(World):
    """A world with its events, and the flow that is read from them."""

    def __init__(self, definition: BoardDefinition = BOARD) -> None:
        self.events: list[Event] = []
        super().__init__(definition)

    def do(self, operation: Callable[..., Change], *args: object, **kwargs: object) -> Change:
        """Run an operation, take its change over, and keep its event where it changed something."""
        change = super().do(operation, *args, **kwargs)
        if not change.is_empty:
            self.events.append(change.event)
        return change

    def at(self, text: str) -> Told:
        """Turn the clock to a time in UTC: `2026-03-02T09:00`."""
        self.now = datetime.fromisoformat(text).replace(tzinfo=UTC)
        return self

    def histories(self) -> list[CardHistory]:
        """Return the histories of the cards."""
        movements = [movement_of(event) for event in self.events]
        return card_histories(movements, [movement for movement in reversed(movements) if movement.is_undoing])

    def history(self, number: int) -> CardHistory:
        """Return the history of the card of that number."""
        return next(each for each in self.histories() if each.number == number)

    def flow(self, *, unit: Unit = "weeks", periods: int | None = None, **window: Any) -> FlowReport:
        """Return the flow of the board as of now."""
        histories = self.histories()
        return flow_report(self.workspace, self.experiment, histories, self.now, unit=unit, periods=periods, **window)
