"""Cards come, move, change and go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, tzinfo
from functools import partial
from typing import Any

from msgspec.structs import replace

from tui.domain.errors import NotAllowed, NotFound
from tui.domain.flow.figures import local_day, zone_of
from tui.domain.flow.series import changed_fields, done_fields
from tui.domain.operations import checks
from tui.domain.operations.declaration import writes
from tui.domain.people.invitations import check_not_over_asked
from tui.domain.records import Block, Card, ChecklistItem, Experiment
from tui.domain.records.change import Change, Context, Edit, changed
from tui.domain.records.definition import KINDS, BoardDefinition, CardKind, ColumnDefinition, Role
from tui.domain.records.numbering import next_card
from tui.domain.records.ranks import rank_at, ranks_of
from tui.domain.records.workspace import Workspace
from tui.domain.search.matching import key_of
from tui.domain.time.durations import parse_duration

DEFAULT_RHYTHM = "P1W"
_CLEAN: dict[str, Callable[[Any], Any]] = {
    "title": partial(checks.line, what="A card's title"),
    "description": partial(checks.body, what="A card's description"),
    "kind": partial(checks.one_of, allowed=KINDS, what="a kind of card"),
    "assignee": checks.person_name,
    "tags": checks.tag_list,
}


@writes("card_added", "Added", "add", "{card} {title}", moves=True)
def add_card(
    workspace: Workspace,
    context: Context,
    experiment: str,
    title: str,
    *,
    column: str | None = None,
    description: str = "",
    kind: CardKind = "task",
    every: str | None = None,
    assignee: str | None = None,
    due: date | None = None,
    tags: Iterable[str] = (),
    people: Sequence[str] = (),
    checklist: Iterable[str] = (),
    reason: str = "",
) -> Change:
    """Add a card at the end of a column, by default the first waiting one.

    Raises:
        OverAsked: Somebody of its people is asked often enough, and no `reason` to go on is given.
    """
    parent = checks.open_experiment(workspace, experiment)
    target = the_column(parent.definition, column) if column else parent.definition.first_column("waiting")
    linked, why = checks.the_people(workspace, people), checks.short(reason, "A reason")
    if not why:
        check_not_over_asked(workspace, linked, context, [experiment])
    edit = Edit(workspace, context)
    card = put_new_card(
        edit,
        parent,
        target,
        title=checks.line(title, "A card's title"),
        description=checks.body(description, "A card's description"),
        kind=checks.one_of(kind, KINDS, "a kind of card"),
        every=rhythm(kind, every),
        assignee=checks.person_name(assignee),
        due=due,
        tags=checks.tag_list(tags),
        people=linked,
    )
    steps = tuple(ChecklistItem(context.ids(), checks.line(text, "A checklist item")) for text in checklist)
    return edit.change("card_added", edit.update(card, checklist=steps), reason=why)


def put_new_card(edit: Edit, parent: Experiment, target: ColumnDefinition, *, title: str, **fields: object) -> Card:
    """Put a card with the next number of its board at the end of a column, and return it; `fields` are clean."""
    number, context = next_card(edit.workspace, parent.board_id), edit.context
    edit.update(parent, next_number=number + 1)
    card = replace(Card(context.ids(), parent.uid, number, title, target.id, "", context.now), **fields)
    return edit.put(replace(card, **arrival(edit.workspace, context, card, target)))


@writes("card_edited", "Edited", "edit", "{card} {title}", moves=True)
def edit_card(workspace: Workspace, context: Context, card: str, **fields: Any) -> Change:
    """Change a card's title, description, kind, every, assignee, due, tags, people or column."""
    old = checks.open_card(workspace, card)
    clean = _CLEAN | {"people": partial(checks.the_people, workspace)}
    cleaned = checks.cleaned_fields(fields, clean, ("due", "every", "column"), "card")
    kind = cleaned.get("kind", old.kind)
    cleaned["every"] = rhythm(kind, cleaned.get("every", old.every))
    if kind != "recurring":
        cleaned["series"] = None
    zone = zone_of(checks.the_experiment(workspace, old.experiment).timezone)
    cleaned |= changed_fields(old, cleaned, local_day(context.now, zone), zone)
    if "column" in cleaned:
        target = the_column(checks.the_experiment(workspace, old.experiment).definition, cleaned.pop("column"))
        if target.id != old.column:
            cleaned |= arrival(workspace, context, old, target)
    return changed(workspace, context, "card_edited", old, **cleaned)


@writes("card_moved", "Moved", "move", "{card} to {column}", moves=True)
def move_card(workspace: Workspace, context: Context, card: str, column: str, *, index: int | None = None) -> Change:
    """Move a card to a column: to `index` among its cards, else where it naturally arrives."""
    old = live_card(workspace, card)
    target = the_column(checks.the_experiment(workspace, old.experiment).definition, column)
    stays = target.id == old.column and index is None
    fields = {} if stays else arrival(workspace, context, old, target, index)
    return changed(workspace, context, "card_moved", old, **fields)


@writes("card_ranked", "Ranked", "rank")
def rank_card(workspace: Workspace, context: Context, card: str, index: int) -> Change:
    """Put a card at `index` among the other cards of its column; beyond either end means that end."""
    old = live_card(workspace, card)
    ranks = ranks_of(workspace, old.experiment, old.column, without=card)
    index = max(0, min(index, len(ranks)))
    stays = workspace.lane(old.experiment, old.column)[index] == card
    return changed(workspace, context, "card_ranked", old, rank=old.rank if stays else rank_at(ranks, index))


@writes("card_not_started", "Took back the start of", "take back the start of", moves=True)
def not_started(workspace: Workspace, context: Context, card: str) -> Change:
    """Take back that work on a waiting card was begun: its age starts anew when it is."""
    old = live_card(workspace, card)
    column = checks.the_experiment(workspace, old.experiment).definition.column(old.column)
    if column is not None and column.role != "waiting":
        raise NotAllowed(
            f"{old.number} {old.title} is in {column.title}, where the clock runs; move it back first. "
            "Nothing was changed."
        )
    if old.started_at is None:
        raise NotAllowed(f"{old.number} {old.title} is not started. Nothing was changed.")
    return changed(workspace, context, "card_not_started", old, started_at=None)


@writes("card_done_once_more", "Did once more", "do once more", "{card} {title}", moves=True)
def do_once_more(workspace: Workspace, context: Context, card: str) -> Change:
    """Say that a recurring card was done: its series moves on, and the card waits for its next date.

    From an active column it goes back to wait; in a finished one it stays. Its steps are open again.
    """
    old = live_card(workspace, card)
    if old.kind != "recurring":
        raise NotAllowed(f"{old.number} {old.title} does not recur; move it to be done. Nothing was changed.")
    experiment = checks.the_experiment(workspace, old.experiment)
    column = experiment.definition.column(old.column)
    fields = done_fields(old, context.now, zone_of(experiment.timezone)) | end_of_block(old, context.now)
    if column is not None and column.role == "finished":
        fields |= {"started_at": context.now, "finished_at": context.now}
    else:
        waiting = experiment.definition.first_column("waiting")
        back = {} if column is not None and column.role == "waiting" else arrival(workspace, context, old, waiting)
        fields |= {**back, "started_at": None}
    open_again = tuple(replace(step, done=False) for step in old.checklist)
    return changed(workspace, context, "card_done_once_more", old, **fields, checklist=open_again)


@writes("card_archived", "Archived", "archive", "{card} {title}", moves=True)
def archive_card(workspace: Workspace, context: Context, card: str) -> Change:
    """Take a card off the board; it keeps its notes and can be restored."""
    return changed(workspace, context, "card_archived", live_card(workspace, card), archived_at=context.now)


@writes("card_restored", "Restored", "restore", "{card} {title}", moves=True)
def restore_card(workspace: Workspace, context: Context, card: str) -> Change:
    """Bring an archived card, or one that left its definition, back to where it was, as far as that column is now."""
    old = checks.open_card(workspace, card)
    if old.archived_at is None and not old.orphaned:
        raise NotAllowed(f"{old.number} {old.title} is on the board already. Nothing was changed.")
    experiment = checks.the_experiment(workspace, old.experiment)
    column = experiment.definition.column(old.column)
    clock = clock_fields(context, old, column.role, zone_of(experiment.timezone)) if column is not None else {}
    return changed(workspace, context, "card_restored", old, archived_at=None, orphaned=False, **clock)


def live_card(workspace: Workspace, uid: str) -> Card:
    """Return a card that is on a board where work goes on, or raise."""
    card = checks.open_card(workspace, uid)
    if card.archived_at is not None:
        raise NotAllowed(f"{card.number} {card.title} is archived; restore it first. Nothing was changed.")
    if card.orphaned:
        raise NotAllowed(f"{card.number} {card.title} is not in the definition any more; restore it first.")
    return card


def the_column(board: BoardDefinition, column: str) -> ColumnDefinition:
    """Return a column of a board by id or title, or raise NotFound naming those there are."""
    if exact := board.column(column):
        return exact
    for definition in board.columns:
        if key_of(column) in (key_of(definition.id), key_of(definition.title)):
            return definition
    names = ", ".join(definition.id for definition in board.columns)
    raise NotFound(f'There is no column "{column}" here; there are {names}. Nothing was changed.')


def arrival(
    workspace: Workspace, context: Context, card: Card, target: ColumnDefinition, index: int | None = None
) -> dict[str, Any]:
    """Return the fields of a card that arrives in a column: its place and what the column's role says of its flow.

    Finished cards arrive on top, others at the end.
    """
    zone = zone_of(checks.the_experiment(workspace, card.experiment).timezone)
    lane = ranks_of(workspace, card.experiment, target.id, without=card.uid if card.column == target.id else "")
    if index is None:
        index = 0 if target.role == "finished" else len(lane)
    rank = rank_at(lane, max(0, min(index, len(lane))))
    return {"column": target.id, "rank": rank, **clock_fields(context, card, target.role, zone)}


def clock_fields(context: Context, card: Card, role: Role, zone: tzinfo) -> dict[str, Any]:
    """Return what a column's role says of the flow of a card that is in it from now on.

    Work starts with the first entry to an active column and finishes with the last entry to a finished one (Kanban
    Guide); reopening clears the finish and keeps the start, but for a recurring card, which begins its next occurrence.
    When that is finished, its series moves on to the next date. What is finished is not blocked any more.
    """
    fields: dict[str, Any] = {}
    again = card.kind == "recurring" and card.finished_at is not None and role != "finished"
    if again:
        fields["started_at"] = None
    if role != "waiting" and (again or card.started_at is None):
        fields["started_at"] = context.now
    if role != "finished":
        fields["finished_at"] = None
    elif card.finished_at is None:
        fields |= {"finished_at": context.now, **end_of_block(card, context.now)}
        if card.kind == "recurring":
            fields |= done_fields(card, context.now, zone)
    return fields


def end_of_block(card: Card, at: datetime) -> dict[str, Any]:
    """Return what becomes of a card that is blocked no more from a time on: for how long it was is kept."""
    if card.blocked is None:
        return {}
    return {
        "blocked": None,
        "blocked_by": (),
        "blocks": (*card.blocks, Block(card.blocked.since, max(card.blocked.since, at))),
    }


def rhythm(kind: str, every: str | None) -> str | None:
    """Return the rhythm a card of that kind keeps: only recurring ones have one, weekly unless said otherwise."""
    if kind != "recurring":
        return None
    if every and not any(parse_duration(every) or ()):
        raise NotAllowed(f'"{every}" is not a rhythm such as P1D, P1W or P3M. Nothing was changed.')
    return every or DEFAULT_RHYTHM
