"""`custdev incentive`: what customers are promised for taking part, what of it is owed, and what was paid."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import click

from tui.cli.desk import Desk
from tui.cli.lazy import LazyGroup
from tui.cli.naming import the_person
from tui.cli.options import TEXT, json_flag
from tui.cli.output import emit, hint, say, table
from tui.cli.people_shapes import incentive_shape
from tui.cli.writing import Work, working
from tui.domain import operations
from tui.domain.facts import pids
from tui.domain.people.incentives import incentive_words, money, totals_of
from tui.domain.people.policy import Policy
from tui.domain.records import Incentive
from tui.domain.records.change import Change
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import find_incentive, find_touchpoint
from tui.domain.time.dates import day_words, past_words
from tui.domain.time.moments import parse_moment

COMMANDS = {"list": "tui.cli.incentives:list_incentives"}
COMMANDS |= {verb: f"tui.cli.incentives:{verb}" for verb in ("promise", "pay")}


@click.group(cls=LazyGroup, lazy=COMMANDS, epilog="Example: custdev incentive promise P05 30 EUR voucher")
def incentive() -> None:
    """What customers get for taking part: promised, owed once they came, and paid. Only our team sees it."""


@click.command("list", epilog="Example: custdev incentive list --owed")
@click.option("--of", "person", metavar="P03", help="Only those of a customer.")
@click.option("--owed", is_flag=True, help="Only what is owed: they came, and it is not paid.")
@click.option("--year", type=int, metavar="Y", help="Only what was promised in a year.")
@json_flag
@click.pass_obj
def list_incentives(desk: Desk, *, person: str | None, owed: bool, year: int | None, as_json: bool) -> None:
    """List what was promised, oldest first, and below it how much that is in each year."""
    with desk.reading(policy=True) as session:
        workspace, policy = session.workspace, session.policy
        found: Iterable[Incentive] = workspace.incentives.values()
        if person:
            found = workspace.incentives_of(the_person(workspace, person).uid)
        chosen = [
            each for each in found if (not owed or each.state == "owed") and year in (None, policy.day(each.at).year)
        ]
        seen = desk.seen(session)
        shown = [seen.incentives[each.uid] for each in sorted(chosen, key=lambda each: (each.at, each.uid))]
        if as_json:
            emit([incentive_shape(seen, each) for each in shown])
            return
        rows = [_row(seen, each, policy, session.today) for each in shown]
        table(("PROMISED", "WHO", "HOW MUCH", "WHAT", "STANDS", "ID"), rows, no_color=desk.no_color)
        for in_year, totals in totals_of(shown, policy).items():
            said = ", ".join(money(amount, currency) for currency, amount in totals.items())
            hint(f"{said} promised in {in_year}.")


@click.command(epilog="Example: custdev incentive promise P05 30 EUR voucher")
@click.argument("person")
@click.argument("amount")
@click.argument("currency", required=False, default="")
@click.argument("what", type=TEXT, required=False, default="")
@click.option("--touchpoint", metavar="ID", help="What it is for; by default the next touchpoint they come to.")
@click.option("--at", metavar="TIME", help="When it was promised: yesterday, thu 14:00; now, unless it is said.")
@click.option("--reason", default="", metavar="WHY", help="Why it is promised though it is over the cap of a year.")
@json_flag
@click.pass_obj
def promise(desk: Desk, /, *, person: str, amount: str, currency: str, what: str, as_json: bool, **fields: Any) -> None:
    """Promise somebody something for taking part. It is owed once they came.

    CURRENCY is that of custdev.yaml, EUR unless it says another; amounts have at most two decimal places.
    """
    with working(desk) as work:
        met, at = fields["touchpoint"], fields["at"]
        change = work.save(
            operations.promise_incentive,
            the_person(work.workspace, person).uid,
            amount,
            currency,
            what=what,
            touchpoint=find_touchpoint(work.workspace, met).uid if met else None,
            at=parse_moment(at, work.now(), work.policy.zone) if at else None,
            reason=fields["reason"],
        )
        _show(work, change, next(iter(change.records["incentives"])), as_json)


@click.command(epilog="Example: custdev incentive pay P05")
@click.argument("incentive", metavar="INCENTIVE")
@click.option("--at", metavar="TIME", help="When it was paid: yesterday, thu 14:00; now, unless it is said.")
@click.option("--not-paid", is_flag=True, help="It was not paid after all.")
@json_flag
@click.pass_obj
def pay(desk: Desk, *, incentive: str, at: str | None, not_paid: bool, as_json: bool) -> None:
    """Note that an incentive was paid.

    INCENTIVE is an id, its last characters as incentive list shows them, or the P-id of somebody who is owed one.
    """
    with working(desk) as work:
        found = find_incentive(work.workspace, incentive)
        moment = parse_moment(at, work.now(), work.policy.zone) if at else None
        change = work.save(operations.pay_incentive, found.uid, not not_paid, at=moment)
        _show(work, change, found.uid, as_json)


def _row(workspace: Workspace, promised: Incentive, policy: Policy, today: date) -> list[str]:
    since = {"promised": None, "owed": promised.owed_since, "paid": promised.paid_at}[promised.state]
    return [
        day_words(policy.day(promised.at), today),
        " ".join(pids(workspace, [promised.participant])),
        money(promised.amount, promised.currency),
        promised.what,
        f"{promised.state} {past_words(policy.day(since), today)}" if since else promised.state,
        promised.uid[-6:],
    ]


def _show(work: Work, change: Change, uid: str, as_json: bool) -> None:
    seen = work.seen_with(uid)
    shown = seen.incentives[uid]
    if as_json:
        emit(incentive_shape(seen, shown))
        return
    if change.is_empty:
        hint("That incentive was like that already.")
    who = ", ".join(pids(seen, [shown.participant])) or "somebody"
    say(f"{who}: {incentive_words(shown, work.policy, work.today)} ({uid[-6:]}).")
