"""What people were asked and promised follows the touchpoint it was for, in the same Change."""

from __future__ import annotations

from collections.abc import Mapping

from tui.domain.records import Incentive, Invitation, Touchpoint
from tui.domain.records.edit import Edit
from tui.domain.records.vocabulary import InvitationStatus, TouchpointStatus
from tui.domain.records.workspace import Workspace

_OUTCOMES: Mapping[TouchpointStatus, InvitationStatus] = {
    "tentative": "asked",
    "confirmed": "asked",
    "done": "came",
    "no_show": "no_show",
    "cancelled": "cancelled",
}
_PLANNED = frozenset({"tentative", "confirmed"})
"""What only we did: that a meeting is planned is nobody's answer."""


def follow_touchpoint(workspace: Workspace, edit: Edit, touchpoint: Touchpoint) -> None:
    """Have the invitations to a touchpoint take its outcome, and what was promised for it be owed once it was had.

    What was asked and promised before, for no touchpoint in particular, is for this one where it fits.
    """
    if touchpoint.direction != "outbound":
        return
    for person in touchpoint.people:
        for invitation in workspace.invitations_of(person):
            if _is_to(invitation, touchpoint):
                edit.update(
                    invitation,
                    touchpoint=touchpoint.uid,
                    status=_OUTCOMES[touchpoint.status],
                    answered_at=invitation.answered_at or (None if touchpoint.status in _PLANNED else edit.context.now),
                )
        for incentive in workspace.incentives_of(person):
            if _is_for(incentive, touchpoint):
                had = touchpoint.status == "done"
                edit.update(incentive, touchpoint=touchpoint.uid, owed_since=touchpoint.at if had else None)


def _is_to(invitation: Invitation, touchpoint: Touchpoint) -> bool:
    """Return whether an invitation is to a touchpoint; what somebody declined or never answered stays so."""
    if invitation.status in ("declined", "no_answer"):
        return False
    if invitation.touchpoint is not None:
        return invitation.touchpoint == touchpoint.uid
    about = invitation.card is None or invitation.card in touchpoint.cards
    return about and invitation.method in (None, touchpoint.method) and invitation.at <= touchpoint.at


def _is_for(incentive: Incentive, touchpoint: Touchpoint) -> bool:
    if incentive.paid_at is not None:
        return False
    if incentive.touchpoint is not None:
        return incentive.touchpoint == touchpoint.uid
    return touchpoint.status not in ("no_show", "cancelled") and incentive.at <= touchpoint.at
