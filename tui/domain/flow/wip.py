"""Work in progress: what is started and not finished, and how full the columns are."""

from __future__ import annotations

from msgspec import Struct

from tui.domain.records import Card, Experiment
from tui.domain.records.definition import ColumnDefinition
from tui.domain.records.workspace import Workspace


class Load(Struct, frozen=True):
    """How much is in progress on a board, wherever it stands, and which columns hold more than their own limits.

    `limit` is what the active columns with a limit take together; None where something in progress stands elsewhere, so
    that the two are not to be compared.
    """

    wip: int
    limit: int | None
    over: tuple[ColumnDefinition, ...] = ()

    @property
    def words(self) -> str:
        """How much it is: `4`, or `3/3` where that is to be compared."""
        return str(self.wip) if self.limit is None else f"{self.wip}/{self.limit}"


def in_progress(workspace: Workspace, experiment: Experiment) -> list[Card]:
    """Return the cards on a board that are started and not finished, column by column in their order."""
    cards, columns = workspace.cards, experiment.definition.columns
    return [cards[uid] for column in columns for uid in workspace.begun(experiment.uid, column.id)]


def load_of(workspace: Workspace, experiment: Experiment) -> Load:
    """Return how much is in progress on a board, each column looked at against its own limit."""
    columns = experiment.definition.columns
    limits = {column.id: column.wip for column in columns if column.role == "active" and column.wip is not None}
    begun = {column.id: len(workspace.begun(experiment.uid, column.id)) for column in columns}
    elsewhere = any(count for column, count in begun.items() if column not in limits)
    return Load(
        wip=sum(begun.values()),
        limit=sum(limits.values()) if limits and not elsewhere else None,
        over=tuple(
            column
            for column in columns
            if column.wip is not None and len(workspace.lane(experiment.uid, column.id)) > column.wip
        ),
    )


def takes_more(workspace: Workspace, experiment: Experiment) -> bool:
    """Return whether another card may be begun: whether the first active column is below its limit."""
    column = next((column for column in experiment.definition.columns if column.role == "active"), None)
    return column is None or column.wip is None or len(workspace.lane(experiment.uid, column.id)) < column.wip
