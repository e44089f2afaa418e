"""`custdev standup`: the report of a standup without the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

import click

from tui.cli.delivery import FormatType, check_reader, form_of, reader_options
from tui.cli.desk import Desk
from tui.cli.naming import the_board
from tui.cli.options import json_flag
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.flow.figures import local_day, zone_of
from tui.domain.people.policy import Policy
from tui.domain.records import Experiment, Standup
from tui.domain.records.workspace import Workspace
from tui.domain.standup.held import running_experiments, since_of, todays_standup
from tui.domain.standup.report import timezone_of
from tui.domain.time.dates import parse_since
from tui.domain.time.moments import parse_moment
from tui.session import Session

if TYPE_CHECKING:
    from tui.cli.standup_output import Delivery


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how a report looks and where it goes."""
    for option in reversed(
        (
            click.option(
                "--format", "form", type=FormatType("report", "text"), help="Without it: as FILE ends, else text."
            ),
            click.option(
                "--style",
                type=click.Choice(("full", "three")),
                default="full",
                show_default=True,
                help="three: yesterday, today and blockers of each person.",
            ),
            click.option("-o", "--output", metavar="FILE|-", help="Write it to a file; - is standard output."),
            click.option("--force", is_flag=True, help="Replace a file that is there."),
            click.option("--copy", is_flag=True, help="Put it into the clipboard, too."),
            reader_options,
            json_flag,
        )
    ):
        command = option(command)
    return command


@click.command(
    epilog="Example: custdev standup --format slack --copy; custdev standup CD --since fri --record -o today.md"
)
@click.argument("boards", nargs=-1, metavar="[BOARD]...")
@click.option("--since", metavar="WHEN", help="Since when things are news: yesterday, fri, 3d, 2026-11-20, or a time.")
@click.option("--at", metavar="TIME", help="As everything stood at a time, such as 2026-11-23T09:11.")
@click.option("--record", is_flag=True, help="Record it as a standup, so that the next one counts from it.")
@report_options
@click.pass_obj
def standup(
    desk: Desk, /, *, boards: tuple[str, ...], since: str | None, at: str | None, record: bool, **how: Any
) -> None:
    """Print the report of a standup over BOARDs, or over all experiments that run.

    It tells what happened since today's standup was to tell, with its decisions; where none is held, since the last
    one; else since the last working day. Customers are P-ids, and a quote is told only where that was agreed to.
    Times without an offset are those of custdev.yaml. Nothing is changed, unless it is recorded or written to a file.
    """
    from tui.cli.standup_output import hand_out  # what writes a report is imported after what is asked was understood
    from tui.session.giving import report_parcel

    if record and at:
        raise click.UsageError("A standup is recorded when it is held: --record does not go with --at.")
    with desk.writing() if record else desk.reading(policy=True) as session:
        now = parse_moment(at, session.now(), session.policy.zone) if at else session.now()
        workspace = session.workspace_at(now) if at else session.workspace
        experiments = chosen(session, workspace, boards)
        begin = begin_of(since, now, session.policy, timezone_of(experiments, session.policy)) if since else None
        delivery = delivery_of(how)
        delivery.destination.check()
        held = _begun(session, experiments, begin) if record else None
        if held is not None:
            now, workspace = max(now, held.started_at), session.workspace
        parcel = report_parcel(
            session,
            workspace,
            experiments,
            delivery.profile,
            now=now,
            since=begin,
            standup=held,
            style=delivery.style,
        )
        hand_out(desk, session, parcel, delivery, recorded=held)


def delivery_of(how: dict[str, Any]) -> Delivery:
    """Return what the options of `report_options` ask for; a format that is not named is that of the file's ending."""
    from tui.cli.standup_output import Delivery

    check_reader(how["profile"], how.pop("confirm"))
    if how["as_json"] and not how["output"] and how["form"] not in (None, "json"):
        raise click.UsageError(f"--json does not go with --format {how['form']}.")
    return Delivery(**how | {"form": form_of(how["form"], how["output"], "txt")})


def chosen(session: Session, workspace: Workspace, boards: Sequence[str]) -> list[Experiment]:
    """Return the experiments that are named, each once, or all that run.

    Raises:
        NotFound, Ambiguous: A board is named wrongly.
        NotAllowed: It is not started, or nothing runs.
    """
    found: dict[str, Experiment] = {}
    for text in boards:
        board = the_board(session, text, workspace)
        if not isinstance(board, Experiment):
            raise NotAllowed(f"{board.title} is not started, so there is nothing to stand up for.")
        found[board.uid] = board
    experiments = list(found.values()) if boards else running_experiments(workspace)
    if not experiments:
        raise NotAllowed("No experiment is running, so there is nothing to stand up for.")
    return experiments


def begin_of(text: str, now: datetime, policy: Policy, timezone: str) -> datetime:
    """Return the time (UTC) that was written: a moment where the team is, or the beginning of a day in a time zone.

    Raises:
        NotAllowed: It is none, or still to come.
    """
    if ":" in text:
        begin = parse_moment(text, now, policy.zone)
    else:
        zone = zone_of(timezone)
        day = parse_since(text, local_day(now, zone))
        try:
            begin = datetime.combine(day, time.min, zone).astimezone(UTC)
        except OverflowError:
            begin = datetime.min.replace(tzinfo=UTC)
    if begin > now:
        raise NotAllowed(f'"{text[:40]}" is after the time of the report. Nothing was written.')
    return begin


def _begun(session: Session, experiments: Sequence[Experiment], since: datetime | None) -> Standup:
    """Begin a standup over some experiments and return it; today's over the same ones goes on."""
    uids, now = [experiment.uid for experiment in experiments], session.now()
    begin = since or since_of(session.workspace, experiments, session.policy, now)
    session.save(operations.begin_standup, uids, begin)
    held = todays_standup(session.workspace, uids, session.policy, session.now())
    assert held is not None, "a standup that was begun is there"
    return held
