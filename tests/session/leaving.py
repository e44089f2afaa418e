"""What a workspace gives out, put together from an open session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from tui.domain.people.policy import Policy
from tui.domain.privacy.profiles import DEFAULT, Profile
from tui.exchange.leaving import Leaving
from tui.exchange.parcel import Include
from tui.session import Session


def leaving(
    session: Session,
    profile: Profile = DEFAULT,
    *,
    policy: Policy | Callable[[], Policy] | None = None,
    include: Include = Include(),  # noqa: B008 - it is frozen
    at: datetime | None = None,
) -> Leaving:
    """Return what the workspace gives out to a reader, as it stands, or as it stood `at` a time.

    With a time it reads events: not for the interface thread then.
    """
    now = session.now()
    workspace = session.workspace if at is None else session.workspace_at(at)
    return Leaving(
        workspace,
        policy or session.policy,
        at or now,
        profile=profile,
        include=include,
        present=session.workspace,
        present_at=now,
    )
