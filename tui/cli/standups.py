"""`custdev standup` and `standups`: the report of a standup without the screen, and those that were held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from tui.cli.delivery import Destination, FormatType, check_reader, deliver, form_of, reader_options
from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.output import answer_rows, hint
from tui.cli.verbs import noun, together, verb
from tui.domain import operations
from tui.domain.errors import NotAllowed, NotFound, Remedy
from tui.domain.flow.figures import local_day, zone_of
from tui.domain.people.policy import Policy
from tui.domain.privacy.hiding import scrubbed
from tui.domain.privacy.profiles import Profile
from tui.domain.privacy.sight import Sight
from tui.domain.records import Experiment, Standup
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key, find_standup
from tui.domain.standup.held import running_experiments, since_of, todays_standup
from tui.domain.standup.report import timezone_of
from tui.domain.time.dates import parse_since
from tui.domain.time.moments import parse_moment
from tui.exchange.parcel import Style
from tui.service.board_shapes import fields_of
from tui.service.earlier import midnight
from tui.service.naming import Reading

HEADERS = ("WHEN", "BOARDS", "BY", "TOOK", "DECISIONS", "ID")


class _Delivery(Struct, frozen=True):
    """How a report looks, who reads it, and where it goes."""

    form: str
    style: Style
    profile: Profile
    to: Destination


_report_options = together(
    option(
        "--format",
        "form",
        type=FormatType("report", "text", first=("md", "slack", "json", "html", "txt")),
        help="Without it: as FILE ends, else text.",
    ),
    option(
        "--style",
        type=click.Choice(("full", "three")),
        default="full",
        show_default=True,
        help="three: yesterday, today and blockers of each person.",
    ),
    option("-o", "--output", metavar="FILE|-", help="Write it to a file; - is standard output."),
    option("--force", is_flag=True, help="Replace a file that is there."),
    option("--copy", is_flag=True, help="Put it into the clipboard, too."),
    reader_options,
)
"""How a report looks and where it goes."""


@verb("standup", example="custdev standup --format slack --copy; custdev standup CD --since fri --record -o today.md")
@click.argument("boards", nargs=-1, metavar="[BOARD]...")
@option("--since", metavar="WHEN", help="Since when things are news: yesterday, fri, 3d, 2026-11-20, or a time.")
@option("--at", metavar="TIME", help="As everything stood at a time, such as 2026-11-23T09:11.")
@option("--record", is_flag=True, help="Record it as a standup, so that the next one counts from it.")
@_report_options
def report(
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
        delivery = _delivery(**how)
        delivery.to.check()
        held = begun(reading, experiments, begin) if record else None
        if held is not None:
            now, workspace = max(now, held.started_at), reading.workspace
        path = _hand_out(desk, reading, delivery, workspace, experiments, now=now, since=begin, standup=held)
        if held is not None:
            reading.session.save(operations.end_standup, held.uid, held.spent, report=str(path or ""))
            hint(f"Recorded as {held.uid[-6:]}.")


@noun(("standups", "list", "show"), example="custdev standups show last --format md")
def standups() -> None:
    """Standups that were held. They are named by id, by its last characters, by their day, or as `last`."""


@verb("list", example="custdev standups list CD")
@click.argument("board", required=False)
def listing(desk: Desk, *, board: str | None, as_json: bool) -> None:
    """List the standups that were held, over BOARD or over any, the last one first."""
    with desk.reading(policy=True) as reading:
        past = past_standups(reading)[::-1]
        if board:
            uid = chosen(reading, reading.workspace, [board])[0].uid
            past = [held for held in past if uid in held.experiments]
        lens = reading.seen().lens
        shapes = (scrubbed(standup_shape(reading.workspace, held), lens.text) for held in past)
        nothing = "No standup was held yet; custdev standup --record records one."
        rows = (_row(reading, held, lens) for held in past)
        answer_rows(as_json, shapes, HEADERS, rows, no_color=desk.no_color, nothing=nothing)


@verb(example="custdev standups show fri --format slack")
@click.argument("which", required=False, default="last", metavar="[ID|DATE|last]")
@_report_options
def show(desk: Desk, /, *, which: str, **how: Any) -> None:
    """Print the report of a standup as everything stood when it ended.

    Who has taken back a permission since is not quoted any more.
    """
    with desk.reading(policy=True) as reading:
        held = standup_named(reading, which)
        ended = end_of_standup(reading, held)
        workspace = reading.session.workspace_at(ended)
        experiments = experiments_of(workspace, held)
        _hand_out(desk, reading, _delivery(**how), workspace, experiments, now=ended, since=held.since, standup=held)


def _delivery(
    *,
    form: str | None,
    style: Style,
    profile: Profile,
    confirm: str | None,
    output: str | None,
    force: bool,
    copy: bool,
    as_json: bool,
) -> _Delivery:
    """Return what the options of `_report_options` ask for; a format that is not named is that of the file's ending."""
    check_reader(profile, confirm)
    if as_json and not output and form not in (None, "json"):
        raise click.UsageError(f"--json does not go with --format {form}.")
    return _Delivery(form_of(form, output, "txt"), style, profile, Destination(output or "-", force, copy, as_json))


def _hand_out(
    desk: Desk, reading: Reading, how: _Delivery, workspace: Workspace, experiments: Sequence[Experiment], **when: Any
) -> Path | None:
    """Print a report or write it to a file, and copy it where asked; return the file.

    `when` says up to and since which time it tells, and which standup it is of, as `report_parcel` takes it.
    """
    from tui.session.giving import report_parcel  # imported after what is asked was understood

    parcel = report_parcel(reading.session, workspace, experiments, how.profile, style=how.style, **when)
    form = "json" if how.to.as_json and how.to.is_printed else how.form
    return deliver(desk, reading.session, parcel, form, how.to)


def _row(reading: Reading, held: Standup, lens: Sight) -> list[str]:
    began = held.started_at.astimezone(reading.policy.zone)
    took = f"{held.spent // 60}:{held.spent % 60:02d}" if held.spent else "–"
    return [
        f"{began:%a %Y-%m-%d %H:%M}",
        " ".join(experiment.key for experiment in experiments_of(reading.workspace, held)),
        lens.teammate(held.by),
        took if held.ended_at else "not ended",
        str(len(held.decisions)),
        held.uid[-6:],
    ]


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
        begin = midnight(day, zone)
    if begin > now:
        raise NotAllowed(f'"{text[:40]}" is after the time of the report. Nothing was written.')
    return begin


def begun(reading: Reading, experiments: Sequence[Experiment], since: datetime | None) -> Standup:
    """Begin a standup over some experiments and return it; today's over the same ones goes on."""
    uids, now = [experiment.uid for experiment in experiments], reading.now()
    begin = since or since_of(reading.workspace, experiments, reading.policy, now)
    reading.session.save(operations.begin_standup, uids, begin)
    held = todays_standup(reading.workspace, uids, reading.policy, reading.now())
    assert held is not None, "a standup that was begun is there"
    return held


def past_standups(reading: Reading) -> list[Standup]:
    """Return the standups that were held or are being held, the first one first."""
    return sorted(reading.workspace.standups.values(), key=lambda held: (held.started_at, held.uid))


def standup_named(reading: Reading, text: str) -> Standup:
    """Return the standup of an id or a day, or the last one. Raises NotFound or Ambiguous."""
    past = past_standups(reading)
    if not past:
        raise NotFound("No standup was held yet.")
    if text.casefold() == "last":
        return past[-1]
    try:
        day = parse_since(text, reading.today)
    except NotAllowed:
        return find_standup(reading.workspace, text)
    on_day = [held for held in past if reading.policy.day(held.started_at) == day]
    if not on_day:
        those = Remedy("standups.list", "shows those that were.")
        raise NotFound(f"No standup was held on {day.isoformat()};", those)
    return on_day[-1]


def end_of_standup(reading: Reading, held: Standup) -> datetime:
    """Return when a standup ended (UTC); one that nobody ended is over with its day."""
    if held.ended_at is not None:
        return held.ended_at
    next_day = reading.policy.day(held.started_at) + timedelta(days=1)
    return min(reading.now(), midnight(next_day, reading.policy.zone) - timedelta(seconds=1))


def experiments_of(workspace: Workspace, held: Standup) -> list[Experiment]:
    """Return the experiments a standup was held over, as far as they are there."""
    experiments = (workspace.experiments.get(uid) for uid in held.experiments)
    return [experiment for experiment in experiments if experiment is not None]


def standup_shape(workspace: Workspace, held: Standup) -> dict[str, Any]:
    """Return a standup; `boards` are keys, `spent` are seconds, `card` the key of what a decision became, or null."""
    return {
        "id": held.uid,
        **fields_of(held, "started_at", "ended_at", "since"),
        "boards": [experiment.key for experiment in experiments_of(workspace, held)],
        **fields_of(held, "by", "attendees", "spent"),
        "report": held.report or None,
        "decisions": [
            {
                **fields_of(decision, "text", "owner", "due", "done_at"),
                "card": card_key(workspace, card) if (card := workspace.cards.get(decision.card or "")) else None,
            }
            for decision in held.decisions
        ],
    }
