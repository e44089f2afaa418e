"""Of which experiments an insight is."""

from __future__ import annotations

from tui.domain.records import Experiment, Insight
from tui.domain.records.workspace import Workspace


def insights_of(workspace: Workspace, experiment: Experiment) -> list[Insight]:
    """Return the insights of an experiment, oldest first."""
    chosen = (one for one in workspace.insights.values() if experiment.uid in homes_of(workspace, one))
    return sorted(chosen, key=lambda one: (one.at, one.uid))


def homes_of(workspace: Workspace, insight: Insight) -> set[str]:
    """Return of which experiments (uids) an insight is: where it was learned, else those of its notes, else of all.

    Nothing else may be left of one whose notes were erased with whoever said them.
    """
    if insight.experiment is not None:
        return {insight.experiment}
    notes = (workspace.notes.get(uid) for uid in (*insight.notes, *insight.against))
    cards = (workspace.cards.get(note.card or "") for note in notes if note is not None)
    return {card.experiment for card in cards if card is not None} or {*workspace.experiments}


def is_on(workspace: Workspace, note: str, experiment: Experiment) -> bool:
    """Return whether a note (uid) is on a card of an experiment."""
    written = workspace.notes.get(note)
    card = workspace.cards.get(written.card or "") if written is not None else None
    return card is not None and card.experiment == experiment.uid
