"""How far the work on a board is: what is in progress and how full its columns are, and what is finished.

By its finished work a board measures itself: it is one population for every percentile and service level.
It is what was finished of the kinds `task` and `cycle` in all iterations of the board, archived cards included. What
recurs is not in it: what counts of that is how often it was done.
"""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.domain.flow.figures import Thresholds, cycle_days, thresholds, zone_of
from tui.domain.records import Card, Experiment
from tui.domain.records.definition import ColumnDefinition
from tui.domain.records.lookups import Uids
from tui.domain.records.workspace import Workspace

if TYPE_CHECKING:
    from tui.domain.flow.passages import Passage

Part = tuple[str, Uids]
"""The time zone of an iteration, and cards (uids) of it, the finished ones of which are counted."""


def is_counted(card: Card | Passage) -> bool:
    """Return whether a card, or one as it stood at a time, is finished work of the population."""
    return card.finished_at is not None and card.kind != "recurring"


def parts_of(workspace: Workspace, board_id: str) -> list[Part]:
    """Return where the finished cards of a board are: its finished columns, and what was put aside, of each iteration.

    The uids are the very same objects while nothing there changes.
    """
    parts: list[Part] = []
    for experiment in workspace.experiments_of(board_id):
        columns = (column.id for column in experiment.definition.columns if column.role == "finished")
        parts += [(experiment.timezone, workspace.lane(experiment.uid, column)) for column in columns]
        parts.append((experiment.timezone, workspace.uids_aside(experiment.uid)))
    return parts


def counted_days(card: Card | Passage, zone: tzinfo) -> int:
    """Return the cycle time in days of a card that is counted, 0 for any other."""
    return (cycle_days(card, zone) or 1) if is_counted(card) else 0


def thresholds_of(workspace: Workspace, experiment: Experiment) -> Thresholds:
    """Return the days at which ages draw attention on the board of an experiment, at its declared percent."""
    cards = workspace.cards
    there = ((cards[uid], zone_of(name)) for name, uids in parts_of(workspace, experiment.board_id) for uid in uids)
    return thresholds(filter(None, (counted_days(*card) for card in there)), experiment.definition.sle)


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
