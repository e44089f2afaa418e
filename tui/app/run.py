"""Opens the application on a workspace, and closes it so that nothing is lost."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def run_app(folder: Path, *, actor: str, board: str | None = None, ascii_only: bool = False) -> int:
    """Run the application until it is left; return its exit code.

    What could not be saved by then is said on stderr.
    """
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")  # read once, when textual is imported
    from tui.app.app import CustdevApp
    from tui.session import Session
    from tui.settings import (
        choose_timezone,
        load_personal_settings,
        load_view_state,
        load_workspace_settings,
        save_view_state,
    )

    settings, warnings = load_personal_settings()
    shared, more = load_workspace_settings(folder)
    session = Session.open(folder, actor=actor, timezone=choose_timezone(shared.timezone))
    app = CustdevApp(session, board=board, settings=settings, view_state=load_view_state(folder), ascii_only=ascii_only)
    app.opening_words = [*session.problems, *warnings, *more]
    try:
        code = app.run()
    finally:
        lost = session.close()
    save_view_state(folder, app.view_state)
    if lost:
        sys.stderr.write(f"{lost} changes could not be saved: {session.failure}\n")
        return 1
    return code or 0
