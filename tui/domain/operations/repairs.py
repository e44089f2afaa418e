"""Mending records that do not fit together, each kind of fault by an event of its own."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection

import msgspec

from tui.domain.checkup import stored
from tui.domain.checkup.events import Differences
from tui.domain.operations.declaration import writes
from tui.domain.operations.experiments import next_free_key
from tui.domain.records import Counter, Record
from tui.domain.records.change import Change, Context, Edit, FieldChanges, as_read_back
from tui.domain.records.numbering import PARTICIPANT_SERIES, keys_in_use, next_card, next_person
from tui.domain.records.ranks import is_rank, rank_at, ranks_of
from tui.domain.records.workspace import Workspace


@writes("renumbered", "Renumbered", "renumber", "what had a number twice", undoable=False, moves=True)
def renumber_doubles(workspace: Workspace, context: Context) -> Change:
    """Give every card and customer a number of its own; of two with the same one the older keeps it."""
    edit = Edit(workspace, context)
    following: dict[str, int] = {}
    for card in stored.doubled_cards(workspace):
        board = stored.board_of(workspace, card)
        number = following.get(board) or next_card(workspace, board)
        edit.update(card, number=number)
        following[board] = number + 1
    for board, number in following.items():
        for experiment in workspace.experiments_of(board):
            edit.update(experiment, next_number=number)
    if people := stored.doubled_people(workspace):
        first = next_person(workspace)
        for number, participant in enumerate(people, first):
            edit.update(participant, number=number)
        edit.put(Counter(PARTICIPANT_SERIES, first + len(people)))
    return edit.change("renumbered")


@writes("counters_raised", "Raised", "raise", "the next numbers", undoable=False)
def raise_counters(workspace: Workspace, context: Context) -> Change:
    """Let the next numbers be ones that were not given yet."""
    edit = Edit(workspace, context)
    for experiment, number in stored.lagging(workspace):
        if experiment is None:
            edit.put(Counter(PARTICIPANT_SERIES, number))
        else:
            edit.update(experiment, next_number=number)
    return edit.change("counters_raised")


@writes("keys_separated", "Gave", "give", "boards with one key a key each", undoable=False)
def separate_keys(workspace: Workspace, context: Context) -> Change:
    """Give every board a key of its own; of two with the same one the older keeps it."""
    edit = Edit(workspace, context)
    given: dict[str, str] = {}
    separated = workspace
    for experiment in stored.doubled_keys(workspace):
        board = experiment.board_id
        key = given[board] = given.get(board) or next_free_key(experiment.key, keys_in_use(separated, board))
        changed = edit.update(experiment, key=key)
        separated = separated.replace({"experiments": {changed.uid: changed}})
    return edit.change("keys_separated")


@writes("references_dropped", "Took out", "take out", "references to what is not there", undoable=False, moves=True)
def drop_dangling(workspace: Workspace, context: Context, unreadable: Collection[str] = ()) -> Change:
    """Take out references to what is not there, and put cards whose column is gone into the first one.

    Records of `unreadable` uids count as there.
    """
    edit = Edit(workspace, context)
    mended: dict[str, Record] = {}
    for record, _, fields in stored.dangling(workspace, unreadable):
        mended[record.uid] = msgspec.structs.replace(mended.get(record.uid, record), **fields)
    for record in mended.values():
        edit.put(record)
    return edit.change("references_dropped")


@writes("ranks_renewed", "Gave", "give", "cards a place in their column", undoable=False)
def renew_ranks(workspace: Workspace, context: Context) -> Change:
    """Give the cards without a valid place in their column one, near where they are shown."""
    edit = Edit(workspace, context)
    lanes: dict[tuple[str, str], list[str]] = {}
    for card in stored.without_place(workspace):
        lane = (card.experiment, card.column)
        if lane not in lanes:
            lanes[lane] = list(filter(is_rank, ranks_of(workspace, *lane)))
        rank = rank_at(lanes[lane], bisect_left(lanes[lane], card.rank))
        insort(lanes[lane], rank)
        edit.update(card, rank=rank)
    return edit.change("ranks_renewed")


@writes(
    "outside_changes_adopted", "Took over", "take over", "what was changed outside custdev", undoable=False, moves=True
)
def adopt_outside_changes(workspace: Workspace, context: Context, differences: Differences) -> Change:
    """Tell in an event what was changed outside custdev, so that the events lead to what is stored again.

    What was changed again since `differences` were found is left out: an event tells of that.
    """
    changes: dict[str, dict[str, FieldChanges]] = {}
    records: dict[str, dict[str, Record | None]] = {}
    for table, rows in differences.items():
        for uid, fields in rows.items():
            record = workspace.find(table, uid)
            now = {name: as_read_back(getattr(record, name, None)) for name in fields}
            if still := {name: sides for name, sides in fields.items() if now[name] == sides[1]}:
                changes.setdefault(table, {})[uid] = still
                records.setdefault(table, {})[uid] = record
    return Change(context.event("outside_changes_adopted", changes=changes), records)
