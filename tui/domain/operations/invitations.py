"""Asking people to take part, what they answer, and what they are promised for it and get."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation

from tui.domain.errors import NotAllowed
from tui.domain.operations import checks
from tui.domain.operations.cards import live_card
from tui.domain.operations.declaration import writes
from tui.domain.operations.touchpoints import CHANNELS, TOUCHPOINT_METHODS
from tui.domain.people.invitations import INVITATION_STATUSES, OverAsked, check_not_over_asked, over_cap
from tui.domain.records import Incentive, Invitation, Touchpoint
from tui.domain.records.change import Change, Context, Edit, changed
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
    asked = checks.the_people(workspace, people)
    if not asked:
        raise NotAllowed("Say who is asked: a P-id such as P03. Nothing was changed.")
    about = live_card(workspace, card) if card else None
    planned = checks.the_touchpoint(workspace, touchpoint) if touchpoint else None
    words, why = checks.body(note, "A note"), checks.short(reason, "A reason")
    checks.check_guardians(workspace, asked, context.today)
    if words:
        checks.check_may_keep(workspace, asked, context.today)
    if not why:
        check_not_over_asked(workspace, asked, context, [about.experiment] if about else [], inviting=True)
    edit = Edit(workspace, context)
    for person in asked:
        invitation = Invitation(
            context.ids(),
            person,
            checks.not_to_come(at or context.now, context.now, "An invitation"),
            context.actor,
            card=about.uid if about else None,
            touchpoint=_joined(planned, person),
            method=checks.one_of(method, TOUCHPOINT_METHODS, "a method") if method else None,
            channel=checks.one_of(channel, CHANNELS, "a channel") if channel else None,
            note=words,
        )
        edit.put(invitation)
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
    old = checks.present(workspace.invitations, invitation, "invitation")
    words = old.note if note is None else checks.body(note, "A note")
    if words != old.note and words:
        checks.check_may_keep(workspace, [old.participant], context.today)
    outcome = checks.one_of(status, INVITATION_STATUSES, "what comes of an invitation")
    answered = checks.not_to_come(at or context.now, context.now, "An answer")
    answered_at = None if outcome == "asked" else answered
    return changed(workspace, context, "invitation_answered", old, status=outcome, answered_at=answered_at, note=words)


def _joined(planned: Touchpoint | None, person: str) -> str | None:
    """Return the touchpoint somebody is asked to, which they are to be in."""
    if planned is not None and person not in planned.people:
        raise NotAllowed("That touchpoint is planned with others. Nothing was changed.")
    return planned.uid if planned is not None else None


MOST = Decimal(1_000_000)
_CURRENCY = re.compile("[A-Z]{3}")


@writes("incentive_promised", "Promised", "promise", "{owed} an incentive")
def promise_incentive(
    workspace: Workspace,
    context: Context,
    person: str,
    amount: str | Decimal,
    currency: str = "",
    *,
    what: str = "",
    touchpoint: str | None = None,
    at: datetime | None = None,
    reason: str = "",
) -> Change:
    """Promise a person (uid) something for taking part: in a touchpoint, else in the next one they come to.

    For a touchpoint that was had already it is owed at once; `currency` is that of the settings unless it is said.

    Raises:
        OverAsked: It would be more than the cap of a year; with a `reason`, which is logged, it is promised.
    """
    promisee = checks.the_participant(workspace, person)
    met = checks.the_touchpoint(workspace, touchpoint) if touchpoint else None
    if met is not None and promisee.uid not in met.people:
        raise NotAllowed(f"{promisee.pid} has no part in that touchpoint. Nothing was changed.")
    checks.check_guardian(workspace, promisee, context.today)
    promised = checks.not_to_come(at or context.now, context.now, "A promise")
    paid_in = (checks.short(currency, "A currency", 20) or context.policy.currency).upper()
    if not _CURRENCY.fullmatch(paid_in):
        raise NotAllowed(f'"{paid_in}" is not a currency such as EUR. Nothing was changed.')
    incentive = Incentive(
        context.ids(),
        promisee.uid,
        _amount(amount),
        paid_in,
        promised,
        context.actor,
        what=checks.short(what, "What is promised"),
        touchpoint=met.uid if met else None,
        owed_since=met.at if met and met.status == "done" else None,
    )
    why = checks.short(reason, "A reason")
    over = over_cap(workspace, incentive, context.policy)
    if over and not why:
        raise OverAsked([f"{promisee.pid} {over}"], [promisee])
    edit = Edit(workspace, context)
    edit.put(incentive)
    return edit.change("incentive_promised", reason=why)


@writes("incentive_paid", "Paid", "pay", "an incentive of {owed}")
@writes("incentive_unpaid", "Took back the payment of", "take back the payment of", "an incentive of {owed}")
def pay_incentive(
    workspace: Workspace, context: Context, incentive: str, paid: bool = True, *, at: datetime | None = None
) -> Change:
    """Note that an incentive was paid, or that it was not after all."""
    old = checks.present(workspace.incentives, incentive, "incentive")
    if paid and old.paid_at is not None and at is None:
        return changed(workspace, context, "incentive_paid", old)
    paid_at = checks.not_to_come(at or context.now, context.now, "A payment") if paid else None
    return changed(workspace, context, "incentive_paid" if paid else "incentive_unpaid", old, paid_at=paid_at)


def _amount(amount: str | Decimal) -> Decimal:
    """Return an amount with at most two decimal places; raise NotAllowed where it is none."""
    try:
        number = Decimal(str(amount).strip())
        fits = number.is_finite() and 0 < number <= MOST and number == number.quantize(Decimal("0.01"))
    except InvalidOperation:
        fits = False
    if not fits:
        raise NotAllowed(f'"{amount}" is not an amount such as 30 or 12.50. Nothing was changed.')
    return number.quantize(Decimal("0.01"))
