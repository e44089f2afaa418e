"""`custdev digest`: what a discipline should know of what was learned, to be passed on."""

from __future__ import annotations

from datetime import datetime

import click

from tui.cli.delivery import Destination, FormatType, check_reader, deliver, form_of, reader_options
from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.standups import begin_of
from tui.cli.verbs import WordType, verb
from tui.domain.errors import NotAllowed
from tui.domain.privacy.profiles import Profile
from tui.domain.records import Experiment
from tui.domain.records.vocabulary import DISCIPLINES, Discipline
from tui.domain.records.workspace import Workspace
from tui.domain.standup.held import running_experiments
from tui.domain.time.moments import parse_moment
from tui.exchange.leaving import Leaving
from tui.service.naming import Reading

SINCE = "2w"


@verb(example="custdev digest --for design --since 2w --format html -o digest.html")
@click.argument("boards", nargs=-1, metavar="[BOARD]...")
@option("--for", "discipline", type=WordType(DISCIPLINES, "a discipline"), required=True, metavar="DISCIPLINE")
@option("--since", default=SINCE, show_default=True, metavar="WHEN", help="From when on: fri, 2w, 2026-11-01.")
@option("--format", "form", type=FormatType("digest"), help="Without it: as FILE ends, else md.")
@reader_options
@option("--at", metavar="TIME", help="As everything stood at a time, such as 2026-11-23T09:11.")
@option("-o", "--output", metavar="FILE|-", default="-", help="Write it to a file, instead of standard output.")
@option("--copy", is_flag=True, help="Put it into the clipboard, too.")
@option("--force", is_flag=True, help="Replace a file that is there.")
def digest(
    desk: Desk,
    /,
    *,
    boards: tuple[str, ...],
    discipline: Discipline,
    since: str,
    form: str | None,
    profile: Profile,
    confirm: str | None,
    at: str | None,
    output: str,
    copy: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Tell a DISCIPLINE what was learned on BOARDS, or on all that run: product, design, engineering, marketing, ….

    It has the insights that are new, were shared with them or acted on, themes that come up more or less often than as
    long before, what people said as far as they agreed, decisions, and what the criteria say. It notes nobody as told:
    insight share does.
    """
    check_reader(profile, confirm)
    destination = Destination(output, force=force, copy=copy)
    form = "json" if as_json and form is None else form_of(form, None if output == "-" else output, "md")
    destination.check()
    with desk.reading(policy=True) as reading:
        now = parse_moment(at, reading.now(), reading.policy.zone) if at else reading.now()
        experiments, leaving = _leaving(reading, boards, now, profile, is_past=at is not None)
        begin = begin_of(since, now, reading.policy, reading.policy.timezone)
        from tui.exchange.digesting import digested
        from tui.session.giving import digest_parcel

        experiments = digested(leaving.workspace, experiments, begin)
        parcel = digest_parcel(reading.session, leaving, experiments, discipline, begin, loose=not boards)
        deliver(desk, reading.session, parcel, form, destination)


def _leaving(
    reading: Reading, boards: tuple[str, ...], now: datetime, profile: Profile, *, is_past: bool
) -> tuple[list[Experiment], Leaving]:
    workspace = reading.session.workspace_at(now) if is_past else reading.workspace
    leaving = Leaving(
        workspace,
        reading.policy,
        now,
        profile=profile,
        present=reading.workspace,
        present_at=max(now, reading.now()),
    )
    return _named(reading, workspace, boards), leaving


def _named(reading: Reading, workspace: Workspace, boards: tuple[str, ...]) -> list[Experiment]:
    """Return the experiments that are named, each once, or all that are not put away.

    Raises:
        NotFound, Ambiguous: A board is named wrongly.
        NotAllowed: It is not started, or none is.
    """
    named: dict[str, Experiment] = {}
    for text in boards:
        board = reading.the_board(text, workspace)
        if not isinstance(board, Experiment):
            raise NotAllowed(f"{board.title} is not started, so there is nothing to tell of it. Nothing was written.")
        named[board.uid] = board
    experiments = [*named.values()] if boards else running_experiments(workspace)
    if not (experiments or workspace.experiments):
        raise NotAllowed("No experiment was started, so there is nothing to tell. Nothing was written.")
    return experiments or [one for one in workspace.experiments.values() if one.status != "archived"]
