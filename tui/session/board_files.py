"""A running experiment follows its board file where that is the team's own; an edition that ships is offered to it.

One that is decided stays as it was.
"""

from __future__ import annotations

from pathlib import Path

from tui.definitions.catalog import CatalogEntry
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.records import Experiment
from tui.domain.records.definition import BoardDefinition
from tui.domain.work.own_edits import own_edit_words, own_edits
from tui.session.session import Session


def follow_definition(session: Session, board_id: str) -> str | None:
    """Take over the edited definition of a board that is running, where its file is the team's own.

    Returns a sentence when something was taken over, and one in a line of its own for what stays as it was edited here,
    else None. A board file with mistakes leaves the last good definition in force. Board files are only parsed where
    their text is not the one last taken over.
    """
    experiment = session.current(board_id)
    if experiment is None or experiment.status != "running":
        return None
    if _unchanged(session, board_id, {experiment.definition_hash, experiment.left_hash}):
        return None
    entry = session.catalog.entry(board_id)
    if entry is None or entry.definition is None or not follows(experiment, entry):
        return None
    own = own_sentences(session, experiment, entry.definition)
    take_over(session, experiment, entry)
    if entry.definition == experiment.definition:
        return None
    taken = f"Took over the edited definition of {entry.definition.title} from {entry.path.name}."
    return "\n".join([taken, *own])


def own_sentences(session: Session, experiment: Experiment, new: BoardDefinition) -> list[str]:
    """Return a sentence for each text of a card that a new definition changed, and that stays as it was edited here."""
    workspace = session.workspace
    return [f"{own_edit_words(workspace, edit)}." for edit in own_edits(workspace, experiment, new)]


def follows(experiment: Experiment | None, entry: CatalogEntry) -> bool:
    """Return whether an experiment takes over what a board file says now by itself: it runs, and the file is theirs."""
    return _differs(experiment, entry) and entry.source == "workspace"


def is_offered(experiment: Experiment | None, entry: CatalogEntry) -> bool:
    """Return whether a shipped board says something else than a running experiment, and nobody left that yet."""
    return (
        experiment is not None
        and _differs(experiment, entry)
        and entry.source == "shipped"
        and entry.hash != experiment.left_hash
        and entry.definition != experiment.definition
    )


def offered(experiment: Experiment | None, entry: CatalogEntry | None) -> tuple[Experiment, CatalogEntry]:
    """Return a running experiment and the edition of its shipped board that it may take over, also one it has left.

    Raises:
        NotAllowed: It does not run, or nothing is offered to it.
    """
    if experiment is None or experiment.status != "running":
        raise NotAllowed("This board is not running, so there is nothing to take over. Nothing was changed.")
    if entry is None or not _differs(experiment, entry) or entry.definition == experiment.definition:
        raise NotAllowed("This board runs as its file has it, so nothing is offered to it. Nothing was changed.")
    return experiment, entry


def take_over(session: Session, experiment: Experiment, entry: CatalogEntry) -> None:
    """Take what a board file says now over into a running experiment. Waits for the disk."""
    session.save(operations.reconcile_definition, experiment.uid, entry.definition, definition_hash=entry.hash)


def _differs(experiment: Experiment | None, entry: CatalogEntry) -> bool:
    """Return whether a good board file is not the one that a running experiment has taken over last."""
    if experiment is None or experiment.status != "running":
        return False
    return entry.definition is not None and entry.hash != experiment.definition_hash


def _unchanged(session: Session, board_id: str, taken_over: set[str]) -> bool:
    """Return whether a text taken over is still there, and no file of the team's own may be the board's now."""
    from tui.definitions.loader import definition_hash

    own = session.folder / "boards"
    texts = {path: _read(path) for path in (Path(name) for name, _, _ in session.catalog.fingerprint())}
    theirs = {path: text for path, text in texts.items() if path.parent == own}
    if not theirs or any(definition_hash(text) in taken_over for text in theirs.values()):
        return True
    mark = board_id.encode()
    ships = any(definition_hash(text) in taken_over for path, text in texts.items() if path not in theirs)
    return ships and not any(mark in text for text in theirs.values())


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
