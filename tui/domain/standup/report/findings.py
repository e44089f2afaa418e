"""What a standup report tells of what was found out: evidence, criteria, and what was learned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from tui.domain.evidence.criterion import standing_of
from tui.domain.evidence.ledger import notes_for_and_against, triangulation_words
from tui.domain.records import Experiment, Note
from tui.domain.standup.pulse import notes_since
from tui.domain.standup.report.parts import Hypothesis, Metric, ReportBoard, Said
from tui.domain.standup.report.wording import Teller
from tui.domain.standup.work import finished_since


def hypotheses_of(teller: Teller, boards: Mapping[str, ReportBoard]) -> tuple[Hypothesis, ...]:
    """Return how the evidence of each board stands, and what of it is new."""
    return tuple(_hypothesis(teller, experiment, boards[experiment.uid]) for experiment in teller.experiments)


def metrics_of(teller: Teller, boards: Mapping[str, ReportBoard]) -> tuple[Metric, ...]:
    """Return the criteria that were set, board by board."""
    found = []
    for experiment in teller.experiments:
        if (test := experiment.definition.test) is not None:
            said = replace(
                test,
                metric=teller.line(test.metric, f"{experiment.key}, criterion"),
                criterion=teller.line(test.criterion, f"{experiment.key}, criterion"),
            )
            # How few people there are may point at them.
            public = teller.lens.profile == "public"
            standing = None if public else standing_of(teller.workspace, experiment)
            found.append(Metric(boards[experiment.uid], said, standing))
    return tuple(found)


def learned_besides(teller: Teller) -> tuple[Said, ...]:
    """Return what was learned since, but from the cards that were finished, which tell it themselves."""
    finished = {card.uid for card in finished_since(teller.workspace, teller.experiments, teller.since)}
    notes = notes_since(teller.workspace, teller.experiments, teller.since)
    return _told(teller, (note for note in notes if note.kind == "learned" and note.card not in finished))


def _hypothesis(teller: Teller, experiment: Experiment, board: ReportBoard) -> Hypothesis:
    ledger = teller.lens.ledger(experiment)
    new = [note for note in notes_for_and_against(teller.workspace, experiment.uid) if note.at >= teller.since]
    told = _told(teller, new)
    # How few notes are left out may point at somebody, too.
    withheld = 0 if teller.lens.profile == "public" else len(new) - len(told)
    return Hypothesis(
        board=board,
        ledger=ledger,
        triangulated=ledger.triangulated,
        wanted=triangulation_words(teller.policy),
        new=told,
        withheld=withheld,
    )


def _told(teller: Teller, notes: Iterable[Note]) -> tuple[Said, ...]:
    ordered = sorted(notes, key=lambda note: (note.at, note.uid))
    return tuple(said for note in ordered if (said := teller.said(note)))
