"""Asking people to take part: what is open, what came of it, and how often somebody was asked lately."""

from __future__ import annotations

from datetime import date
from typing import get_args

from tui.domain.history.people_phrases import method_words
from tui.domain.history.phrases import plural
from tui.domain.people.policy import Policy
from tui.domain.records import Invitation
from tui.domain.records.vocabulary import InvitationStatus
from tui.domain.records.workspace import Workspace
from tui.domain.time.durations import add_duration, duration_words

INVITATION_STATUSES: tuple[InvitationStatus, ...] = get_args(InvitationStatus)


def asked_lately(workspace: Workspace, person: str, policy: Policy, today: date) -> list[Invitation]:
    """Return how a person (uid) was asked within the time that counts, oldest first, whatever came of it."""
    asked = workspace.invitations_of(person)
    return [each for each in asked if add_duration(policy.day(each.at), policy.asked_within) > today]


def asked_too_often(workspace: Workspace, person: str, policy: Policy, today: date) -> str:
    """Return why a person (uid) should not be asked again, as in `was asked 2 times within 30 days`; else empty."""
    times = len(asked_lately(workspace, person, policy, today))
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
