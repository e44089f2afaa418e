"""Opens the application on a workspace, and closes it so that nothing is lost."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tui.app.typed import lasting_key, present_key
from tui.domain.text import plural
from tui.paths import SERVED
from tui.settings import load_personal_settings
from tui.settings.view_state import load_view_state, save_drafts, save_view_state, take_drafts

if TYPE_CHECKING:
    from tui.app.app import CustdevApp
    from tui.domain.records.workspace import Workspace
    from tui.session import Session

FAILED = 1


def run_app(
    session: Session,
    *,
    board: str | None = None,
    iteration: str | None = None,
    ascii_only: bool = False,
    warnings: Sequence[str] = (),
    label: str = "",
    remember: bool = True,
    asks_who: bool = False,
) -> int:
    """Run the application on an open workspace until it is left, and close both; return the exit code.

    It begins with a `board`, or with an earlier `iteration` of it (the uid of the experiment). What could not be saved
    by the end is said on stderr. `label` stands in the title bars. What was looked at last, and what was typed and not
    saved, is kept for the next time, unless it is not to be remembered. Where it `asks_who`, the first change is done
    when somebody said who they are.
    """
    app = _app(session, remember, warnings, board=board, iteration=iteration, ascii_only=ascii_only, label=label)
    app.asks_who = asks_who and not app.names_stay_hidden
    code, lost = None, 1
    try:
        code = app.run()
    finally:
        if session.pending:
            _tell("Saving what is left...\n")
        try:
            lost = session.close()
        finally:  # also where somebody is tired of waiting
            if remember:
                _remember(app, lost=bool(lost))
    _print(app.to_print)
    if lost:
        _tell(f"{plural(lost, 'change')} could not be saved: {session.failure}\n")
        return FAILED
    # Who leaves says so; whatever else ended the app was a mistake.
    return app.return_code or FAILED if code is None else code


def _app(session: Session, remember: bool, warnings: Sequence[str], **options: Any) -> CustdevApp:
    """Return the application, with what was looked at and typed before; textual is imported here."""
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")  # read once, when textual is imported
    served = bool(os.environ.get(SERVED))
    if not served:  # exported, they would say for ever how large the terminal was once
        for name in ("COLUMNS", "LINES"):
            os.environ.pop(name, None)
    from tui.app.app import CustdevApp

    settings, more = load_personal_settings()
    view_state = load_view_state(session.folder) if remember else None
    app = CustdevApp(session, settings=settings, view_state=view_state, **options)
    app.names_stay_hidden = served
    if sys.platform != "win32" and not served:
        from tui.app.terminal.driver import TerminalDriver

        app.driver_class = TerminalDriver
    app.opening_words[:0] = [*session.opening_words(), *warnings, *more]
    if remember:
        for left in take_drafts(session.folder, _last_erased(session.workspace)):
            app.drafts.take_over({present_key(session, key): draft for key, draft in left.items()})
    return app


def _remember(app: CustdevApp, *, lost: bool) -> None:
    """Keep what was looked at and typed for the next time; what was handed in as well where changes were `lost`."""
    folder, left = app.session.folder, app.drafts.at_the_end(lost=lost)
    save_drafts(folder, {lasting_key(app.session, key): draft for key, draft in left.items()})
    save_view_state(folder, app.view_state)


def _last_erased(workspace: Workspace) -> datetime | None:
    erased = (person.erased_at for person in workspace.people_glances.values())
    return max(filter(None, erased), default=None)


def _print(texts: Iterable[str]) -> None:
    with suppress(OSError):  # the terminal may be gone
        sys.stdout.buffer.write("".join(texts).encode("utf-8", errors="replace"))
        sys.stdout.flush()


def _tell(words: str) -> None:
    with suppress(OSError):
        sys.stderr.write(words)
        sys.stderr.flush()
