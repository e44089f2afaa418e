"""The `custdev` command: opens a board without ado, or has click read what else is asked."""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn, TextIO

from tui.cli.failing import guarded
from tui.cli.output import hide_names, note_typed

COMPLETING = "_CUSTDEV_COMPLETE"
"""The variable in which a shell says what it wants to complete."""


def main() -> None:
    """Run the command line of this process."""
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        _never_fail_to_encode(stream)
    _leave(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code; to open a board, click is not even read."""
    if (asked := board_asked_for(arguments)) is not None:
        from tui.cli.starting import open_board  # every other command does without

        hide_names(None)
        note_typed(arguments)
        return guarded(lambda: open_board(*asked), as_json=False)
    from tui.cli.root import cli  # a tenth of what the first screen costs

    code: int = cli.main(arguments, standalone_mode=False)
    return code


def board_asked_for(arguments: Sequence[str]) -> tuple[str | None, str | None] | None:
    """Return the workspace and the board, None for those that are not named, where no more is asked than to open it.

    What begins with a hyphen is left to click, and so is what a shell asks of us to complete.
    """
    if COMPLETING in os.environ or not all(arguments):
        return None
    words, folder, board = list(arguments), None, None
    if words[:1] == ["--workspace"] and len(words) > 1:
        folder = words[1]
        del words[:2]
    if words[:1] == ["open"] and len(words) == 2:
        board = words.pop()
    if words not in ([], ["open"]) or any(name.startswith("-") for name in (folder, board) if name is not None):
        return None
    return folder, board


def _leave(code: int) -> NoReturn:
    """End this process without taking apart what it holds, which would be a seventh of what a small command costs.

    What has to be done at the end is done; threads that are still at work are waited for, as usual.
    """
    if threading.active_count() > 1:
        sys.exit(code)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):  # closed, or nobody reads it any more
            stream.flush()
    os._exit(code)


def _open_what_is_closed() -> None:
    """Have all streams lead somewhere: what is opened next would take the number of one, and be written to."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - for as long as we are there


def _never_fail_to_encode(stream: TextIO) -> None:
    with contextlib.suppress(AttributeError, ValueError):
        stream.reconfigure(errors="replace")  # type: ignore[attr-defined]
