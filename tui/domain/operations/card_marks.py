"""What is set on a card: blocked, owner, tags, due date, expedite, checklist."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from tui.domain.errors import NotAllowed
from tui.domain.flow.figures import local_day, zone_of
from tui.domain.flow.series import changed_fields
from tui.domain.operations.cards import end_of_block, live_card
from tui.domain.operations.checks import line, person_name, short, tag_list, the_part
from tui.domain.operations.declaration import writes
from tui.domain.records import Blocked, Card, ChecklistItem
from tui.domain.records.change import Change, Context, changed
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.domain.work.dependencies import circle_words


@writes("card_blocked", "Blocked", "block", "{card}: {block}")
def block_card(
    workspace: Workspace, context: Context, card: str, reason: str, needs: str = "", *, by: Sequence[str] = ()
) -> Change:
    """Mark a card as blocked, unless it is finished: for a reason, or `by` other cards (uids), which say it themselves.

    Saying a new reason keeps the day the block began, and replaces what it waited for.

    Raises:
        NotAllowed: It is finished, or it would wait for what is done, or for itself by whatever way.
    """
    old = live_card(workspace, card)
    if old.finished_at is not None:
        raise NotAllowed(f"{old.number} {old.title} is finished, nothing holds it up any more. Nothing was changed.")
    blockers = [_blocker(workspace, old, uid) for uid in dict.fromkeys(by)]
    keys = ", ".join(card_key(workspace, blocker) for blocker in blockers)
    since = old.blocked.since if old.blocked else context.now
    blocked = Blocked(line(reason or keys, "The reason of a block"), since, short(needs, "What a block needs"))
    blocked_by = tuple(blocker.uid for blocker in blockers)
    return changed(workspace, context, "card_blocked", old, blocked=blocked, blocked_by=blocked_by)


def _blocker(workspace: Workspace, card: Card, uid: str) -> Card:
    """Return a card that another one may wait for, or raise NotAllowed."""
    blocker = live_card(workspace, uid)
    name, key = card_key(workspace, card), card_key(workspace, blocker)
    if blocker.uid == card.uid:
        raise NotAllowed(f"{name} cannot wait for itself. Nothing was changed.")
    if blocker.finished_at is not None:
        raise NotAllowed(f"{key} {blocker.title} is finished, nobody has to wait for it. Nothing was changed.")
    if circle := circle_words(workspace, card, blocker):
        raise NotAllowed(circle)
    return blocker


@writes("card_unblocked", "Unblocked", "unblock")
def unblock_card(workspace: Workspace, context: Context, card: str) -> Change:
    """Let work on a card go on; for how long it was blocked is kept."""
    old = live_card(workspace, card)
    if old.blocked is None:
        raise NotAllowed(f"{old.number} {old.title} is not blocked. Nothing was changed.")
    return changed(workspace, context, "card_unblocked", old, **end_of_block(old, context.now))


@writes("card_assigned", "Gave", "give", "{card} to {owner}")
def assign_card(workspace: Workspace, context: Context, card: str, assignee: str | None) -> Change:
    """Give a card an owner of the team, or none."""
    return changed(workspace, context, "card_assigned", live_card(workspace, card), assignee=person_name(assignee))


@writes("card_tagged", "Tagged", "tag", "{card} {tags}")
def tag_card(workspace: Workspace, context: Context, card: str, tags: Iterable[str]) -> Change:
    """Give a card these tags in place of those it has."""
    return changed(workspace, context, "card_tagged", live_card(workspace, card), tags=tag_list(tags))


@writes("card_due_set", "Set", "set", "{card} due {due}", moves=True)
def set_due(workspace: Workspace, context: Context, card: str, due: date | None) -> Change:
    """Set the day a card is due, or take it away; dates of a series that were passed over stay missed."""
    old = live_card(workspace, card)
    zone = zone_of(workspace.experiments[old.experiment].timezone)
    series = changed_fields(old, {"due": due}, local_day(context.now, zone), zone)
    return changed(workspace, context, "card_due_set", old, due=due, **series)


@writes("card_expedited", "Expedited", "expedite")
@writes("card_not_expedited", "Took expedite off", "take expedite off")
def expedite_card(workspace: Workspace, context: Context, card: str, expedite: bool | None = None) -> Change:
    """Mark a card to be expedited or not; None turns it round."""
    old = live_card(workspace, card)
    is_set = not old.expedite if expedite is None else expedite
    return changed(workspace, context, "card_expedited" if is_set else "card_not_expedited", old, expedite=is_set)


@writes("item_ticked", "Ticked", "tick")
@writes("item_unticked", "Unticked", "untick")
def tick_item(workspace: Workspace, context: Context, card: str, item: str, done: bool | None = None) -> Change:
    """Tick a checklist item, named by its uid, or take the tick away; None turns it round."""
    old = live_card(workspace, card)
    ticked = _item(old, item)
    is_set = not ticked.done if done is None else done
    checklist = tuple(msgspec.structs.replace(step, done=is_set) if step is ticked else step for step in old.checklist)
    return changed(workspace, context, "item_ticked" if is_set else "item_unticked", old, checklist=checklist)


@writes("item_added", "Added a step to", "add a step to")
def add_checklist_item(workspace: Workspace, context: Context, card: str, text: str) -> Change:
    """Add a step to the end of a card's checklist."""
    old = live_card(workspace, card)
    item = ChecklistItem(context.ids(), line(text, "A checklist item"))
    return changed(workspace, context, "item_added", old, checklist=(*old.checklist, item))


@writes("item_removed", "Took a step off", "take a step off")
def remove_checklist_item(workspace: Workspace, context: Context, card: str, item: str) -> Change:
    """Take a step, named by its uid, off a card's checklist."""
    old = live_card(workspace, card)
    ticked = _item(old, item)
    checklist = tuple(step for step in old.checklist if step is not ticked)
    return changed(workspace, context, "item_removed", old, checklist=checklist)


def _item(card: Card, uid: str) -> ChecklistItem:
    return the_part(card.checklist, uid, f"{card.number} {card.title} has no such checklist item")
