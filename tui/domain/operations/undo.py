"""Going back: undo and redo set the fields that an event changed back, a backup all records, each by a new event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from tui.domain.errors import Conflict, NotAllowed, Remedy
from tui.domain.operations.declaration import writes
from tui.domain.operations.kinds import is_undoable, kinds_in
from tui.domain.records import RECORD_TYPES, Card, Event, Experiment, Participant, Record
from tui.domain.records.change import Change, Context, Edit, as_read_back, with_fields
from tui.domain.records.meaning import GROWING, NUMBER, counts_only, having
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.domain.work.dependencies import circle_words, open_blockers
from tui.domain.work.iterations import is_over, newest_of

_WHAT = ("{card}{whereabouts}", "{people}", "the workspace")
_CALLED = {
    "fn": "The name",
    "email": "The addresses",
    "people": "The linked customers",
    "archived_at": "Whether it is archived",
    "orphaned": "Whether it is in the definition",
    "started_at": "The day it started",
    "finished_at": "The day it was finished",
    "rank": "The place in the column",
    "every": "The rhythm",
    "series": "How often it was done",
    "blocked_by": "What it waits for",
    "blocks": "How long it was blocked",
    "request": "How far the answer is",
    "promise": "Whether the promise is kept",
    "is_minor": "Whether they are a minor",
    "contact_status": "Whether they may be contacted",
    "retention_until": "The day until which it is kept",
    "advisory_board": "Whether they are on the advisory board",
    "merged_into": "Whom they were put into",
    "merged_from": "Whose name it was",
    "participant": "Whose it is",
    "tel": "The phone numbers",
    "answered_at": "What came of it",
    "owed_since": "Since when it is owed",
    "paid_at": "Whether it is paid",
    "attendees": "Who stands together",
    "decisions": "What was decided",
    "learning": "What was learned",
    "decided_at": "The day it was decided",
}


@writes("undone", "Undid a change to", "undo a change to", *_WHAT, moves=True)
@writes("redone", "Redid a change to", "redo a change to", *_WHAT, moves=True)
def revert(workspace: Workspace, context: Context, event: Event, *, redo_of: str | None = None) -> Change:
    """Set back what an event did, field by field.

    With `redo_of`, `event` is an undo and its reversal is told as the redo of that original event. Raises Conflict
    where a field was changed again since, NotAllowed for events that cannot be undone.
    """
    if not is_undoable(event):
        raise NotAllowed(
            "Starting an experiment or its next iteration, taking over an edited definition, erasing a person, "
            "walking a standup and repairs cannot be undone."
        )
    edit = Edit(workspace, context)
    for table, rows in event.changes.items():
        for uid, fields in rows.items():
            if not counts_only(RECORD_TYPES[table]):
                _revert_record(workspace, edit, event, (table, uid), fields)
    kind, undoes = ("redone", redo_of) if redo_of else ("undone", event.uid)
    return edit.change(kind, event, undoes=undoes)


def _revert_record(
    workspace: Workspace, edit: Edit, event: Event, key: tuple[str, str], fields: dict[str, list[Any]]
) -> None:
    table, uid = key
    current = workspace.find(table, uid)
    uid_before, uid_after = fields.get("uid", ("", ""))
    if uid_after is None:
        if current is not None:
            raise Conflict("What was removed is there again. Nothing was changed.")
        record = with_fields(table, None, {name: sides[0] for name, sides in fields.items()})
        _check_has_a_place(workspace, event, record)
        edit.put(record)
        return
    if current is None:
        raise Conflict("It is not in the workspace any more. Nothing was changed.")
    _check_untouched(current, fields)
    if isinstance(current, Experiment) and "status" in fields and is_over(workspace, current):
        raise Conflict(f"Iteration {newest_of(workspace, current).iteration} began since. Nothing was changed.")
    if "definition_left" in kinds_in(event) and isinstance(current, Experiment) and _was_taken(current):
        raise Conflict("It was taken over since, and taking over a new edition cannot be undone. Nothing was changed.")
    if uid_before is None:
        _check_unused(workspace, event, current)
        edit.remove(current)
    else:
        record = with_fields(table, current, {name: sides[0] for name, sides in fields.items()})
        if isinstance(record, Card) and "blocked_by" in fields:
            _check_no_circle(workspace, record)
        edit.put(record)


def _was_taken(experiment: Experiment) -> bool:
    """Return whether the edition that was left is the one the experiment goes by now."""
    return experiment.left_hash == experiment.definition_hash


def _check_untouched(current: Record, fields: dict[str, list[Any]]) -> None:
    counted = having(type(current), GROWING)
    for name, (_, after) in fields.items():
        # Numbers are given on meanwhile, and none of them is taken back.
        if name not in counted and as_read_back(getattr(current, name, None)) != as_read_back(after):
            raise Conflict(f"{_CALLED.get(name, f'The {name}')} changed again since. Nothing was changed.")


def _check_no_circle(workspace: Workspace, card: Card) -> None:
    """Refuse to let a card wait again for one that came to wait for it."""
    for blocker in open_blockers(workspace, card):
        if circle := circle_words(workspace, card, blocker):
            raise Conflict(circle)


def _check_has_a_place(workspace: Workspace, event: Event, record: Record) -> None:
    """Refuse to bring back what has no place any more."""
    if isinstance(record, Experiment):
        same = (other for other in workspace.experiments_of(record.board_id) if other.iteration == record.iteration)
        if any(other.uid not in event.changes["experiments"] for other in same):
            raise Conflict(f"{record.key} was started again since. Nothing was changed.")
    if isinstance(record, Card):
        there = (workspace.experiments, event.changes.get("experiments", {}))
        if not any(record.experiment in uids for uids in there):
            raise Conflict(f"The board of {record.number} {record.title} is not there any more. Nothing was changed.")


def _check_unused(workspace: Workspace, event: Event, record: Record) -> None:
    """Refuse to take away a record that others came to refer to after the event."""
    if isinstance(record, Participant):
        if record.erased_at is not None:
            raise Conflict(f"{record.pid} was erased since. Nothing was changed.")
        if record.merged_into is not None:
            raise Conflict(f"{record.pid} was made one with another record of theirs since. Nothing was changed.")
    for other, field in workspace.referring(record):
        if other.uid not in event.changes.get(other.table, {}):
            sentence = f"{field.to.since.format(it=_name(record))} since."
            if isinstance(record, Card):
                archiving = Remedy("card.archive", "archives it instead.", card_key(workspace, record))
                raise Conflict(sentence, archiving)
            raise Conflict(sentence, rest="Nothing was changed.")


def _name(record: Record) -> str:
    match record:
        case Experiment():
            return record.key
        case Card():
            return f"{record.number} {record.title}"
        case Participant():
            return record.pid
        case _:
            return f"that {record.table.removesuffix('s')}"


@writes("backup_restored", "Went back to", "go back to", "a backup", moves=True)
def restore_backup(workspace: Workspace, context: Context, records: Mapping[str, Mapping[str, Record]]) -> Change:
    """Make the workspace hold exactly the records of a backup (by table and uid), as one change that can be undone.

    What happened since stays in the history, and numbers that were given since are not given again.
    """
    edit = Edit(workspace, context)
    for table, stored in records.items():
        present = workspace.table(table)
        for uid, record in stored.items():
            edit.put(_as_numbered(record, present.get(uid)))
        for uid, record in present.items():
            if uid not in stored and not counts_only(type(record)):
                edit.remove(record)
    return edit.change("backup_restored")


def _as_numbered(record: Record, now: Record | None) -> Record:
    """Return a record under the number it has now: a merge of two copies may have given it another one since."""
    numbered = having(type(record), NUMBER) if now is not None else ()
    return replace(record, **{name: getattr(now, name) for name in numbered}) if numbered else record
