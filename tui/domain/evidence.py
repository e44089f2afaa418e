"""What notes say about the hypothesis of an experiment, and whether that comes from more than one side.

A note that supports or refutes is evidence. It is triangulated when it comes from several people by several methods of
touchpoints; how many is the team's policy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from tui.domain.phrases import plural
from tui.domain.policy import Policy
from tui.domain.records import Experiment, Note
from tui.domain.workspace import Workspace


class Ledger(Struct, frozen=True):
    """How many notes support and refute, from how many people, by how many methods."""

    supports: int = 0
    refutes: int = 0
    people: int = 0
    methods: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing speaks for or against."""
        return not self.supports and not self.refutes

    def triangulated(self, policy: Policy) -> bool:
        """Return whether it comes from as many people and methods as the team wants."""
        return self.people >= policy.people and self.methods >= policy.methods


def ledger_of(workspace: Workspace, experiment: str, counts: Callable[[Note], bool] | None = None) -> Ledger:
    """Return the evidence of an experiment (uid), counted; with `counts`, only the notes of which it says so."""
    counts = counts or workspace.counts
    supports = refutes = 0
    people: set[str] = set()
    methods: set[str] = set()
    touchpoints = workspace.touchpoints
    for note in evidence_of(workspace, experiment):
        if not counts(note):
            continue
        if note.stance == "supports":
            supports += 1
        else:
            refutes += 1
        people.update(note.people)
        touchpoint = touchpoints.get(note.touchpoint or "")
        if touchpoint is not None:
            methods.add(touchpoint.method)
    return Ledger(supports, refutes, len(people), len(methods))


def evidence_of(workspace: Workspace, experiment: str) -> Iterator[Note]:
    """Yield the notes that support or refute the hypothesis of an experiment (uid), card by card.

    What was written on a card before it was carried into its iteration is evidence of the one it was written in.
    """
    cards, notes, experiments = workspace.cards, workspace.notes, workspace.experiments
    wanted = experiments.get(experiment)
    if wanted is None:
        return
    for uid, found in workspace.evidence():
        card = cards.get(uid)
        home = experiments.get(card.experiment) if card is not None else None
        if home is None or home.board_id != wanted.board_id:
            continue
        if home.parent is None:
            yield from (notes[each] for each in found if home is wanted)
        else:
            yield from (notes[each] for each in found if _written_in(workspace, home, notes[each]) is wanted)


def _written_in(workspace: Workspace, home: Experiment, note: Note) -> Experiment:
    """Return the iteration that ran when a note was written on a card that is in `home` now."""
    while home.started_at is not None and note.at < home.started_at:
        before = workspace.experiments.get(home.parent or "")
        if before is None:
            break
        home = before
    return home


def triangulation_words(policy: Policy) -> str:
    """Return what is still asked of evidence that comes from too few sides."""
    return f"{plural(policy.people, 'person', 'people')} by {plural(policy.methods, 'method')}"
