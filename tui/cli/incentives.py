"""`custdev incentive`: what customers are promised for taking part, what of it is owed, and what was paid."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.output import answer_rows, emit, hint, say
from tui.cli.verbs import TEXT, noun, verb
from tui.domain import operations
from tui.domain.facts import pids
from tui.domain.people.invitations import incentive_words, money, totals_of
from tui.domain.records import Incentive
from tui.domain.records.change import Change
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import find_incentive, find_touchpoint
from tui.domain.time.dates import day_words, past_words
from tui.service.naming import Reading
from tui.service.people_shapes import in_order, incentive_shape

HEADERS = ("PROMISED", "WHO", "HOW MUCH", "WHAT", "STANDS", "ID")


@noun(("incentives", "list", "promise", "pay"), example="custdev incentive promise P05 30 EUR voucher")
def incentive() -> None:
    """What customers get for taking part: promised, owed once they came, and paid. Only our team sees it."""


@verb("list", example="custdev incentive list --owed")
@option("--of", "person", metavar="P03", help="Only those of a customer.")
@option("--owed", is_flag=True, help="Only what is owed: they came, and it is not paid.")
@option("--year", type=int, metavar="Y", help="Only what was promised in a year.")
def listing(desk: Desk, *, person: str | None, owed: bool, year: int | None, as_json: bool) -> None:
    """List what was promised, oldest first, and below it how much that is in each year."""
    with desk.reading(policy=True) as reading:
        workspace, policy = reading.workspace, reading.policy
        incentives: Iterable[Incentive] = workspace.incentives.values()
        if person:
            incentives = workspace.incentives_of(reading.person(person).uid)
        chosen = (
            promised
            for promised in incentives
            if (not owed or promised.state == "owed") and year in (None, policy.day(promised.at).year)
        )
        seen = reading.seen()
        shown = [seen.incentives[promised.uid] for promised in in_order(chosen)]
        shapes = (incentive_shape(seen, promised) for promised in shown)
        rows = (_row(reading, seen, promised) for promised in shown)
        answer_rows(as_json, shapes, HEADERS, rows, no_color=desk.no_color)
        for in_year, totals in totals_of(shown, policy).items():
            amounts = ", ".join(money(amount, currency) for currency, amount in totals.items())
            hint(f"{amounts} promised in {in_year}.")


@verb(example="custdev incentive promise P05 30 EUR voucher")
@click.argument("person")
@click.argument("amount")
@click.argument("currency", required=False, default="")
@click.argument("what", type=TEXT, required=False, default="")
@option("--touchpoint", metavar="ID", help="What it is for; by default the next touchpoint they come to.")
@option("--at", metavar="TIME", help="When it was promised: yesterday, thu 14:00; now, unless it is said.")
@option("--reason", default="", metavar="WHY", help="Why it is promised though it is over the cap of a year.")
def promise(desk: Desk, /, *, person: str, amount: str, currency: str, what: str, as_json: bool, **fields: Any) -> None:
    """Promise somebody something for taking part. It is owed once they came.

    CURRENCY is that of custdev.yaml, EUR unless it says another; amounts have at most two decimal places.
    """
    with desk.writing() as work:
        uid, met = work.person(person).uid, fields["touchpoint"]
        fields["touchpoint"] = find_touchpoint(work.workspace, met).uid if met else None
        fields["at"] = work.moment(fields["at"])
        change = work.save(operations.promise_incentive, uid, amount, currency, what=what, **fields)
        _show(work, change, next(iter(change.records["incentives"])), as_json)


@verb(example="custdev incentive pay P05")
@click.argument("incentive", metavar="INCENTIVE")
@option("--at", metavar="TIME", help="When it was paid: yesterday, thu 14:00; now, unless it is said.")
@option("--not-paid", is_flag=True, help="It was not paid after all.")
def pay(desk: Desk, *, incentive: str, at: str | None, not_paid: bool, as_json: bool) -> None:
    """Note that an incentive was paid.

    INCENTIVE is an id, its last characters as incentive list shows them, or the P-id of somebody who is owed one.
    """
    with desk.writing() as work:
        uid = find_incentive(work.workspace, incentive).uid
        change = work.save(operations.pay_incentive, uid, not not_paid, at=work.moment(at))
        _show(work, change, uid, as_json)


def _row(reading: Reading, seen: Workspace, promised: Incentive) -> list[str]:
    policy, today = reading.policy, reading.today
    since = {"promised": None, "owed": promised.owed_since, "paid": promised.paid_at}[promised.state]
    return [
        day_words(policy.day(promised.at), today),
        " ".join(pids(seen, [promised.participant])),
        money(promised.amount, promised.currency),
        promised.what,
        f"{promised.state} {past_words(policy.day(since), today)}" if since else promised.state,
        promised.uid[-6:],
    ]


def _show(work: Reading, change: Change, uid: str, as_json: bool) -> None:
    seen = work.seen(written=[uid])
    shown = seen.incentives[uid]
    if as_json:
        emit(incentive_shape(seen, shown))
        return
    if change.is_empty:
        hint("That incentive was like that already.")
    who = ", ".join(pids(seen, [shown.participant])) or "somebody"
    say(f"{who}: {incentive_words(shown, work.policy, work.today)} ({uid[-6:]}).")
