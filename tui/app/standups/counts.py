"""The pulse of a standup as it is shown."""

from __future__ import annotations

from collections.abc import Iterator

from tui.app.paint import Span
from tui.app.standups.view import StandupView
from tui.domain.pulse import Pulse, pulse_of


def pulse(view: StandupView) -> Pulse:
    """Return the pulse of a standup as it is now."""
    moved = view.moved or frozenset()
    return pulse_of(view.workspace, view.experiments, view.policy, view.standup.since, view.now, moved)


def pulse_facts(view: StandupView, counts: Pulse) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield the counts of the pulse, each with its name."""
    yield "done", (Span(str(counts.done), "bright bold"),)
    yield "moved", (Span(str(counts.moved) if view.moved is not None else "…", "bright bold"),)
    yield "notes", (Span(str(counts.notes), "bright bold"),)
    yield "touchpoints", (Span(f"{counts.touchpoints}/{counts.wanted}", "bright bold"),)
    if counts.supports or counts.refutes:
        yield (
            "evidence",
            (
                Span(f"{view.glyphs.supports}{counts.supports} ", "ok"),
                Span(f"{view.glyphs.refutes}{counts.refutes}", "danger"),
            ),
        )
    limit = f"/{counts.limit}" if counts.limit is not None else ""
    over = f" {counts.over_words}" if counts.over else ""
    yield "WIP", (Span(f"{counts.wip}{limit}{over}", "warn bold" if counts.over else "bright bold"),)
