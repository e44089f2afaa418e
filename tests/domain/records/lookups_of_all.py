"""All lookups of a workspace as they are, for tests that compare those kept in step with those made anew."""

from __future__ import annotations

from tui.domain.records import RECORD_TYPES
from tui.domain.records.lookups import Index, lookups_of
from tui.domain.records.workspace import Workspace

_LOOKUPS = [lookup for record_type in RECORD_TYPES.values() for lookup in lookups_of(record_type)]


def all_indexes(workspace: Workspace) -> dict[str, Index]:
    """Return every lookup by name; late ones are made."""
    for lookup in _LOOKUPS:
        workspace.uids(lookup.name, None)
    return dict(workspace._indexes)


def prompt_indexes(workspace: Workspace) -> dict[str, Index]:
    """Return the lookups that are there without anybody asking."""
    return {lookup.name: workspace._indexes[lookup.name] for lookup in _LOOKUPS if not lookup.late}
