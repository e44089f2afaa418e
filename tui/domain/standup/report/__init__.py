"""The report of a standup: all it tells, in the order in which it tells it, ready to leave the workspace.

Every text went through the scrubber, people are P-ids, and what may not be told is left out and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from operator import attrgetter

from msgspec.structs import replace

from tui.domain.evidence.criterion import standing_of
from tui.domain.evidence.ledger import notes_for_and_against, triangulation_words
from tui.domain.flow.figures import takes_more
from tui.domain.lens import Lens
from tui.domain.people.policy import Policy
from tui.domain.privacy.names import Scrubber
from tui.domain.privacy.profiles import DEFAULT, Profile
from tui.domain.records import Card, Experiment, Standup
from tui.domain.records.workspace import Workspace
from tui.domain.standup import walked
from tui.domain.standup.pulse import notes_since, pulse_of
from tui.domain.standup.report.customer_entries import customers_of, privacy_due_of
from tui.domain.standup.report.lesson_entries import insights_told, measured_told, reviews_told, riskiest_told
from tui.domain.standup.report.parts import Hypothesis, Metric, ReportBoard, Said, StandupReport
from tui.domain.standup.report.telling import Teller, WorkEntries, timezone_of

__all__ = ["StandupReport", "build_report", "timezone_of"]

_SHORT_ID = 4


def build_report(
    workspace: Workspace,
    experiments: Sequence[Experiment],
    policy: Policy,
    *,
    since: datetime,
    now: datetime,
    moved: frozenset[str],
    profile: Profile = DEFAULT,
    standup: Standup | None = None,
    pulled: frozenset[str] | None = None,
    present: Workspace | None = None,
    present_at: datetime | None = None,
    looking: bool = False,
    scrubber: Scrubber | None = None,
) -> StandupReport:
    """Return the report over some boards: what happened since a time, and how things stand now.

    The same workspace and the same times give the same report. `moved` are the cards (uids) that changed their column
    since then, `standup` is the one that is reported, with its decisions and who was there. `pulled` are the cards
    that entered an active column since it began, or since midnight without one (see `pulled_since`); where that is
    not known, it is those whose work began since then. Where the workspace is one of an earlier time, `present` is the
    one of today: nobody who is known by now is named, and nobody who said no in the meantime is quoted. `looking` and
    `scrubber` are those of a `Sight`.
    """
    lens = Lens(
        workspace,
        profile,
        lambda: policy,
        now,
        present=present,
        present_at=present_at,
        looking=looking,
        scrubber=scrubber,
    )
    teller = Teller(lens, experiments, since)
    work, boards = WorkEntries(teller, moved), (workspace, teller.experiments)
    ending = privacy_due_of(teller)  # it reads everybody at once, of whom all else reads some one by one
    pulse = pulse_of(workspace, experiments, policy, since, now, moved, lens.counts)
    finished = walked.finished_since(*boards, since)
    report = StandupReport(
        at=now.astimezone(UTC).replace(microsecond=0),
        since=since.astimezone(UTC),
        day=teller.today,
        timezone=teller.timezone,
        boards=tuple(work.boards.values()),
        pulse=pulse.without_evidence if profile == "public" else pulse,
        done=tuple(map(work.done, finished)),
        blocked=tuple(map(work.halted, walked.blocked_cards(*boards))),
        due=work.due(),
        expedite=tuple(map(work.underway, walked.expedited_cards(*boards))),
        doing=tuple(map(work.underway, walked.cards_in_progress(*boards))),
        customers=customers_of(teller),
        hypotheses=tuple(_hypothesis(teller, board, work.boards[board.uid]) for board in experiments),
        metrics=tuple(_metrics_of(teller, work.boards)),
        pulled=work.pulled(standup.started_at if standup else None, pulled),
        at_limit=not any(takes_more(workspace, experiment) for experiment in experiments),
        decided_before=work.decided_before(standup),
        decisions=work.decided_in(standup),
        attendees=tuple(map(lens.teammate, standup.attendees)) if standup else (),
        privacy_due=ending,
        learned=_learned_besides(teller, finished),
        measured=tuple(measured_told(teller)),
        insights=insights_told(teller),
        reviews=reviews_told(teller),
        record=standup.uid[-_SHORT_ID:].lower() if standup else "",
        profile=profile,
    )
    return replace(report, sheet=lens.sheet)


def _metrics_of(teller: Teller, boards: Mapping[str, ReportBoard]) -> Iterator[Metric]:
    """Yield the criteria that were set, board by board."""
    for experiment in teller.experiments:
        if (test := experiment.definition.test) is not None:
            where = f"{experiment.key}, criterion"
            criterion = replace(
                test, metric=teller.line(test.metric, where), criterion=teller.line(test.criterion, where)
            )
            # How few people there are may point at them.
            standing = None if teller.lens.profile == "public" else standing_of(teller.workspace, experiment)
            yield Metric(boards[experiment.uid], criterion, standing)


def _learned_besides(teller: Teller, finished: Iterable[Card]) -> tuple[Said, ...]:
    """Return what was learned since, but from the `finished` cards, which tell it themselves."""
    cards = {card.uid for card in finished}
    notes = notes_since(teller.workspace, teller.experiments, teller.since)
    lessons = (note for note in notes if note.kind == "learned" and note.card not in cards)
    return teller.quotes(sorted(lessons, key=attrgetter("at", "uid")))


def _hypothesis(teller: Teller, experiment: Experiment, board: ReportBoard) -> Hypothesis:
    """Return how the evidence of a board stands, and what of it is new."""
    ledger = teller.lens.ledger(experiment)
    recent = [note for note in notes_for_and_against(teller.workspace, experiment.uid) if note.at >= teller.since]
    quotes = teller.quotes(sorted(recent, key=attrgetter("at", "uid")))
    worst = riskiest_told(teller, experiment)
    return Hypothesis(
        board=board,
        ledger=ledger,
        triangulated=ledger.triangulated,
        wanted=triangulation_words(teller.policy),
        new=quotes,
        # How few notes are left out may point at somebody, too.
        withheld=0 if teller.lens.profile == "public" else len(recent) - len(quotes),
        riskiest=worst[0],
        importance=worst[1],
    )
