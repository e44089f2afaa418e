"""What each assumption of a board stands on, counted from the notes that aim at it, and which is the riskiest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import IntEnum

from msgspec import Struct

from tui.domain.evidence.confidence import live_notes
from tui.domain.evidence.ledger import TRIANGULATED, Ledger, ledger_between, pieces_of
from tui.domain.evidence.stances import DIRECTIONS
from tui.domain.evidence.witnesses import Witnesses
from tui.domain.people.policy import Policy
from tui.domain.records import Assumption, Note
from tui.domain.records.workspace import Workspace
from tui.domain.text import plural

SEVERAL = 2


class Ground(IntEnum):
    """How much an assumption stands on, in its stronger direction; whether for or against, a test has been made."""

    NOBODY = 0
    ONE = 1
    SEVERAL = 2
    ENOUGH = 3
    TRIANGULATED = 4


class Assumed(Struct, frozen=True):
    """An assumption and the evidence on it; it was tested where anybody said or did something that speaks to it."""

    assumption: Assumption
    ledger: Ledger
    ground: Ground

    @property
    def is_tested(self) -> bool:
        """Whether anything speaks for it or against it."""
        return self.ground != Ground.NOBODY


def assumed_on(
    workspace: Workspace,
    board_id: str,
    witnesses: Witnesses,
    policy: Callable[[], Policy],
    now: datetime,
    *,
    archived: bool = False,
) -> list[Assumed]:
    """Return the assumptions of all iterations of a board that are live, or archived, the riskiest first.

    The more depends on one, and the less it stands on, the riskier it is; of two alike the older one is. The policy is
    asked only where there are some: most boards have none.
    """
    named = [one for home in workspace.experiments_of(board_id) for one in workspace.assumptions_of(home.uid)]
    chosen = [one for one in named if (one.archived_at is not None) is archived]
    if not chosen:
        return []
    policy_now = policy()
    return sorted((assumed_of(workspace, one, witnesses, policy_now, now) for one in chosen), key=_risk)


def assumed_of(
    workspace: Workspace, assumption: Assumption, witnesses: Witnesses, policy: Policy, now: datetime
) -> Assumed:
    """Return what an assumption stands on at a moment."""
    notes = evidence_on(workspace, assumption)
    sides = ([note for note in notes if note.stance == stance] for stance in ("supports", "refutes"))
    first, second = ([*pieces_of(workspace, side, witnesses)] for side in sides)
    ledger = ledger_between(first, second, policy, now)
    return Assumed(assumption, ledger, _ground(ledger, policy))


def riskiest(assumed: list[Assumed]) -> Assumed | None:
    """Return the riskiest of those that nothing speaks to yet; None where each was tested."""
    return next((one for one in assumed if not one.is_tested), None)


def evidence_on(workspace: Workspace, assumption: Assumption) -> list[Note]:
    """Return the notes for and against an assumption, oldest first; archived ones are left out."""
    notes = live_notes(workspace, workspace.uids("notes.aims", assumption.uid))
    return sorted((note for note in notes if note.stance in DIRECTIONS), key=lambda note: (note.at, note.uid))


def ground_words(ground: Ground, policy: Policy) -> str:
    """Return what a column of the map is called."""
    most = policy.people - 1
    several = plural(SEVERAL, "person", "people") if most <= SEVERAL else f"{SEVERAL} to {most} people"
    words = {
        Ground.NOBODY: "nobody",
        Ground.ONE: "1 person",
        Ground.SEVERAL: several,
        Ground.ENOUGH: f"{policy.people} by {plural(max(1, policy.methods - 1), 'method')}",
        Ground.TRIANGULATED: TRIANGULATED,
    }
    return words[ground]


def risk_words(one: Assumed) -> str:
    """Return how risky an assumption is, in figures: `importance 5, for: nobody; against: nobody`."""
    return f"importance {one.assumption.importance}, {one.ledger.brief}"


def _ground(ledger: Ledger, policy: Policy) -> Ground:
    if ledger.triangulated:
        return Ground.TRIANGULATED
    people = max(ledger.supporting.people, ledger.refuting.people)
    if people >= policy.people:
        return Ground.ENOUGH
    return Ground.SEVERAL if people >= SEVERAL else Ground(people)


def _risk(one: Assumed) -> tuple[int, int, datetime, str]:
    return -one.assumption.importance, one.ground, one.assumption.at, one.assumption.uid
