"""What people get for taking part: amounts to the cent, owed once they came, and a cap a year."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import msgspec
import pytest

from tests.domain.world import DAY, World
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.people.invitations import OverAsked, incentive_words, money, owed_now, totals_of
from tui.domain.people.policy import Policy
from tui.domain.records import Incentive


@pytest.fixture
def world() -> World:
    return World()


def now(world: World, promised: Incentive) -> Incentive:
    return world.workspace.incentives[promised.uid]


@pytest.mark.parametrize(
    ("written", "amount", "words"),
    [
        ("30", "30.00", "30 EUR"),
        ("12.5", "12.50", "12.50 EUR"),
        (" 0.01 ", "0.01", "0.01 EUR"),
        ("0.1", "0.10", "0.10 EUR"),
        ("1e2", "100.00", "100 EUR"),
    ],
)
def test_amounts_are_decimals_and_stay_so_on_the_disk(world: World, written: str, amount: str, words: str) -> None:
    promised = world.promise(world.person(), written)
    assert promised.amount == Decimal(amount)
    stored = msgspec.json.encode(promised)
    assert f'"amount":"{amount}"'.encode() in stored
    assert msgspec.json.decode(stored, type=Incentive) == promised
    assert money(promised.amount, promised.currency) == words


@pytest.mark.parametrize("written", ["0", "-5", "many", "12.345", "NaN", "Infinity", "1e9", "", "1,50"])
def test_what_is_no_amount_is_refused(world: World, written: str) -> None:
    ada = world.person()
    with pytest.raises(NotAllowed, match=r"is not an amount such as 30 or 12\.50"):
        world.promise(ada, written)


@pytest.mark.parametrize("currency", ["EURO", "E1R", "€"])
def test_what_is_no_currency_is_refused(world: World, currency: str) -> None:
    ada = world.person()
    with pytest.raises(NotAllowed, match="is not a currency such as EUR"):
        world.promise(ada, "30", currency=currency)


def test_it_is_owed_once_they_came_in_the_same_change_and_paid_when_it_is(world: World) -> None:
    ada = world.person()
    promised = world.promise(ada, what="voucher")
    met = world.touch(ada, status="confirmed", at=world.now + DAY)
    assert (now(world, promised).touchpoint, now(world, promised).state) == (met.uid, "promised")
    world.later(2 * DAY)
    change = world.do(operations.settle_touchpoint, met.uid)
    assert (now(world, promised).state, now(world, promised).owed_since) == ("owed", met.at)
    assert owed_now(world.workspace) == [now(world, promised)]
    assert incentive_words(now(world, promised), world.policy, world.context.today) == "30 EUR voucher, owed since Tue"
    world.undo(change)
    assert now(world, promised).state == "promised"
    world.do(operations.settle_touchpoint, met.uid)
    world.do(operations.pay_incentive, promised.uid)
    assert (now(world, promised).state, owed_now(world.workspace)) == ("paid", [])
    world.do(operations.pay_incentive, promised.uid, False)
    assert now(world, promised).state == "owed"


@pytest.mark.parametrize(("status", "state"), [("no_show", "promised"), ("cancelled", "promised"), ("done", "owed")])
def test_nothing_is_owed_to_who_did_not_come(world: World, status: str, state: str) -> None:
    ada = world.person()
    promised = world.promise(ada)
    met = world.touch(ada, status="confirmed", at=world.now + DAY)
    world.do(operations.settle_touchpoint, met.uid, status)
    assert now(world, promised).state == state


def test_what_is_promised_for_a_touchpoint_that_was_had_is_owed_at_once(world: World) -> None:
    ada = world.person()
    met = world.touch(ada)
    promised = world.promise(ada, touchpoint=met.uid)
    assert promised.owed_since == met.at
    ben = world.person("Ben")
    with pytest.raises(NotAllowed, match="P02 has no part in that touchpoint"):
        world.promise(ben, touchpoint=met.uid)


def test_what_is_paid_is_not_owed_again(world: World) -> None:
    ada = world.person()
    promised = world.promise(ada)
    world.do(operations.pay_incentive, promised.uid)
    world.touch(ada)
    assert now(world, promised).state == "paid"


@pytest.mark.parametrize(
    ("earlier", "more", "refused"),
    [
        (["120"], "80", ""),
        (["120"], "80.01", "P01 would have been promised 200.01 EUR in 2026, and 200 EUR is the most"),
        (["100", "100"], "1", "P01 would have been promised 201 EUR in 2026, and 200 EUR is the most"),
        ([], "300", "P01 would have been promised 300 EUR in 2026, and 200 EUR is the most"),
    ],
)
def test_more_than_the_cap_of_a_year_takes_a_reason(earlier: list[str], more: str, refused: str) -> None:
    world = World(policy=Policy(incentive_cap=Decimal(200)))
    ada = world.person()
    for amount in earlier:
        world.promise(ada, amount)
    if not refused:
        assert world.promise(ada, more).state == "promised"
        return
    before = world.state
    with pytest.raises(OverAsked) as raised:
        world.promise(ada, more)
    assert str(raised.value) == f"{refused}. Going on takes a reason. Nothing was changed."
    assert world.state == before
    change = world.do(operations.promise_incentive, ada.uid, more, reason="a whole day")
    assert change.event.reason == "a whole day"


def test_the_cap_is_of_a_year_where_the_team_is_of_a_person_and_of_a_currency() -> None:
    world = World(policy=Policy(timezone="Europe/Berlin", incentive_cap=Decimal(50)))
    ada, ben = world.person("Ada"), world.person("Ben")
    world.now = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)
    world.promise(ada, "50")
    world.promise(ben, "50")
    world.promise(ada, "500", currency="sek")
    world.now = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    world.promise(ada, "20")
    promised = world.workspace.incentives_of(ada.uid)
    assert totals_of(promised, world.policy) == {
        2026: {"EUR": Decimal("50.00"), "SEK": Decimal("500.00")},
        2027: {"EUR": Decimal("20.00")},
    }


def test_without_a_cap_nothing_is_asked(world: World) -> None:
    assert world.promise(world.person(), "5000").amount == 5000
