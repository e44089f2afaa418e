"""Cards that come of others: a card like another one, and a step of a checklist that is a card of its own."""

from __future__ import annotations

from msgspec.structs import replace

from tui.domain.errors import NotAllowed
from tui.domain.operations.cards import live_card, put_new_card
from tui.domain.operations.checks import line, open_experiment, short, the_part
from tui.domain.operations.declaration import writes
from tui.domain.records import Card, Experiment
from tui.domain.records.change import Change, Context, Edit
from tui.domain.records.definition import ColumnDefinition
from tui.domain.records.ranks import rank_at, ranks_of
from tui.domain.records.workspace import Workspace


@writes("card_duplicated", "Duplicated", "duplicate", "{card} {title}", moves=True)
def duplicate_card(workspace: Workspace, context: Context, card: str, title: str = "") -> Change:
    """Make a card like another one, behind it, or waiting where that is finished; its steps are open.

    It has no customers, no due day and no past: who is asked is asked anew.
    """
    old = live_card(workspace, card)
    experiment = open_experiment(workspace, old.experiment)
    column = experiment.definition.column(old.column)
    if column is None or column.role == "finished":
        column = experiment.definition.first_column("waiting")
    edit = Edit(workspace, context)
    new = put_new_card(
        edit,
        experiment,
        column,
        title=short(title, "A card's title") or old.title,
        description=old.description,
        kind=old.kind,
        every=old.every,
        group=old.group,
        assignee=old.assignee,
        tags=old.tags,
        needs=old.needs,
    )
    steps = tuple(replace(step, uid=context.ids(), done=False) for step in old.checklist)
    return edit.change("card_duplicated", edit.update(_behind(workspace, edit, old, new), checklist=steps))


@writes("item_split", "Split off", "split off", "{card} {title}", moves=True)
def split_item(workspace: Workspace, context: Context, card: str, item: str) -> Change:
    """Make a step of a checklist, named by its uid, a card that waits; whom and what it is about goes along."""
    old = live_card(workspace, card)
    step = the_part(old.checklist, item, f"{old.number} {old.title} has no such checklist item")
    if step.done:
        raise NotAllowed("That step is ticked; what is done needs no card. Nothing was changed.")
    experiment = open_experiment(workspace, old.experiment)
    edit = Edit(workspace, context)
    new = put_new_card(
        edit,
        experiment,
        _waiting_like(experiment, old),
        title=line(step.text, "A card's title"),
        group=old.group,
        assignee=old.assignee,
        tags=old.tags,
        needs=old.needs,
        people=old.people,
    )
    edit.update(old, checklist=tuple(other for other in old.checklist if other is not step))
    return edit.change("item_split", _behind(workspace, edit, old, new))


def _waiting_like(experiment: Experiment, card: Card) -> ColumnDefinition:
    """Return the column of a card where that waits, else the first one in which one waits."""
    column = experiment.definition.column(card.column)
    return column if column is not None and column.role == "waiting" else experiment.definition.first_column("waiting")


def _behind(workspace: Workspace, edit: Edit, old: Card, new: Card) -> Card:
    """Put a new card behind the one it comes of, where both are in one column; return it."""
    if new.column != old.column:
        return new
    uids = workspace.lane(old.experiment, old.column)
    return edit.update(new, rank=rank_at(ranks_of(workspace, old.experiment, old.column), uids.index(old.uid) + 1))
