"""Asking people to take part: what is open, what came of it, and who should not be asked for more.

Too much is asked of somebody in cooldown, in as many studies as the team wants at once, or asked often enough lately.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import get_args

from tui.domain.errors import NotAllowed
from tui.domain.history.people_phrases import method_words
from tui.domain.people.consent import refuses
from tui.domain.people.keeping import keeping_of
from tui.domain.people.policy import Policy
from tui.domain.records import Invitation, Participant
from tui.domain.records.change import Context
from tui.domain.records.vocabulary import InvitationStatus
from tui.domain.records.workspace import Workspace
from tui.domain.text import plural
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
