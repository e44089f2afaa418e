"""Answers of a survey are counted: as measurements, one a wave and a segment, in one change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from tui.domain.errors import NotAllowed
from tui.domain.evidence.respondents import (
    Given,
    Group,
    Sorted,
    caller,
    counting,
    groups_of,
    people_by_address,
    print_of,
    sorted_answers,
)
from tui.domain.metrics.registry import FORMULA_VERSION, METRICS
from tui.domain.metrics.scores import SCALES, counted
from tui.domain.operations import checks
from tui.domain.operations.declaration import writes
from tui.domain.records import Answer, Measurement, Respondents
from tui.domain.records.change import Change, Context, Edit
from tui.domain.records.vocabulary import PHASES, Phase
from tui.domain.records.workspace import Workspace


@writes("answers_imported", "Imported", "import", "answers: {measured}")
def import_answers(
    workspace: Workspace,
    context: Context,
    experiment: str,
    metric: str,
    answers: Sequence[Given],
    *,
    on: date | None = None,
    phase: Phase | None = None,
    question: str = "",
) -> Change:
    """Count the answers of a survey for a metric of an experiment (uid); those that are counted already change nothing.

    Where somebody answered anew, what they said before is counted no more. Answers without a day are of the day `on`,
    by default of today.

    Raises:
        NotAllowed: The metric has no scale, or an answer is of a day to come.
    """
    parent = checks.open_experiment(workspace, experiment)
    if metric not in SCALES:
        raise NotAllowed(f"{METRICS[metric].title} is not made of single answers. Nothing was changed.")
    kind = checks.one_of(phase, PHASES, "a phase") if phase else None
    edit = Edit(workspace, context)
    people = people_by_address(workspace, {one.email for one in answers})
    day = on or context.today
    for group, given in groups_of(answers).items():
        days = [one.on or day for one in given]
        if max(days) > context.today:
            raise NotAllowed("An answer is not of a day to come. Nothing was changed.")
        before = counting(workspace, parent.uid, metric, group, kind)
        standing = sorted_answers(workspace, before, given, people)
        _correct(edit, metric, [one for one in standing if one.state == "changed"])
        new = [one for one in standing if one.state == "new"]
        if new:
            blank = _measurement(context, parent.uid, metric, group, checks.body(question, "A question"))
            latest = max(one.given.on or day for one in new)
            _count(edit, replace(blank, on=latest, phase=kind), new)
    return edit.change("answers_imported", parent)


def _measurement(context: Context, experiment: str, metric: str, group: Group, question: str) -> Measurement:
    return Measurement(
        context.ids(),
        experiment,
        metric,
        (),
        context.today,
        context.now,
        context.actor,
        wave=checks.short(group.wave, "A wave"),
        segment=checks.short(group.segment, "A segment"),
        question=question,
        formula=FORMULA_VERSION,
    )


def _count(edit: Edit, measurement: Measurement, new: Sequence[Sorted]) -> None:
    """Count new answers as a measurement, and keep who gave them: people we know apart from all others."""
    context, metric = edit.context, measurement.metric_key
    edit.put(replace(measurement, numbers=counted(metric, (), (one.given.score for one in new))))
    for one in new:
        if one.person:
            score = one.given.score
            edit.put(Answer(context.ids(), one.person, context.now, context.actor, score, measurement.uid))
    others = [one.given for one in new if not one.person]
    if others:
        salt = context.ids()
        prints = tuple(print_of(salt, caller(one)) for one in others)
        scores = tuple(one.score for one in others)
        edit.put(Respondents(context.ids(), measurement.uid, salt, prints, scores))


def _correct(edit: Edit, metric: str, changed: Sequence[Sorted]) -> None:
    """Count other answers of the same respondents in place of those they gave before."""
    corrected: dict[str, tuple[list[str], list[str]]] = {}
    scores: dict[str, list[str]] = {}
    for one in changed:
        before = one.before
        assert before is not None, "what is changed was there before"
        added, taken = corrected.setdefault(before.measurement, ([], []))
        added.append(one.given.score)
        taken.append(before.score)
        if before.answer is not None:
            edit.update(before.answer, score=one.given.score)
        elif before.respondents is not None:
            of = scores.setdefault(before.respondents.uid, list(before.respondents.scores))
            of[before.number] = one.given.score
    for uid, (added, taken) in corrected.items():
        measurement = edit.workspace.measurements[uid]
        edit.update(measurement, numbers=counted(metric, measurement.numbers, added, taken))
    for uid, of in scores.items():
        edit.update(edit.workspace.respondents[uid], scores=tuple(of))
