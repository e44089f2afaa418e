"""Flow is reckoned from events and a glance at each card; what is in progress or recurs is read, for its title."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest
from hypothesis import given

from tests.domain.records.test_intake import Rows
from tests.domain.told import Told
from tests.domain.world import DAY
from tests.fuzz.runs import RUNS, Step, done, records
from tui.domain import operations
from tui.domain.flow.passages import CardHistory
from tui.domain.records import Card
from tui.domain.records.layers import Unread


def test_a_card_that_is_finished_is_not_read() -> None:
    world = Told()
    world.do(operations.move_card, world.uid(1), "doing")
    world.do(operations.block_card, world.uid(1), "legal to approve")
    world.do(operations.move_card, world.uid(2), "doing")
    world.later(2 * DAY)
    world.do(operations.move_card, world.uid(1), "done")
    plain = world.flow()
    assert [finish.blocked for finish in plain.finishes] == [3]
    rows = Rows(records(world.workspace))
    world.workspace = rows.workspace
    assert world.flow() == plain
    assert {card.uid for card in rows.asked if card.table == "cards"} == {world.uid(2), world.uid(3)}


@given(RUNS)
def test_the_flow_is_the_same_whether_cards_were_read_or_not(run: list[tuple[Step, int]]) -> None:
    world = Told()
    done(world, run)
    plain = world.flow(), world.flow(earlier=1)
    world.workspace = Rows(records(world.workspace)).workspace
    assert (world.flow(), world.flow(earlier=1)) == plain


def test_what_stood_at_the_end_of_the_current_window_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    world, looked = Told(), Counter[str]()
    world.do(operations.move_card, world.uid(1), "doing")
    until = CardHistory.until

    def counting(history: CardHistory, moment: datetime) -> CardHistory | None:
        looked[history.card] += 1
        return until(history, moment)

    monkeypatch.setattr(CardHistory, "until", counting)
    world.flow()
    assert set(looked) == {history.card for history in world.histories()}
    assert set(looked.values()) == {1}


def test_cards_that_age_are_read_many_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    world, alone, missing = Told(), list[str](), Unread.__missing__
    for _ in range(20):
        world.do(operations.move_card, world.add().uid, "doing")
    recurring = {uid for uid, card in world.workspace.cards.items() if card.kind == "recurring"}
    world.workspace = Rows(records(world.workspace)).workspace
    cards = world.workspace.cards

    def counting(table: Unread[Card], uid: str) -> Card:
        alone.append(uid)
        return missing(table, uid)

    monkeypatch.setattr(Unread, "__missing__", counting)
    assert len(world.flow().ageing) == 20
    assert {uid for uid in alone if uid in cards} == recurring
