"""Assumptions as data. Keys may be added; those here stay."""

from __future__ import annotations

from typing import Any

import msgspec

from tui.domain.evidence.assumed import Assumed, assumed_of, assumed_on, evidence_on, ground_words
from tui.domain.privacy.seen import SeenWorkspace
from tui.domain.records import Assumption
from tui.domain.search.naming import card_key


def assumed_seen(seen: SeenWorkspace, board_id: str, *, archived: bool = False) -> list[Assumed]:
    """Return the live assumptions of a board, or those put away, with what they stand on, the riskiest first."""
    lens = seen.lens
    return assumed_on(lens.workspace, board_id, lens.witnesses, lens.policy, lens.now, archived=archived)


def one_seen(seen: SeenWorkspace, assumption: Assumption) -> Assumed:
    """Return an assumption with what it stands on."""
    lens = seen.lens
    return assumed_of(lens.workspace, assumption, lens.witnesses, lens.policy(), lens.now)


def assumption_shape(seen: SeenWorkspace, one: Assumed) -> dict[str, Any]:
    """Return an assumption with what it stands on: `ground` is its column of the map, `notes` are ids.

    `link` is its place in the chain of the hypothesis, null beside it; `cards` test it, by key.
    """
    shown = seen.assumptions[one.assumption.uid]
    experiment = seen.experiments[shown.experiment]
    return {
        "id": shown.uid,
        "board": experiment.key,
        "iteration": experiment.iteration,
        "text": shown.text,
        "importance": shown.importance,
        "link": shown.link,
        "ground": ground_words(one.ground, seen.lens.policy()),
        "tested": one.is_tested,
        "evidence": {**msgspec.to_builtins(one.ledger), "triangulated": one.ledger.triangulated},
        "notes": [note.uid for note in evidence_on(seen.lens.workspace, one.assumption)],
        "cards": [card_key(seen, seen.cards[uid]) for uid in shown.cards if uid in seen.cards],
        "at": shown.at,
        "by": shown.by,
        "archived": shown.archived_at is not None,
    }
