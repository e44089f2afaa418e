"""Copies that leave the workspace are remembered, so that one knows where they are."""

from __future__ import annotations

from collections.abc import Sequence

from tui.domain.operations.declaration import writes
from tui.domain.records import Export
from tui.domain.records.change import Change, Context, Edit
from tui.domain.records.workspace import Workspace


@writes("export_recorded", "Exported", "export", "a file", undoable=False)
def record_export(
    workspace: Workspace,
    context: Context,
    path: str,
    *,
    format: str,
    profile: str,
    sha256: str,
    board: str = "",
    people: Sequence[str] = (),
) -> Change:
    """Remember a file that was written: where, with which profile, and about whom (participant uids).

    The same bytes at the same place are one copy: nothing changes then.
    """
    edit = Edit(workspace, context)
    if not any((export.path, export.sha256) == (path, sha256) for export in workspace.exports.values()):
        about = tuple(uid for uid in dict.fromkeys(people) if uid in workspace.participants)
        edit.put(Export(context.ids(), context.now, context.actor, format, profile, path, sha256, board, about))
    return edit.change("export_recorded")
