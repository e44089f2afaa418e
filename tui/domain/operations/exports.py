"""Copies that leave the workspace are remembered, so that one knows where they are."""

from __future__ import annotations

from collections.abc import Sequence

from tui.domain.change import Change, Context
from tui.domain.edit import Edit
from tui.domain.records import Export
from tui.domain.workspace import Workspace


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
    """Remember a file that was written: where, with which profile, and about whom (participant uids)."""
    edit = Edit(workspace, context)
    known = tuple(uid for uid in dict.fromkeys(people) if uid in workspace.participants)
    edit.put(Export(context.ids(), context.now, context.actor, format, profile, path, sha256, board, known))
    return edit.change("export_recorded")
