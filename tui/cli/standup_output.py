"""Where the report of a standup goes: to standard output, a file, the clipboard; and what is said about it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.cli.copies import remember_copy
from tui.cli.desk import Desk
from tui.cli.output import emit, hint, say
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.finding import people_in
from tui.domain.phrases import plural
from tui.domain.records import Standup
from tui.domain.report import StandupReport
from tui.exchange.standup_formats import render_standup
from tui.exchange.standup_layout import check_line
from tui.session import Session

if TYPE_CHECKING:
    from tui.exchange.standup_layout import Style


class Delivery(Struct, frozen=True):
    """How a report looks, and where it goes; without an `output`, and with `-`, to standard output."""

    form: str
    style: Style
    output: str | None = None
    force: bool = False
    copy: bool = False
    as_json: bool = False

    @property
    def path(self) -> Path | None:
        """The file to write, if one is to be written."""
        return Path(self.output).expanduser() if self.output and self.output != "-" else None

    def check(self) -> None:
        """Raise where the file could not be written, before anything is recorded."""
        if self.path is not None:
            from tui.exchange.files import check_target  # only where a file is written

            check_target(self.path, force=self.force)


def deliver(
    desk: Desk, session: Session, report: StandupReport, how: Delivery, *, recorded: Standup | None = None
) -> None:
    """Print a report or write it to a file, copy it where asked, and end the standup that is recorded with it."""
    if not report.check.is_clean:
        raise NotAllowed("The report would still name somebody, so it was not written. That is a mistake of custdev.")
    form = "json" if how.as_json and how.path is None else how.form
    text = render_standup(report, form, how.style)
    path = _write(desk, session, report, text, how) if how.path else None
    if recorded is not None:
        session.save(operations.end_standup, recorded.uid, recorded.spent, report=str(path or ""))
    if path is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", errors="replace"))
        sys.stdout.buffer.flush()
    elif how.as_json:
        emit({"path": str(path), "format": form, "profile": report.profile})
    else:
        say(str(path))
    if how.copy:
        _copy(text)
    if form != "json":
        hint(_about(report, recorded))


def _write(desk: Desk, session: Session, report: StandupReport, text: str, how: Delivery) -> Path:
    """Write a report to a file, and remember in the workspace that it is there, and about whom."""
    from tui.exchange.files import write_file  # only where a file is written

    assert how.path is not None
    path = write_file(how.path, text, force=how.force)
    session.actor = desk.acting()
    board = report.boards[0].id if len(report.boards) == 1 else ""
    about = people_in(session.workspace, text)
    remember_copy(session, path, how.form, profile=report.profile, board=board, people=about)
    return path


def _copy(text: str) -> None:
    """Put a text into the clipboard: with a tool, and by asking the terminal, where somebody sits at one."""
    from tui.exchange.clipboard import copy_text, terminal_copy  # only where it is asked for

    taken = copy_text(text)
    asking = terminal_copy(text) if sys.stdout.isatty() else None
    if asking:
        sys.stdout.write(asking)
        sys.stdout.flush()
    if taken:
        hint("Copied to the clipboard.")
    elif asking:
        hint("Sent to the terminal, which copies it if it knows how (OSC 52).")
    else:
        raise NotAllowed(
            "It was not copied: none of wl-copy, xclip, xsel, pbcopy and clip.exe took it. The report itself is done."
        )


def _about(report: StandupReport, recorded: Standup | None) -> str:
    """Return what is worth knowing beside the report: whether it was recorded, and that it names nobody."""
    changed = sum(each.count for each in report.changed)
    left_out = sum(each.count for each in report.left_out)
    words = [f"Recorded as {recorded.uid[-6:]}."] if recorded else []
    words += [f"{plural(changed, 'text')} changed, {left_out} left out."] if changed or left_out else []
    return " ".join([*words, f"Leak check: {check_line(report).text}."])
