"""`custdev diff`: what changed on a board between two moments."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Any, NamedTuple

import click

from tui.cli.diff_output import diff_lines
from tui.cli.output import emit, hint, say
from tui.cli.verbs import Desk, verb
from tui.domain.flow.figures import zone_of
from tui.domain.history.comparing import board_differences
from tui.domain.privacy.hiding import scrubbed, scrubber_of
from tui.domain.privacy.names import Scrubber
from tui.domain.privacy.sight import Sight
from tui.domain.records import Experiment
from tui.domain.records.workspace import Workspace
from tui.service.board_shapes import diff_shape
from tui.service.earlier import beginning_of, board_then, end_of, zone_to_read
from tui.service.naming import Reading


@verb(example="custdev diff CD --from fri --to yesterday")
@click.argument("board")
@click.option(
    "--from",
    "begin",
    required=True,
    metavar="TIME",
    help="Since when: 2026-11-20 (its beginning), 2026-11-20T14:00, yesterday, fri or 3d.",
)
@click.option("--to", "end", metavar="TIME", help="Until when, a day at its end; now, unless it is said.")
def diff(desk: Desk, *, board: str, begin: str, end: str | None, as_json: bool) -> None:
    """Show what changed on a board between two moments, both rebuilt from the events.

    Finished cards come first, then what moved, what is blocked, what is new, edited, noted, and gone. What was set back
    in between is not told; custdev log has it. Times are those of the experiment. Customers are named by P-id only.
    """
    with desk.reading() as reading:
        since, until = _span(begin, end, reading.now(), zone_to_read(reading, board))
        tell_difference(reading, board, since, until, as_json=as_json)


def tell_difference(reading: Reading, board: str, since: datetime, until: datetime, *, as_json: bool) -> None:
    """Print what changed on a board between two moments, as our team may see it."""
    before = reading.session.workspace_at(since)
    after, experiment = board_then(reading, board, until)
    zone = zone_of(experiment.timezone)
    heading = f"{_when(since, zone)} to {_when(until, zone)}"
    beside = Beside(Side(before, since), Side(after, until), heading, "Nothing changed on it in that time.")
    tell_beside(reading, experiment, beside, {"from": since, "to": until} if as_json else None)


class Side(NamedTuple):
    """A workspace as it stands, stood, or would stand, and at what time."""

    workspace: Workspace
    at: datetime


class Beside(NamedTuple):
    """Two states of a board, what they are called, and what is said where they are the same."""

    before: Side
    after: Side
    heading: str
    nothing: str


def tell_beside(reading: Reading, experiment: Experiment, beside: Beside, data: dict[str, Any] | None) -> None:
    """Print how the board of an experiment differs between two states, as our team may see it.

    With `data`, which says for scripts what the two are, as JSON.
    """
    (before, since), (after, until) = beside.before, beside.after
    seen = reading.seen(before, since), reading.seen(after, until)
    difference = board_differences(before, after, experiment.uid, seen[1].lens.counts)
    hiding = _Hiding(reading, before, after, lens=seen[1].lens)
    if data is not None:
        emit({**data, **diff_shape(*seen, difference, hiding.data)})
        return
    say(f"{hiding.text(f'{experiment.definition.title} ({experiment.key})')} · {beside.heading}")
    if difference.is_empty:
        hint(beside.nothing)
    for line in diff_lines(*seen, difference, until):
        say(hiding.text(line))


class _Hiding:
    """Takes out of texts whoever is known now, or was known then by another name; the team stays readable.

    Who may not be seen even by P-id is taken out by a `lens`.
    """

    def __init__(self, reading: Reading, *others: Workspace, lens: Sight) -> None:
        present = reading.workspace
        owners = {card.assignee for other in others for card in other.cards.values() if card.assignee}
        team = {*reading.policy.team, *owners}
        different = [other for other in others if other.contacts != present.contacts]
        self._scrubbers: list[Scrubber] = [scrubber_of(state, team) for state in (present, *different)]
        self._lens = lens

    def text(self, text: str) -> str:
        for scrubber in self._scrubbers:
            text = scrubber.scrub(text)
        return self._lens.without_unseen(text)

    def data(self, value: Any) -> Any:
        return scrubbed(value, self.text)


def _span(begin: str, end: str | None, now: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    since = beginning_of(begin, now, zone)
    until = end_of(end, now, zone) if end is not None else now
    if until < since:
        raise click.UsageError(f"--to {end} is before --from {begin}; write the earlier time after --from.")
    return since, until


def _when(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%a %d %b %Y %H:%M}"
