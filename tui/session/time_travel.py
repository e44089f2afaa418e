"""A workspace as it stood at an earlier time."""

from __future__ import annotations

from datetime import datetime

from tui.domain.replay import rebuilt
from tui.domain.workspace import Workspace
from tui.session.past import events_until
from tui.store import Store


def workspace_at(store: Store, present: Workspace, at: datetime) -> Workspace:
    """Return the workspace as it stood at a time; where nothing happened since, the `present` one."""
    events = events_until(store, at)
    return present if events is None else rebuilt(events, at)
