"""A running experiment follows its board file when somebody has edited it; one that is decided stays as it was."""

from __future__ import annotations

from pathlib import Path

from tui.domain import operations
from tui.session.session import Session


def follow_definition(session: Session, board_id: str) -> str | None:
    """Take over the edited definition of a board that is running.

    Returns a sentence when something was taken over, else None; a board file with mistakes leaves the last good
    definition in force. Board files are only parsed where their text is not the one last taken over.
    """
    experiment = session.current(board_id)
    if experiment is None or experiment.status != "running":
        return None
    if _unchanged(session, board_id, experiment.definition_hash):
        return None
    entry = session.catalog.entry(board_id)
    if entry is None or entry.definition is None or entry.hash == experiment.definition_hash:
        return None
    reconcile = operations.reconcile_definition
    session.save(reconcile, experiment.uid, entry.definition, definition_hash=entry.hash)
    if entry.definition == experiment.definition:
        return None
    return f"Took over the edited definition of {entry.definition.title} from {entry.path.name}."


def _unchanged(session: Session, board_id: str, known: str) -> bool:
    """Return whether the text last taken over is still there, and no nearer file may be the board's now."""
    from tui.definitions.loader import definition_hash

    own = session.folder / "boards"
    paths = [Path(name) for name, _, _ in session.catalog.fingerprint()]
    texts = {path: _read(path) for path in paths}
    matching = [path for path, text in texts.items() if definition_hash(text) == known]
    if any(path.parent == own for path in matching):
        return True
    mark = board_id.encode()
    return bool(matching) and not any(mark in text for path, text in texts.items() if path.parent == own)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
