"""The report of a standup: all it tells, in the order in which it tells it, ready to leave the workspace.

Every text went through the scrubber, people are P-ids, and what may not be told is left out and counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec.structs import replace

from tui.domain.lens import Lens
from tui.domain.people.policy import Policy
from tui.domain.privacy.profiles import DEFAULT, Profile
from tui.domain.records import Experiment, Standup
from tui.domain.records.workspace import Workspace
from tui.domain.standup.pulse import pulse_of
from tui.domain.standup.report.customer_entries import customers_of, privacy_due_of
from tui.domain.standup.report.evidence_entries import hypotheses_of, learned_besides, metrics_of
from tui.domain.standup.report.parts import StandupReport
from tui.domain.standup.report.telling import Teller, timezone_of
from tui.domain.standup.report.work_entries import WorkEntries

__all__ = ["StandupReport", "build_report", "timezone_of"]

_SHORT_ID = 4


def build_report(
    workspace: Workspace,
    experiments: Sequence[Experiment],
    policy: Policy,
    *,
    since: datetime,
    now: datetime,
    moved: frozenset[str],
    profile: Profile = DEFAULT,
    standup: Standup | None = None,
    pulled: frozenset[str] | None = None,
    present: Workspace | None = None,
    present_at: datetime | None = None,
    looking: bool = False,
) -> StandupReport:
    """Return the report over some boards: what happened since a time, and how things stand now.

    The same workspace and the same times give the same report. `moved` are the cards (uids) that changed their column
    since then, `standup` is the one that is reported, with its decisions and who was there. `pulled` are the cards
    that entered an active column since it began, or since midnight without one (see `pulled_since`); where that is
    not known, it is those whose work began since then. Where the workspace is one of an earlier time, `present` is the
    one of today: nobody who is known by now is named, and nobody who said no in the meantime is quoted.
    """
    lens = Lens(workspace, profile, lambda: policy, now, present=present, present_at=present_at, looking=looking)
    teller = Teller(lens, experiments, since)
    work = WorkEntries(teller, moved)
    pulse = pulse_of(workspace, experiments, policy, since, now, moved, lens.counts)
    report = StandupReport(
        at=now.astimezone(UTC).replace(microsecond=0),
        since=since.astimezone(UTC),
        day=teller.today,
        timezone=teller.timezone,
        boards=tuple(work.boards.values()),
        pulse=pulse.without_evidence if profile == "public" else pulse,
        done=work.done(),
        blocked=work.blocked(),
        due=work.due(),
        expedite=work.expedite(),
        doing=work.doing(),
        customers=customers_of(teller),
        hypotheses=hypotheses_of(teller, work.boards),
        metrics=metrics_of(teller, work.boards),
        pulled=work.pulled(standup.started_at if standup else None, pulled),
        at_limit=work.at_limit(),
        decided_before=work.decided_before(standup),
        decisions=work.decided_in(standup),
        attendees=tuple(map(lens.teammate, standup.attendees)) if standup else (),
        privacy_due=privacy_due_of(teller),
        learned=learned_besides(teller),
        record=standup.uid[-_SHORT_ID:].lower() if standup else "",
        profile=profile,
    )
    return replace(report, sheet=lens.sheet)
