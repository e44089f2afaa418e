"""Opens the application on a workspace, and closes it so that nothing is lost."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.session import Session


def run_app(
    session: Session,
    *,
    board: str | None = None,
    iteration: str | None = None,
    ascii_only: bool = False,
    warnings: Sequence[str] = (),
    label: str = "",
    remember: bool = True,
) -> int:
    """Run the application on an open workspace until it is left, and close both; return the exit code.

    It begins with a `board`, or with an earlier `iteration` of it (the uid of the experiment). What could not be saved
    by the end is said on stderr. `label` stands in the title bars; what was looked at last is kept for the next time,
    unless it is not to be remembered.
    """
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")  # read once, when textual is imported
    from tui.app.app import CustdevApp
    from tui.domain.text import plural
    from tui.settings import load_personal_settings
    from tui.settings.view_state import load_view_state, save_view_state

    settings, more = load_personal_settings()
    view_state = load_view_state(session.folder) if remember else None
    app = CustdevApp(
        session,
        board=board,
        iteration=iteration,
        settings=settings,
        view_state=view_state,
        ascii_only=ascii_only,
        label=label,
    )
    app.opening_words = [*session.opening_words(), *warnings, *more]
    try:
        code = app.run()
    finally:
        if session.pending:
            sys.stderr.write("Saving what is left...\n")
        lost = session.close()
    if remember:
        save_view_state(session.folder, app.view_state)
    if app.to_print:
        sys.stdout.buffer.write("".join(app.to_print).encode("utf-8", errors="replace"))
        sys.stdout.flush()
    if lost:
        sys.stderr.write(f"{plural(lost, 'change')} could not be saved: {session.failure}\n")
        return 1
    return code or app.return_code or 0
