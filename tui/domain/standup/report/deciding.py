"""What a standup report tells of decisions: those of the standup, and what became of those before."""

from __future__ import annotations

from tui.domain.flow.figures import local_day
from tui.domain.privacy.permits import NOT_FOR_READER
from tui.domain.records import Standup
from tui.domain.standup.decided import Followed, followed, last_decisions
from tui.domain.standup.report.parts import Decided
from tui.domain.standup.report.wording import Teller


def decided_in(teller: Teller, standup: Standup | None) -> tuple[Decided, ...]:
    """Return what was decided in a standup."""
    if standup is None:
        return ()
    today = teller.policy.day(teller.now)
    return tuple(
        _decided(teller, followed(teller.workspace, standup, decision, today)) for decision in standup.decisions
    )


def decided_before(teller: Teller, standup: Standup | None) -> tuple[Decided, ...]:
    """Return the decisions of the last standup, and those of earlier ones that are still open.

    Whoever gets no such texts is told that there are some: what became of them says nothing without them.
    """
    before = standup.started_at if standup is not None else teller.now
    found = last_decisions(teller.workspace, teller.experiments, teller.policy, before, teller.now)
    if teller.lens.profile == "public":
        if found:
            teller.lens.omit("last decisions", NOT_FOR_READER)
        return ()
    return tuple(_decided(teller, each) for each in found)


def _decided(teller: Teller, follows: Followed) -> Decided:
    decision, cards = follows.decision, teller.workspace.cards
    return Decided(
        text=teller.line(decision.text, "decision"),
        owner=teller.owner(decision.owner),
        due=decision.due,
        card=teller.card(cards[decision.card]) if decision.card and decision.card in cards else None,
        day=local_day(decision.at, teller.zone),
        state=follows.state,
        late=follows.late,
        ended=local_day(follows.ended, teller.zone) if follows.ended else None,
    )
