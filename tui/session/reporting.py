"""The report of a standup over an open workspace, with the events it counts read only as far back as it goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from itertools import takewhile

from tui.domain.flow.figures import local_day, zone_of
from tui.domain.privacy.profiles import DEFAULT, Profile
from tui.domain.records import Experiment, Standup
from tui.domain.records.workspace import Workspace
from tui.domain.standup.held import moved_since, pulled_since, since_of, todays_standup
from tui.domain.standup.report import StandupReport, build_report, timezone_of
from tui.session.session import Session


def report_over(
    session: Session,
    workspace: Workspace,
    experiments: Sequence[Experiment],
    *,
    now: datetime,
    since: datetime | None = None,
    standup: Standup | None = None,
    profile: Profile = DEFAULT,
    looking: bool = False,
) -> StandupReport:
    """Return the report over some experiments at a time, of which `workspace` is the state.

    Without a standup it is that of the standup held on that day over these experiments, if one was. Without `since` it
    tells what happened since then, else since the last one, else since the last working day. Reads events: not for the
    interface thread.
    """
    policy = session.policy
    held = standup or todays_standup(workspace, [experiment.uid for experiment in experiments], policy, now)
    since = since or (held.since if held else since_of(workspace, experiments, policy, now))
    begun = held.started_at if held else _midnight(timezone_of(experiments, policy), now)
    until_now = (event for event in session.events(by_time=True) if event.at <= now)
    recent = list(takewhile(lambda event: event.at >= min(since, begun), until_now))
    return build_report(
        workspace,
        experiments,
        policy,
        since=since,
        now=now,
        moved=moved_since(recent, since),
        standup=held,
        pulled=pulled_since(recent, begun, workspace, experiments),
        present=session.workspace,
        present_at=max(now, session.now()) if workspace is not session.workspace else now,
        profile=profile,
        looking=looking,
    )


def _midnight(timezone: str, now: datetime) -> datetime:
    zone = zone_of(timezone)
    return datetime.combine(local_day(now, zone), time.min, zone)
