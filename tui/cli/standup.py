"""`custdev standup`: the report of a standup without the screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from tui.cli.delivery import Destination, FormatType, check_reader, deliver, form_of, reader_options
from tui.cli.desk import Desk
from tui.cli.grammar import together, verb
from tui.cli.output import hint
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
from tui.service.naming import Reading

if TYPE_CHECKING:
    from tui.domain.privacy.profiles import Profile
    from tui.exchange.parcel import Style


class Delivery(Struct, frozen=True):
    """How a report looks, who reads it, and where it goes."""

    form: str
    style: Style
    profile: Profile
    to: Destination


report_options = together(
    click.option("--format", "form", type=FormatType("report", "text"), help="Without it: as FILE ends, else text."),
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
)
"""How a report looks and where it goes."""


@verb(example="custdev standup --format slack --copy; custdev standup CD --since fri --record -o today.md")
@click.argument("boards", nargs=-1, metavar="[BOARD]...")
@click.option("--since", metavar="WHEN", help="Since when things are news: yesterday, fri, 3d, 2026-11-20, or a time.")
@click.option("--at", metavar="TIME", help="As everything stood at a time, such as 2026-11-23T09:11.")
@click.option("--record", is_flag=True, help="Record it as a standup, so that the next one counts from it.")
@report_options
def standup(
    desk: Desk, /, *, boards: tuple[str, ...], since: str | None, at: str | None, record: bool, **how: Any
) -> None:
    """Print the report of a standup over BOARDs, or over all experiments that run.

    It tells what happened since today's standup was to tell, with its decisions; where none is held, since the last
    one; else since the last working day. Customers are P-ids, and a quote is told only where that was agreed to.
    Times without an offset are those of custdev.yaml. Nothing is changed, unless it is recorded or written to a file.
    """
    if record and at:
        raise click.UsageError("A standup is recorded when it is held: --record does not go with --at.")
    with desk.writing() if record else desk.reading(policy=True) as reading:
        policy = reading.policy
        now = parse_moment(at, reading.now(), policy.zone) if at else reading.now()
        workspace = reading.session.workspace_at(now) if at else reading.workspace
        experiments = chosen(reading, workspace, boards)
        begin = begin_of(since, now, policy, timezone_of(experiments, policy)) if since else None
        delivery = delivery_of(**how)
        delivery.to.check()
        held = _begun(reading, experiments, begin) if record else None
        if held is not None:
            now, workspace = max(now, held.started_at), reading.workspace
        path = hand_out(desk, reading, delivery, workspace, experiments, now=now, since=begin, standup=held)
        if held is not None:
            reading.session.save(operations.end_standup, held.uid, held.spent, report=str(path or ""))
            hint(f"Recorded as {held.uid[-6:]}.")


def delivery_of(
    *,
    form: str | None,
    style: Style,
    profile: Profile,
    confirm: str | None,
    output: str | None,
    force: bool,
    copy: bool,
    as_json: bool,
) -> Delivery:
    """Return what the options of `report_options` ask for; a format that is not named is that of the file's ending."""
    check_reader(profile, confirm)
    if as_json and not output and form not in (None, "json"):
        raise click.UsageError(f"--json does not go with --format {form}.")
    return Delivery(form_of(form, output, "txt"), style, profile, Destination(output or "-", force, copy, as_json))


def hand_out(
    desk: Desk, reading: Reading, how: Delivery, workspace: Workspace, experiments: Sequence[Experiment], **when: Any
) -> Path | None:
    """Print a report or write it to a file, and copy it where asked; return the file.

    `when` says up to and since which time it tells, and which standup it is of, as `report_parcel` takes it.
    """
    from tui.session.giving import report_parcel  # imported after what is asked was understood

    parcel = report_parcel(reading.session, workspace, experiments, how.profile, style=how.style, **when)
    form = "json" if how.to.as_json and how.to.is_printed else how.form
    return deliver(desk, reading.session, parcel, form, how.to)


def chosen(reading: Reading, workspace: Workspace, boards: Sequence[str]) -> list[Experiment]:
    """Return the experiments that are named, each once, or all that run.

    Raises:
        NotFound, Ambiguous: A board is named wrongly.
        NotAllowed: It is not started, or nothing runs.
    """
    named: dict[str, Experiment] = {}
    for text in boards:
        board = reading.the_board(text, workspace)
        if not isinstance(board, Experiment):
            raise NotAllowed(f"{board.title} is not started, so there is nothing to stand up for.")
        named[board.uid] = board
    experiments = list(named.values()) if boards else running_experiments(workspace)
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


def _begun(reading: Reading, experiments: Sequence[Experiment], since: datetime | None) -> Standup:
    """Begin a standup over some experiments and return it; today's over the same ones goes on."""
    uids, now = [experiment.uid for experiment in experiments], reading.now()
    begin = since or since_of(reading.workspace, experiments, reading.policy, now)
    reading.session.save(operations.begin_standup, uids, begin)
    held = todays_standup(reading.workspace, uids, reading.policy, reading.now())
    assert held is not None, "a standup that was begun is there"
    return held
