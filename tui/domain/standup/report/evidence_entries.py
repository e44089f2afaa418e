"""What a standup report tells of what was found out: evidence, criteria, and what was learned."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from tui.domain.evidence.criterion import standing_of
from tui.domain.evidence.ledger import notes_for_and_against, triangulation_words
from tui.domain.records import Experiment, Note
from tui.domain.standup.pulse import notes_since
from tui.domain.standup.report.parts import Hypothesis, Metric, ReportBoard, Said
from tui.domain.standup.report.telling import Teller
from tui.domain.standup.work_walked import finished_since


def hypotheses_of(teller: Teller, boards: Mapping[str, ReportBoard]) -> tuple[Hypothesis, ...]:
    """Return how the evidence of each board stands, and what of it is new."""
    return tuple(_hypothesis(teller, experiment, boards[experiment.uid]) for experiment in teller.experiments)


def metrics_of(teller: Teller, boards: Mapping[str, ReportBoard]) -> tuple[Metric, ...]:
    """Return the criteria that were set, board by board."""
    metrics = []
    for experiment in teller.experiments:
        if (test := experiment.definition.test) is not None:
            where = f"{experiment.key}, criterion"
            criterion = replace(
                test, metric=teller.line(test.metric, where), criterion=teller.line(test.criterion, where)
            )
            # How few people there are may point at them.
            public = teller.lens.profile == "public"
            standing = None if public else standing_of(teller.workspace, experiment)
            metrics.append(Metric(boards[experiment.uid], criterion, standing))
    return tuple(metrics)


def learned_besides(teller: Teller) -> tuple[Said, ...]:
    """Return what was learned since, but from the cards that were finished, which tell it themselves."""
    finished = {card.uid for card in finished_since(teller.workspace, teller.experiments, teller.since)}
    notes = notes_since(teller.workspace, teller.experiments, teller.since)
    lessons = (note for note in notes if note.kind == "learned" and note.card not in finished)
    return teller.quotes(sorted(lessons, key=_by_time))


def _hypothesis(teller: Teller, experiment: Experiment, board: ReportBoard) -> Hypothesis:
    ledger = teller.lens.ledger(experiment)
    recent = [note for note in notes_for_and_against(teller.workspace, experiment.uid) if note.at >= teller.since]
    quotes = teller.quotes(sorted(recent, key=_by_time))
    return Hypothesis(
        board=board,
        ledger=ledger,
        triangulated=ledger.triangulated,
        wanted=triangulation_words(teller.policy),
        new=quotes,
        # How few notes are left out may point at somebody, too.
        withheld=0 if teller.lens.profile == "public" else len(recent) - len(quotes),
    )


def _by_time(note: Note) -> tuple[object, ...]:
    return note.at, note.uid
