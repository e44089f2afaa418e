"""Many cards at once: chosen by somebody, changed as one, told and undone as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from tui.domain.errors import NotAllowed
from tui.domain.flow.figures import zone_of
from tui.domain.operations.card_marks import tag_card
from tui.domain.operations.cards import add_card, clock_fields, live_card, the_column
from tui.domain.operations.checks import open_experiment, tag_list, the_experiment
from tui.domain.operations.declaration import operation
from tui.domain.operations.merging import Step, combined, together
from tui.domain.records import Card
from tui.domain.records.change import Change, Context, changed
from tui.domain.records.definition import ColumnDefinition
from tui.domain.records.ranks import ranks_of, several_at
from tui.domain.records.workspace import Workspace


@operation
def on_cards(
    workspace: Workspace,
    context: Context,
    cards: Sequence[str],
    operation: Callable[..., Change],
    *args: object,
    **kwargs: object,
) -> Change:
    """Do an operation on several cards (uids) as one change; those that are on no board any more are passed over.

    Raises:
        NotAllowed: None of them is on a board, or one of them may not be changed so; then none is.
    """
    chosen = on_boards(workspace, cards)
    change = combined(context, (operation(workspace, context, card.uid, *args, **kwargs) for card in chosen))
    if change is not None:
        return change

    def step(card: str) -> Step:
        return lambda state, context: operation(state, context, card, *args, **kwargs)

    return together(workspace, context, *(step(card.uid) for card in chosen))


@operation
def add_cards(workspace: Workspace, context: Context, experiment: str, titles: Iterable[str], **fields: Any) -> Change:
    """Add cards with these titles one below the other, alike in the other fields; none where one cannot be added."""
    steps = (partial(add_card, experiment=experiment, title=title, **fields) for title in titles)
    return together(workspace, context, *steps)


@operation
def move_cards(workspace: Workspace, context: Context, cards: Sequence[str], column: str) -> Change:
    """Move cards to a column, in the order in which they stand; those that are there stay where they are."""
    moves = []
    for card in on_boards(workspace, cards):
        target = the_column(open_experiment(workspace, card.experiment).definition, column)
        if target.id != card.column:
            moves.append((card, target))
    return _moved(workspace, context, moves)


@operation
def carry_cards(workspace: Workspace, context: Context, cards: Sequence[str], across: int) -> Change:
    """Move each of some cards by columns to the right, or to the left; those at the edge stay where they are."""
    moves = []
    for card in on_boards(workspace, cards):
        columns = open_experiment(workspace, card.experiment).definition.columns
        place = next((at for at, column in enumerate(columns) if column.id == card.column), None)
        if place is not None and 0 <= place + across < len(columns):
            moves.append((card, columns[place + across]))
    if not moves:
        raise NotAllowed(f"They are in the {'last' if across > 0 else 'first'} column. Nothing was changed.")
    return _moved(workspace, context, moves)


def _moved(workspace: Workspace, context: Context, moves: Iterable[tuple[Card, ColumnDefinition]]) -> Change:
    """Return the change of cards that come to columns in their order: on top of what is finished, else at the end."""
    arriving: defaultdict[tuple[str, str], list[tuple[Card, ColumnDefinition]]] = defaultdict(list)
    for card, target in moves:
        arriving[card.experiment, target.id].append((card, target))
    changes = []
    for (experiment, column), group in arriving.items():
        zone, lane = zone_of(the_experiment(workspace, experiment).timezone), ranks_of(workspace, experiment, column)
        ranks = several_at(lane, 0 if group[0][1].role == "finished" else len(lane), len(group))
        for (card, target), rank in zip(group, ranks, strict=True):
            clock = clock_fields(context, card, target.role, zone)
            changes.append(changed(workspace, context, "card_moved", card, column=column, rank=rank, **clock))
    return _as_one(context, changes)


@operation
def rank_cards(workspace: Workspace, context: Context, cards: Sequence[str], before: str | None = None) -> Change:
    """Put cards of one column side by side, before another card of it (uid), else at its end; they keep their order."""
    chosen = on_boards(workspace, cards)
    experiment, column = open_experiment(workspace, chosen[0].experiment), chosen[0].column
    chosen = [card for card in chosen if (card.experiment, card.column) == (experiment.uid, column)]
    own, lane = {card.uid for card in chosen}, [*workspace.lane(experiment.uid, column)]
    if _is_in_place(lane, own, before):
        return _as_one(context, ())
    others = [uid for uid in lane if uid not in own]
    at = others.index(before) if before in others else len(others)
    ranks = several_at([workspace.cards[uid].rank for uid in others], at, len(chosen))
    ranked = zip(chosen, ranks, strict=True)
    return _as_one(context, [changed(workspace, context, "card_ranked", card, rank=rank) for card, rank in ranked])


def _is_in_place(lane: Sequence[str], own: set[str], before: str | None) -> bool:
    """Return whether cards stand side by side before another one already."""
    end = lane.index(before) if before in lane else len(lane)
    return own == {*lane[max(0, end - len(own)) : end]}


@operation
def retag_card(
    workspace: Workspace, context: Context, card: str, added: Iterable[str], removed: Iterable[str] = ()
) -> Change:
    """Give a card tags next to those it has, and take others off."""
    gone = set(tag_list(removed))
    tags = (*live_card(workspace, card).tags, *tag_list(added))
    return tag_card(workspace, context, card, [tag for tag in tags if tag not in gone])


def on_boards(workspace: Workspace, uids: Iterable[str]) -> list[Card]:
    """Return the cards of some uids that are on a board, in the order in which they stand there.

    Raises NotAllowed where none is.
    """
    cards = (workspace.cards.get(uid) for uid in dict.fromkeys(uids))
    lanes: defaultdict[tuple[str, str], list[Card]] = defaultdict(list)
    for card in cards:
        if card is not None and card.archived_at is None and not card.orphaned:
            lanes[card.experiment, card.column].append(card)
    if not lanes:
        raise NotAllowed("None of these cards is on the board any more. Nothing was changed.")
    places = sorted(lanes, key=lambda lane: _place(workspace, *lane))
    return [card for place in places for card in sorted(lanes[place], key=lambda card: (card.rank, card.uid))]


def _place(workspace: Workspace, experiment: str, column: str) -> tuple[str, int]:
    """Return where a column stands: its experiment, and its place among the columns there."""
    columns = the_experiment(workspace, experiment).definition.columns
    return experiment, next((at for at, definition in enumerate(columns) if definition.id == column), len(columns))


def _as_one(context: Context, changes: Iterable[Change]) -> Change:
    """Return changes as one, each of which is of another card."""
    change = combined(context, changes)
    assert change is not None, "each card is changed once"
    return change
