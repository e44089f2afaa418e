"""Many cards at once: chosen by somebody, changed as one, told and undone as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from tui.domain.errors import NotAllowed
from tui.domain.operations.card_marks import tag_card
from tui.domain.operations.cards import live_card, move_card, the_column
from tui.domain.operations.checks import tag_list, the_experiment
from tui.domain.operations.declaration import operation
from tui.domain.operations.merging import Step, together
from tui.domain.records import Card
from tui.domain.records.change import Change, Context, changed
from tui.domain.records.definition import ColumnDefinition
from tui.domain.records.ranks import several_at
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

    def step(card: str) -> Step:
        return lambda state, context: operation(state, context, card, *args, **kwargs)

    return together(workspace, context, *(step(card.uid) for card in on_boards(workspace, cards)))


@operation
def move_cards(workspace: Workspace, context: Context, cards: Sequence[str], column: str) -> Change:
    """Move cards to a column, in the order in which they stand; those that are there stay where they are."""
    moves = [
        (card, the_column(the_experiment(workspace, card.experiment), column)) for card in on_boards(workspace, cards)
    ]
    return together(workspace, context, *_moves((card, to) for card, to in moves if card.column != to.id))


@operation
def carry_cards(workspace: Workspace, context: Context, cards: Sequence[str], across: int) -> Change:
    """Move each of some cards by columns to the right, or to the left; those at the edge stay where they are."""
    moves = []
    for card in on_boards(workspace, cards):
        columns = the_experiment(workspace, card.experiment).definition.columns
        place = next((at for at, column in enumerate(columns) if column.id == card.column), None)
        if place is not None and 0 <= place + across < len(columns):
            moves.append((card, columns[place + across]))
    if not moves:
        raise NotAllowed(f"They are in the {'last' if across > 0 else 'first'} column. Nothing was changed.")
    return together(workspace, context, *_moves(moves))


def _moves(moves: Iterable[tuple[Card, ColumnDefinition]]) -> Iterator[Step]:
    """Yield the moves of cards so that they stand in the same order afterwards: what is finished comes on top."""
    to_finish: list[Step] = []
    for card, to in moves:
        step = partial(move_card, card=card.uid, column=to.id)
        if to.role == "finished":
            to_finish.append(step)
        else:
            yield step
    yield from reversed(to_finish)


@operation
def rank_cards(workspace: Workspace, context: Context, cards: Sequence[str], before: str | None = None) -> Change:
    """Put cards of one column side by side, before another card of it (uid), else at its end; they keep their order."""
    chosen = on_boards(workspace, cards)
    first = chosen[0]
    chosen = [card for card in chosen if (card.experiment, card.column) == (first.experiment, first.column)]
    own = {card.uid for card in chosen}
    others = [uid for uid in workspace.lane(first.experiment, first.column) if uid not in own]
    if _is_in_place([*workspace.lane(first.experiment, first.column)], own, before):
        return together(workspace, context)
    at = others.index(before) if before in others else len(others)
    ranks = several_at([workspace.cards[uid].rank for uid in others], at, len(chosen))
    return together(
        workspace, context, *(partial(_rank, card.uid, rank) for card, rank in zip(chosen, ranks, strict=True))
    )


def _is_in_place(lane: Sequence[str], own: set[str], before: str | None) -> bool:
    """Return whether cards stand side by side before another one already."""
    end = lane.index(before) if before in lane else len(lane)
    return own == {*lane[max(0, end - len(own)) : end]}


def _rank(card: str, rank: str, workspace: Workspace, context: Context) -> Change:
    return changed(workspace, context, "card_ranked", live_card(workspace, card), rank=rank)


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
    return [card for _, cards in sorted(lanes.items(), key=_place(workspace)) for card in sorted(cards, key=_by_rank)]


def _place(workspace: Workspace) -> Callable[[tuple[tuple[str, str], list[Card]]], tuple[str, int]]:
    def place(lane: tuple[tuple[str, str], list[Card]]) -> tuple[str, int]:
        (experiment, column), _ = lane
        columns = the_experiment(workspace, experiment).definition.columns
        return experiment, next((at for at, definition in enumerate(columns) if definition.id == column), len(columns))

    return place


def _by_rank(card: Card) -> tuple[str, str]:
    return card.rank, card.uid
