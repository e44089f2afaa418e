"""Going back to a backup."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from tui.domain.operations.declaration import writes
from tui.domain.records import Card, Counter, Participant, Record
from tui.domain.records.change import Change, Context
from tui.domain.records.edit import Edit
from tui.domain.records.workspace import Workspace


@writes("backup_restored", "Went back to", "go back to", "a backup", moves=True)
def restore_backup(workspace: Workspace, context: Context, records: Mapping[str, Mapping[str, Record]]) -> Change:
    """Make the workspace hold exactly the records of a backup (by table and uid), as one change that can be undone.

    What happened since stays in the history, and numbers that were given since are not given again.
    """
    edit = Edit(workspace, context)
    for table, wanted in records.items():
        present = workspace.table(table)
        for uid, record in wanted.items():
            edit.restore(_as_numbered(record, present.get(uid)))
        for uid, record in present.items():
            if uid not in wanted and not isinstance(record, Counter):
                edit.remove(record)
    return edit.change("backup_restored")


def _as_numbered(record: Record, now: Record | None) -> Record:
    """Return a record under the number it has now: a merge of two copies may have given it another one since."""
    if isinstance(record, Card | Participant) and isinstance(now, Card | Participant):
        return replace(record, number=now.number)
    return record
