"""The work a standup walks: what is done, blocked, urgent, under way, and next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from tui.domain.flow.wip import in_progress, takes_more
from tui.domain.records import Card, Experiment
from tui.domain.records.definition import ColumnDefinition
from tui.domain.records.workspace import Workspace


def finished_since(workspace: Workspace, experiments: Iterable[Experiment], since: datetime) -> list[Card]:
    """Return the cards that were finished since a time: of the rightmost column first, there in the order finished.

    What was archived since then is among them, and a recurring card that was done and is on again: both are done.
    """
    finished: list[tuple[int, datetime, int, Card]] = []
    for experiment in experiments:
        places = {column.id: place for place, column in enumerate(reversed(experiment.definition.columns))}
        archived = (card for card in workspace.set_aside(experiment.uid) if card.archived_at is not None)
        on_board = (card for column in places for card in workspace.lane_cards(experiment.uid, column))
        for card in (*on_board, *archived):
            done = done_at(card)
            if done is not None and done >= since and card.column in places:
                finished.append((places[card.column], done, card.number, card))
    return [card for *_, card in sorted(finished, key=lambda entry: (*entry[:3], entry[3].uid))]


def done_at(card: Card) -> datetime | None:
    """Return when a card was done; a recurring one that is on again, when it was the last time."""
    return card.finished_at or (card.series.last if card.series is not None else None)


def blocked_cards(workspace: Workspace, experiments: Iterable[Experiment]) -> list[Card]:
    """Return the cards that cannot go on, the one that is blocked the longest first."""
    blocked = [card for card in unfinished_cards(workspace, experiments) if card.blocked is not None]
    return sorted(blocked, key=lambda card: (card.blocked.since if card.blocked else card.created_at, card.uid))


def expedited_cards(workspace: Workspace, experiments: Sequence[Experiment]) -> list[Card]:
    """Return the urgent cards that can go on: those under way first, from right to left, there the oldest first."""
    urgent = [card for card in unfinished_cards(workspace, experiments) if card.expedite and card.blocked is None]
    return _in_order(urgent, experiments)


def cards_in_progress(workspace: Workspace, experiments: Sequence[Experiment]) -> list[Card]:
    """Return what is in progress, wherever it stands, and neither blocked nor urgent.

    What is nearest to being finished comes first: the columns from right to left, in each the oldest card first, and
    recurring ones after all others.
    """
    cards = [
        card
        for experiment in experiments
        for card in in_progress(workspace, experiment)
        if card.blocked is None and not card.expedite
    ]
    return _in_order(cards, experiments)


def to_pull(workspace: Workspace, experiment: Experiment) -> Card | None:
    """Return the card that is to be begun next: the top one that waits and is not blocked; None at the WIP limit.

    What was begun before is in progress already, wherever it waits.
    """
    if not takes_more(workspace, experiment):
        return None
    waiting = (column for column in experiment.definition.columns if column.role == "waiting")
    cards = (card for column in reversed(list(waiting)) for card in workspace.lane_cards(experiment.uid, column.id))
    return next((card for card in cards if card.blocked is None and card.started_at is None), None)


def unfinished_cards(workspace: Workspace, experiments: Iterable[Experiment]) -> Iterator[Card]:
    """Yield the cards on the boards that are not in a finished column, by board and number."""
    for experiment in experiments:
        cards = [
            card for column in _open_columns(experiment) for card in workspace.lane_cards(experiment.uid, column.id)
        ]
        yield from sorted(cards, key=lambda card: card.number)


def card_uids(workspace: Workspace, experiments: Iterable[Experiment]) -> set[str]:
    """Return the uids of all cards that are on some boards."""
    return {
        uid
        for experiment in experiments
        for column in experiment.definition.columns
        for uid in workspace.lane(experiment.uid, column.id)
    }


def _in_order(cards: Iterable[Card], experiments: Iterable[Experiment]) -> list[Card]:
    """Return cards as they are walked: what is begun first, active columns before waiting ones, from right to left.

    In a column the oldest card comes first, and recurring ones come after all others.
    """
    places: dict[tuple[str, str], tuple[bool, int]] = {}
    for experiment in experiments:
        for place, column in enumerate(reversed(_open_columns(experiment))):
            places[experiment.uid, column.id] = column.role == "waiting", place
    last = (True, len(places))

    def order(card: Card) -> tuple[bool, bool, tuple[bool, int], datetime, str]:
        place = places.get((card.experiment, card.column), last)
        return card.kind == "recurring", card.started_at is None, place, card.started_at or card.created_at, card.uid

    return sorted(cards, key=order)


def _open_columns(experiment: Experiment) -> list[ColumnDefinition]:
    return [column for column in experiment.definition.columns if column.role != "finished"]
