"""Going back to a backup."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from tui.domain.operations.declaration import writes
from tui.domain.records import Record
from tui.domain.records.change import Change, Context
from tui.domain.records.edit import Edit
from tui.domain.records.fields import counts_only, having
from tui.domain.records.meaning import NUMBER
from tui.domain.records.workspace import Workspace


@writes("backup_restored", "Went back to", "go back to", "a backup", moves=True)
def restore_backup(workspace: Workspace, context: Context, records: Mapping[str, Mapping[str, Record]]) -> Change:
    """Make the workspace hold exactly the records of a backup (by table and uid), as one change that can be undone.

    What happened since stays in the history, and numbers that were given since are not given again.
    """
    edit = Edit(workspace, context)
    for table, stored in records.items():
        present = workspace.table(table)
        for uid, record in stored.items():
            edit.restore(_as_numbered(record, present.get(uid)))
        for uid, record in present.items():
            if uid not in stored and not counts_only(type(record)):
                edit.remove(record)
    return edit.change("backup_restored")


def _as_numbered(record: Record, now: Record | None) -> Record:
    """Return a record under the number it has now: a merge of two copies may have given it another one since."""
    numbered = having(type(record), NUMBER) if now is not None else ()
    return replace(record, **{name: getattr(now, name) for name in numbered}) if numbered else record
