"""What a decision leads to, as a board of its own: its file is written, and the action remembers it."""

from __future__ import annotations

from pathlib import Path

from tui.definitions.board_writer import new_definition, write_board
from tui.domain import operations
from tui.domain.lens import Lens
from tui.domain.operations.life import free_action, origin_words
from tui.domain.records import Experiment
from tui.session.session import Session


def write_board_of(session: Session, experiment: Experiment, action: str) -> tuple[str, Path]:
    """Write the board an action (uid) of a decision becomes; return its id and where its file is.

    A board file is made to be handed around, and its id and name come of the title: nobody is named in it. It is not
    started: the first change to it does that. Only the file is written, nothing is saved in the workspace.
    Waits for the disk: not for the interface thread.

    Raises:
        DomainError: Nothing was written then.
    """
    session.check_writable()
    planned = free_action(session.workspace, experiment, action)
    lens = Lens(session.workspace, "team", lambda: session.policy, session.now())
    entries = session.catalog.entries()
    started = session.workspace.experiments.values()
    files = {entry.path.stem for entry in entries}
    definition = new_definition(
        lens.line(planned.text),
        hypothesis=lens.text(experiment.learning.learning) if experiment.learning else "",
        related=[lens.line(origin_words(experiment)), lens.line(experiment.board_id)],
        taken_ids={*(entry.id for entry in entries), *(begun.board_id for begun in started), *files},
        taken_keys={
            *(entry.definition.key for entry in entries if entry.definition),
            *(begun.key for begun in started),
        },
    )
    return definition.id, write_board(session.folder / "boards", definition)


def board_from_action(session: Session, experiment: Experiment, action: str) -> tuple[str, Path]:
    """Write the board an action (uid) of a decision becomes, as `write_board_of` does, and have the action know it.

    Raises:
        DomainError, StoreError: Nothing was written, or the file is there and only the action does not know of it.
    """
    board_id, path = write_board_of(session, experiment, action)
    session.save(operations.link_action, experiment.uid, action, board_id)
    return board_id, path
