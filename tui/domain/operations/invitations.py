"""Asking people to take part, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tui.domain.errors import NotAllowed
from tui.domain.operations.cards import live_card
from tui.domain.operations.checks import body, not_to_come, one_of, present, short, the_people, the_touchpoint
from tui.domain.operations.declaration import writes
from tui.domain.operations.permission import check_guardians, check_may_keep
from tui.domain.operations.touchpoints import CHANNELS, TOUCHPOINT_METHODS
from tui.domain.people.invitations import INVITATION_STATUSES, check_may_be_invited
from tui.domain.records import Invitation, Touchpoint
from tui.domain.records.change import Change, Context
from tui.domain.records.edit import Edit, changed
from tui.domain.records.vocabulary import Channel, InvitationStatus, Method
from tui.domain.records.workspace import Workspace


@writes("people_invited", "Asked", "ask", "{invited} to take part, {method}", "{invited} to take part")
def invite(
    workspace: Workspace,
    context: Context,
    people: Sequence[str],
    *,
    card: str | None = None,
    touchpoint: str | None = None,
    method: Method | None = None,
    channel: Channel | None = None,
    at: datetime | None = None,
    note: str = "",
    reason: str = "",
) -> Change:
    """Note that people (uids) were asked to take part: in the work of a card, or in a touchpoint that is planned.

    Raises:
        OverAsked: Somebody was asked or took part often enough; with a `reason`, which is logged, they are asked.
    """
    asked = the_people(workspace, people)
    if not asked:
        raise NotAllowed("Say who is asked: a P-id such as P03. Nothing was changed.")
    about = live_card(workspace, card) if card else None
    planned = the_touchpoint(workspace, touchpoint) if touchpoint else None
    words, why = body(note, "A note"), short(reason, "A reason")
    check_guardians(workspace, asked, context.today)
    if words:
        check_may_keep(workspace, asked, context.today)
    if not why:
        check_may_be_invited(workspace, asked, context.policy, context.today, {about.experiment} if about else set())
    edit = Edit(workspace, context)
    for person in asked:
        edit.put(
            Invitation(
                context.ids(),
                person,
                not_to_come(at or context.now, context.now, "An invitation"),
                context.actor,
                card=about.uid if about else None,
                touchpoint=_joined(planned, person),
                method=one_of(method, TOUCHPOINT_METHODS, "a method") if method else None,
                channel=one_of(channel, CHANNELS, "a channel") if channel else None,
                note=words,
            )
        )
    return edit.change("people_invited", about, reason=why)


@writes("invitation_answered", "Marked", "mark", "the invitation of {invited} as {answer}")
def answer_invitation(
    workspace: Workspace,
    context: Context,
    invitation: str,
    status: InvitationStatus,
    *,
    at: datetime | None = None,
    note: str | None = None,
) -> Change:
    """Note what came of an invitation: no answer, declined, and so on; `asked` opens it again."""
    old = present(workspace.invitations, invitation, "invitation")
    words = old.note if note is None else body(note, "A note")
    if words != old.note and words:
        check_may_keep(workspace, [old.participant], context.today)
    outcome = one_of(status, INVITATION_STATUSES, "what comes of an invitation")
    answered = not_to_come(at or context.now, context.now, "An answer")
    answered_at = None if outcome == "asked" else answered
    return changed(workspace, context, "invitation_answered", old, status=outcome, answered_at=answered_at, note=words)


def _joined(planned: Touchpoint | None, person: str) -> str | None:
    """Return the touchpoint somebody is asked to, which they are to be in."""
    if planned is not None and person not in planned.people:
        raise NotAllowed("That touchpoint is planned with others. Nothing was changed.")
    return planned.uid if planned is not None else None
