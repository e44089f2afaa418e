"""Opens the app on a board."""

from __future__ import annotations

import os
from contextlib import ExitStack

from tui.cli.desk import Desk, is_terminal
from tui.cli.output import hint
from tui.domain.errors import NotAllowed
from tui.paths import SERVED


def open_board(folder: str | None, board: str | None) -> int:
    """Run the app on a board of a workspace, without any options, until it is left; return its exit code."""
    return open_app(Desk(folder), board)


def open_app(desk: Desk, board: str | None) -> int:
    """Run the app until it is left and return its exit code."""
    if not is_terminal() and not os.environ.get(SERVED):
        raise NotAllowed("The board needs a terminal. custdev show BOARD prints it, custdev --help lists the rest.")
    from tui.domain.records.numbering import has_doubles  # --help does without
    from tui.domain.work.iterations import is_over
    from tui.service.naming import Reading
    from tui.session import Session
    from tui.settings import load_workspace_settings

    shared, warnings = load_workspace_settings(desk.folder)
    session = Session.open(desk.folder, policy=shared.policy)
    with ExitStack() as on_failure:
        on_failure.callback(session.close)
        is_named = desk.sit_down(session)
        if has_doubles(session.workspace):
            from tui.session.checkup import mend_numbers  # nearly never

            warnings += mend_numbers(session)
        experiment = Reading(session, desk.policy, hint).board_to_read(board)[1] if board else None
        workspace = session.workspace
        earlier = experiment is not None and experiment.uid in workspace.experiments and is_over(workspace, experiment)
        on_failure.pop_all()
    from tui.app.run import run_app  # every other command does without the interface

    return run_app(
        session,
        board=experiment.board_id if experiment else None,
        iteration=experiment.uid if experiment and earlier else None,
        ascii_only=desk.ascii_only,
        warnings=warnings,
        asks_who=not is_named,
    )
