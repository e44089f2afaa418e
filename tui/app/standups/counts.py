"""The pulse of a standup as it is shown."""

from __future__ import annotations

from collections.abc import Iterator

from tui.app.paint import Span
from tui.app.standups.view import StandupView


def pulse_facts(view: StandupView, *, whole: bool) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield the counts of the pulse, each with its name; as a `whole`, with what there is to compare them to."""
    counts = view.pulse
    yield "done", (Span(str(counts.done), "bright bold"),)
    yield "moved", (Span(str(counts.moved) if view.moved is not None else "…", "bright bold"),)
    yield "notes", (Span(str(counts.notes), "bright bold"),)
    weeks = (Span(f" this week, {counts.last_week} last week", "muted"),) if whole else ()
    yield "touchpoints", (Span(f"{counts.touchpoints}/{counts.wanted}", "bright bold"), *weeks)
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
