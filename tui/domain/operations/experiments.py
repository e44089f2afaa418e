"""An experiment starts from its definition, and follows it when the definition is edited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from string import ascii_uppercase
from typing import Any, NamedTuple

from tui.domain.flow.figures import local_day, zone_of
from tui.domain.flow.series import changed_fields
from tui.domain.operations.cards import arrival, clock_fields, rhythm
from tui.domain.operations.checks import the_experiment
from tui.domain.operations.declaration import writes
from tui.domain.records import Card, ChecklistItem, Experiment
from tui.domain.records.change import Change, Context, Edit, changed
from tui.domain.records.definition import BoardDefinition, CardDefinition
from tui.domain.records.numbering import keys_in_use, next_card
from tui.domain.records.ranks import first_ranks, rank_at
from tui.domain.records.workspace import Workspace
from tui.domain.work.own_edits import definitions_before, followed, set_aside

_DEFINED = ("title", "group", "description", "kind", "due", "tags", "needs", "wish")


@writes("experiment_started", "Started", "start", "{experiment}", undoable=False, moves=True)
def start_experiment(
    workspace: Workspace, context: Context, definition: BoardDefinition, *, definition_hash: str, timezone: str
) -> Change:
    """Start the first iteration of a board; where one is there already, nothing changes."""
    edit = Edit(workspace, context)
    if workspace.experiments_of(definition.id):
        return edit.change("experiment_started")
    first = next_card(workspace, definition.id)
    experiment = Experiment(
        uid=context.ids(),
        board_id=definition.id,
        key=next_free_key(definition.key, keys_in_use(workspace, definition.id)),
        definition=definition,
        timezone=timezone,
        started_at=context.now,
        definition_hash=definition_hash,
        next_number=first + len(definition.cards),
    )
    edit.put(experiment)
    ranks: defaultdict[str, Iterator[str]] = defaultdict(lambda: iter(first_ranks(len(definition.cards))))
    for number, card in enumerate(definition.cards, start=first):
        column = starting_column(definition, card)
        edit.put(new_card(context, experiment, card, number=number, column=column, rank=next(ranks[column])))
    return edit.change("experiment_started", experiment)


def new_card(
    context: Context, experiment: Experiment, card: CardDefinition, *, number: int, column: str, rank: str
) -> Card:
    """Return the record a card definition begins as."""
    role = next((definition.role for definition in experiment.definition.columns if definition.id == column), "waiting")
    fields = {name: getattr(card, name) for name in _DEFINED} | {"every": rhythm(card.kind, card.every)}
    return Card(
        uid=context.ids(),
        experiment=experiment.uid,
        number=number,
        column=column,
        rank=rank,
        created_at=context.now,
        definition_id=card.id,
        checklist=tuple(ChecklistItem(context.ids(), text) for text in card.checklist),
        started_at=None if role == "waiting" else context.now,
        finished_at=context.now if role == "finished" else None,
        **fields,
    )


@writes(
    "definition_reconciled",
    "Took over",
    "take over",
    "the edited definition of {experiment}",
    undoable=False,
    moves=True,
)
def reconcile_definition(
    workspace: Workspace, context: Context, experiment: str, definition: BoardDefinition, *, definition_hash: str
) -> Change:
    """Take over an edited definition into the running experiment.

    Cards match by id. New ones appear; changed texts follow unless a person changed that field here, and the steps of
    a checklist stay ticked; cards that are gone from the definition are kept aside, and come back with it; cards of a
    removed column go to the first column of the same role. Where a column means something else now, its cards are as
    far as it says from now on: none in an active column is without a start. What does not run any more is left as it
    was.
    """
    old = the_experiment(workspace, experiment)
    edit = Edit(workspace, context)
    if old.status != "running":
        return edit.change("definition_reconciled", old)
    cards = workspace.cards_of(experiment)
    ends, sides = _Ends(cards), _Sides(old, definitions_before(old), definition)
    present = {card.definition_id for card in cards}
    new_cards = [card for card in definition.cards if card.id not in present]
    first = next_card(workspace, old.board_id) if new_cards else old.next_number
    running = edit.update(
        old,
        definition=definition,
        definition_hash=definition_hash,
        aside=set_aside(sides.before, definition),
        next_number=first + len(new_cards),
    )
    for card in cards:
        _follow(edit, sides, card, ends)
    for number, card_definition in enumerate(new_cards, start=first):
        column = starting_column(definition, card_definition)
        rank = ends.next_rank(column)
        ends.note(edit.put(new_card(context, running, card_definition, number=number, column=column, rank=rank)))
    return edit.change("definition_reconciled", old)


@writes("definition_left", "Left", "leave", "the new edition of {experiment}")
def leave_definition(workspace: Workspace, context: Context, experiment: str, *, definition_hash: str) -> Change:
    """Leave an edition of a shipped board that was offered: the running experiment stays as it is."""
    old = the_experiment(workspace, experiment)
    return changed(workspace, context, "definition_left", old, left_hash=definition_hash)


def next_free_key(desired: str, taken: Collection[str]) -> str:
    """Return the desired key, or where it is among those taken the next free letters."""
    return next(key for key in _keys_from(desired) if key not in taken)


def starting_column(definition: BoardDefinition, card: CardDefinition) -> str:
    """Return the id of the column a card starts in."""
    column = definition.column(card.column) if card.column else None
    return (column or definition.first_column("waiting")).id


def _keys_from(desired: str) -> Iterator[str]:
    yield desired
    first = desired[0]
    yield from (first + second for second in ascii_uppercase[ascii_uppercase.find(desired[1]) + 1 :])
    yield from (first + second + third for second in ascii_uppercase for third in ascii_uppercase)


class _Sides(NamedTuple):
    """An experiment, what its cards were last defined as, and its new definition."""

    experiment: Experiment
    before: Mapping[str | None, CardDefinition]
    new: BoardDefinition


def _follow(edit: Edit, sides: _Sides, card: Card, ends: _Ends) -> None:
    fields: dict[str, Any] = {}
    old, new = sides.experiment.definition, sides.new
    defined = new.card(card.definition_id)
    if defined is not None or old.card(card.definition_id) is not None:
        fields["orphaned"] = defined is None
    if defined is not None:
        fields |= _followed(edit, sides, card, defined)
    column = new.column(card.column)
    if column is not None:
        if card.archived_at is None and not fields.get("orphaned", card.orphaned):
            fields |= clock_fields(edit.context, card, column.role, zone_of(sides.experiment.timezone))
    else:
        gone = old.column(card.column)
        target = new.first_column(gone.role if gone else "waiting")
        fields |= arrival(edit.workspace, edit.context, card, target)
        fields["rank"] = ends.next_rank(target.id)
    ends.note(edit.update(card, **fields))


def _followed(edit: Edit, sides: _Sides, card: Card, defined: CardDefinition) -> dict[str, Any]:
    """Return what a card takes over, and what becomes of its series by that."""
    fields = followed(card, sides.before.get(card.definition_id), defined, edit.context.ids)
    if fields.get("kind", "recurring") != "recurring":
        fields["series"] = None
    if fields.keys() & {"due", "every"}:
        zone = zone_of(sides.experiment.timezone)
        fields |= changed_fields(card, fields, local_day(edit.context.now, zone), zone)
    return fields


class _Ends:
    """The last rank of each column of an experiment while cards are put behind it."""

    def __init__(self, cards: Iterable[Card]) -> None:
        self._last: dict[str, str] = {}
        for card in cards:
            if card.archived_at is None and not card.orphaned:
                self.note(card)

    def note(self, card: Card) -> None:
        """Take note of where a card stands by now."""
        self._last[card.column] = max(card.rank, self._last.get(card.column, ""))

    def next_rank(self, column: str) -> str:
        """Return a rank behind every card of a column that was noted."""
        ranks = [self._last[column]] if column in self._last else []
        return rank_at(ranks, len(ranks))
