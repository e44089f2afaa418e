"""Themes and insights as data. Keys may be added; those here stay."""

from __future__ import annotations

from typing import Any

import msgspec

from tui.domain.evidence.confidence import confidence_of
from tui.domain.evidence.ledger import Ledger
from tui.domain.evidence.recurrence import Recurrence, recurrence_of
from tui.domain.privacy.seen import SeenWorkspace
from tui.domain.records import Insight, Theme
from tui.domain.search.naming import card_key

Shape = dict[str, Any]


def recurrence_seen(seen: SeenWorkspace, theme: Theme) -> Recurrence:
    """Return how often a theme comes up."""
    return recurrence_of(seen.lens.workspace, theme, seen.lens.witnesses)


def confidence_seen(seen: SeenWorkspace, insight: Insight) -> Ledger:
    """Return how sure an insight is."""
    lens = seen.lens
    return confidence_of(lens.workspace, insight, lens.witnesses, lens.policy(), lens.now)


def theme_shape(seen: SeenWorkspace, theme: Theme) -> Shape:
    """Return a theme with how often it comes up: `first` and `last` are null where no note is in it."""
    counts = recurrence_seen(seen, theme)
    return {
        "id": theme.uid,
        "name": theme.name,
        "aliases": list(theme.aliases),
        **msgspec.structs.asdict(counts),
        "archived": theme.archived_at is not None,
    }


def insight_shape(seen: SeenWorkspace, insight: Insight) -> Shape:
    """Return an insight; `notes` and `against` are ids, `cards` and `boards` what it led to, by key.

    `confidence` is worked out of the notes; `erased` is how many of them went with whoever said them.
    """
    confidence = confidence_seen(seen, insight)
    experiment = seen.experiments.get(insight.experiment or "")
    return {
        "id": insight.uid,
        "statement": insight.statement,
        "status": insight.status,
        "confidence": {**msgspec.to_builtins(confidence), "triangulated": confidence.triangulated},
        "notes": list(insight.notes),
        "against": list(insight.against),
        "erased": insight.erased,
        "themes": [seen.themes[uid].name for uid in insight.themes if uid in seen.themes],
        "board": experiment.key if experiment else None,
        "review_by": insight.review_by,
        "shared": [msgspec.structs.asdict(sharing) for sharing in insight.shared],
        "cards": [card_key(seen, seen.cards[uid]) for uid in insight.cards if uid in seen.cards],
        "boards": [seen.experiments[uid].key for uid in insight.boards if uid in seen.experiments],
        "at": insight.at,
        "by": insight.by,
    }
