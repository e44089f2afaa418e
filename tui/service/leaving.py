"""What of a board leaves, as it is or as it was at an earlier time."""

from __future__ import annotations

from datetime import datetime

from tui.domain.privacy.profiles import Profile
from tui.domain.records import Experiment
from tui.domain.time.moments import parse_moment
from tui.exchange.leaving import Leaving
from tui.exchange.parcel import Include, Parcel
from tui.service.earlier import board_then, end_of, zone_to_read
from tui.service.naming import Reading
from tui.session import Session


def leaving_at(
    reading: Reading,
    board: str,
    at: datetime | None,
    profile: Profile,
    include: Include = Include(),  # noqa: B008 - it is frozen
) -> tuple[Experiment, Leaving]:
    """Return a board, and what leaves of the workspace it is in: as it is, or as it was at a time."""
    now = reading.now()
    if at is None:
        workspace, experiment = reading.board_to_read(board)
        present = workspace
    else:
        workspace, experiment = board_then(reading, board, at)
        present = reading.workspace
    when = at or now
    leaving = Leaving(
        workspace,
        reading.policy,
        when,
        profile=profile,
        include=include,
        present=present,
        present_at=max(now, when),
    )
    return experiment, leaving


def moment_named(reading: Reading, board: str, text: str) -> datetime:
    """Return the time that was written, a day alone being meant at its end; a time of day may lie ahead."""
    now, zone = reading.now(), zone_to_read(reading, board)
    return parse_moment(text, now, zone) if ":" in text else end_of(text, now, zone)


def parcel_of(session: Session, experiment: Experiment, leaving: Leaving, what: str) -> Parcel:
    """Return a board, or what else of it is asked for, ready to leave."""
    match what:
        case "notes":
            return leaving.notes(experiment)
        case "touchpoints":
            return leaving.touchpoints(experiment)
        case "contacts":
            return leaving.contacts(experiment)
        case "flow":
            from tui.session.giving import flow_parcel  # a board does without the figures

            return flow_parcel(session, experiment, leaving)
        case "events":
            from tui.session.giving import events_parcel  # as above

            return events_parcel(session, experiment, leaving)
        case _:
            return leaving.board(experiment)
