"""Incentives: what people get for taking part, what of it is owed, and how much that is in a year.

Amounts are decimals: what is paid to people is never a fraction of a binary number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from tui.domain.people.policy import Policy
from tui.domain.records import Incentive
from tui.domain.records.workspace import Workspace
from tui.domain.time.dates import past_words


def money(amount: Decimal, currency: str) -> str:
    """Return an amount as people write it: `30 EUR`, `12.50 EUR`."""
    whole = amount == amount.to_integral_value()
    return f"{amount:.0f} {currency}" if whole else f"{amount:.2f} {currency}"


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
