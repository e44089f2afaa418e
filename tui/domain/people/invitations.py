"""Asking people to take part: what is open, what came of it, who is not to be asked for more, and what they get.

Too much is asked of somebody in cooldown, in as many studies as the team wants at once, or asked often enough lately.
Amounts are decimals: what is paid to people is never a fraction of a binary number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import get_args

from tui.domain.errors import NotAllowed
from tui.domain.history.people_phrases import method_words
from tui.domain.people.consent import refuses
from tui.domain.people.keeping import keeping_of
from tui.domain.people.policy import Policy
from tui.domain.records import Incentive, Invitation, Participant
from tui.domain.records.change import Context
from tui.domain.records.vocabulary import InvitationStatus
from tui.domain.records.workspace import Workspace
from tui.domain.text import plural
from tui.domain.time.dates import past_words
from tui.domain.time.durations import add_duration, duration_words

INVITATION_STATUSES: tuple[InvitationStatus, ...] = get_args(InvitationStatus)


class OverAsked(NotAllowed):
    """Going on takes a reason, which is logged; `people` are those who were asked often enough."""

    kind = "over_asked"

    def __init__(self, why: Sequence[str], people: Sequence[Participant]) -> None:
        super().__init__(f"{'; '.join(why)}. Going on takes a reason. Nothing was changed.")
        self.why = "; ".join(why)
        self.people = tuple(people)


def check_not_over_asked(
    workspace: Workspace, people: Iterable[str], context: Context, experiments: Iterable[str], *, inviting: bool = False
) -> None:
    """Raise OverAsked where people (uids) have been asked for enough; `experiments` are those they are asked for now.

    Who is asked to take part, `inviting`, is to want that, and not to have been asked for it often enough.

    Raises:
        OverAsked: Its sentence says who, and why.
    """
    policy, today, asked_for = context.policy, context.today, set(experiments)

    def why(person: Participant) -> str:
        if inviting and refuses(workspace, person, "take_part", today):
            return "does not want to take part"
        often = asked_too_often(workspace, person.uid, policy, today) if inviting else ""
        return why_not(workspace, person, policy, today, asked_for) or often

    over = [(person, reason) for person in workspace.people(people) if (reason := why(person))]
    if over:
        raise OverAsked([f"{person.pid} {reason}" for person, reason in over], [person for person, _ in over])


def why_not(
    workspace: Workspace, person: Participant, policy: Policy, today: date, asked_for: Iterable[str] = ()
) -> str:
    """Return why a person should not be asked for more, as in `is in cooldown for 9 days`; empty where they may."""
    keeping = keeping_of(workspace, person, policy, today)
    if keeping.status == "blocklisted":
        return "is not to be contacted"
    if keeping.status == "opted_out":
        return "does not want to be contacted"
    if keeping.resting is not None:
        days = (keeping.resting - today).days
        return f"is in cooldown for {plural(days, 'more day')}" if days else "is in cooldown until tomorrow"
    taking_part, studies = studies_of(workspace, person.uid), set(asked_for)
    if len(taking_part) >= policy.studies and not (studies and studies <= taking_part):
        return f"takes part in {plural(len(taking_part), 'study', 'studies')} at once"
    return ""


def studies_of(workspace: Workspace, person: str) -> set[str]:
    """Return the uids of the running experiments with unfinished cards that a person (uid) is linked to."""
    running = {experiment.uid for experiment in workspace.experiments.values() if experiment.status == "running"}
    cards = (card for card in workspace.cards_with(person) if card.archived_at is None and card.finished_at is None)
    return running & {card.experiment for card in cards}


def asked_too_often(workspace: Workspace, person: str, policy: Policy, today: date) -> str:
    """Return why a person (uid) should not be asked again, as in `was asked 2 times within 30 days`; else empty.

    Counted is how often they were asked within the time that counts, whatever came of it.
    """
    days = (policy.day(invitation.at) for invitation in workspace.invitations_of(person))
    times = sum(add_duration(day, policy.asked_within) > today for day in days)
    if times < policy.most_asked:
        return ""
    return f"was asked {plural(times, 'time')} within {duration_words(policy.asked_within)}"


def invitation_words(invitation: Invitation) -> str:
    """Return what somebody was asked to, and by which way: `interview, by email`."""
    what = method_words(invitation.method) if invitation.method else "take part"
    return f"{what}, by {invitation.channel.replace('_', ' ')}" if invitation.channel else what


def standing_words(invitation: Invitation) -> str:
    """Return how an invitation stands: `asked`, `planned`, `no answer`, `came`."""
    if invitation.is_open:
        return "planned" if invitation.touchpoint else "asked"
    return invitation.status.replace("_", " ")


def money(amount: Decimal, currency: str) -> str:
    """Return an amount as people write it: `30 EUR`, `12.50 EUR`."""
    return f"{amount:.0f} {currency}" if amount == amount.to_integral_value() else f"{amount:.2f} {currency}"


def owed_now(workspace: Workspace) -> list[Incentive]:
    """Return what is owed to anybody, the longest owed first."""
    owed = [incentive for incentive in workspace.incentives.values() if incentive.state == "owed"]
    return sorted(owed, key=_owed_order)


def totals_of(incentives: Iterable[Incentive], policy: Policy) -> dict[int, dict[str, Decimal]]:
    """Return what was promised in all, by the year of the promise and the currency."""
    totals: defaultdict[int, defaultdict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for incentive in incentives:
        totals[policy.day(incentive.at).year][incentive.currency] += incentive.amount
    return {year: dict(sorted(totals[year].items())) for year in sorted(totals)}


def over_cap(workspace: Workspace, incentive: Incentive, policy: Policy) -> str:
    """Return why somebody should not be promised this on top of what they were this year; empty where they may be.

    Counted is what was promised in the calendar year, in the currency of the cap.
    """
    if policy.incentive_cap is None or incentive.currency != policy.currency:
        return ""
    year = policy.day(incentive.at).year
    promised = [*workspace.incentives_of(incentive.participant), incentive]
    total = totals_of(promised, policy)[year][incentive.currency]
    if total <= policy.incentive_cap:
        return ""
    cap = money(policy.incentive_cap, incentive.currency)
    return f"would have been promised {money(total, incentive.currency)} in {year}, and {cap} is the most"


def incentive_words(incentive: Incentive, policy: Policy, today: date) -> str:
    """Return an incentive and how it stands: `30 EUR voucher, owed since 20 Nov`."""
    what = f"{money(incentive.amount, incentive.currency)} {incentive.what}".strip()
    stands = {
        "promised": ("promised", incentive.at),
        "owed": ("owed since", incentive.owed_since),
        "paid": ("paid", incentive.paid_at),
    }
    how, since = stands[incentive.state]
    return f"{what}, {how} {past_words(policy.day(since), today)}" if since else what


def _owed_order(incentive: Incentive) -> tuple[datetime, str]:
    return incentive.owed_since or incentive.at, incentive.uid
