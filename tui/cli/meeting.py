"""`custdev session`: the sheet to read before an interview."""

from __future__ import annotations

import click

from tui.cli.desk import Desk
from tui.cli.grammar import verb
from tui.cli.output import emit, say
from tui.domain.people.meeting import meeting_lines, meeting_of, next_with
from tui.domain.search.naming import find_touchpoint, is_pid
from tui.service.meeting_shapes import meeting_shape


@verb(example="custdev session P05")
@click.argument("which", metavar="TOUCHPOINT|PERSON")
def session(desk: Desk, *, which: str, as_json: bool) -> None:
    """Print the sheet before an interview: who, what they agreed to and what is missing, last words, guide.

    TOUCHPOINT is an id as touchpoint list shows it, PERSON a P-id: then it is what is planned next with them,
    or else what was planned last and nobody settled. It is Markdown, with P-ids in place of names, and for our team.
    """
    with desk.reading(policy=True) as reading:
        workspace, policy, today = reading.workspace, reading.policy, reading.today
        if is_pid(which):
            touchpoint = next_with(workspace, reading.person(which), reading.now())
        else:
            touchpoint = find_touchpoint(workspace, which)
        seen = reading.seen()
        meeting = meeting_of(seen, seen.touchpoints[touchpoint.uid], policy, today)
        if as_json:
            emit(meeting_shape(seen, meeting))
        else:
            say("\n".join(meeting_lines(seen, meeting, policy, today)))
