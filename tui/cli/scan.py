"""`custdev scan`: is anybody named in these files?"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from tui.cli.desk import Desk
from tui.cli.output import emit, hint, say, warn
from tui.cli.verbs import verb
from tui.domain.errors import NotAllowed
from tui.domain.privacy.hiding import scrubber_of, strangers_of
from tui.domain.privacy.names import Scrubber
from tui.domain.text import plural
from tui.exchange.scanning import Finding, findings, read_text
from tui.session import Session

CLEAN, UNREADABLE, FOUND = 0, 1, 3


@verb(example="custdev scan board.html notes.md; custdev export CD -o - | custdev scan -")
@click.argument("files", nargs=-1, required=True, metavar="FILE|-...")
def scan(desk: Desk, files: tuple[str, ...], as_json: bool) -> int:
    """Look for people in FILEs, or in standard input: names of everybody in this workspace, addresses, numbers.

    What is found is shown masked, with its line. What only may be somebody is shown as possible: look at it, it does
    not count. Exit code 0: nothing was found; 3: something was; 1: a file could not be read, or the names are not at
    hand.
    """
    with desk.reading(policy=True) as reading:
        session = reading.session
        scrubber = _knowing(session)
        results = {file: _scanned(scrubber, file) for file in files}
    if as_json:
        emit([_shape(file, findings) for file, findings in results.items()])
    else:
        for file, findings in results.items():
            say(*_lines(file, findings))
        hint(_summary(session, results))
    if None in results.values():
        return UNREADABLE
    return FOUND if any(map(_certain, results.values())) else CLEAN


def _knowing(session: Session) -> Scrubber:
    workspace = session.workspace
    strangers = strangers_of(workspace)
    if strangers:
        who = plural(strangers, "person is", "people are")
        raise NotAllowed(f"Names cannot be checked here: {who} known by P-id only. Nothing was scanned.")
    if not workspace.contacts:
        raise NotAllowed(
            f"Names cannot be checked here: nobody is known in {session.folder}. Nothing was scanned; "
            "--workspace names another folder."
        )
    return scrubber_of(workspace, session.policy.kept_words)


def _scanned(scrubber: Scrubber, file: str) -> list[Finding] | None:
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).expanduser().read_bytes()
        return list(findings(scrubber, read_text(data)))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        warn(f"{file} cannot be read: {reason}.")
        return None


def _certain(findings: list[Finding] | None) -> list[Finding]:
    return [finding for finding in findings or () if not finding.is_possible]


def _lines(file: str, findings: list[Finding] | None) -> Iterator[str]:
    for finding in findings or ():
        who = f" ({finding.who})" if finding.who else ""
        why = f", {finding.why}" if finding.why else ""
        yield f"{file}:{finding.line}: {finding.kind}: {finding.text}{who}{why}"


def _summary(session: Session, results: dict[str, list[Finding] | None]) -> str:
    certain = sum(len(_certain(findings)) for findings in results.values())
    possible = sum(finding.is_possible for findings in results.values() for finding in findings or ())
    people = plural(len(session.workspace.contacts), "person", "people")
    more = f", {plural(possible, 'possible leftover')} to look at" if possible else ""
    unread = None in results.values()
    outcome = f"{certain} found" if certain else "nothing found in what could be read" if unread else "clean"
    return f"{outcome}{more}: looked for {people}, and for addresses, numbers and accounts of anybody."


def _shape(file: str, findings: list[Finding] | None) -> dict[str, object]:
    return {
        "file": file,
        "readable": findings is not None,
        "clean": findings is not None and not _certain(findings),
        "findings": [msgspec.structs.asdict(finding) for finding in _certain(findings)],
        "possible": [msgspec.structs.asdict(finding) for finding in findings or () if finding.is_possible],
    }
