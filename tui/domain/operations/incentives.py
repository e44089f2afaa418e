"""Promising people something for taking part, and giving it to them."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal, InvalidOperation

from tui.domain.errors import NotAllowed
from tui.domain.operations.checks import not_to_come, present, short, the_participant, the_touchpoint
from tui.domain.operations.declaration import writes
from tui.domain.operations.permission import check_guardian
from tui.domain.people.incentives import over_cap
from tui.domain.people.invitations import OverAsked
from tui.domain.records import Incentive
from tui.domain.records.change import Change, Context
from tui.domain.records.edit import Edit, changed
from tui.domain.records.workspace import Workspace

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
    promisee = the_participant(workspace, person)
    met = the_touchpoint(workspace, touchpoint) if touchpoint else None
    if met is not None and promisee.uid not in met.people:
        raise NotAllowed(f"{promisee.pid} has no part in that touchpoint. Nothing was changed.")
    check_guardian(workspace, promisee, context.today)
    promised = not_to_come(at or context.now, context.now, "A promise")
    paid_in = (short(currency, "A currency", 20) or context.policy.currency).upper()
    if not _CURRENCY.fullmatch(paid_in):
        raise NotAllowed(f'"{paid_in}" is not a currency such as EUR. Nothing was changed.')
    incentive = Incentive(
        context.ids(),
        promisee.uid,
        _amount(amount),
        paid_in,
        promised,
        context.actor,
        what=short(what, "What is promised"),
        touchpoint=met.uid if met else None,
        owed_since=met.at if met and met.status == "done" else None,
    )
    why = short(reason, "A reason")
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
    old = present(workspace.incentives, incentive, "incentive")
    if paid and old.paid_at is not None and at is None:
        return changed(workspace, context, "incentive_paid", old)
    paid_at = not_to_come(at or context.now, context.now, "A payment") if paid else None
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
