"""Tells in a report what was learned, and what was measured and says of the criterion."""

from __future__ import annotations

from collections.abc import Iterator

from tui.domain.evidence.assumed import assumed_on, riskiest
from tui.domain.evidence.confidence import erased_words
from tui.domain.learned.insights_seen import insight_seen, own_words_of_team
from tui.domain.records import Experiment, Insight, Note
from tui.domain.standup.lessons import News, insights_since, insights_to_review, measured_since
from tui.domain.standup.report import parts
from tui.domain.standup.report.telling import Teller
from tui.domain.views import NoteView


def insights_told(teller: Teller) -> tuple[parts.Learned, ...]:
    """Return the insights that are new."""
    new = insights_since(teller.workspace, teller.experiments, teller.since)
    return tuple(_learned(teller, new))


def reviews_told(teller: Teller) -> tuple[parts.Learned, ...]:
    """Return the insights that were to be looked at again by today."""
    due = insights_to_review(teller.workspace, teller.experiments, teller.today)
    return tuple(_learned(teller, due))


def measured_told(teller: Teller) -> Iterator[parts.Measured]:
    """Yield what was measured since, with what it says of the criterion, and what was said of that before."""
    for news in measured_since(teller.workspace, teller.experiments, teller.since):
        yield _measured(teller, news)


def riskiest_told(teller: Teller, experiment: Experiment) -> tuple[str, int | None]:
    """Return the riskiest assumption that nothing speaks to yet, and its importance.

    The public is told nothing of evidence, and so nothing of that.
    """
    lens, workspace = teller.lens, teller.workspace
    if lens.profile == "public" or not workspace.assumptions:
        return "", None
    assumed = assumed_on(workspace, experiment.board_id, lens.witnesses, lens.policy, lens.now)
    worst = riskiest(assumed)
    text = own_words_of_team(lens, worst.assumption.text, "assumption") if worst else ""
    return (text, worst.assumption.importance) if worst and text else ("", None)


def _learned(teller: Teller, insights: list[Insight]) -> Iterator[parts.Learned]:
    for insight in insights:
        view = insight_seen(teller.lens, insight, _nothing)
        if view is None:
            continue
        yield parts.Learned(
            statement=" ".join(view.statement.split()),
            confidence=view.confidence.sentence,
            day=view.day,
            key=view.board or "",
            themes=view.themes,
            status=view.status,
            review_by=view.review_by,
            erased=erased_words(insight),
        )


def _nothing(note: Note) -> NoteView | None:
    """Leave the words of notes to the rest of the report, which tells the new ones."""
    return None


def _measured(teller: Teller, news: News) -> parts.Measured:
    from tui.domain.learned.metrics_seen import measurement_seen
    from tui.domain.metrics.verdict import WORDS

    view = measurement_seen(teller.lens, news.measured.measurement)
    is_told = news.decides and view.verdict is not None
    return parts.Measured(
        key=teller.lens.line(news.experiment.key),
        metric=view.metric,
        title=news.measured.metric.title,
        figure=view.figure,
        on=view.on,
        wave=view.wave,
        segment=view.segment,
        phase=view.phase,
        answer=WORDS[view.verdict] if is_told and view.verdict else None,
        before=WORDS[news.before] if is_told and news.before else None,
    )
